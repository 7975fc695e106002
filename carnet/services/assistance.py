"""A human: the key *Aide* opens a request that a signed-in console sees, or says plainly that nobody is there."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.services import audit, identity, resumption
from carnet.services.turn import Turn, binding
from carnet.store.assistance import HelpRequest, announce
from carnet.store.staff import Helper, HelperSession
from carnet.store.visits import Visit

TOPIC = "help"
PRESENT = timedelta(seconds=90)
"""A console that has not asked for news for this long has nobody in front of it."""


def somebody_is_there(db: Session, now: datetime) -> bool:
    """Tell whether a helper is signed in, with a console that is alive."""
    query = select(HelperSession.id).where(
        HelperSession.ended_at.is_(None), HelperSession.seen_at > now - PRESENT
    )
    return db.scalars(query.limit(1)).first() is not None


def ask(turn: Turn, journey: str, step: str) -> str:
    """Open one request for this visit, whatever the number of presses: ``asked``, or ``nobody`` when no console is alive."""
    if not somebody_is_there(turn.db, turn.now):
        turn.note("ask_help", "nobody", turn.visit.person_id)
        return "nobody"
    if _open(turn.db, turn.visit.id) is None:
        turn.db.add(
            HelpRequest(
                visit_id=turn.visit.id, kiosk=turn.visit.kiosk, journey=journey, step=step, asked_at=turn.now
            )
        )
        announce(turn.db, TOPIC, turn.now)
        turn.note("ask_help", "asked", turn.visit.person_id)
    return "asked"


@binding
def answer(turn: Turn, wish: str) -> str:
    """Call somebody here, show the telephone, keep the visit for later, or go back to the choices."""
    match wish:
        case "call":
            rows = [row for row in turn.trail if row.journey != "assist"]
            return ask(turn, rows[-1].journey if rows else "", rows[-1].step if rows else "")
        case "phone":
            return wish
        case "keep":
            resumption.make(turn)
            return wish
    return identity.place(turn, wish)


@binding
def after(turn: Turn, wish: str) -> str:
    """Keep the visit for later, leave, or go back to the choices."""
    if wish == "keep":
        resumption.make(turn)
    return identity.place(turn, wish)


def waiting(db: Session) -> list[HelpRequest]:
    """Return the requests nobody has closed, oldest first."""
    return list(
        db.scalars(select(HelpRequest).where(HelpRequest.closed_at.is_(None)).order_by(HelpRequest.asked_at))
    )


def take(db: Session, request_id: int, helper: Helper, now: datetime) -> str:
    """Give the request to ``helper``; ``taken`` when somebody else has it already, ``gone`` when it is over."""
    request = db.get(HelpRequest, request_id, with_for_update=True, populate_existing=True)
    if request is None or request.closed_at is not None:
        return "gone"
    if request.taken_by not in (None, helper.id):
        return "taken"
    if request.taken_by is None:
        request.taken_by, request.taken_at = helper.id, now
        announce(db, TOPIC, now)
        _note(db, "take_request", "taken", helper, request, now)
    return "mine"


def finish(db: Session, request_id: int, helper: Helper, now: datetime, outcome: str) -> str:
    """Close the request; only the helper who took it can."""
    request = db.get(HelpRequest, request_id, with_for_update=True, populate_existing=True)
    if request is None or request.closed_at is not None or request.taken_by != helper.id:
        return "gone"
    request.closed_at, request.outcome = now, outcome
    announce(db, TOPIC, now)
    _note(db, "finish_request", outcome, helper, request, now)
    return "closed"


def _note(db: Session, act: str, outcome: str, helper: Helper, request: HelpRequest, now: datetime) -> None:
    """Write one line of the journal: who helped, when, at which kiosk; whom the visit is about, once that was proved."""
    visit = db.get(Visit, request.visit_id) if request.visit_id else None
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="console",
        person_id=visit.person_id if visit else None,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"request": request.id, "site": request.kiosk},
    )


def _open(db: Session, visit_id: int) -> HelpRequest | None:
    query = select(HelpRequest).where(HelpRequest.visit_id == visit_id, HelpRequest.closed_at.is_(None))
    return db.scalars(query).first()
