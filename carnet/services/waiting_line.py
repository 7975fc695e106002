"""The cases as a console lists them: where each person stands and what helps them, never who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.services.visits import SILENCE
from carnet.store.cases import Case, living
from carnet.store.staff import Helper
from carnet.store.visits import Comfort, Visit


@dataclass(frozen=True)
class Waiting:
    """One case. ``comfort`` says what helps the person; ``has_left`` when their visit is over."""

    case: Case
    comfort: Comfort | None
    taken_by: str
    has_left: bool
    waited: timedelta


def waiting(db: Session, now: datetime) -> list[Waiting]:
    """Return the cases nobody has closed, oldest first."""
    return [_waiting(db, case, now) for case in living(db)]


def _waiting(db: Session, case: Case, now: datetime) -> Waiting:
    visit = db.get(Visit, case.visit_id) if case.visit_id else None
    comfort = db.get(Comfort, visit.id) if visit else None
    taker = db.get(Helper, case.owner_id) if case.owner_id else None
    pace = comfort.pace if comfort else 1
    has_left = visit is not None and (visit.ended_at is not None or now - visit.seen_at > SILENCE * pace)
    return Waiting(case, comfort, taker.name if taker else "", has_left, now - case.opened_at)


def unanswered(db: Session) -> int:
    """Return how many cases nobody has in hand."""
    return sum(case.owner_id is None for case in living(db))
