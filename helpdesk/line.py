"""An agent's own line, on every page: state, switches, a raised hand, and the card of who calls. No other console gets any of it."""

from datetime import datetime, timedelta
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.call import Phase
from carnet.domain.rights import is_on_the_line
from carnet.domain.typed import whole
from carnet.reference.after_call import after_call
from carnet.reference.numbering import masked
from carnet.services import agents, callers, calls
from carnet.services.agents import Desk
from carnet.services.turn import paris_date
from carnet.store.calls import BY_HAND, number_of
from carnet.store.cases import Case
from helpdesk.find import shown
from helpdesk.line_sheet import CallCard, Line, Look
from helpdesk.line_words import PHASES, STATES
from helpdesk.pages import show
from helpdesk.session import Seat, acts, polls
from helpdesk.watch import LIFE, Known, nothing_new, unchanged, watch
from web.factory import writing
from web.page import is_fragment

line = Blueprint("line", __name__, url_prefix="/line")

MINUTE: Final = timedelta(minutes=1)
LOOKS: Final = {
    "free": ("circle-check", "good"),
    "on_call": ("headphones", "info"),
    "wrapping_up": ("pencil", "warn"),
    "away": ("coffee", "quiet"),
    "phone_off": ("phone-off", "quiet"),
}


@line.get("")
def look() -> Answer:
    """Answer with one's own line, or with nothing new (304): that is told from memory, because each page asks every second."""
    return unchanged() or _look()


@polls
def _look(seat: Seat) -> Answer:
    topic = agents.topic_of(seat.helper.id)
    count, desk = watch().count(topic), _desk(seat)
    if desk.standing is not None and desk.standing.phase is Phase.OVER:
        # The time after the call has passed by itself: its case is flagged now, by whoever looks first.
        with writing() as db:
            calls.settle(db, seat.now, seat.helper)
    stamp = _version(seat, desk)
    watch().keep(seat.token, request.path, Known(stamp, topic, count, _until(seat, desk)))
    if stamp in request.if_none_match:
        return nothing_new(stamp)
    answer = _drawn(seat)
    answer.set_etag(stamp)
    return answer


@line.post("/choice")
@acts
def choose(seat: Seat) -> Answer:
    agents.choose(seat.db, seat.helper, request.form.get("choice", ""), seat.now)
    return _answer(seat)


@line.post("/hand")
@acts
def hand(seat: Seat) -> Answer:
    agents.raise_hand(seat.db, seat.helper, seat.now)
    return _answer(seat)


@line.post("/begin")
@acts
def begin(seat: Seat) -> Answer:
    """Open a nameless case for a call of which no exchange tells anything."""
    opening = calls.begin_by_hand(seat.db, seat.helper, seat.now)
    return redirect(f"/cases/{opening.case_id}" if opening.case_id else "/", 303)


@line.post("/open")
@acts
def open_(seat: Seat) -> Answer:
    """Open the case of one's call. Without a number there is nobody to choose: the cursor goes to the search."""
    handle = request.form.get("handle", "")[:200]
    opening = calls.open_call(seat.db, seat.helper, _call(), handle, seat.now)
    if opening.case_id is None:
        return redirect(f"/?said=line_{opening.outcome}", 303)
    desk = agents.desk_of(seat.db, seat.helper, None, seat.now)
    is_nameless = not handle and desk.call is not None and desk.call.number_sealed is None
    return redirect(f"/cases/{opening.case_id}{'#find-box' if is_nameless else ''}", 303)


@line.post("/hang-up")
@acts
def hang_up(seat: Seat) -> Answer:
    calls.hang_up(seat.db, seat.helper, _call(), seat.now)
    return _answer(seat)


@line.post("/free")
@acts
def finish(seat: Seat) -> Answer:
    """End the time after the call."""
    calls.finish(seat.db, seat.helper, seat.now)
    return _answer(seat)


@line.post("/dial")
@acts
def dial(seat: Seat) -> Answer:
    """Answer with the link that calls back: the one place where a whole number leaves the server, once somebody asks."""
    number = calls.number_to_dial(seat.db, seat.helper, _call(), seat.now)
    shown_number = masked(number) if number else ""
    return show(seat, "helpdesk/dial.html", number=number, shown_number=shown_number)


