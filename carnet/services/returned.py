"""Letters that come back: the address is doubtful until the fund corrects it, and the case of the person is open again."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain import code
from carnet.domain.errors import Invalid
from carnet.services import audit, cases, circle, lockouts
from carnet.services.lockouts import Limit
from carnet.services.requests import counter_of
from carnet.services.turn import paris_date
from carnet.store.cases import Case
from carnet.store.contacts import Contact
from carnet.store.outbox import Outbox
from carnet.store.requests import Letter, asked_by, letter_to_change, returned_of
from carnet.store.staff import Helper

SUBJECT = "came_back"
PACE: Final = Limit(20, timedelta(minutes=5), timedelta(minutes=10))
"""Whoever opens envelopes notes a return in half a minute; each one stops somebody's post."""


def came_back(db: Session, helper: Helper, typed: str, now: datetime) -> tuple[str, int | None]:
    """Return what became of a letter that came back, and its case when it is ``back``.

    ``too_early``: it was made today, so that nothing can be back; ``locked``, ``too_fast``: too many numbers, wrong or right.
    """
    letter = _letter(db, "letter_came_back", helper, typed, now)
    if isinstance(letter, str):
        return letter, None
    if lockouts.locked(db, now, console=_pace_of(helper)):
        return "too_fast", None
    row = db.get_one(Outbox, letter.outbox_id)
    if letter.returned_at is not None or paris_date(now) <= paris_date(row.made_at):
        refusal = "already" if letter.returned_at is not None else "too_early"
        lockouts.fail(db, now, console=counter_of(helper))
        _note(db, "letter_came_back", refusal, row, helper, now)
        return refusal, None
    lockouts.count(db, now, PACE, console=_pace_of(helper))
    letter.returned_at = now
    for contact in _posts_of(db, letter):
        # An address that the fund has corrected since the letter left is not the one that failed.
        if contact.known_since <= paris_date(row.made_at):
            contact.doubtful_since = contact.doubtful_since or paris_date(now)
    request = asked_by(db, letter)
    case = _reopened(db, helper, row.person_id, request.case_id if request else None, now)
    _note(db, "letter_came_back", "doubtful", row, helper, now, case=case.id)
    return "back", case.id


def undo(db: Session, helper: Helper, typed: str, now: datetime) -> str:
    """Take back a return that was noted by mistake: the address serves again, unless another letter came back from there.

    ``undone``, ``still_doubtful``, or ``not_back``: nobody noted that this letter came back.
    """
    letter = _letter(db, "undo_return", helper, typed, now)
    if isinstance(letter, str):
        return letter
    if letter.returned_at is None:
        return "not_back"
    letter.returned_at = None
    db.flush()
    others = [paris_date(made_at) for made_at in returned_of(db, letter.owner_id)]
    for contact in _posts_of(db, letter):
        if not any(contact.known_since <= made_on for made_on in others):
            contact.doubtful_since = None
    outcome = "still_doubtful" if others else "undone"
    _note(db, "undo_return", outcome, db.get_one(Outbox, letter.outbox_id), helper, now)
    return outcome


def _letter(db: Session, act: str, helper: Helper, typed: str, now: datetime) -> Letter | str:
    """Return the letter that bears what is typed, held, or why there is none; wrong numbers are counted."""
    try:
        signs = code.read_proof_number(typed)
    except Invalid:
        return "unreadable"
    if lockouts.locked(db, now, console=counter_of(helper)):
        return "locked"
    letter = letter_to_change(db, signs)
    if letter is None:
        lockouts.fail(db, now, console=counter_of(helper))
        _note(db, act, "unknown", None, helper, now)
        return "unknown"
    return letter


def _pace_of(helper: Helper) -> str:
    return f"returns-{helper.id}"


def _posts_of(db: Session, letter: Letter) -> list[Contact]:
    posts = select(Contact).where(Contact.person_id == letter.owner_id, Contact.kind == "post")
    return list(db.scalars(posts))


def _note(
    db: Session, act: str, outcome: str, row: Outbox | None, helper: Helper, now: datetime, **detail: int
) -> None:
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="paper",
        person_id=row.person_id if row else None,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"letter": row.id, **detail} if row else None,
    )


def _reopened(db: Session, helper: Helper, person_id: int | None, case_id: int | None, now: datetime) -> Case:
    """Return a living case about the person: the one that the letter belongs to, their newest, or a new one.

    A case that ``helper`` may not see stays as it is: to hold a letter opens nobody else's.
    """
    theirs = select(Case).where(Case.person_id == person_id).order_by(Case.id.desc()).limit(1)
    case = db.get(Case, case_id) if case_id else db.scalars(theirs).first()
    if case is None or not circle.may_see(db, case.id, helper, now):
        return cases.open_case(db, now, channel="paper", helper=helper, person_id=person_id, subject=SUBJECT)
    if case.state == "closed":
        cases.reopen(db, case.id, helper, now)
    return case
