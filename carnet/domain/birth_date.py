"""A birth date as the civil register knows it: the day, or the month, may be unknown and is then written 00."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from carnet.domain.errors import Invalid
from carnet.domain.typed import plain_signs

ADULT_AT = 18
"""Source: Code civil, article 414. A test holds it to the dated fact; beside each person stands the day that it gives."""

OLDEST_YEARS = 130
"""No living person was born earlier: an older year is a slip of the hand."""


@dataclass(frozen=True)
class BirthDate:
    """A year, and a month and a day where the register has them."""

    year: int = field(repr=False)
    month: int | None = field(repr=False, default=None)
    day: int | None = field(repr=False, default=None)

    @property
    def is_complete(self) -> bool:
        return self.month is not None and self.day is not None

    def iso(self) -> str:
        """Give year, month and day, with 00 for what is unknown: ``1951-03-00``."""
        return f"{self.year:04d}-{self.month or 0:02d}-{self.day or 0:02d}"

    def typed(self) -> str:
        """Give the eight signs that ``read_birth_text`` reads, day first, with 00 for what is unknown: ``00031951``."""
        return f"{self.day or 0:02d}{self.month or 0:02d}{self.year:04d}"

    @classmethod
    @lru_cache(maxsize=50_000)
    def parse(cls, text: str) -> "BirthDate":
        """Give the date that ``iso`` wrote.

        Raises Invalid with ``format``, ``year``, ``month`` or ``day``.
        """
        parts = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
        if not parts:
            raise Invalid("format")
        year, month, day = (int(part) for part in parts.groups())
        return _dated(year, month, day)

    def turns(self, age: int) -> date:
        """Give the day on which the person certainly has ``age`` years: the latest possible one when the date is incomplete.

        Whoever is born on 29 February turns on the 28th in common years.
        Source: code de procédure civile, article 641 (a month without the same day ends on its last day).
        """
        month = self.month or 12
        day = self.day or _last_day(self.year, month)
        year = self.year + age
        return date(year, month, min(day, _last_day(year, month)))

    @property
    def adult_on(self) -> date:
        return self.turns(ADULT_AT)


def read_birth_date(day: str, month: str, year: str, *, on: date) -> BirthDate:
    """Give the date typed in three fields on day ``on``; 00 stands for an unknown day or month.

    Raises Invalid with ``day``, ``month``, ``year`` or ``future``.
    """
    born = _dated(_number(year, "year", (4,)), _number(month, "month", (1, 2)), _number(day, "day", (1, 2)))
    if (born.year, born.month or 1, born.day or 1) > (on.year, on.month, on.day):
        raise Invalid("future")
    if born.year < on.year - OLDEST_YEARS:
        raise Invalid("year")
    return born


def read_birth_text(text: str, *, on: date) -> BirthDate:
    """Give the date typed as eight digits, day first: ``08031951``.

    Raises Invalid with ``length``, ``characters``, ``day``, ``month``, ``year`` or ``future``.
    """
    signs = plain_signs(text)
    if len(signs) != 8:
        raise Invalid("length", found=len(signs), expected=8)
    if not (signs.isascii() and signs.isdigit()):
        raise Invalid("characters")
    return read_birth_date(signs[:2], signs[2:4], signs[4:], on=on)


def _dated(year: int, month: int, day: int) -> BirthDate:
    if year == 0:
        raise Invalid("year")
    if month > 12:
        raise Invalid("month")
    if day > _longest_month(year, month):
        raise Invalid("day")
    return BirthDate(year, month or None, day or None)


def _number(text: str, part: str, lengths: tuple[int, ...]) -> int:
    signs = plain_signs(text)
    if len(signs) not in lengths or not (signs.isascii() and signs.isdigit()):
        raise Invalid(part)
    return int(signs)


def _longest_month(year: int, month: int) -> int:
    return _last_day(year, month) if month else 31


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
