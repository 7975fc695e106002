"""What finds a person whose names are badly spelt: a few keys each, of which a caller's words need to hit only one.

A key is made of at least two traits, so that no key lets anybody leaf through a name, a day or a street.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from carnet.domain.birth_date import BirthDate
from carnet.domain.names import CivilName
from carnet.domain.sound import initial, skeleton, sounds

VERSION: Final = "2"
"""Of the rules that make keys, sounds and telephone numbers included: whoever changes them changes this, and the night makes all keys anew."""

Key = tuple[str, ...]

WEIGHTS: Final = {"names_place": 3, "date_name": 2, "date_place": 2, "date_initials": 1}
"""How much a hit of each kind says, when there are more people than can be looked at."""


@dataclass(frozen=True)
class Traits:
    """What keys are made of, of a registered person or of a caller's words; empty where unknown."""

    last_names: tuple[str, ...] = field(repr=False)
    first_names: tuple[str, ...] = field(repr=False)
    dates: tuple[str, ...] = field(repr=False)
    postcode: str = field(repr=False)


def registered(name: CivilName, born: BirthDate, postcode: str) -> Traits:
    """Give the traits of a person as the register knows them."""
    last_names = (name.birth_name, name.used_name) if name.used_name else (name.birth_name,)
    return Traits(last_names, (name.first_name,), (born.iso(),), postcode)


def keys(traits: Traits) -> set[Key]:
    """Give all keys of ``traits``; last and first names share one space, so that inverted ones meet."""
    return {*_dated(traits), *_placed(traits)}


def registered_as(born: BirthDate) -> tuple[str, ...]:
    """Give the dates under which the register may hold somebody who says ``born``.

    A register that lacks the day or the month writes 00, or 1 January or 31 December in its place.
    """
    known = BirthDate(born.year, born.month)
    dates = [born.iso(), known.iso(), BirthDate(born.year).iso()]
    if not born.is_complete:
        dates += [BirthDate(born.year, 1, 1).iso(), BirthDate(born.year, 12, 31).iso()]
    return tuple(dict.fromkeys(dates))


def postcode_in(address: str) -> str:
    """Give the five digits that open the last line which has them, or nothing."""
    starts = [line[:5] for line in address.splitlines() if line[5:6] in ("", " ")]
    return next((start for start in reversed(starts) if _is_postcode(start)), "")


def department_of(postcode: str) -> str:
    """Give the department of a postcode: two signs, three overseas, 2A or 2B in Corsica; nothing without postcode."""
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


def _dated(traits: Traits) -> Iterator[Key]:
    names = {skeleton(code) for code in _codes(traits.last_names) | _codes(traits.first_names)}
    initials = {tuple(sorted((initial(last), initial(first)))) for last, first in _pairs(traits)}
    for date in traits.dates:
        yield from (("date_name", date, name) for name in names)
        yield from (("date_initials", date, *pair) for pair in initials)
        if traits.postcode:
            yield "date_place", date, traits.postcode


def _placed(traits: Traits) -> Iterator[Key]:
    department = department_of(traits.postcode)
    if department:
        yield from (("names_place", *sorted(pair), department) for pair in _pairs(traits))


def _pairs(traits: Traits) -> Iterator[tuple[str, str]]:
    return product(_codes(traits.last_names), _codes(traits.first_names))


def _codes(names: tuple[str, ...]) -> set[str]:
    return {code for name in names for code in sounds(name)}


def _is_postcode(text: str) -> bool:
    return len(text) == 5 and text.isascii() and text.isdigit()
