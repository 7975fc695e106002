"""Sending a new code, only where the insurer already knows the person, and the proof that it was asked for."""

from collections.abc import Mapping

from carnet.services import codes, receipts
from carnet.services.turn import Turn, binding
from carnet.store.people import Person


@binding
def send(turn: Turn, choice: int | str) -> str:
    """Send a new code by the chosen route; ``choice`` is a number from 1, or the key beside the list.

    ``no_post``: none of them will do, and the insurer knows no postal address.
    """
    known = codes.routes(turn)
    if isinstance(choice, str):
        has_post = any(route.kind == "post" for route in known)
        return "no_post" if choice == "none" and not has_post else choice
    if not 1 <= choice <= len(known):
        return codes.or_no_post(turn, "gone")
    return _by(turn, known[choice - 1])


@binding
def send_by_post(turn: Turn, choice: str) -> str:
    """Send by post when that is the choice; otherwise the choice itself leads on."""
    if choice != "post":
        return choice
    by_post = [route for route in codes.routes(turn) if route.kind == "post"]
    return _by(turn, by_post[0]) if by_post else "no_address"


def sent(turn: Turn, person: Person, kind: str, to: Mapping[str, object], *, purpose: str = "decide") -> str:
    """Send a new code by ``kind`` of route, with its proof: ``kind``, or ``too_many`` today.

    ``to``: the contact, the language, and who reads when it is somebody else.
    """
    db, outcome = turn.db, kind
    if codes.are_spent(db, person, turn.now):
        outcome = "too_many"
    else:
        issued = codes.issue(db, person, kind, turn.now, purpose=purpose)
        codes.queue(db, person, "code", kind, turn.now, {"code": issued.signs, **to})
        receipts.make_for_code(turn, person, kind, issued.row.valid_until)
    turn.note("send_code", outcome, person.id)
    return outcome


def _by(turn: Turn, route: codes.Route) -> str:
    if turn.holder is None:
        return "moved"
    to = {"contact": route.contact_id, "language": turn.language}
    return sent(turn, turn.holder, route.kind, to, purpose=_purpose(turn))


def _purpose(turn: Turn) -> str:
    asking = (("choices", "active"), ("close", "child"), ("close", "confirm"))
    if any(turn.last_outcome(*place) == "code_needed" for place in asking):
        return "close"
    return turn.last_outcome("new_code", "purpose") or "decide"
