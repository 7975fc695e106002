"""The desk: who asked for help at a kiosk, live; start a visit, or take one up again."""

from typing import Any, Final

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import read_resume_code
from carnet.domain.errors import Invalid
from carnet.services import cases
from carnet.services.waiting_line import Waiting, unanswered, waiting
from carnet.store.events import versions
from helpdesk import needs, visit
from helpdesk.case_words import CHANNELS
from helpdesk.pages import show
from helpdesk.session import Seat, acts, polls, shows
from helpdesk.sheet import Row
from helpdesk.words import SUBJECTS, WORDS

desk = Blueprint("desk", __name__)

LATE_MIN: Final = 5


@desk.get("/")
@shows
def look(seat: Seat) -> Answer:
    said = request.args.get("said", "")
    return _page(seat, f"said_{said}" if f"said_{said}" in WORDS else "")


@desk.get("/requests")
@polls
def requests(seat: Seat) -> Answer:
    """Answer with the list, or with nothing new (304)."""
    return _news(seat, "helpdesk/_requests.html", rows=_rows(seat), count=unanswered(seat.db))


@desk.get("/presence")
@polls
def presence(seat: Seat) -> Answer:
    """Answer with how many people wait, for pages beside the desk, or with nothing new (304)."""
    return _news(seat, "helpdesk/_presence.html", count=unanswered(seat.db))


@desk.post("/visits")
@acts
def start(seat: Seat) -> Answer:
    """Begin a visit, and the case that keeps what becomes of it; a second press finds the first one."""
    turn = visit.present(seat)
    if turn is None:
        turn = visit.start(seat)
        channel = "phone" if turn.channel == "phone" else "counter"
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
    newest = versions(seat.db).get(cases.TOPIC, "0")
    minute = int(seat.now.timestamp()) // 60
    return f"{newest}-{minute}-{seat.wording.tag}-{int(seat.is_nearly_idle)}"


def _page(seat: Seat, said: str, *, problem: str = "", status: int = 200) -> Response:
    return show(
        seat,
        "helpdesk/desk.html",
        status,
        version=version(seat),
        rows=_rows(seat),
        count=unanswered(seat.db),
        said=said,
        problem=problem,
        has_visit=visit.present(seat) is not None,
    )


def _news(seat: Seat, template: str, **objects: Any) -> Response:
    stamp = version(seat)
    if stamp in request.if_none_match:
        answer = make_response("", 304)
    else:
        answer = show(seat, template, version=stamp, **objects)
    answer.set_etag(stamp)
    return answer


def _rows(seat: Seat) -> list[Row]:
    return [_row(seat, each) for each in waiting(seat.db, seat.now)]


def _row(seat: Seat, each: Waiting) -> Row:
    words, case, minutes = seat.wording, each.case, int(each.waited.total_seconds()) // 60
    is_mine = case.owner_id == seat.helper.id
    taken_by = "" if is_mine else each.taken_by
    return Row(
        number=case.id,
        where=" ".join((words.text(CHANNELS[case.channel]), case.place)).strip(),
        subject=words.text(SUBJECTS[case.subject]) if case.subject in SUBJECTS else "",
        needs=needs.of(words, each.comfort) if each.comfort else (),
        waited=words.fill(WORDS["minutes"], count=minutes) if minutes else words["now"],
        is_late=minutes >= LATE_MIN,
        is_mine=is_mine,
        taken=words.fill(WORDS["taken_by"], name=taken_by) if taken_by else "",
        has_left=each.has_left,
    )
