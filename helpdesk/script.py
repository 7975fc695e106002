"""The one route of all steps, as a script: show, answer, back, end; and the person's own side of the screen."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.journey import Entry, Place
from carnet.domain.typed import whole
from carnet.journeys import JOURNEYS
from carnet.services import case_history, cases, comfort, identity, receipts, visits
from carnet.services.turn import Turn
from carnet.services.visits import Position, Unreadable
from carnet.services.waiting_line import unanswered
from carnet.store.cases import Case, living_of
from carnet.store.visits import SCRIPT
from helpdesk import visit
from helpdesk.articles import beside
from helpdesk.call_card import call_card
from helpdesk.cases import endings
from helpdesk.desk import version
from helpdesk.drawing import RESUME_CODE, RING, Drawing
from helpdesk.handing import receivers
from helpdesk.pages import show
from helpdesk.session import Seat, acts, shows
from helpdesk.wording import WORDS
from web.locale import languages

script = Blueprint("script", __name__, url_prefix="/script")

LOST = "/?said=lost"
HER_SIDE = "person"


@script.get("")
@shows
def here(seat: Seat) -> Answer:
    turn = visit.present(seat)
    return _to(visits.position(turn, JOURNEYS)) if turn else redirect(LOST, 303)


@script.get("/<journey>/<step>")
@shows
def look(seat: Seat, journey: str, step: str) -> Answer:
    turn = visit.present(seat)
    if turn is None:
        return redirect(LOST, 303)
    here = visits.position(turn, JOURNEYS)
    if here.place != (journey, step):
        return _to(here)
    return _sheet(seat, turn, here, said=_said(request.args.get("said", "")))


@script.get("/<journey>/<step>/person")
@shows
def look_from_her_side(seat: Seat, journey: str, step: str) -> Answer:
    """Show the person's side, where a step has one: to type, or to read her resume code."""
    turn = visit.present(seat)
    if turn is None:
        return redirect(LOST, 303)
    here = visits.position(turn, JOURNEYS)
    if here.place != (journey, step) or not _has_her_side(here):
        return _to(here)
    return _face(seat, turn, here)


@script.post("/<journey>/<step>")
@acts
def answer(seat: Seat, journey: str, step: str) -> Answer:
    """Read one answer. A late, repeated or misplaced one changes nothing and finds the present step."""
    form = request.form
    turn = visit.present(seat)
    if turn is None:
        return redirect(LOST, 303)
    is_hers, typed = form.get("side") == HER_SIDE, form.get("answer", "")
    try:
        here = visits.answer(turn, JOURNEYS, (journey, step), _number("sequence"), typed, form.get("way", ""))
    except Unreadable as fault:
        here = visits.position(turn, JOURNEYS)
        page = _face(seat, turn, here, fault, typed) if is_hers else _sheet(seat, turn, here, fault, typed)
        return visit.keep(page, turn)
    if turn.gone_to is not None:
        visits.end(turn, "resumed elsewhere")
    elif here.is_over:
        return _farewell(seat, turn, "finished")
    return visit.keep(_to(here, her_side=is_hers and isinstance(here.step.asks, Entry)), turn)


@script.post("/back")
@acts
def back(seat: Seat) -> Answer:
    turn = visit.present(seat)
    return _to(visits.go_back(turn, JOURNEYS)) if turn else redirect(LOST, 303)


@script.post("/language")
@acts
def language(seat: Seat) -> Answer:
    """Speak to the person in another language; place and typed signs stay."""
    turn = visit.present(seat)
    if turn is None:
        return redirect(LOST, 303)
    comfort.change(turn, "language", request.form.get("value", ""))
    return _to(visits.position(turn, JOURNEYS))


@script.post("/end")
@acts
def end(seat: Seat) -> Answer:
    """End the call, with its code when one was chosen: the case is closed by the one function that closes cases."""
    turn, wrap_up = visit.present(seat), request.form.get("wrap_up", "")
    if turn is None:
        return redirect(LOST, 303)
    case, outcome = living_of(turn.db, turn.visit.id), ""
    if wrap_up and case is not None:
        outcome = cases.close(seat.db, case.id, seat.helper, seat.now, _number("version"), wrap_up)
        if outcome != "closed":
            return _to(visits.position(turn, JOURNEYS), said=outcome)
    return _farewell(seat, turn, "ended by helper", said=_said(outcome))


