"""The articles that we ship: tied to real steps, sourced, plain, and silent on illness, advice and identities."""

import random
import re
import unicodedata
from collections.abc import Iterator

import pytest

from carnet import reference
from carnet.articles import FOLDER, faults_in, library, texts_in
from carnet.journeys import JOURNEYS
from words import style

PLACES = [(name, step.id) for name, journey in JOURNEYS.items() for step in journey.steps]
ARTICLES = library().articles
FORMS = ("title", "body", "aloud", "letter", "sms")
TOLD = ("aloud", "letter", "sms")

# What only a health professional may speak of.
MEDICAL = (
    r"cancers?|diabètes?|sida|vih|grippes?|covid|dépressions?|asthme|maladies?|symptômes?|diagnostics?|fièvre|"
    r"médicaments?|doses?|traitements?|vaccins?|opérations?|grossesses?|prenez (?:un|vos) (?:cachets?|médicaments?)"
)
LINK = r"https?:|www\.|\.fr\b|@"


def texts(forms=FORMS) -> list[str]:
    return [getattr(article, form) for article in ARTICLES for form in forms]


def faults(judge, forms=FORMS) -> list[str]:
    return [f"{fault} | {text}" for text in texts(forms) for fault in judge(text)]


def test_there_are_forty_without_a_fault() -> None:
    assert faults_in(texts_in(FOLDER), PLACES) == []
    assert len(ARTICLES) == 40


@pytest.mark.parametrize("place", PLACES, ids="/".join)
def test_requirement_18_three_articles_are_offered_at_every_step(place) -> None:
    assert len(set(library().offered(place))) == 3


@pytest.mark.parametrize("place", PLACES, ids="/".join)
def test_every_step_has_an_article_of_its_own(place) -> None:
    assert place in library().offered(place)[0].steps


def test_titles_are_told_apart() -> None:
    assert len({article.title for article in ARTICLES}) == len(ARTICLES)


def test_no_article_claims_a_reader_that_it_has_not_had() -> None:
    assert [article.key for article in ARTICLES if not article.awaits_review] == []


@pytest.mark.parametrize(
    "judge", [style.typography, style.synonyms, style.length], ids=lambda judge: judge.__name__
)
def test_articles_keep_the_rules_of_wording(judge) -> None:
    assert faults(judge) == []


@pytest.mark.parametrize(
    ("delay", "value", "key", "words"),
    [
        ("objection_days", 42, "six-weeks", "six semaines"),
        ("suspension_days", 42, "suspended-space", "six semaines"),
        ("deletion_months", 3, "deletion", "trois mois"),
        ("archive_years", 10, "closing-keeps", "dix ans"),
        ("majority_age", 18, "coming-of-age", "18 ans"),
        ("notice_code_days", 42, "letter-code", "six semaines"),
        ("posted_code_days", 42, "where-codes-go", "six semaines"),
        ("sent_code_hours", 24, "where-codes-go", "24 heures"),
        ("code_tries", 5, "too-many-tries", "Cinq essais"),
        ("codes_a_day", 3, "too-many-tries", "Trois nouveaux codes par jour"),
    ],
)
def test_a_delay_is_the_one_of_the_dated_facts(delay: str, value: int, key: str, words: str) -> None:
    article = library().get(key)

    assert article is not None
    assert getattr(reference.delays(article.reviewed_on), delay) == value
    assert words in article.body


def test_what_the_person_is_told_serves_every_channel() -> None:
    assert faults(style.channel, TOLD) == []


def medical(text: str) -> Iterator[str]:
    # The name of the insurer is the one place where the word may stand.
    if found := re.search(rf"\b(?:{MEDICAL})\b", text.replace("Assurance Maladie", ""), re.IGNORECASE):
        yield found[0]


def linking(text: str) -> Iterator[str]:
    if found := re.search(LINK, text):
        yield found[0]


def test_no_article_speaks_of_illness_or_care() -> None:
    assert faults(medical) == []


def test_what_leaves_the_building_holds_no_link() -> None:
    assert faults(linking, TOLD) == []


@pytest.mark.parametrize(
    ("judge", "planted"),
    [
        (medical, "Parlez de votre maladie."),
        (medical, "Prenez vos médicaments."),
        (linking, "Allez sur www.exemple.org."),
        (linking, "Écrivez à aide@exemple.org."),
    ],
)
def test_a_planted_word_is_refused(judge, planted: str) -> None:
    assert list(judge(planted)) != []


def test_saying_yes_and_saying_no_are_offered_as_much_help() -> None:
    assert len(library().offered(("activate", "confirm"))) == len(library().offered(("object", "confirm")))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_a_title_finds_its_article_without_accents_in_capitals_and_inverted(article) -> None:
    plain = "".join(s for s in unicodedata.normalize("NFD", article.title) if not unicodedata.combining(s))
    words = plain.upper().split()

    assert library().find(" ".join(words[::-1]))[0] == article


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_a_title_finds_its_article_with_one_letter_wrong(article) -> None:
    draw = random.Random(article.key)
    words = article.title.split()
    place = max(range(len(words)), key=lambda number: len(words[number]))
    letter = draw.randrange(1, len(words[place]))
    words[place] = f"{words[place][:letter]}k{words[place][letter + 1 :]}"

    assert article in library().find(" ".join(words))[:3]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("opposition", "six-weeks"),
        ("cloturer", "closing-keeps"),
        ("rembourssement", "refusing-is-free"),
        ("employeur", "who-reads"),
        ("carte perdu", "no-card"),
        ("mot de pase", "never-ask-a-code"),
        ("3422 horaire", "helpline"),
        ("arnaque faux message", "false-messages"),
        ("enfant", "child-record"),
        ("guichet adresse", "no-mail-no-phone"),
    ],
)
def test_what_agents_type_finds_what_they_need(typed: str, key: str) -> None:
    assert key in [article.key for article in library().find(typed)[:3]]
