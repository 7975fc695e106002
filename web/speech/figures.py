"""Figures that are not amounts: dates, hours, NIR, telephone numbers, codes, long numbers.

Each function takes a cleaned text and a vocabulary, and returns the text with those figures as they are said.
"""

import re
from datetime import date
from functools import cache

from carnet.domain.code import ALPHABET
from web.dates import calendar
from web.speech.spoken.vocabulary import Vocabulary

# Public numbers of four figures, said in two pairs; source: the health space's domain file and service-public.fr.
_SHORT = re.compile(r"(?<![\w.,/:+-])(34|36|39|31|30) ?(22|46|39|14|19|77|18|20)(?![\w/:]|[.,]\d| ?[€%])")
_SHORT_NUMBERS = frozenset(("3422", "3646", "3939", "3114", "3919", "3977", "3018", "3020"))

_ISO_DATE = re.compile(r"(?<![\w/-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])")
_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)")
_DAY_AND_MONTH = re.compile(r"(?<![\w/])(\d\d)/(\d\d)(?![\w/])")
_CLOCK = re.compile(
    r"(?<![\w:.,])([01]?\d|2[0-3])(?::([0-5]\d)(?::[0-5]\d)?| ?h ?([0-5]\d)(?! ?min))(?![\w:])", re.IGNORECASE
)
_IDENTITY_NUMBER = re.compile(
    r"(?<!\w)([1-478])[ .-]?(\d\d)[ .-]?(\d\d)[ .-]?(\d\d|2[AB])[ .-]?(\d{3})[ .-]?(\d{3})(?:[ .-]?(\d\d))?(?!\w)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w+])(?:(\+|00) ?33 ?(?:\(0\) ?)?|0)([1-9])((?:[ .-]?\d\d){4})(?!\w)")
_FREE_TELEPHONE = re.compile(r"(?<!\w)0 (8\d\d) (\d{3}) (\d{3})(?!\w)")
_SIGNS = rf"[{ALPHABET}]{{4}}"
_CODE = re.compile(rf"(?<![\w-]){_SIGNS}(?:[ -]{_SIGNS}){{1,2}}(?![\w-])")
_NUMBER_IN_FOURS = re.compile(r"(?<![\w.,])\d{4}(?:[ -]\d{4}){2,}(?!\w)")
_LONG_NUMBER = re.compile(r"(?<![\w.,])\d{7,}(?!\w|[.,]\d| ?[€%])")


def say_date(text: str, vocabulary: Vocabulary) -> str:
    """12/03/2026, 2026-03-12, 12/03: the day comes first, as on French papers, unless the year does.

    A day or month 00 is one that the civil register does not know: it is left unsaid.
    """
    text = _ISO_DATE.sub(lambda found: _date(found[0], found[3], found[2], found[1], vocabulary), text)
    text = _DATE.sub(lambda found: _date(found[0], found[1], found[3], found[4], vocabulary), text)
    text = _DAY_AND_MONTH.sub(lambda found: _date(found[0], found[1], found[2], "", vocabulary), text)
    return _first_day(vocabulary.language).sub(f"{calendar(vocabulary.language).first} ", text)


def say_clock(text: str, vocabulary: Vocabulary) -> str:
    """10 h 20, 10h20, 10:20."""
    return _CLOCK.sub(lambda found: vocabulary.clock(int(found[1]), int(found[2] or found[3])), text)


def say_identity_number(text: str, vocabulary: Vocabulary) -> str:
    """Read a NIR figure by figure, in the groups of the card: as a number it would be in thousands of millions."""

    def say(found: re.Match[str]) -> str:
        return ", ".join(_figures(group, vocabulary) for group in found.groups() if group)

    return _IDENTITY_NUMBER.sub(say, text)


