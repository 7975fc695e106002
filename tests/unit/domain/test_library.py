"""Which articles stand beside a step, and which must be read again."""

from dataclasses import replace
from datetime import date, timedelta

from carnet.domain.article import Article
from carnet.domain.library import Library, Overdue

REVIEWED = date(2026, 11, 22)
CONFIRM, CHILD = ("close", "confirm"), ("close", "child")


def make_article(key: str = "one", *, steps=(CONFIRM,), reviewed_on: date = REVIEWED) -> Article:
    return Article(
        key=key,
        title=f"Titre {key}",
        owner="rights",
        version=1,
        reviewed_on=reviewed_on,
        reviewed_by="",
        steps=tuple(steps),
        sources=("loi",),
        body="Corps.",
        aloud="Dit.",
        letter="Écrit.",
        sms="Court.",
    )


def keys(articles) -> list[str]:
    return [article.key for article in articles]


def test_an_article_of_the_step_comes_before_one_of_its_journey() -> None:
    library = Library(
        (make_article("a", steps=[CHILD]), make_article("b", steps=[CONFIRM, ("object", "confirm")]))
    )

    assert keys(library.offered(CONFIRM)) == ["b", "a"]


def test_among_equals_the_article_of_fewest_steps_comes_first() -> None:
    library = Library((make_article("a", steps=[CONFIRM, CHILD]), make_article("b", steps=[CONFIRM])))

    assert keys(library.offered(CONFIRM)) == ["b", "a"]


def test_three_are_offered_and_none_of_another_journey() -> None:
    library = Library(
        (*(make_article(key) for key in "abcd"), make_article("e", steps=[("object", "confirm")]))
    )

    assert keys(library.offered(CONFIRM)) == ["a", "b", "c"]
    assert keys(library.offered(("object", "confirm"))) == ["e"]
    assert library.offered(("reopen", "confirm")) == ()


def test_an_article_is_overdue_after_one_hundred_and_eighty_days() -> None:
    article = make_article()
    library = Library((article,))

    assert library.overdue(REVIEWED + timedelta(days=180)) == ()
    assert library.overdue(REVIEWED + timedelta(days=181)) == (Overdue(article, 1),)


def test_the_longest_overdue_comes_first() -> None:
    library = Library((make_article("a"), make_article("b", reviewed_on=REVIEWED - timedelta(days=30))))

    found = library.overdue(REVIEWED + timedelta(days=200))

    assert [(late.article.key, late.days) for late in found] == [("b", 50), ("a", 20)]


def test_an_article_that_no_role_has_signed_awaits_review() -> None:
    assert make_article().awaits_review
    assert not replace(make_article(), reviewed_by="rights").awaits_review


def test_an_article_is_found_by_its_words_and_by_its_key() -> None:
    library = Library((make_article("a"), make_article("b")))

    assert keys(library.find("titre b")) == ["b", "a"]
    assert library.get("a") is library.articles[0]
    assert library.get("z") is None
