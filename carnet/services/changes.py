"""What can be done to a case from a list, over many cases, or inside a macro: each by the one function of its service.

A change takes a session, a case, a helper, an instant, the version that was seen, and one value; it answers an outcome.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy.orm import Session

from carnet.domain.typed import instant, whole
from carnet.services import case_history, cases, promises
from carnet.store.staff import Helper

Change: TypeAlias = Callable[[Session, int, Helper, datetime, int, str], str]


def _take(db: Session, case_id: int, helper: Helper, now: datetime, _version: int, _value: str) -> str:
    return cases.take(db, case_id, helper, now)


def _write(db: Session, case_id: int, helper: Helper, now: datetime, _version: int, note: str) -> str:
    return case_history.add_note(db, case_id, helper, now, note)


def _pause(db: Session, case_id: int, helper: Helper, now: datetime, version: int, _value: str) -> str:
    return cases.pause(db, case_id, helper, now, version)


def _hand_back(db: Session, case_id: int, helper: Helper, now: datetime, version: int, _value: str) -> str:
    return cases.hand_back(db, case_id, helper, now, version)


def _assign(db: Session, case_id: int, helper: Helper, now: datetime, version: int, to_id: str) -> str:
    return cases.assign(db, case_id, helper, now, version, whole(to_id))


def _promise(db: Session, case_id: int, helper: Helper, now: datetime, version: int, begins: str) -> str:
    """Promise a call at the number that is known, in the two hours that begin at this second; no message is left."""
    return promises.make(db, case_id, helper, now, version, instant(begins))


CHANGES: Final[Mapping[str, Change]] = {
    "take": _take,
    "note": _write,
    "pause": _pause,
    "assign": _assign,
    "hand_back": _hand_back,
    "callback": _promise,
    "priority": cases.prioritise,
    "label": cases.label,
    "close": cases.close,
}

DONE: Final = frozenset(
    {
        *("mine", "written", "paused", "open", "assigned", "handed_back", "promised", "prioritised"),
        *("labelled", "closed", "sent"),
    }
)
"""The outcomes that say that a change was made; every other one is a refusal, in words of the console."""
