"""How a contact ended: one code of two levels, set by two keys, compulsory on every route.

Requirement 10 of the console. Which codes exist is a dated fact (``carnet.reference.wrap_up``), their names are words of
the console.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from carnet.domain.errors import Invalid

MOST = 24
"""More codes than this and people pick the first that is nearly right."""


class Figure(StrEnum):
    """What a contact counts as in reports. Saying no is help: an objection counts exactly as an activation does."""

    HELPED = "helped"
    """The person has what they asked for, whatever it is."""
    SENT_ON = "sent_on"
    GOES_ON = "goes_on"
    """Counted when it ends, under the code it then has."""
    NOT_HELPED = "not_helped"
    NOT_COUNTED = "not_counted"
    """There was nobody to help."""


COUNTED = frozenset({Figure.HELPED, Figure.SENT_ON, Figure.NOT_HELPED})
"""What reports count: somebody was there, and it has ended."""


@dataclass(frozen=True)
class Code:
    """One way to end. ``keys`` are the two signs to press: that of the group, then its own."""

    name: str
    group: str
    keys: str
    figure: Figure


def choose(name: str | None, codes: Sequence[Code]) -> Code:
    """Return the code called ``name``.

    Raises Invalid with ``compulsory`` when there is none, or ``unknown`` when it is not in use (any more).
    """
    if not name:
        raise Invalid("compulsory")
    found = [code for code in codes if code.name == name]
    if len(found) != 1:
        raise Invalid("unknown")
    return found[0]


def faults(codes: Sequence[Code]) -> list[str]:
    """Return what makes ``codes`` unfit for use, in words for whoever edits them; nothing when they are fit."""
    found = [f"{len(codes)} codes, at most {MOST}"] if len(codes) > MOST else []
    found += [
        f"{code.name}: keys {code.keys!r} are not two signs of a-z"
        for code in codes
        if not re.fullmatch("[a-z]{2}", code.keys)
    ]
    found += [f"two codes are called {name}" for name in _twice([code.name for code in codes])]
    found += [f"two codes have the keys {keys}" for keys in _twice([code.keys for code in codes])]
    group_keys = {(code.group, code.keys[:1]) for code in codes}
    found += [f"two groups have the key {key}" for key in _twice([key for _group, key in group_keys])]
    return found


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