@script.post("/note")
@acts
def note(seat: Seat) -> Answer:
    """Add a note to the case that stood beside the step, and stay there; once the visit is over, it is found in its case."""
    turn = visit.present(seat)
    case = living_of(turn.db, turn.visit.id) if turn else None
    number = _number("case") or (case.id if case else 0)
    outcome = case_history.write(seat.db, number, seat.helper, seat.now, request.form.get("note", ""))
    if turn is not None:
        return _to(visits.position(turn, JOURNEYS), said=outcome)
    return redirect(LOST if outcome == "gone" else f"/cases/{number}?said={outcome}", 303)


@script.post("/proof")
@acts
def proof(seat: Seat) -> Answer:
    """Send the proof of what was just done, or say that it is read aloud: one press."""
    turn = visit.present(seat)
    if turn is None:
        return redirect(LOST, 303)
    visits.hold(turn)
    outcome = receipts.send_by(turn, request.form.get("way", ""))
    return _to(visits.position(turn, JOURNEYS), said=f"proof_{outcome}")


@script.post("/call-back")
@acts
def call_back(seat: Seat) -> Answer:
    """Hand the known number to the telephone of this console: in a link, never as text, with its line in the journal."""
    turn = visit.present(seat)
    if turn is None:
        return redirect(LOST, 303)
    visits.hold(turn)
    here = visits.position(turn, JOURNEYS)
    if here.place != RING or turn.channel != "phone":
        return _to(here)
    number = identity.dial(turn).replace(" ", "")
    return _sheet(seat, turn, here, said=_said("dialled" if number else "no_proof_number"), number=number)


def address(place: Place) -> str:
    return "/script/" + "/".join(place)


def _to(here: Position, *, her_side: bool = False, said: str = "") -> Answer:
    told = f"?said={said}" if _said(said) else ""
    return redirect(address(here.place) + (f"/{HER_SIDE}" if her_side else "") + told, 303)


def _said(outcome: str) -> str:
    return f"said_{outcome}" if f"said_{outcome}" in WORDS else ""


def _has_her_side(here: Position) -> bool:
    return isinstance(here.step.asks, Entry) or here.place == RESUME_CODE


def _sheet(
    seat: Seat,
    turn: Turn,
    here: Position,
    fault: Unreadable | None = None,
    typed: str = "",
    case: Case | None = None,
    said: str = "",
    number: str = "",
) -> Answer:
    sheet = Drawing(turn, seat.wording).sheet(here, fault, typed)
    case = case or living_of(seat.db, turn.visit.id)
    tags = seat.db.info["languages"]
    return show(
        seat,
        "helpdesk/script.html",
        422 if fault else 200,
        sheet=sheet,
        articles=beside(seat, turn, here.place),
        version=version(seat),
        count=unanswered(seat.db, seat.helper, seat.now),
        case=case,
        call=call_card(seat, turn, here.place, case, is_over=here.is_over),
        endings=endings(seat) if here.is_over and case and case.owner_id == seat.helper.id else (),
        said=said,
        number=number,
        receivers=receivers(seat) if case and case.owner_id == seat.helper.id else "",
        offered=[(each, each.tag == sheet.language) for each in languages() if each.tag in tags],
    )


def _face(seat: Seat, turn: Turn, here: Position, fault: Unreadable | None = None, typed: str = "") -> Answer:
    face = Drawing(turn, seat.wording).face(here, fault, typed)
    return show(seat, "helpdesk/person.html", 422 if fault else 200, face=face)


def _farewell(seat: Seat, turn: Turn, reason: str, said: str = "") -> Answer:
    """End on the server first, then give the goodbye to read aloud, with nothing personal left."""
    looks, case = turn.comfort, living_of(turn.db, turn.visit.id)
    visits.end(turn, reason)
    last = visits.nobody(turn.db, JOURNEYS, surface=SCRIPT, now=turn.now)
    last.comfort, last.helper = looks, seat.helper
    here = Position(JOURNEYS.last, JOURNEYS.step(JOURNEYS.last), 0, may_go_back=False)
    return visit.wipe(_sheet(seat, last, here, case=case, said=said))


def _number(field: str) -> int:
    return whole(request.form.get(field, ""))
