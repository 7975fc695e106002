"""Sending a new code, only where the insurer already knows the person, and the proof that it was asked for."""

from datetime import timedelta

from sqlalchemy import select

from carnet.services import codes, receipts
from carnet.services.turn import Turn, binding
from carnet.store.codes import ProvisionalCode


@binding
def send(turn: Turn, choice: int | str) -> str:
    """Send a new code by the chosen route; ``choice`` is a number from 1, or the key beside the list."""
    if isinstance(choice, str):
        return choice
    known = codes.routes(turn)
    if not 1 <= choice <= len(known):
        return "gone"
    return _sent(turn, known[choice - 1])


@binding
def send_by_post(turn: Turn, choice: str) -> str:
    """Send by post when that is the choice; otherwise the choice itself leads on."""
    if choice != "post":
        return choice
    by_post = [route for route in codes.routes(turn) if route.kind == "post"]
    return _sent(turn, by_post[0]) if by_post else "no_address"


def _sent(turn: Turn, route: codes.Route) -> str:
    person, db = turn.holder, turn.db
    if person is None:
        return "moved"
    since = turn.now - timedelta(days=1)
    today = select(ProvisionalCode).where(
        ProvisionalCode.person_id == person.id, ProvisionalCode.issued_at > since
    )
    outcome = "too_many" if len(db.scalars(today).all()) >= turn.delays.codes_a_day else route.kind
    if outcome != "too_many":
        signs = codes.issue(db, person, route.kind, turn.now, purpose=_purpose(turn))
        codes.queue(
            db,
            person,
            "code",
            route.kind,
            turn.now,
            {"code": signs, "contact": route.contact_id, "language": turn.language},
        )
        receipts.make_for_code(turn, person, route.kind, codes.found(db, signs)[0].valid_until)
    turn.note("send_code", outcome, person.id)
    return outcome


def _purpose(turn: Turn) -> str:
    if (
        turn.last_outcome("choices", "active") == "code_needed"
        or turn.last_outcome("close", "confirm") == "code_needed"
    ):
        return "close"
    return turn.last_outcome("new_code", "purpose") or "decide"
