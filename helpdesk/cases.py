"""One case: its history, a note that is never lost, who else is there, and how it ends."""

import hashlib
from datetime import date
from functools import lru_cache
from typing import Final

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import in_fours
from carnet.domain.rights import is_on_the_line
from carnet.domain.typed import whole
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import calls, case_history, cases, circle, corrections, macros, presence, referrals
from carnet.services.corrections import Fields
from carnet.services.turn import PARIS, paris_date
from carnet.services.waiting_line import unanswered
from carnet.store.cases import Case
from helpdesk import case_page, case_words, visit, wrap_up_words
from helpdesk.desk import version
from helpdesk.handing import receivers
from helpdesk.pages import show
from helpdesk.session import NUMBER, Seat, acts, polls, shows
from helpdesk.sheet import CaseSheet, Ending, Told
from helpdesk.watch import LIFE, Known, nothing_new, unchanged, watch
from helpdesk.wording import WORDS, Wording
from helpdesk.words import SUBJECTS
from web.factory import writing

case = Blueprint("case", __name__, url_prefix=f"/cases/{NUMBER}")

GONE: Final = "/?said=gone"
CHANGES: Final = {"hand-back": cases.hand_back, "pause": cases.pause}


@case.get("")
@shows
def look(seat: Seat, number: int) -> Answer:
    said = request.args.get("said", "")
    return _page(seat, number, f"said_{said}" if f"said_{said}" in WORDS else "")


@case.post("/take")
@acts
def take(seat: Seat, number: int) -> Answer:
    outcome = cases.take(seat.db, number, seat.helper, seat.now)
    return redirect(GONE, 303) if outcome == "gone" else _to(number, outcome)


@case.post("/note")
@acts
def write(seat: Seat, number: int) -> Answer:
    return _to(
        number, case_history.write(seat.db, number, seat.helper, seat.now, request.form.get("note", ""))
    )


@case.post("/draft")
@acts
def keep_draft(seat: Seat, number: int) -> Answer:
    """Keep what is half written; the page asks every two seconds in which something changed."""
    if circle.to_change(seat.db, number, seat.helper, seat.now) is None:
        return Response(status=404)
    case_history.keep_draft(seat.db, number, seat.helper, seat.now, request.form.get("note", ""))
    presence.be_present(seat.db, number, seat.helper, seat.now, "writing")
    return make_response(seat.wording["case_kept"])


@case.get("/here")
def be_here(number: int) -> Answer:
    """Answer with who else has this page open, or with nothing new (304); asking says that this helper has it open."""
    return unchanged() or _be_here(number=number)


@polls
def _be_here(seat: Seat, number: int) -> Answer:
    topic = presence.topic_of(number)
    count = watch().count(topic)
    if not circle.may_see(seat.db, number, seat.helper, seat.now):
        return Response(status=404)
    seen = presence.seen_from(seat.db, number, seat.helper, seat.now)
    if seen.is_due:
        if seat.db.get(Case, number) is None:
            return Response(status=404)
        with writing() as db:
            presence.be_present(db, number, seat.helper, seat.now, "reading")
    present = case_page.others(seat, seen)
    stamp = _stamp(present)
    watch().keep(seat.token, request.path, Known(stamp, topic, count, min(seen.until, seat.now + LIFE)))
    if stamp in request.if_none_match:
        return nothing_new(stamp)
    answer = show(seat, "helpdesk/_others.html", others=present, stamp=stamp, number=number)
    answer.set_etag(stamp)
    return answer


@case.post("/fields")
@acts
def correct(seat: Seat, number: int) -> Answer:
    """Write subject, priority and labels; on an old page both versions are shown, field by field, and nothing is lost."""
    wished = case_page.wished()
    outcome = corrections.correct(seat.db, number, seat.helper, seat.now, _version(), wished, SUBJECTS)
    if outcome == "moved":
        return _page(seat, number, "", mine=wished, status=409)
    return redirect(GONE, 303) if outcome == "gone" else _to(number, outcome)


@case.post("/<any('hand-back', 'pause'):change>")
@acts
def alter(seat: Seat, number: int, change: str) -> Answer:
    outcome = CHANGES[change](seat.db, number, seat.helper, seat.now, _version())
    # Put back, a case may leave what this helper sees: what was done is told where they are then.
    is_left = outcome == "handed_back" and not circle.may_see(seat.db, number, seat.helper, seat.now)
    return redirect(f"/?said={outcome}", 303) if is_left else _to(number, outcome)


@case.post("/close")
@acts
def close(seat: Seat, number: int) -> Answer:
    wrap_up = request.form.get("wrap_up", "")
    outcome = cases.close(seat.db, number, seat.helper, seat.now, _version(), wrap_up)
    return redirect("/?said=closed", 303) if outcome == "closed" else _to(number, outcome)


