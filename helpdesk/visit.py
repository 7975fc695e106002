"""The visit that a helper accompanies on this console: its cookie, its present turn. One at a time."""

from werkzeug.wrappers import Response as Answer

from carnet.journeys import JOURNEYS
from carnet.services import person_cases, resumption, visits
from carnet.services.turn import Turn
from carnet.store.visits import SCRIPT
from helpdesk.session import Seat, set_secret, token_in

COOKIE = "__Host-script"


def present(seat: Seat) -> Turn | None:
    """Return the living visit of this browser, or None; another helper's visit is nobody's here."""
    token = token_in(COOKIE)
    if not token:
        return None
    turn = visits.find(seat.db, token, surface=SCRIPT, now=seat.now, helper=seat.helper)
    return turn if turn is not None and turn.visit.helper_id == seat.helper.id else None


def start(seat: Seat) -> Turn:
    """Begin a visit for somebody who is there, or on the telephone."""
    # Wrong tries are counted by place: each helper's console is a place of its own.
    turn = visits.start(
        seat.db,
        JOURNEYS,
        surface=SCRIPT,
        now=seat.now,
        kiosk=f"console-{seat.helper.id}",
        helper=seat.helper,
    )
    turn.successor = turn.token
    return turn


def resume(seat: Seat, signs: str) -> Turn | None:
    """Take a visit up with its resume code, and cut off the surface it comes from; None when the code does not open."""
    turn = _nobody(seat)
    if resumption.resume(turn, signs) != "resumed":
        return None
    if turn.gone_to is not None:
        taken = Turn(turn.db, turn.gone_to, turn.comfort, b"", SCRIPT, turn.now, seat.helper)
        journey, step = visits.position(taken, JOURNEYS).place
        person_cases.take_with_visit(turn, journey, step)
    return turn


def is_paused(seat: Seat) -> bool:
    """Tell whether this console has tried too many wrong codes, and must wait."""
    return resumption.is_paused(_nobody(seat))


def _nobody(seat: Seat) -> Turn:
    turn = visits.nobody(seat.db, JOURNEYS, surface=SCRIPT, now=seat.now)
    turn.helper = seat.helper
    return turn


def keep(answer: Answer, turn: Turn) -> Answer:
    """Hand the visit's new secret to the browser, when there is one."""
    if turn.successor is not None:
        set_secret(answer, COOKIE, turn.successor)
    return answer


def wipe(answer: Answer) -> Answer:
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
    return answer
