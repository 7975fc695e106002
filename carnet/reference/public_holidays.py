"""French public holidays by department, from a kept-up library: Easter, later laws and overseas days are its trade.

It is here and not in ``carnet.domain``, which knows the standard library only; and not in a file of ours, because these
dates are computed, not published one by one. Sources of what it applies: Code du travail L3133-1 (the eleven days),
L3134-13 (Good Friday and 26 December in Bas-Rhin, Haut-Rhin and Moselle; by the text Good Friday needs a Protestant church
in the town, which a department cannot tell: it is taken as a holiday of the whole department), L3422-2 (overseas).
"""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_ALSACE_MOSELLE = "57"
# The library names Alsace and Moselle, and some places overseas by letters; all other departments share the national list.
_PLACES = {
    **dict.fromkeys(("57", "67", "68"), _ALSACE_MOSELLE),
    **{number: number for number in ("971", "972", "973", "974", "976")},
    **dict(
        zip(
            ("975", "977", "978", "984", "986", "987", "988"),
            ("PM", "BL", "MF", "TF", "WF", "PF", "NC"),
            strict=True,
        )
    ),
}
_MAINLAND = frozenset({f"{number:02d}" for number in range(1, 96)} - {"20"} | {"2A", "2B"})


def is_public_holiday(day: date, department: str) -> bool:
    """Tell whether ``day`` is a public holiday in ``department``, by its INSEE number: 01 to 95, 2A, 2B, 971 to 988.

    Raises LookupError for a department that does not exist.
    """
    return day in _holidays(department)


def is_department(number: str) -> bool:
    """Tell whether a department, or a place overseas with public holidays of its own, has this INSEE number."""
    return number in _PLACES or number in _MAINLAND


@cache
def _holidays(department: str) -> "HolidayBase":
    # A kiosk shows pages without asking: the library is 3.6 MB of every process that has it.
    from holidays import country_holidays

    if not is_department(department):
        raise LookupError(f"no department {department}")
    return country_holidays("FR", subdiv=_PLACES.get(department))
