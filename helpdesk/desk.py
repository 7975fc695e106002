"""The desk: the queue, live; start a visit, or take one up again."""

from datetime import timedelta
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import read_resume_code
from carnet.domain.errors import Invalid
from carnet.domain.rights import is_on_the_line
from carnet.services import articles, calls, cases, macros, standing
from carnet.services.waiting_line import unanswered
from carnet.store.cases import TOPIC
from carnet.store.events import version_of
from helpdesk import queue, visit
from helpdesk.pages import show
from helpdesk.session import Seat, acts, polls, shows
from helpdesk.watch import LIFE, Known, nothing_new, unchanged, watch
from helpdesk.wording import WORDS
from web.factory import writing

desk = Blueprint("desk", __name__)

MINUTE: Final = timedelta(minutes=1)


@desk.get("/")
@shows
def look(seat: Seat) -> Answer:
    said = request.args.get("said", "")
    return _page(seat, f"said_{said}" if f"said_{said}" in WORDS else "")


@desk.get("/requests")
@polls
def requests(seat: Seat) -> Answer:
    """Answer with the list, or with nothing new (304)."""
    _let_time_pass(seat)
    stamp = version(seat)
    if stamp in request.if_none_match:
        return nothing_new(stamp)
    return _stamped(
        stamp,
        show(
            seat,
            "helpdesk/_requests.html",
            version=stamp,
            listing=queue.listing(seat, queue.wanted(), stamp),
        ),
    )


@desk.get("/presence")
def presence() -> Answer:
    """Answer with how many people wait, for pages beside the desk, or with nothing new (304), mostly from memory."""
    return unchanged() or _presence()


@polls
def _presence(seat: Seat) -> Answer:
    count, stamp = watch().count(TOPIC), version(seat)
    until = min(seat.now + LIFE, seat.now.replace(second=0, microsecond=0) + MINUTE)
    watch().keep(seat.token, request.path, Known(stamp, TOPIC, count, until))
    if stamp in request.if_none_match:
        return nothing_new(stamp)
    return _stamped(
        stamp,
        show(
            seat, "helpdesk/_presence.html", version=stamp, count=unanswered(seat.db, seat.helper, seat.now)
        ),
    )


@desk.post("/visits")
@acts
def start(seat: Seat) -> Answer:
    """Begin a visit, and the case that keeps what becomes of it; a second press finds the first one."""
    turn = visit.present(seat)
    if turn is None:
        turn = visit.start(seat)
        channel = "phone" if turn.channel == "phone" else "counter"
        if not calls.join(seat.db, seat.helper, turn.visit.id, seat.now):
            cases.open_case(seat.db, seat.now, channel=channel, helper=seat.helper, visit_id=turn.visit.id)
    return visit.keep(redirect("/script", 303), turn)


@desk.post("/visits/resume")
@acts
def resume(seat: Seat) -> Answer:
    """Take a visit up with its code. Unknown, used, late and wrong codes get the same answer."""
    if visit.present(seat) is not None:
        return redirect("/script", 303)
    try:
        turn = visit.resume(seat, "".join(read_resume_code(request.form.get("resume_code", "")[:50])))
    except Invalid:
        turn = None
    if turn is None:
        return _page(seat, "", problem="resume_wrong", status=422)
    return visit.keep(redirect("/script", 303), turn)


def version(seat: Seat) -> str:
    """Return a text that changes whenever the list, its minutes or its words do."""
    minute = int(seat.now.timestamp()) // 60
    return f"{version_of(seat.db, TOPIC)}-{minute}-{seat.wording.tag}-{int(seat.is_nearly_idle)}"


def _page(seat: Seat, said: str, *, problem: str = "", status: int = 200) -> Response:
    if request.method == "GET":
        _let_time_pass(seat)
    stamp = version(seat)
    return show(
        seat,
        "helpdesk/desk.html",
        status,
        version=stamp,
        listing=queue.listing(seat, queue.wanted(), stamp),
        count=0,
        said=said,
        reported=_reported(seat),
        undo=macros.undoable(seat.db, seat.helper, seat.now),
        problem=problem,
        is_by_phone=is_on_the_line(seat.helper.role),
        has_visit=visit.present(seat) is not None,
    )


def _reported(seat: Seat) -> str:
    """Return what waits in the articles that this helper was asked to answer for, empty when nothing does."""
    owner = seat.actor.answers_for
    count = len(articles.reports(seat.db, owner)) if owner else 0
    return seat.wording.fill_named("article_reports_wait", count=count) if count else ""


def _let_time_pass(seat: Seat) -> None:
    """Put in their places the cases that time has moved; this page then reads what was written."""
    if standing.has_moved(seat.db, seat.now):
        with writing() as db:
            standing.turn(db, seat.now)
        seat.db.rollback()


def _stamped(stamp: str, answer: Response) -> Response:
    answer.set_etag(stamp)
    return answer
