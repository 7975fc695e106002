"""Days in full and months, as each language writes them. Read from our own file: the whole locale data would weigh more than a visit."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from web.locale import TRANSLATIONS


@dataclass(frozen=True)
class Calendar:
    """The words of a language for days; ``first`` stands for the first day of a month, ``weekdays`` begin on Monday.

    ``alone``: the months as they are called without a day.
    """

    full: str
    month: str
    first: str
    months: tuple[str, ...]
    alone: tuple[str, ...]
    weekdays: tuple[str, ...]

    def written(self, day: date) -> str:
        """Return a day with its weekday, such as ``mardi 24 novembre 2026``."""
        return self.full.format(
            weekday=self.weekdays[day.weekday()],
            day=self.first if day.day == 1 else day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )

    def month_of(self, day: date) -> str:
        """Return the month of a day, such as ``novembre 2026``."""
        return self.month.format(month=self.alone[day.month - 1], year=day.year)


@cache
def calendar(language: str) -> Calendar:
    """Return the calendar of a language, without its text level: easy French has the days of French."""
    return _calendars()[language]


@cache
def _calendars() -> dict[str, Calendar]:
    told = tomllib.loads((TRANSLATIONS / "dates.toml").read_text("utf-8"))
    return {
        language: Calendar(
            full=words["full"],
            month=words["month"],
            first=words["first"],
            months=tuple(words["months"]),
            alone=tuple(words.get("alone", words["months"])),
            weekdays=tuple(words["weekdays"]),
        )
        for language, words in told.items()
    }
