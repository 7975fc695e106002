"""The fields of an extract's line: each reader gives a value, or says in one short reason why there is none."""

import re
from collections.abc import Callable
from datetime import date

from carnet.domain.errors import Invalid
from carnet.domain.names import read_name
from carnet.domain.nir import LENGTH, check_nir

BETWEEN_VALUES = "|"
WITHIN_A_VALUE = "/"

_LONGEST_TEXT = 60
_ADDRESS_LINES = range(2, 8)
_LONGEST_MAIL = 254


def read_reference(text: str) -> str:
    """Give the fund's own number for a person.

    Raises Invalid with ``reference``, or with ``is_nir`` when it is a social security number, which must stay in its column.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}", text):
        raise Invalid("reference")
    if len(text) >= LENGTH and check_nir(text).ok:
        raise Invalid("is_nir")
    return text


def one_of(*values: str) -> Callable[[str], str]:
    """Give a reader of these words only; it raises Invalid with ``choice``."""

    def read(text: str) -> str:
        if text not in values:
            raise Invalid("choice")
        return text

    return read


def parts_of(text: str) -> list[list[str]]:
    """Give the parts of each value of a list: ``a/b|c/d``."""
    return [[part.strip() for part in value.split(WITHIN_A_VALUE)] for value in text.split(BETWEEN_VALUES)]


def read_day(text: str) -> date:
    """Give a calendar date; raises Invalid with ``format``."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Invalid("format")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("format") from None


def read_span(days: list[str]) -> tuple[date | None, date | None]:
    """Give a first and a last day, each of which may be missing; raises Invalid with ``format`` or ``order``."""
    if len(days) > 2:
        raise Invalid("format")
    first, last = (*(read_day(day) if day else None for day in days), None, None)[:2]
    if first and last and last < first:
        raise Invalid("order")
    return first, last


def read_first_names(text: str) -> tuple[str, ...]:
    """Give the first names in their order; raises Invalid as ``read_name`` does."""
    return tuple(read_name(name) for name in text.split(BETWEEN_VALUES))


def read_language(text: str) -> str:
    """Give a language tag of two or three letters, offered here or not; raises Invalid with ``format``."""
    if not re.fullmatch(r"[a-z]{2,3}", text):
        raise Invalid("format")
    return text


def read_text(text: str) -> str:
    """Give one line of plain text; raises Invalid with ``length`` or ``characters``."""
    if len(text) > _LONGEST_TEXT:
        raise Invalid("length")
    if not text.isprintable():
        raise Invalid("characters")
    return text


def read_post(text: str) -> str:
    """Give a postal address of two to seven lines; raises Invalid with ``format``, ``length`` or ``characters``."""
    lines = [read_text(line.strip()) for line in text.split(BETWEEN_VALUES)]
    if len(lines) not in _ADDRESS_LINES or not all(lines):
        raise Invalid("format")
    return "\n".join(lines)


def read_mail(text: str) -> str:
    """Give a mail address; raises Invalid with ``length`` or ``format``."""
    if len(text) > _LONGEST_MAIL:
        raise Invalid("length")
    if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+", text):
        raise Invalid("format")
    return text


def read_phone(text: str) -> str:
    """Give a number of ten digits, or an international one with its plus; raises Invalid with ``format``."""
    number = re.sub(r"[ .\u00a0-]", "", text)
    if not re.fullmatch(r"0[1-9][0-9]{8}|\+[1-9][0-9]{7,14}", number):
        raise Invalid("format")
    return number


CONTACT_READERS: dict[str, Callable[[str], str]] = {"post": read_post, "mail": read_mail, "phone": read_phone}
