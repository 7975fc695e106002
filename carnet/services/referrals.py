"""Sending a case on to a place nearby: by its number, never by a text about somebody.

The outcome comes back to the sender only if the person agreed. Source: requirement 14 of the tablet, 21 of the console.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from carnet.services import cases
from carnet.store.cases import Case
from carnet.store.promises import Referral, organisations, referrals_by, referrals_to
from carnet.store.staff import Helper, Organisation


@dataclass(frozen=True)
class SentOn:
    """A case that somebody sent on. ``ended``: its wrap-up code, only if the person agreed that it is told."""

    case: Case
    place: Organisation
    at: datetime
    may_tell_back: bool
    ended: str


def places(db: Session, helper: Helper) -> Sequence[Organisation]:
    """Return where a case can be sent: every other organisation, by name."""
    return [each for each in organisations(db) if each.id != helper.organisation_id]


def refer(
    db: Session,
    case_id: int,
    helper: Helper,
    now: datetime,
    version: int,
    organisation_id: int,
    *,
    may_tell_back: bool,
) -> str:
    """Send a case on and put it back in the queue for that place: ``referred``, or ``nobody`` when there is no such place."""
    place = next((each for each in places(db, helper) if each.id == organisation_id), None)
    if place is None:
        return "nobody"
    case, refused = cases.held(db, case_id, helper, now, version)
    if case is None:
        return refused
    db.add(
        Referral(
            case_id=case.id,
            organisation_id=place.id,
            may_tell_back=may_tell_back,
            made_by=helper.id,
            made_at=now,
        )
    )
    case.owner_id = case.taken_at = None
    cases.changed(db, case, now, helper, "referred", str(place.id))
    return "referred"


def sent_here(db: Session, helper: Helper) -> list[tuple[Case, datetime]]:
    """Return the living cases that were sent to where ``helper`` works, and since when, the first to come first."""
    return [(case, row.made_at) for row, case in referrals_to(db, helper.organisation_id)]


def sent_on(db: Session, helper: Helper) -> list[SentOn]:
    """Return what ``helper`` sent on, the newest first."""
    return [
        SentOn(
            case,
            place,
            row.made_at,
            row.may_tell_back,
            (case.wrap_up or "") if row.may_tell_back and case.state == "closed" else "",
        )
        for row, case, place in referrals_by(db, helper.id)
    ]
