"""The six kinds of effects of a macro: each goes through the function of its own service, and says how it is taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from carnet.services import cases, inserts, promises, visits
from carnet.services.changes import CHANGES, Change
from carnet.services.turn import Turn
from carnet.store.cases import Case
from carnet.store.outbox import Outbox
from carnet.store.promises import Callback
from carnet.store.requests import Letter
from carnet.store.staff import Helper
from carnet.store.visits import SCRIPT, Visit

UNDO: Final = timedelta(seconds=10)
"""So long a macro can be undone, and so long what it sends waits in the outbox."""

Undo: TypeAlias = Callable[[Session, Case, Helper, datetime], None]
"""Takes back what a run at that instant put outside the case."""


def _promise(db: Session, case_id: int, helper: Helper, now: datetime, version: int, _value: str) -> str:
    """Promise a call in the next window, at the number that is known; never in the place of another promise."""
    case = db.get(Case, case_id)
    if case is None or case.state == "promised" or promises.open_for(db, case) is not None:
        return "promised_first" if case else "gone"
    offered = promises.windows(case, now)
    starts_at = offered[0].starts_at if offered else None
    return promises.make(db, case_id, helper, now, version, starts_at)


def _unpromise(db: Session, case: Case, helper: Helper, ran_at: datetime) -> None:
    made = (Callback.case_id == case.id, Callback.made_by == helper.id, Callback.made_at == ran_at)
    db.execute(delete(Callback).where(*made))


def _send(db: Session, case_id: int, helper: Helper, now: datetime, _version: int, value: str) -> str:
    """Send an article to whoever proves who they are to ``helper`` now, ``letter:proof`` or ``sms:proof``; it leaves after ``UNDO``.

    ``not_in_hand``: another has the case. ``no_visit``: theirs is over, or goes on at another console.
    """
    form, _, key = value.partition(":")
    case = db.get(Case, case_id)
    if case is None or case.owner_id != helper.id:
        return "not_in_hand"
    found = visits.goes_on_with(db, case.visit_id, helper, now)
    if found is None:
        return "no_visit"
    visit, comfort = found
    if form not in inserts.ROUTES:
        return "unknown"
    outcome = inserts.insert(Turn(db, visit, comfort, b"", SCRIPT, now, helper), key, form)
    if outcome != form:
        return outcome
    db.flush()
    leaving = select(Outbox).where(
        Outbox.kind == inserts.KIND, Outbox.person_id == visit.person_id, Outbox.made_at == now
    )
    for row in db.scalars(leaving):
        row.made_at = now + UNDO
    return "sent"


def _unsend(db: Session, case: Case, _helper: Helper, ran_at: datetime) -> None:
    person = select(Visit.person_id).where(Visit.id == case.visit_id).scalar_subquery()
    waiting = select(Outbox.id).where(
        Outbox.kind == inserts.KIND,
        Outbox.person_id == person,
        Outbox.made_at == ran_at + UNDO,
        Outbox.sent_at.is_(None),
    )
    kept_back = db.scalars(waiting).all()
    db.execute(delete(Letter).where(Letter.outbox_id.in_(kept_back)))
    db.execute(delete(Outbox).where(Outbox.id.in_(kept_back)))


EFFECTS: Final[dict[str, Change]] = {
    "note": CHANGES["note"],
    "state": CHANGES["pause"],
    "callback": _promise,
    "letter": _send,
    "wrap_up": cases.close,
    "assign": CHANGES["assign"],
}
UNDOES: Final[dict[str, Undo]] = {"callback": _unpromise, "letter": _unsend}
