"""What is wrong with articles is told before a start, all of it at once."""

import pytest

from carnet.articles import ArticleFaults, faults_in, library
from carnet.articles.loader import parsed
from carnet.domain.article import LONGEST_SMS

PLACES = {("close", "confirm")}
GOOD = """
title = "Fermer"
owner = "rights"
version = 1
reviewed_on = 2026-11-22
reviewed_by = ""
steps = ["close/confirm"]
sources = ["loi"]
body = "Personne ne le lit."
aloud = "Personne ne le lira."
letter = "Personne ne peut le lire."
sms = "Fermé."
"""
LONG = "un deux trois quatre cinq six sept huit neuf dix onze douze treize."


def told(text: str, key: str = "one") -> str:
    return "\n".join(faults_in({key: text}, PLACES))


def test_a_good_article_has_no_fault_and_says_all_that_was_written() -> None:
    assert told(GOOD) == ""
    ((article,), _) = parsed({"one": GOOD})
    assert (article.key, article.steps, article.sources) == ("one", (("close", "confirm"),), ("loi",))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('title = "Fermer"', "", "it has no title"),
        ('title = "Fermer"', 'title = ""', "title is empty"),
        ('title = "Fermer"', "title = 3", "title is not of its kind"),
        ("version = 1", "version = 0", "not a number from 1"),
        ("version = 1", "version = true", "version is not of its kind"),
        ("2026-11-22", '"hier"', "reviewed_on is not of its kind"),
        ("2026-11-22", "2026-11-22T10:00:00", "reviewed_on is not of its kind"),
        ('owner = "rights"', 'owner = "Odette"', "nobody has the role 'Odette'"),
        ('["close/confirm"]', "[]", "it has no steps"),
        ('["close/confirm"]', "[4]", "steps holds something that is no text"),
        ('["close/confirm"]', '["close/nowhere"]', "close/nowhere, which is no step"),
        ('["close/confirm"]', '["close"]', "which is no step"),
        ('["loi"]', "[]", "it has no sources"),
        ('["loi"]', '["loi"]\nhue = "bleu"', "nothing is called hue"),
        ('aloud = "Personne ne le lira."', f'aloud = "{LONG}"', "aloud has a sentence of 13 words"),
        ('sms = "Fermé."', f'sms = "{"Oui. " * 40}"', f"at most {LONGEST_SMS} signs"),
        ('sms = "Fermé."', 'sms = """Un.\nDeux."""', "sms is not one line"),
        ("Personne ne le lit.", "Le 2 51 03 63 999 001 18.", "body holds a number as long as"),
        ("Personne ne le lit.", "Le 158082A99900222.", "body holds a number as long as"),
        ("version = 1", "version = ", "is not TOML"),
    ],
)
def test_each_fault_is_told(before: str, after: str, words: str) -> None:
    assert before in GOOD

    assert words in told(GOOD.replace(before, after))


@pytest.mark.parametrize("key", ["Fermer", "un deux", "é", ""])
def test_a_name_that_is_no_key_is_told(key: str) -> None:
    assert "its name is not small letters" in told(GOOD, key)


def test_all_faults_of_all_articles_are_told_at_once() -> None:
    broken = GOOD.replace("version = 1", "version = 0").replace("close/confirm", "close/nowhere")

    faults = faults_in({"a": broken, "b": "x", "c": GOOD}, PLACES)

    assert [fault.partition(":")[0] for fault in faults] == [
        "the article a",
        "the article b is not TOML",
        "the article a belongs to close/nowhere, which is no step",
    ]


def test_a_folder_with_a_fault_gives_no_library(tmp_path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text("")

    with pytest.raises(ArticleFaults) as refused:
        library(tmp_path)

    assert "the article b: it has no title" in refused.value.faults


def test_a_folder_without_fault_is_a_library(tmp_path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)

    assert [article.key for article in library(tmp_path).articles] == ["a"]