def say_telephone(text: str, vocabulary: Vocabulary) -> str:
    """Read telephone numbers in pairs; 3422 is "34 22"."""

    def say(found: re.Match[str]) -> str:
        country, first, rest = found.groups()
        start = ["+ 33", _figures(first, vocabulary)] if country else [vocabulary.pair(f"0{first}")]
        return ", ".join([*start, *(vocabulary.pair(pair) for pair in re.findall(r"\d\d", rest))])

    def say_free(found: re.Match[str]) -> str:
        rest = (group if group[0] != "0" else _figures(group, vocabulary) for group in found.groups())
        return ", ".join([vocabulary.digits[0], *rest])

    def say_short(found: re.Match[str]) -> str:
        if found[1] + found[2] not in _SHORT_NUMBERS:
            return found[0]
        return f"{vocabulary.pair(found[1])} {vocabulary.pair(found[2])}"

    text = _FREE_TELEPHONE.sub(say_free, _TELEPHONE.sub(say, text))
    text = _SHORT.sub(say_short, text)
    for number, words in vocabulary.numbers.items():
        text = re.sub(rf"(?<![\w.,/:€$£+-]){number}(?![\w/:-]|[.,]\d| ?[€%$£])", words, text)
    return text


def say_code(text: str, vocabulary: Vocabulary) -> str:
    """Spell codes in groups of four signs. Two groups, or groups between spaces, need a figure: JEAN-MARC is a name."""

    def say(found: re.Match[str]) -> str:
        code = found[0]
        has_figure = any(sign.isdigit() for sign in code)
        has_letter = any(sign.isalpha() for sign in code)
        is_surely_a_code = code.count("-") == 2 and has_letter
        return spelled_code(code, vocabulary) if is_surely_a_code or (has_figure and has_letter) else code

    return _CODE.sub(say, text)


def say_long_number(text: str, vocabulary: Vocabulary) -> str:
    """Read card serials and other long numbers figure by figure."""

    def say_groups(found: re.Match[str]) -> str:
        return ", ".join(_figures(group, vocabulary) for group in re.findall(r"\d{4}", found[0]))

    def say(found: re.Match[str]) -> str:
        return ", ".join(_figures(group, vocabulary) for group in re.findall(r"\d{1,3}", found[0]))

    return _LONG_NUMBER.sub(say, _NUMBER_IN_FOURS.sub(say_groups, text))


def spelled_code(code: str, vocabulary: Vocabulary) -> str:
    """Return ``code`` sign by sign with the word alphabet, a full stop after each group of four."""
    signs = [_sign(sign, vocabulary) for sign in code.upper() if sign.isalnum()]
    groups = [signs[start : start + 4] for start in range(0, len(signs), 4)]
    return ". ".join("; ".join(group) for group in groups)


def _sign(sign: str, vocabulary: Vocabulary) -> str:
    if sign in vocabulary.letter_words:
        letter = vocabulary.letters.get(sign, sign)
        return vocabulary.like.format(letter=letter, word=vocabulary.letter_words[sign])
    return _figures(sign, vocabulary)


def _figures(group: str, vocabulary: Vocabulary) -> str:
    """The A or B of a Corsican department is a letter among the figures."""
    return " ".join(
        vocabulary.digits[int(sign)]
        if sign.isdecimal()
        else vocabulary.letters.get(sign.upper(), sign.upper())
        for sign in group
    )


def _date(written: str, day: str, month: str, year: str, vocabulary: Vocabulary) -> str:
    if year and month == "00":
        return year
    try:
        # A leap year: without its year, 29 February is a date.
        said = date(int(year or 2024), int(month), int(day) or 1)
    except ValueError:
        return written
    words = (
        "" if day == "00" else str(said.day),
        calendar(vocabulary.language).months[said.month - 1],
        year and str(said.year),
    )
    return " ".join(word for word in words if word)


@cache
def _first_day(language: str) -> re.Pattern[str]:
    months = "|".join(calendar(language).months)
    return re.compile(rf"(?<![\w.,])1 (?=(?:{months})(?!\w))")