def line_of(seat: Seat) -> Line | None:
    """Return what the head of a page shows of one's own line; None for those who have no telephone of the line."""
    if not is_on_the_line(seat.helper.role):
        return None
    desk = _desk(seat)
    words, state = seat.wording, desk.state
    minutes = int((seat.now - state.since).total_seconds()) // 60
    icon, colour = LOOKS[state.state]
    look = Look(
        word=words.text(STATES[state.state]),
        since=words.fill_named("line_since", minutes=minutes) if minutes else "",
        icon=icon,
        colour=colour,
        is_away=desk.choice == "away",
        is_off=desk.choice == "phone_off",
        hand_is_up=state.hand_at is not None,
        may_begin=state.state != "on_call",
    )
    return Line(look, _version(seat, desk), _card(seat, desk))


def _card(seat: Seat, desk: Desk) -> CallCard | None:
    call, standing = desk.call, desk.standing
    if call is None or standing is None or standing.phase is Phase.OVER:
        return None
    words, phase = seat.wording, standing.phase.value
    number, case = number_of(seat.db, call), seat.db.get(Case, call.case_id) if call.case_id else None
    is_known = case is not None and case.person_id is not None
    is_asked = standing.phase is not Phase.AFTER and not is_known
    maybes = callers.candidates(seat.db, seat.helper, number, seat.now) if is_asked and number else ()
    told_number = (
        masked(number) if number else words["line_untold" if call.exchange == BY_HAND else "line_hidden"]
    )
    title = words.text(PHASES[phase])
    line = _line_under(seat, standing.phase, number, len(maybes), is_asked=is_asked)
    return CallCard(
        id=call.id,
        phase=phase,
        title=title,
        number=told_number,
        told=f"{title}, {told_number}. {line}" if line and len(maybes) != 1 else f"{title}, {told_number}",
        line=line,
        maybes=tuple(shown(seat, each) for each in maybes),
        case_path=f"/cases/{case.id}" if case else "",
        may_open=case is None and standing.phase is not Phase.AFTER,
        may_hang_up=call.exchange == BY_HAND and call.ended_at is None,
        may_finish=standing.phase is Phase.AFTER,
        may_dial=bool(number) and standing.phase is Phase.AFTER,
    )


def _line_under(seat: Seat, phase: Phase, number: str, maybes: int, *, is_asked: bool) -> str:
    words = seat.wording
    if phase is Phase.AFTER:
        seconds = int(after_call(paris_date(seat.now)).total_seconds())
        return words.fill_named("line_after_line", seconds=seconds)
    if not is_asked:
        return ""
    if not number:
        return words["line_hidden_line"]
    return words[("line_nobody", "line_maybe")[maybes] if maybes < 2 else "line_several"]


def _desk(seat: Seat) -> Desk:
    return agents.desk_of(seat.db, seat.helper, seat.signed_in.session.started_at, seat.now)


def _version(seat: Seat, desk: Desk) -> str:
    """Return a text that changes whenever the line, its minutes or its words do."""
    state, call = desk.state, desk.call
    case = seat.db.get(Case, call.case_id) if call and call.case_id else None
    parts = (
        state.state,
        int((seat.now - state.since).total_seconds()) // 60,
        desk.choice,
        int(state.hand_at is not None),
        call.id if call else 0,
        desk.standing.phase.value if desk.standing else "",
        case.id if case else 0,
        case.person_id or 0 if case else 0,
        seat.wording.tag,
    )
    return "-".join(str(part) for part in parts)


def _until(seat: Seat, desk: Desk) -> datetime:
    """Return when the line is to be read again though nothing happened: another minute, the end of the time after a call."""
    waited = seat.now - desk.state.since
    ends = [seat.now + LIFE, seat.now + MINUTE - waited % MINUTE]
    if desk.standing is not None and desk.standing.phase is Phase.AFTER:
        ends.append(desk.standing.since + after_call(paris_date(seat.now)))
    return min(ends)


def _answer(seat: Seat) -> Answer:
    """Answer with the line alone inside a page, else with the desk: every switch works without a script too."""
    if not is_fragment():
        return redirect("/", 303)
    seat.db.flush()
    return _drawn(seat)


def _drawn(seat: Seat) -> Response:
    return show(seat, "helpdesk/_line.html")


def _call() -> int:
    return whole(request.form.get("call", ""))
