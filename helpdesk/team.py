"""The team board: asked again every five seconds, sent again only when something changed. It shows steps, never content."""

from datetime import time
from typing import Final

from flask import Blueprint, current_app, get_template_attribute, make_response, request
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from carnet.journeys import JOURNEYS
from carnet.journeys.progress import progress
from carnet.services import board
from carnet.services.board import Board, Member, Tile
from helpdesk import charts, team_words
from helpdesk.pages import show
from helpdesk.session import Seat, polls, shows
from helpdesk.team_sheet import BoardSheet, Hand, Line, TileSheet
from helpdesk.words import SUBJECTS

team = Blueprint("team", __name__, url_prefix="/team")

MOST_BARS: Final = 8


@team.get("")
@shows
def look(seat: Seat) -> Answer:
    stamp = board.version(seat.db, seat.now)
    return show(seat, "helpdesk/team.html", board=_drawn(seat, stamp), version=_version(seat, stamp))


@team.get("/news")
@polls
def news(seat: Seat) -> Answer:
    """Answer with the board, or with nothing new (304)."""
    stamp = board.version(seat.db, seat.now)
    version = _version(seat, stamp)
    if version in request.if_none_match:
        answer = make_response("", 304)
    else:
        answer = show(seat, "helpdesk/_board.html", board=_drawn(seat, stamp), version=version)
    answer.set_etag(version)
    return answer


def _version(seat: Seat, stamp: str) -> str:
    return f"{stamp}-{seat.wording.tag}-{int(seat.is_nearly_idle)}"


def _drawn(seat: Seat, stamp: str) -> Markup:
    """Return the board as it is at ``stamp``, drawn once for all consoles of an organisation: agents and counts, nobody who calls."""
    kept: dict[tuple[int, str], tuple[str, Markup]] = current_app.extensions.setdefault("boards", {})
    whose = seat.helper.organisation_id, seat.wording.tag
    known = kept.get(whose)
    if known is None or known[0] != stamp:
        draw = get_template_attribute("helpdesk/_team_now.html", "drawn")
        known = kept[whose] = stamp, draw(_sheet(seat), seat.wording)
    return known[1]


def _sheet(seat: Seat) -> BoardSheet:
    words, found = seat.wording, board.look(seat.db, seat.now, seat.helper.organisation_id)
    free = [each.name for each in found.members if each.state == "free"]
    return BoardSheet(
        tiles=_tiles(seat, found),
        waiting=_waiting(seat, found),
        calls=_calls(seat, found),
        lines=tuple(_line(seat, each) for each in found.members),
        hands=tuple(
            Hand(words.fill(team_words.WORDS["team_raises"], name=each.name), _stand(seat, each))
            for each in found.members
            if each.hand_at is not None
        ),
        free=words.fill_named("team_free_are", names=", ".join(free)) if free else words["team_free_none"],
    )


def _tiles(seat: Seat, found: Board) -> tuple[TileSheet, ...]:
    words, hour = seat.wording, seat.wording.tongue.value(seat.now + board.SOON)
    here = Tile(found.present - found.absent.figure, found.absent.level)
    minutes = words.fill_named("team_minutes", count=found.oldest_minutes.figure)
    return (
        _tile(seat, found.waiting, str(found.waiting.figure), words["team_waiting"], "phone-call"),
        _tile(seat, found.oldest_minutes, minutes, words["team_oldest"], "clock"),
        _tile(
            seat,
            found.promised,
            str(found.promised.figure),
            words.fill_named("team_promised", hour=hour),
            "calendar-time",
        ),
        _tile(
            seat,
            here,
            str(here.figure),
            words.fill_named("team_present", count=found.present),
            "user-check",
        ),
    )


def _tile(seat: Seat, tile: Tile, shown: str, label: str, icon: str) -> TileSheet:
    word, shape, colour = team_words.LEVELS[tile.level]
    return TileSheet(shown, label, icon, seat.wording.text(word), shape, colour)


def _waiting(seat: Seat, found: Board) -> charts.Bars:
    words, figures = seat.wording, []
    for each in found.reasons:
        minutes = int(each.oldest.total_seconds()) // 60
        line = words.fill_named("team_longest_is", count=minutes)
        figures.append((_subject(seat, each.subject), each.cases, str(each.cases), line))
    head = (words["team_reason"], words["team_count"], words["team_longest"])
    return charts.bars("waiting", _waiting_title(seat, found), figures[:MOST_BARS], head)


def _waiting_title(seat: Seat, found: Board) -> str:
    if not found.reasons:
        return seat.wording["team_none_wait"]
    name = "team_they_wait" if found.waiting.figure > 1 else "team_one_waits"
    first = _subject(seat, found.reasons[0].subject)
    return seat.wording.fill_named(name, count=found.waiting.figure, subject=first)


def _calls(seat: Seat, found: Board) -> charts.Lines:
    words = seat.wording
    figures = [(_hour(seat, each.at), each.received, each.taken) for each in found.calls]
    labels = (words["team_received"], words["team_taken"])
    title = _calls_title(seat, found)
    return charts.lines("calls", title, figures, labels, (words["team_half_hour"], *labels))


def _calls_title(seat: Seat, found: Board) -> str:
    if not found.calls:
        return seat.wording["team_no_calls"]
    worst = max(found.calls, key=lambda each: each.received - each.taken)
    missed = worst.received - worst.taken
    if not missed:
        return seat.wording["team_all_taken"]
    name = "team_missed" if missed > 1 else "team_missed_one"
    return seat.wording.fill_named(name, hour=_hour(seat, worst.at), count=missed)


def _line(seat: Seat, member: Member) -> Line:
    word, icon, colour = team_words.STATES[member.state]
    return Line(
        name=member.name,
        state=seat.wording.text(word),
        icon=icon,
        colour=colour,
        has_hand=member.hand_at is not None,
        since=_lasted(seat, member),
        step=_stand(seat, member),
    )


def _lasted(seat: Seat, member: Member) -> str:
    minutes = int((seat.now - member.since).total_seconds()) // 60
    return seat.wording.fill_named("team_minutes", count=max(minutes, 0))


def _stand(seat: Seat, member: Member) -> str:
    """Return the subject and the number of the step where a call stands: nothing that the person says or asks for."""
    if member.stand is None:
        return seat.wording["team_no_step"]
    place = member.stand.opened
    if member.stand.passed is not None:
        journey, step, outcome = member.stand.passed
        place = JOURNEYS.position((journey, step), [((journey, step), outcome)])
    counted = progress(place)
    subject = _subject(seat, place[0])
    number = seat.wording.fill_named("team_step_number", number=counted[0]) if counted else ""
    return f"{subject}, {number}" if number else subject


def _subject(seat: Seat, name: str) -> str:
    return seat.wording.text(SUBJECTS[name]) if name in SUBJECTS else seat.wording["team_no_subject"]


def _hour(seat: Seat, at: time) -> str:
    return f"{at.hour}\xa0h\xa0{at:%M}" if seat.wording.tag == "fr" else f"{at:%H:%M}"
