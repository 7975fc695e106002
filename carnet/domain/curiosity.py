"""Unusual looking-up: which helpers a supervisor should ask why. A rule proves nothing; it only starts a question.

Source: threat 11 of the threat model (insiders who look at neighbours, relatives, colleagues and the well-known).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from carnet.domain.names import CivilName
from carnet.domain.sound import folded

HOUR: Final = timedelta(hours=1)
MOST_IN_AN_HOUR: Final = 40
"""Searches and opened cards together. Forty calls a day, with two slips each, stay far below."""

MOST_WITHOUT_OUTCOME: Final = 5
"""People of one day whose card was opened and for whom nothing was done. A call that breaks off is not rare."""

MOST_ON_A_STREET: Final = 2
MOST_ORGANISATIONS: Final = 3


class Pattern(StrEnum):
    SURNAME = "surname"
    STREET = "street"
    NO_OUTCOME = "no_outcome"
    MANY = "many"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True)
class Look:
    """A search (of nobody named) or an opened card. ``street`` is any text that is the same for the same street."""

    helper_id: int
    at: datetime
    person_id: int | None = None
    organisation_id: int = 0
    is_namesake: bool = False
    street: str = field(default="", repr=False)
    own_street: str = field(default="", repr=False)
    has_outcome: bool = False


@dataclass(frozen=True)
class Unusual:
    """One line of the report. ``helper_id`` is 0 when it is about one person's card and many organisations."""

    pattern: Pattern
    helper_id: int
    person_ids: tuple[int, ...]
    count: int


def unusual(looks: Sequence[Look]) -> list[Unusual]:
    """Give what is unusual in the looks of one day: helper by helper, then the people whom many organisations opened."""
    by_helper: dict[int, list[Look]] = defaultdict(list)
    for look in sorted(looks, key=lambda look: look.at):
        by_helper[look.helper_id].append(look)
    found = [line for helper_id in sorted(by_helper) for line in _of_one(helper_id, by_helper[helper_id])]
    return found + list(_of_many(looks))


def is_namesake(helper_name: str, name: CivilName) -> bool:
    """Tell whether a helper, whose name is one text, has a surname of this person: the words after the first one."""
    words = folded(helper_name).split()
    ends = {" ".join(words[start:]) for start in range(1, len(words))}
    return any(folded(each) in ends for each in (name.birth_name, name.used_name) if each)


def street_in(address: str) -> str:
    """Give street and place of an address without the number in the street, folded; nothing when there is no street."""
    *lines, place = [folded_line for line in address.splitlines() if (folded_line := _plain(line))] or [""]
    return f"{_unnumbered(lines[-1])}, {place}" if lines else ""


def _of_one(helper_id: int, looks: Sequence[Look]) -> Iterator[Unusual]:
    cards = [look for look in looks if look.person_id is not None]
    yield from _told(Pattern.SURNAME, helper_id, (look for look in cards if look.is_namesake))
    yield from _told(Pattern.STREET, helper_id, _neighbours(cards))
    left = [look for look in cards if not look.has_outcome]
    if len({look.person_id for look in left}) > MOST_WITHOUT_OUTCOME:
        yield from _told(Pattern.NO_OUTCOME, helper_id, left)
    busiest = _busiest_hour(looks)
    if len(busiest) > MOST_IN_AN_HOUR:
        yield _line(Pattern.MANY, helper_id, busiest)


def _of_many(looks: Sequence[Look]) -> Iterator[Unusual]:
    by_person: dict[int, list[Look]] = defaultdict(list)
    for look in looks:
        if look.person_id is not None:
            by_person[look.person_id].append(look)
    for person_id in sorted(by_person):
        organisations = {look.organisation_id for look in by_person[person_id]}
        if len(organisations) > MOST_ORGANISATIONS:
            yield Unusual(Pattern.ORGANISATIONS, 0, (person_id,), len(organisations))


def _neighbours(cards: Sequence[Look]) -> list[Look]:
    """Return the cards of the helper's own street, and those of a street of which too many people were looked at."""
    on_street: dict[str, set[int | None]] = defaultdict(set)
    for look in cards:
        on_street[look.street].add(look.person_id)
    return [
        look
        for look in cards
        if look.street and (look.street == look.own_street or len(on_street[look.street]) > MOST_ON_A_STREET)
    ]


def _busiest_hour(looks: Sequence[Look]) -> Sequence[Look]:
    busiest: Sequence[Look] = ()
    first = 0
    for last, look in enumerate(looks):
        while look.at - looks[first].at >= HOUR:
            first += 1
        if last + 1 - first > len(busiest):
            busiest = looks[first : last + 1]
    return busiest


def _told(pattern: Pattern, helper_id: int, looks: Iterable[Look]) -> Iterator[Unusual]:
    if some := list(looks):
        yield _line(pattern, helper_id, some)


def _line(pattern: Pattern, helper_id: int, looks: Sequence[Look]) -> Unusual:
    people = {look.person_id: None for look in looks if look.person_id is not None}
    return Unusual(pattern, helper_id, tuple(people), len(looks))


def _plain(line: str) -> str:
    # Digits stay: the postcode tells two streets of one name apart.
    return " ".join("".join(sign if sign.isdigit() else folded(sign) or " " for sign in line).split())


def _unnumbered(line: str) -> str:
    words = line.split()
    start = next((at for at, word in enumerate(words) if not (word[0].isdigit() or word in _REPEATED)), 0)
    return " ".join(words[start:])


_REPEATED: Final = frozenset({"bis", "ter", "quater"})
