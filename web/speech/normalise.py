"""What is said for a written text: "12/03/2026" is a date, a NIR is read digit by digit, "M." is Monsieur.

Pure text work: no sound here. The words themselves are in `spoken/`, one table a language.
"""

import re
from collections.abc import Mapping
from functools import cache

from web.speech.characters import clean, reordered
from web.speech.figures import (
    say_clock,
    say_code,
    say_date,
    say_identity_number,
    say_long_number,
    say_telephone,
    spelled_code,
)
from web.speech.spoken.vocabulary import Vocabulary
from web.speech.tongues import tongue_of

NORMALISER = 1
"""Goes up when the same table would give another text: it is part of the name of every clip."""

_ADDRESS = re.compile(r"[\w-]+(?:[.@][\w-]+)*\.(?:fr|com|eu|net|org)(?!\w|\.\w)")


def normalise(text: str, language: str) -> str:
    """Return what the voice says for ``text``; empty when nothing is left to say.

    Raises Unvoiced: ``language`` without a voice, ``characters`` for a NUL.
    """
    vocabulary = tongue_of(language).vocabulary
    spoken = clean(text)
    # Order matters: a telephone number must be gone before long numbers are looked for, and figures
    # must be said before the signs between them are.
    for say in (
        say_date,
        say_clock,
        say_identity_number,
        say_telephone,
        say_code,
        say_long_number,
        _say_words,
        _say_units,
        _say_addresses,
        _say_signs,
    ):
        spoken = say(spoken, vocabulary)
    return reordered(_tidy(spoken))


def spell_code(code: str, language: str) -> str:
    """Return how to say ``code`` sign by sign: "K comme Kléber; sept; …". Raises Unvoiced for a language without a voice."""
    return reordered(spelled_code(code, tongue_of(language).vocabulary))


def _say_words(text: str, vocabulary: Vocabulary) -> str:
    text = _titles(vocabulary).sub(lambda found: f"{vocabulary.titles[found[1]]} ", text)
    text = _words(vocabulary).sub(lambda found: vocabulary.said[found[0]], text)
    # "J. Dupont": the point of an initial would be heard as the end of a sentence.
    return re.sub(r"(?<!\w)([A-ZÀ-Þ])\. (?=[A-ZÀ-Þ])", r"\1 ", text)


def _say_units(text: str, vocabulary: Vocabulary) -> str:
    def say(found: re.Match[str]) -> str:
        one, many = vocabulary.units[found[2]]
        return f"{found[1]} {one if found[1] in ('0', '1') else many}"

    return _units(vocabulary).sub(say, text)


def _say_addresses(text: str, vocabulary: Vocabulary) -> str:
    """ameli.fr: "ameli, point, F R"."""

    def say(found: re.Match[str]) -> str:
        *names, ending = found[0].split(".")
        return f" {vocabulary.dot} ".join([*names, " ".join(ending.upper())])

    return _ADDRESS.sub(say, re.sub(r"https?://", "", text))


def _say_signs(text: str, vocabulary: Vocabulary) -> str:
    for sign, word in vocabulary.signs.items():
        text = text.replace(sign, word)
    # The name of a button between quotation marks is set apart by a breath.
    text = re.sub(r"[«»“”]", ", ", text)
    # What is left has no name that helps: the engine would say "astérisque", or nothing.
    return re.sub(r"[_#*<>~|^`\\{}\[\]\"•·→←↑↓]", " ", text)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" (?=[,.;:!?،؛؟])", "", text)
    text = re.sub(r"[,،][,،\s]*(?=[,،.;:!?؛؟])|(?<=[.;:!?؛؟])[,،\s]*[,،]", "", text)
    return text.strip(" ,،") if any(sign.isalnum() for sign in text) else ""


@cache
def _titles(vocabulary: Vocabulary) -> re.Pattern[str]:
    # A title stands before a name: "M. Ba", but not the end of "chambre M."
    return re.compile(rf"(?<!\w)({_alternatives(vocabulary.titles)}) (?=[^\W\d_])")


@cache
def _words(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(vocabulary.said)})(?!\w)")


@cache
def _units(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(\d+(?:[.,]\d+)?) ?({_alternatives(vocabulary.units)})(?![\w'])")


def _alternatives(table: Mapping[str, object]) -> str:
    """Return a pattern of the keys, the longest first: "Dr." before "Dr"."""
    return "|".join(re.escape(key) for key in sorted(table, key=len, reverse=True))