@case.post("/reopen")
@acts
def reopen(seat: Seat, number: int) -> Answer:
    return _to(number, cases.reopen(seat.db, number, seat.helper, seat.now))


def _to(number: int, said: str) -> Answer:
    return redirect(f"/cases/{number}?said={said}", 303)


def _version() -> int:
    return whole(request.form.get("version", ""))


def _page(seat: Seat, number: int, said: str, *, mine: Fields | None = None, status: int = 200) -> Answer:
    found = case_history.look(seat.db, number, seat.helper, seat.now)
    if found is None:
        return redirect(GONE, 303)
    case_page.note_reading(seat, found.case)
    is_mine = found.case.owner_id == seat.helper.id
    present = case_page.others(seat, presence.seen_from(seat.db, number, seat.helper, seat.now))
    return show(
        seat,
        "helpdesk/case.html",
        status,
        sheet=_sheet(seat, found),
        said=said,
        others=present,
        stamp=_stamp(present),
        number=number,
        fields=case_page.fields(seat.wording, corrections.fields_of(found.case)),
        conflict=case_page.conflict(seat, found, mine) if mine else None,
        promise=case_page.promise(seat, found.case),
        receivers=receivers(seat) if is_mine else "",
        near=referrals.places(seat.db, seat.helper) if is_mine else (),
        version=version(seat),
        count=unanswered(seat.db, seat.helper, seat.now),
        has_visit=visit.present(seat) is not None,
        may_start=_may_start(seat, found.case),
        undo=macros.undoable(seat.db, seat.helper, seat.now),
    )


def _may_start(seat: Seat, found: Case) -> bool:
    """Tell whether a visit begun here would belong to this case: it is that of the call in hand, and has none yet."""
    if found.visit_id is not None:
        return False
    in_hand = calls.case_in_hand(seat.db, seat.helper, seat.now)
    return in_hand is not None and in_hand.id == found.id


def _stamp(present: tuple[str, ...]) -> str:
    """Return a text that changes with who is there, and tells nobody who."""
    return hashlib.sha256("\n".join(present).encode()).hexdigest()[:16]


def _sheet(seat: Seat, shown: case_history.Shown) -> CaseSheet:
    words, found = seat.wording, shown.case
    is_mine = found.owner_id == seat.helper.id
    return CaseSheet(
        number=found.id,
        reference=in_fours(found.reference),
        subject=words.text(SUBJECTS[found.subject])
        if found.subject in SUBJECTS
        else words["case_no_subject"],
        channel=words.text(case_words.CHANNELS[found.channel]),
        place=found.place,
        state=words.text(case_words.STATES[found.state]),
        owner=shown.owner,
        is_mine=is_mine and found.state != "closed",
        is_free=found.owner_id is None and found.state != "closed",
        is_closed=found.state == "closed",
        may_reopen=found.state == "closed" and (is_mine or is_on_the_line(seat.helper.role)),
        may_correct=found.state != "closed" and cases.may_change(found, seat.helper),
        is_paused=found.state == "paused",
        ended=_ending_name(seat, found.wrap_up),
        version=found.version,
        draft=shown.draft,
        lines=tuple(_told(seat, each) for each in shown.lines),
        endings=endings(seat) if is_mine else (),
    )


def _told(seat: Seat, each: case_history.Told) -> Told:
    line = each.line
    at = line.at.astimezone(PARIS)
    said = seat.wording.text(case_words.LINES[line.kind]) if line.kind in case_words.LINES else ""
    ended = _ending_name(seat, line.said) if line.kind == "closed" else ""
    return Told(
        at=f"{seat.wording.tongue.value(at.date())}, {seat.wording.tongue.value(line.at)}",
        who=each.author,
        said=f"{said} : {ended}" if ended else said,
        note=each.note,
    )


def endings(seat: Seat) -> tuple[tuple[str, tuple[Ending, ...]], ...]:
    """Return the codes in their groups, each with the two keys that set it."""
    return _endings(seat.wording, paris_date(seat.now))


@lru_cache(maxsize=8)
def _endings(words: Wording, on: date) -> tuple[tuple[str, tuple[Ending, ...]], ...]:
    groups: dict[str, list[Ending]] = {}
    for code in wrap_up_codes(on):
        label = words.text(wrap_up_words.CODES[code.name])
        groups.setdefault(code.group, []).append(Ending(code.name, label, code.keys))
    return tuple((words.text(wrap_up_words.GROUPS[name]), tuple(codes)) for name, codes in groups.items())


def _ending_name(seat: Seat, name: str | None) -> str:
    """Return the words of a code; one that left the list long ago keeps its name."""
    return seat.wording.text(wrap_up_words.CODES[name]) if name in wrap_up_words.CODES else name or ""
