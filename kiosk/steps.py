"""The one route of all steps: show, answer, back, end. A late or repeated press finds the present step again."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.journey import Place
from carnet.domain.typed import whole
from carnet.journeys import JOURNEYS
from carnet.services import visits
from carnet.services.turn import Turn
from carnet.services.visits import Position, Unreadable
from kiosk import visit
from kiosk.pages import drawing, show
from web import forgery
from web.factory import reading, writing

steps = Blueprint("steps", __name__)

LEAVING = ("end", "leave", "again")
"""How a visit ends from the screen: the person's key, nobody there any more, the next person's key."""


@steps.get("/")
def welcome() -> Answer:
    with reading() as db:
        turn = visit.present(db)
        if turn is not None:
            return redirect(address(visits.position(turn, JOURNEYS).place), 303)
        turn = visit.nobody(db)
        return _shown(turn, visits.position(turn, JOURNEYS))


@steps.get("/visit/<journey>/<step>")
def look(journey: str, step: str) -> Answer:
    with reading() as db:
        turn = visit.present(db)
        if turn is None:
            return redirect("/", 303)
        here = visits.position(turn, JOURNEYS)
        if here.place != (journey, step):
            return redirect(address(here.place), 303)
        return _shown(turn, here)


@steps.post("/visit/<journey>/<step>")
def answer(journey: str, step: str) -> Answer:
    form = request.form
    with writing() as db:
        turn = visit.begun(db)
        try:
            here = visits.answer(
                turn, JOURNEYS, (journey, step), _sequence(), form.get("answer", ""), form.get("way", "")
            )
        except Unreadable as fault:
            page = drawing(turn)
            here = visits.position(turn, JOURNEYS)
            screen = page.step(here, fault, typed=form.get("answer", "")[: visits.RAW_LIMIT])
            return visit.keep(show(screen, page, 422), turn)
        if turn.gone_to is not None:
            visits.end(turn, "resumed elsewhere")
            return visit.keep(redirect("/", 303), turn)
        if here.is_over:
            return _farewell(turn, "finished")
        return visit.keep(redirect(address(here.place), 303), turn)


@steps.post("/back")
def back() -> Answer:
    with writing() as db:
        turn = visit.begun(db)
        here = visits.go_back(turn, JOURNEYS)
        return visit.keep(redirect(address(here.place), 303), turn)


@steps.post("/continue")
def go_on() -> Answer:
    """Go back from a page beside the journey to the place that was left; nothing was lost there."""
    return redirect("/" + visit.page_left("value"), 303)


@steps.post("/here")
def still_here() -> Answer:
    """Keep the visit alive: somebody is there without answering. Begins none, and hands no cookie over an answer on its way."""
    with writing() as db:
        turn = visit.present(db)
        if turn is not None:
            forgery.refuse_forgery(turn.token)
            visits.hold(turn)
        return Response(status=204)


@steps.post("/end")
def end() -> Answer:
    with writing() as db:
        turn = visit.present(db)
        if turn is None:
            return visit.wipe(redirect("/", 303))
        turn = visit.begun(db)
        # The database keeps one of our own words, never what a form says.
        given = request.form.get("value", "")
        return _farewell(turn, given if given in LEAVING else "end")


def address(place: Place) -> str:
    return "/visit/" + "/".join(place)


def _farewell(turn: Turn, reason: str) -> Answer:
    """End on the server first, then draw the goodbye in the language of the visit, with nothing personal left."""
    comfort = turn.comfort
    visits.end(turn, reason)
    last = visit.nobody(turn.db)
    last.comfort = comfort
    page = drawing(last)
    here = visits.Position(JOURNEYS.last, JOURNEYS.step(JOURNEYS.last), 0, may_go_back=False)
    return visit.wipe(show(page.step(here), page))


def _shown(turn: Turn, here: Position) -> Response:
    page = drawing(turn)
    return show(page.step(here), page)


def _sequence() -> int:
    return whole(request.form.get("sequence", ""))
