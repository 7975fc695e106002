"""Invented French people, always the same ones: the person of a number is a function of that number alone.

Names are as unequal as in life (a few very common, a long tail), and people whose day of birth the register did not know
are on 1 January. No list of real people was used: heads are well-known names, tails are syllables.
"""

import hashlib
import itertools
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from carnet.domain.birth_date import BirthDate
from carnet.domain.names import CivilName
from carnet.domain.nir import key_for

WORDS = {
    name: words.split()
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
SURNAMES = 60_000
ON_1_JANUARY = 0.25
"""Among people born elsewhere; among all others, a day like any other."""


class Draw:
    """Values drawn with unequal chances."""

    def __init__(self, values: Sequence[str], chances: Iterable[float]) -> None:
        self.values = list(values)
        sums = np.cumsum(np.fromiter(chances, float))
        self._sums = sums / sums[-1]

    @classmethod
    def ranked(cls, values: Sequence[str], *, offset: float, power: float) -> "Draw":
        """Give the draw in which each value is rarer than the one before it."""
        return cls(values, ((rank + offset) ** -power for rank in range(len(values))))

    def at(self, shares: np.ndarray) -> list[str]:
        places = np.searchsorted(self._sums, shares, side="right")
        return [self.values[place] for place in np.minimum(places, len(self.values) - 1)]


@dataclass(frozen=True)
class Invented:
    """One person; ``number`` counts from 0."""

    number: int
    name: CivilName
    born: BirthDate
    sex: str
    postcode: str

    @property
    def nir(self) -> str:
        department = self.postcode[:2] if self.postcode[:2] != "20" else "2A"
        first = (
            f"{self.sex}{self.born.year % 100:02d}{self.born.month:02d}{department}{self.number % 10**6:06d}"
        )
        return first + key_for(first)

    @property
    def address(self) -> str:
        return f"{self.number % 90 + 1} rue {WORDS['starts'][self.number % len(WORDS['starts'])]}\n{self.postcode} ESSAI"


def people(numbers: Sequence[int]) -> Iterator[Invented]:
    """Give the invented people of these numbers, in order."""
    luck = (_shares(numbers, column) for column in itertools.count())
    surnames = _SURNAMES.at(next(luck))
    women, wives = next(luck) < 0.52, next(luck) < 0.45
    used_names = _SURNAMES.at(next(luck))
    given = {place: draw.at(next(luck)) for place, draw in _FIRST.items()}
    second = {place: draw.at(next(luck)) for place, draw in _FIRST.items()}
    years, months, days = (next(luck) for _ in range(3))
    unknown = next(luck) < ON_1_JANUARY
    postcodes = _POSTCODES.at(next(luck))
    for at, number in enumerate(numbers):
        surname, sex = surnames[at], "2" if women[at] else "1"
        origin = sex, surname in _FROM_ELSEWHERE
        used = _said(used_names[at]) if women[at] and wives[at] else None
        year = 1930 + int(years[at] * 90)
        is_unknown = origin[1] and unknown[at]
        born = BirthDate(year, 1, 1) if is_unknown else _day(year, months[at], days[at])
        name = CivilName(_said(surname), used, (given[origin][at], second[sex, False][at]))
        yield Invented(int(number), name, born, sex, postcodes[at])


def _shares(numbers: Sequence[int], column: int) -> np.ndarray:
    """Draw even shares from 0 to 1, each from a number and a column alone (SplitMix64)."""
    with np.errstate(over="ignore"):
        mixed = (np.asarray(numbers, np.uint64) * np.uint64(64) + np.uint64(column + 1)) * np.uint64(
            0x9E3779B97F4A7C15
        )
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        return (mixed ^ (mixed >> np.uint64(31))) / 2.0**64


def _day(year: int, month: float, day: float) -> BirthDate:
    return BirthDate(year, 1 + int(month * 12), 1 + int(day * 28))


def _said(surname: str) -> str:
    return surname.replace("-", " ") if surname.startswith(_APART) else surname


def _surnames() -> list[str]:
    """Return the head of both lists in turn, four to one, then the tail of syllables, in an order no letter decides."""
    head = []
    elsewhere = iter(WORDS["elsewhere"])
    for place, name in enumerate(WORDS["french"]):
        head.append(name)
        if place % 4 == 3:
            head += itertools.islice(elsewhere, 1)
    head += elsewhere
    tail = {
        start + middle + end
        for start, middle, end in itertools.product(WORDS["starts"], WORDS["middles"], WORDS["ends"])
    }
    tail |= {
        f"{start}{one}{two}"
        for start, one, two in itertools.product(WORDS["ends"], sorted(tail)[::9], WORDS["middles"])
    }
    ordered = sorted(tail - set(head), key=lambda name: hashlib.blake2b(name.encode()).digest())
    return [*head, *(name.capitalize() for name in ordered[: SURNAMES - len(head)])]


def _postcodes() -> Draw:
    chances: dict[str, float] = {}
    for rank, department in enumerate(WORDS["departments"]):
        first = {"2A": "20", "2B": "202"}.get(department, department)
        for place in range(66):
            code = f"{first}{place * 10:0{5 - len(first)}d}"[:5]
            chances[code] = (rank + 6) ** -0.8 * (place + 3) ** -0.6
    return Draw(list(chances), chances.values())


_APART = ("Le-", "Da-", "Dos-", "El-", "Ben-", "Ait-")
_SURNAMES = Draw.ranked(_surnames(), offset=4, power=0.7)
_FROM_ELSEWHERE = frozenset(WORDS["elsewhere"])
_POSTCODES = _postcodes()
_FIRST = {
    ("2", False): Draw.ranked(WORDS["women"], offset=3, power=0.9),
    ("1", False): Draw.ranked(WORDS["men"], offset=3, power=0.9),
    ("2", True): Draw.ranked(WORDS["women_elsewhere"], offset=2, power=0.9),
    ("1", True): Draw.ranked(WORDS["men_elsewhere"], offset=1, power=0.9),
}
