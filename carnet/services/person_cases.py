"""The cases of one person: opened from their card, told by reference, tied to the visit that is about them."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain.rights import is_on_the_line
from carnet.services import calls, cases, circle
from carnet.services.search import Card
from carnet.services.turn import Turn
from carnet.store.cases import Case, case_to_change, living_about, living_of, opened_living
from carnet.store.staff import Helper

CHANNELS: Final = {"call": "phone", "callback": "phone", "desk": "counter", "paper": "paper"}


def open_for(
    db: Session,
    helper: Helper,
    card: Card,
    now: datetime,
    *,
    since: datetime | None = None,
    visit_id: int | None = None,
) -> Case:
    """Return the living case that ``helper`` opened for this person, or that of the call in hand; opened now when there is none."""
    opened = opened_by(db, helper, card.person_id, since)
    found = next((each for each in opened if visit_id is None or each.visit_id == visit_id), None)
    if found is None and card.purpose == "call":
        found = calls.know(db, helper, card.person_id, now, visit_id)
    by_role = "phone" if is_on_the_line(helper.role) else "counter"
    return found or cases.open_case(
        db,
        now,
        channel=CHANNELS.get(card.purpose, by_role),
        helper=helper,
        visit_id=visit_id,
        person_id=card.person_id,
    )


def opened_by(db: Session, helper: Helper, person_id: int, since: datetime | None) -> list[Case]:
    """Return the living cases of a person that ``helper`` opened (since ``since``) and still has: all that is told before proof.

    One taken from the queue is not among them: whoever calls must not learn by it that somebody had called.
    """
    opened = opened_living(db, person_id, helper.id)
    return [case for case in opened if since is None or case.opened_at >= since]


def living_of_person(db: Session, person_id: int) -> list[Case]:
    """Return the cases of a person that nobody has closed, the newest first."""
    return living_about(db, person_id)


def with_reference(db: Session, signs: str, helper: Helper, now: datetime) -> Case | None:
    """Return the case that has this reference (8 signs, normalised) and that ``helper`` may see, or None."""
    case = db.scalars(select(Case).where(Case.reference == signs)).first()
    return case if case is not None and circle.may_see(db, case.id, helper, now) else None


def attach(turn: Turn, person_id: int) -> None:
    """Tie the living case of this visit to a person, when it is nobody's yet."""
    case = living_of(turn.db, turn.visit.id)
    if case is not None and case.person_id is None:
        case.person_id = person_id
        turn.note("case_about", "done", person_id, {"case": case.id})


def take_with_visit(turn: Turn, subject: str, step: str) -> None:
    """Put the case of a visit that was just taken up into the hands of who did; there is one from now on."""
    visit, helper = turn.gone_to, turn.helper
    if visit is None or helper is None:
        return
    case = living_of(turn.db, visit.id)
    held = case_to_change(turn.db, case.id) if case is not None else None
    if held is not None:
        cases.take_up(turn.db, held, helper, turn.now)
        return
    channel = "phone" if turn.channel == "phone" else "counter"
    cases.open_case(
        turn.db, turn.now, channel=channel, helper=helper, visit_id=visit.id, subject=subject, step=step
    )


def is_about_another(turn: Turn, person_id: int) -> bool:
    """Tell whether this visit, or its case, is already somebody else's."""
    case = living_of(turn.db, turn.visit.id)
    about = {turn.visit.person_id, case.person_id if case else None} - {None}
    return bool(about - {person_id})
