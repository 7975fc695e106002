"""The values that sentences name: dates as dates, names as text. Steps only name them, the surface gives them a form."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from carnet.domain import lifecycle
from carnet.services import codes
from carnet.services.turn import Turn
from carnet.store import people
from carnet.store.requests import open_of

PUBLIC: Final = frozenset({"languages"})
"""All other facts are personal: spoken only in headphones, or aloud after an explicit yes."""

UNPROVED: Final = PUBLIC | {"children", "resume_code"}
"""Facts that a visit knows before any proof, from what was typed in it. The others are nobody's until then."""


LEGACY_DMP: Final = "DMP"
"""The name of the old record, the same in every language. Its sentences are said to those who have one, and to nobody else."""


def _first_name(turn: Turn) -> str:
    return turn.identity.name.first_name if turn.identity else ""


def _whose(turn: Turn) -> str:
    return f"{_first_name(turn)}, {turn.identity.birth_date.year}" if turn.identity else ""


def _space(turn: Turn) -> lifecycle.Dates:
    return turn.space or lifecycle.Dates(lifecycle.State.ELIGIBLE, turn.on)


def _children(turn: Turn) -> list[str]:
    return [people.identity_of(turn.db, child).name.first_name for child in codes.children(turn)]


def _legacy_dmp(turn: Turn) -> str | None:
    return LEGACY_DMP if _space(turn).has_legacy_dmp else None


def _legacy_ends_on(turn: Turn) -> date | None:
    space = _space(turn)
    # Nobody else's page asks the database for the day of a request.
    return lifecycle.legacy_ends_on(space, _stated_on(turn), turn.delays) if space.has_legacy_dmp else None


def _stated_on(turn: Turn) -> date:
    row = open_of(turn.db, turn.holder.id) if turn.holder else None
    return row.stated_on if row else turn.on


FACTS: Final[Mapping[str, Callable[[Turn], object]]] = {
    "languages": lambda turn: list(turn.db.info["languages"]),
    "first_name": _first_name,
    "whose": _whose,
    "birth_year": lambda turn: turn.identity.birth_date.year if turn.identity else "",
    "children": _children,
    "routes": codes.routes,
    "last_day": lambda turn: lifecycle.last_day_to_object(_space(turn).notified_on or turn.on, turn.delays),
    "opens_on": lambda turn: lifecycle.opens_on(_space(turn).notified_on or turn.on, turn.delays),
    "opened_on": lambda turn: _space(turn).opened_on,
    "since_on": lambda turn: _space(turn).since_on,
    "closed_on": lambda turn: _space(turn).closed_on,
    "archive_ends_on": lambda turn: lifecycle.archive_ends_on(_space(turn).closed_on or turn.on, turn.delays),
    "deletion_ends_on": lambda turn: lifecycle.deletion_ends_on(
        _space(turn).deletion_asked_on or turn.on, turn.delays
    ),
    "deletion_would_end_on": lambda turn: lifecycle.deletion_ends_on(turn.on, turn.delays),
    "legacy_dmp": _legacy_dmp,
    "legacy_ends_on": _legacy_ends_on,
    "suspension_ends_on": lambda turn: lifecycle.suspension_ends_on(
        _space(turn).suspended_on or turn.on, turn.delays
    ),
    "done_on": lambda turn: turn.on,
    "stated_on": _stated_on,
    "resume_code": lambda turn: turn.kept.get("resume_shown", ""),
    "proof_number": lambda turn: turn.proof_number,
}


class Known(Mapping[str, object]):
    """Facts of one turn, each computed when a sentence names it."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def __getitem__(self, name: str) -> object:
        return FACTS[name](self._turn)

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)


def facts(turn: Turn) -> Known:
    return Known(turn)
