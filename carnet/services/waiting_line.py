"""The requests for help as a console lists them: where each person stands and what helps them, never who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.services import assistance
from carnet.services.visits import SILENCE
from carnet.store.assistance import HelpRequest
from carnet.store.staff import Helper
from carnet.store.visits import Comfort, Visit


@dataclass(frozen=True)
class Waiting:
    """One request. ``comfort`` says what helps the person; ``has_left`` when their visit is over."""

    request: HelpRequest
    comfort: Comfort | None
    taken_by: str
    has_left: bool
    waited: timedelta


def waiting(db: Session, now: datetime) -> list[Waiting]:
    """Return the requests nobody has closed, oldest first."""
    return [_waiting(db, request, now) for request in assistance.waiting(db)]


def _waiting(db: Session, request: HelpRequest, now: datetime) -> Waiting:
    visit = db.get(Visit, request.visit_id) if request.visit_id else None
    comfort = db.get(Comfort, visit.id) if visit else None
    taker = db.get(Helper, request.taken_by) if request.taken_by else None
    pace = comfort.pace if comfort else 1
    has_left = visit is None or visit.ended_at is not None or now - visit.seen_at > SILENCE * pace
    return Waiting(request, comfort, taker.name if taker else "", has_left, now - request.asked_at)
