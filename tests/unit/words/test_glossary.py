"""A53: the glossary holds each word that replaces another, and names only what the code has."""

import re

import pytest

from words import ROOT, style

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROOMS = ("carnet", "web", "kiosk", "helpdesk", "translations")
NAMES = sorted(
    {
        name
        for row in re.findall(r"^\|.*\|$", GLOSSARY, re.MULTILINE)
        for name in re.findall(r"`([\w@]+)`", row.split("|")[3])
    }
)


@pytest.mark.parametrize("word", sorted(set(style.SYNONYMS.values())))
def test_a53_the_word_that_we_use_is_in_the_glossary(word):
    assert re.search(rf"^\| (?:[\w’ ]+, )?{word}", GLOSSARY, re.MULTILINE)


@pytest.mark.parametrize("pattern", sorted(style.SYNONYMS))
def test_a53_the_word_that_we_do_not_use_is_named_as_such(pattern):
    assert re.search(rf"\*(?:{pattern})\*", GLOSSARY)


def test_each_name_of_the_code_exists():
    code = "\n".join(
        path.read_text("utf-8")
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".toml"}
    )

    assert [name for name in NAMES if not re.search(rf"\b{name}", code)] == []
