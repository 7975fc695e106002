"""What a caller's words become on the way to the search field: the slips of tongue, ear and hand, drawn by one seed."""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from benchmarks import french
from benchmarks.french import Invented
from carnet.domain.birth_date import BirthDate
from carnet.domain.sound import folded
from carnet.domain.wanted import Wanted

# Written from how names are heard and spelt, not from the rules of `carnet.domain.sound`; both have one author, though.
HEARD: Final = (
    ("eau", "o"), ("au", "o"), ("aud", "eau"), ("ault", "aut"), ("ph", "f"), ("f", "ff"), ("qu", "k"), ("c", "k"),
    ("y", "i"), ("i", "y"), ("ain", "in"), ("in", "ain"), ("en", "an"), ("an", "en"), ("ou", "oo"), ("ei", "ai"),
    ("ss", "s"), ("s", "ss"), ("nn", "n"), ("n", "nn"), ("ll", "l"), ("l", "ll"), ("rr", "r"), ("r", "rr"), ("tt", "t"),
    ("t", "th"), ("th", "t"), ("z", "s"), ("x", "s"), ("h", ""), ("ier", "ié"), ("et", "ai"), ("er", "é"), ("ez", "es"),
    ("g", "gu"), ("j", "g"), ("d", "t"), ("m", "mm"), ("v", "w"), ("eux", "eu"), ("ic", "ick"), ("on", "om"), ("e", "é"),
)  # fmt: skip

Slip = Callable[[random.Random, Invented], Wanted]


def right(_luck: random.Random, someone: Invented) -> Wanted:
    """Return all traits as they are, under the name in use."""
    return Wanted("", someone.name.last_name, someone.name.first_name, someone.born, someone.postcode)


def swapped(luck: random.Random, someone: Invented) -> Wanted:
    said = right(luck, someone)
    return replace(said, last_name=_swap(luck, said.last_name))


def dropped(luck: random.Random, someone: Invented) -> Wanted:
    said = right(luck, someone)
    return replace(said, last_name=_drop(luck, said.last_name))


def unaccented(luck: random.Random, someone: Invented) -> Wanted:
    said = right(luck, someone)
    return replace(said, last_name=folded(said.last_name), first_name=folded(said.first_name).upper())


def heard(luck: random.Random, someone: Invented) -> Wanted:
    said = right(luck, someone)
    return replace(said, last_name=_hear(luck, said.last_name), first_name=_hear(luck, said.first_name))


def married(luck: random.Random, someone: Invented) -> Wanted:
    return replace(right(luck, someone), last_name=someone.name.birth_name)


def inverted(luck: random.Random, someone: Invented) -> Wanted:
    said = right(luck, someone)
    return replace(said, last_name=said.first_name, first_name=said.last_name)


def wrong_date(luck: random.Random, someone: Invented) -> Wanted:
    """Return the right place with another date: swapped, a year or a day beside, or two digits of the year turned."""
    born = someone.born
    assert born.month is not None
    assert born.day is not None
    said = luck.choice(
        (
            BirthDate(born.year, born.day, born.month)
            if born.day <= 12 and born.day != born.month
            else BirthDate(born.year + 1, born.month, born.day),
            BirthDate(born.year - 1, born.month, born.day),
            BirthDate(born.year, born.month, born.day % 28 + 1),
            BirthDate(born.year, born.month % 12 + 1, born.day),
        )
    )
    slip = luck.choice((right, unaccented, inverted, married, heard))
    return replace(slip(luck, someone), birth_date=said)


def typos_and_moved(luck: random.Random, someone: Invented) -> Wanted:
    """Return two typos, one in each name or both in the last one, and the postcode of another department."""
    said = right(luck, someone)
    typo = luck.choice((_swap, _drop, _double, _other))
    if luck.random() < 0.5:
        names = {"last_name": typo(luck, said.last_name), "first_name": typo(luck, said.first_name)}
    else:
        names = {"last_name": typo(luck, luck.choice((_swap, _drop, _double, _other))(luck, said.last_name))}
    elsewhere = next(french.people([luck.randrange(10**9, 2 * 10**9)])).postcode
    return replace(said, **names, postcode=elsewhere)


def on_1_january(luck: random.Random, someone: Invented) -> Wanted:
    """Return any main slip; ``asked`` draws only people of that day for it."""
    return luck.choice(tuple(MAIN.values()))(luck, someone)


def number(_luck: random.Random, someone: Invented) -> Wanted:
    return Wanted(nir=someone.nir)


MAIN: Final[Mapping[str, Slip]] = {
    "swap": swapped,
    "drop": dropped,
    "accent": unaccented,
    "heard": heard,
    "married": married,
    "inverted": inverted,
}


def asked(slips: Mapping[str, Slip], crowd: int, count: int, seed: str) -> Iterator[tuple[int, Wanted]]:
    """Yield ``count`` numbers of people of a crowd, each with what is typed for them; always the same for one seed."""
    luck = random.Random(seed)
    turns = itertools.cycle(slips.values())
    for slip, someone in zip(turns, itertools.islice(_drawn(luck, crowd, slips), count), strict=False):
        yield someone.number, slip(luck, someone)


def _drawn(luck: random.Random, crowd: int, slips: Mapping[str, Slip]) -> Iterator[Invented]:
    while True:
        for someone in french.people([luck.randrange(crowd) for _ in range(1_000)]):
            if on_1_january not in slips.values() or (someone.born.month, someone.born.day) == (1, 1):
                yield someone


def without_postcode(wanted: Wanted) -> Wanted:
    return replace(wanted, postcode="")


def _swap(luck: random.Random, name: str) -> str:
    if len(name) < 3:
        return name
    at = luck.randrange(1, len(name) - 1) if luck.random() < 0.9 else 0
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _drop(luck: random.Random, name: str) -> str:
    at = luck.randrange(len(name)) if len(name) > 2 else 0
    return name[:at] + name[at + 1 :]


def _double(luck: random.Random, name: str) -> str:
    at = luck.randrange(len(name))
    return name[:at] + name[at] + name[at:]


def _other(luck: random.Random, name: str) -> str:
    at = luck.randrange(len(name))
    return name[:at] + luck.choice("abcdefghilmnoprstuv") + name[at + 1 :]


def _hear(luck: random.Random, name: str) -> str:
    small = name.lower()
    possible = [(spelt, said) for spelt, said in HEARD if spelt in small]
    if not possible:
        return name
    spelt, said = luck.choice(possible)
    return small.replace(spelt, said, 1).capitalize()
