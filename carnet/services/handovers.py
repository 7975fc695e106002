"""Handing a case over, warm: it stays with the sender until somebody accepts it, so whoever is silent gives it back.

Refusals are outcomes: ``nobody`` (no such helper at work), ``late`` (answered already, or thirty seconds are over),
``occupied`` (the receiver has a visit open), and those of ``carnet.services.cases``. Source: requirement 21 of the console.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete
from sqlalchemy.orm import Session

from carnet.domain.circle import OFFER_WAITS
from carnet.domain.journey import Journeys
from carnet.domain.rights import is_on_the_line
from carnet.services import cases, visits
from carnet.services.turn import Turn
from carnet.store.cases import Case, case_to_change
from carnet.store.promises import (
    REASONS,
    AtConsole,
    Handover,
    handover_to_change,
    offers_since,
    present_helpers,
)
from carnet.store.staff import AT_CONSOLE, Helper
from carnet.store.visits import Proof, Seal, Visit, visit_to_change

WAITS = OFFER_WAITS
TOLD = timedelta(minutes=1)
"""So long the sender is told what became of an offer."""


@dataclass(frozen=True)
class Offer:
    """One hand-over as both sides see it. ``stage``: ``waits``, ``accepted``, ``refused`` or ``returned``."""

    row: Handover
    case: Case
    stage: str
    sender: Helper
    receiver: Helper | None


def others_at_consoles(db: Session, helper: Helper, now: datetime) -> Sequence[AtConsole]:
    """Return who else is at a console now, by name."""
    return [each for each in at_consoles(db, now) if each.id != helper.id]


def at_consoles(db: Session, now: datetime) -> Sequence[AtConsole]:
    """Return everybody who is at a console now, by name."""
    return present_helpers(db, now - AT_CONSOLE)


def offer(db: Session, case_id: int, helper: Helper, now: datetime, version: int, to_id: int | None) -> str:
    """Offer a case to somebody, or to the whole line: ``offered``. A second press changes nothing."""
    if to_id is not None and to_id not in {each.id for each in others_at_consoles(db, helper, now)}:
        return "nobody"
    case, refused = cases.held(db, case_id, helper, now, version)
    if case is None:
        return refused
    if any(each.case_id == case.id and each.answer is None for each in offers_since(db, now - WAITS)):
        return "offered"
    db.add(Handover(case_id=case.id, from_id=helper.id, to_id=to_id, asked_at=now))
    db.flush()
    cases.changed(db, case, now, helper, "offered", "helper" if to_id else "line")
    return "offered"


def accept(db: Session, handover_id: int, helper: Helper, now: datetime, nobody: Turn) -> str:
    """Take an offered case: ``accepted``. Its visit goes on at this console; ``nobody`` then holds the new secret.

    What the person proved stays with the visit while organisation and channel are the same; elsewhere it is proved again.
    What was half typed was sealed for the console that it comes from. Source: architecture 11.
    """
    row = _alive(db, handover_id, helper, now)
    if row is None:
        return "late"
    case = case_to_change(db, row.case_id)
    if case is None or case.state == "closed" or case.owner_id != row.from_id:
        return "late"
    row.answer, row.answered_at, row.answered_by = "accepted", now, helper.id
    case.owner_id, case.taken_at = helper.id, now
    cases.changed(db, case, now, helper, "handed_over", "")
    _move_visit(db, case, db.get_one(Helper, row.from_id), helper, nobody)
    return "accepted"


def refuse(db: Session, handover_id: int, helper: Helper, now: datetime, reason: str) -> str:
    """Give an offer back to its sender, with a reason of the list: ``refused``."""
    row = _alive(db, handover_id, helper, now)
    if row is None or row.to_id is None or reason not in REASONS:
        return "late"
    row.answer, row.answered_at, row.answered_by, row.reason = "refused", now, helper.id, reason
    case = case_to_change(db, row.case_id)
    if case is not None:
        cases.changed(db, case, now, helper, "offer_refused", reason)
    return "refused"


class Offers(NamedTuple):
    """What waits for an answer of a helper, and what became of what they offered a moment ago; the oldest first."""

    received: list[Offer]
    sent: list[Offer]


def offers(db: Session, helper: Helper, now: datetime) -> Offers:
    """Return the offers on both sides of ``helper``; one query while there are none, for every page asks."""
    rows = offers_since(db, now - max(WAITS, TOLD))
    waiting = [row for row in rows if row.answer is None and row.asked_at > now - WAITS]
    return Offers(
        received=[_offer(db, row, now) for row in waiting if _is_for(row, helper)],
        sent=[_offer(db, row, now) for row in rows if row.from_id == helper.id and row.asked_at > now - TOLD],
    )


def taken_case(db: Session, handover_id: int) -> int:
    """Return the number of the case that an accepted offer moved."""
    return db.get_one(Handover, handover_id).case_id


def keeps_proof(sender: Helper, receiver: Helper) -> bool:
    """Tell whether what was proved goes along: within one organisation, and both on the telephone or both beside her.

    Another organisation has only the sender's word for it: there the person proves again. Source: decision 13.
    """
    if sender.organisation_id != receiver.organisation_id:
        return False
    return is_on_the_line(sender.role) == is_on_the_line(receiver.role)


def standing(
    db: Session, case: Case, journeys: Journeys, surface: str, now: datetime
) -> tuple[visits.Position, Turn] | None:
    """Return where the visit of a case stands and its turn, or None without a living visit."""
    visit = db.get(Visit, case.visit_id) if case.visit_id else None
    if visit is None or visit.ended_at is not None:
        return None
    turn = visits.look_at(db, visit, surface, now)
    return visits.position(turn, journeys), turn


def _move_visit(db: Session, case: Case, sender: Helper, receiver: Helper, nobody: Turn) -> None:
    visit = visit_to_change(db, case.visit_id) if case.visit_id else None
    if visit is None or visit.ended_at is not None or visit.script_token_hash is None:
        return
    db.execute(delete(Seal).where(Seal.visit_id == visit.id))
    if not keeps_proof(sender, receiver):
        db.execute(delete(Proof).where(Proof.visit_id == visit.id))
    nobody.helper = receiver
    visits.take_over(nobody, visit, surface=nobody.surface)
    nobody.note("hand_over", "taken_over", visit.person_id)


def _alive(db: Session, handover_id: int, helper: Helper, now: datetime) -> Handover | None:
    row = handover_to_change(db, handover_id)
    is_alive = row is not None and row.answer is None and row.asked_at > now - WAITS
    return row if row is not None and is_alive and _is_for(row, helper) else None


def _is_for(row: Handover, helper: Helper) -> bool:
    if row.to_id is None:
        return is_on_the_line(helper.role) and helper.id != row.from_id
    return row.to_id == helper.id


def _offer(db: Session, row: Handover, now: datetime) -> Offer:
    stage = row.answer or ("waits" if row.asked_at > now - WAITS else "returned")
    receiver = db.get(Helper, row.answered_by or row.to_id) if row.answered_by or row.to_id else None
    return Offer(row, db.get_one(Case, row.case_id), stage, db.get_one(Helper, row.from_id), receiver)
