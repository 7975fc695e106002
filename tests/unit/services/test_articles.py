"""Help beside the step, as the console asks for it; what is wrong reaches the owner once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from carnet import articles as shelf
from carnet.domain.library import Library
from carnet.services import articles
from carnet.store.articles import ArticleReport
from carnet.store.audit import SERVICE, lines_of
from carnet.store.database import transaction
from tests.builders import NOW, make_helper

KEY = "six-weeks"


@pytest.fixture
def helper(db):
    return make_helper(db, name="Camille Aidante")


@pytest.fixture
def newer(monkeypatch):
    """Publish the next version of every article."""

    def publish() -> None:
        renewed = Library(tuple(replace(one, version=one.version + 1) for one in shelf.library().articles))
        monkeypatch.setattr(shelf, "library", lambda: renewed)

    return publish


def test_three_articles_are_offered_without_typing() -> None:
    offered = articles.offered(("object", "confirm"))

    assert len(offered) == 3
    assert all(("object", "confirm") in article.steps for article in offered)


def test_a_search_finds_and_a_key_opens() -> None:
    assert articles.search("opposition")[0] == articles.get(KEY)


def test_all_are_overdue_one_hundred_and_eighty_one_days_after_their_review() -> None:
    far = articles.overdue(date.max)
    reviewed = [each.article.reviewed_on for each in far]
    assert len(far) == 40
    assert articles.overdue(min(reviewed) + timedelta(days=180)) == ()
    assert len(articles.overdue(max(reviewed) + timedelta(days=181))) == 40


def test_this_is_wrong_reaches_the_owner(db, helper) -> None:
    assert articles.report(db, helper, KEY, NOW) == "reported"

    (told,) = articles.reports(db, "rights")
    assert (told.article.key, told.helper, told.reported_at) == (KEY, "Camille Aidante", NOW)
    assert articles.reports(db, "helpline") == []


def test_a_report_is_one_line_of_the_journal(db, helper) -> None:
    articles.report(db, helper, KEY, NOW)

    (line,) = lines_of(db, SERVICE)
    assert (line.act, line.outcome, line.helper) == ("report_article", "reported", f"helper:{helper.id}")
    assert line.detail == '{"article":"six-weeks","report":1,"version":1}'


def test_a_second_press_tells_nothing_twice(db, helper) -> None:
    articles.report(db, helper, KEY, NOW)

    assert articles.report(db, helper, KEY, NOW) == "already"
    assert len(articles.reports(db, "rights")) == 1
    assert len(lines_of(db, SERVICE)) == 1


def test_two_helpers_may_say_the_same(db, helper) -> None:
    articles.report(db, helper, KEY, NOW)
    articles.report(db, make_helper(db), KEY, NOW + timedelta(minutes=1))

    assert [told.reported_at for told in articles.reports(db, "rights")] == [NOW, NOW + timedelta(minutes=1)]


def test_an_article_that_is_no_more_is_not_reported(db, helper) -> None:
    assert articles.report(db, helper, "nowhere", NOW) == "gone"
    assert db.scalars(select(ArticleReport)).all() == []
    assert lines_of(db, SERVICE) == []


def test_a_newer_version_answers_and_may_be_wrong_again(db, helper, newer) -> None:
    articles.report(db, helper, KEY, NOW)
    newer()

    assert articles.reports(db, "rights") == []
    assert articles.report(db, helper, KEY, NOW) == "reported"
    assert len(articles.reports(db, "rights")) == 1


def test_two_presses_at_once_are_one_report(engine, keys) -> None:
    with transaction(engine, keys) as db:
        helper = make_helper(db)
    gate = Barrier(2)

    def press(_number: int) -> str:
        gate.wait()
        with transaction(engine, keys) as db:
            return articles.report(db, helper, KEY, NOW)

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(press, range(2)))

    assert said == ["already", "reported"]
    with transaction(engine, keys) as db:
        assert len(articles.reports(db, "rights")) == 1
