"""Letters that come back: the address is doubtful until the fund corrects it, and the case of the person is open again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain import code
from carnet.domain.errors import Invalid
from carnet.services import audit, cases
from carnet.services.turn import paris_date
from carnet.store.cases import Case
from carnet.store.contacts import Contact
from carnet.store.outbox import Outbox
from carnet.store.requests import asked_by, letter_to_change
from carnet.store.staff import Helper

SUBJECT = "came_back"


def came_back(db: Session, helper: Helper, typed: str, now: datetime) -> tuple[str, int | None]:
    """Return what became of a letter that came back, and its case: ``back``, ``already``, ``unknown`` or ``unreadable``."""
    try:
        letter = letter_to_change(db, code.read_proof_number(typed))
    except Invalid:
        return "unreadable", None
    if letter is None:
        return "unknown", None
    if letter.returned_at is not None:
        return "already", None
    letter.returned_at = now
    row = db.get_one(Outbox, letter.outbox_id)
    posts = select(Contact).where(Contact.person_id == letter.owner_id, Contact.kind == "post")
    for contact in db.scalars(posts):
        # An address that the fund has corrected since the letter left is not the one that failed.
        if contact.known_since <= paris_date(row.made_at):
            contact.doubtful_since = contact.doubtful_since or paris_date(now)
    request = asked_by(db, letter)
    case = _reopened(db, helper, row.person_id, request.case_id if request else None, now)
    audit.note(
        db,
        act="letter_came_back",
        outcome="doubtful",
        now=now,
        channel="paper",
        person_id=row.person_id,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"letter": row.id, "case": case.id},
    )
    return "back", case.id


def _reopened(db: Session, helper: Helper, person_id: int | None, case_id: int | None, now: datetime) -> Case:
    """Return a living case about the person: the one that the letter belongs to, their newest, or a new one."""
    theirs = select(Case).where(Case.person_id == person_id).order_by(Case.id.desc()).limit(1)
    case = db.get(Case, case_id) if case_id else db.scalars(theirs).first()
    if case is None:
        return cases.open_case(db, now, channel="paper", helper=helper, person_id=person_id, subject=SUBJECT)
    if case.state == "closed":
        cases.reopen(db, case.id, helper, now)
    return case
