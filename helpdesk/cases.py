"""One case: its history, a note that is never lost, who else is there, and how it ends."""

from typing import Final

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import cases
from carnet.services.turn import PARIS, paris_date
from carnet.store.cases import Case, CaseLine
from carnet.store.staff import Helper
from helpdesk import case_words, wrap_up_words
from helpdesk.pages import show
from helpdesk.session import Seat, acts, shows
from helpdesk.sheet import CaseSheet, Ending, Told
from helpdesk.words import SUBJECTS, WORDS

case = Blueprint("case", __name__, url_prefix="/cases/<int(max=2147483647):number>")

GONE: Final = "/?said=gone"
CHANGES: Final = {"hand-back": cases.hand_back, "pause": cases.pause}


@case.get("")
@shows
def look(seat: Seat, number: int) -> Answer:
    said = request.args.get("said", "")
    return _page(seat, number, f"said_{said}" if f"said_{said}" in WORDS | case_words.WORDS else "")


@case.post("/take")
@acts
def take(seat: Seat, number: int) -> Answer:
    outcome = cases.take(seat.db, number, seat.helper, seat.now)
    return redirect(GONE, 303) if outcome == "gone" else _to(number, outcome)


@case.post("/note")
@acts
def write(seat: Seat, number: int) -> Answer:
    return _to(number, cases.write(seat.db, number, seat.helper, seat.now, request.form.get("note", "")))


@case.post("/draft")
@acts
def keep_draft(seat: Seat, number: int) -> Answer:
    """Keep what is half written; the page asks every two seconds in which something changed."""
    if seat.db.get(Case, number) is None:
        return Response(status=404)
    cases.keep_draft(seat.db, number, seat.helper, seat.now, request.form.get("note", ""))
    cases.be_present(seat.db, number, seat.helper, seat.now, "writing")
    return make_response(seat.wording.text(case_words.WORDS["kept"]))


@case.post("/here")
@acts
def be_here(seat: Seat, number: int) -> Answer:
    """Say that this page is open, and answer with who else has it open."""
    if seat.db.get(Case, number) is None:
        return Response(status=404)
    cases.be_present(seat.db, number, seat.helper, seat.now, "reading")
    return show(seat, "helpdesk/_others.html", others=_others(seat, number))


@case.post("/<any('hand-back', 'pause'):change>")
@acts
def alter(seat: Seat, number: int, change: str) -> Answer:
    return _to(number, CHANGES[change](seat.db, number, seat.helper, seat.now, _version()))


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
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _page(seat: Seat, number: int, said: str) -> Answer:
    found = seat.db.get(Case, number)
    if found is None:
        return redirect(GONE, 303)
    return show(
        seat, "helpdesk/case.html", sheet=_sheet(seat, found), said=said, others=_others(seat, number)
    )


def _sheet(seat: Seat, found: Case) -> CaseSheet:
    words, owner = seat.wording, seat.db.get(Helper, found.owner_id) if found.owner_id else None
    is_mine = found.owner_id == seat.helper.id
    return CaseSheet(
        number=found.id,
        reference=f"{found.reference[:4]} {found.reference[4:]}".strip(),
        subject=words.text(SUBJECTS[found.subject])
        if found.subject in SUBJECTS
        else words.text(case_words.WORDS["no_subject"]),
        channel=words.text(case_words.CHANNELS[found.channel]),
        place=found.place,
        state=words.text(case_words.STATES[found.state]),
        owner=owner.name if owner else "",
        is_mine=is_mine and found.state != "closed",
        is_free=owner is None and found.state != "closed",
        is_closed=found.state == "closed",
        is_paused=found.state == "paused",
        ended=_ending_name(seat, found.wrap_up),
        version=found.version,
        draft=cases.draft(seat.db, found.id, seat.helper),
        lines=tuple(_told(seat, line) for line in cases.history(seat.db, found)),
        endings=_endings(seat) if is_mine else (),
    )


def _told(seat: Seat, line: CaseLine) -> Told:
    author = seat.db.get(Helper, line.helper_id) if line.helper_id else None
    at = line.at.astimezone(PARIS)
    said = seat.wording.text(case_words.LINES[line.kind]) if line.kind in case_words.LINES else ""
    ended = _ending_name(seat, line.said) if line.kind == "closed" else ""
    return Told(
        at=f"{seat.wording.tongue.value(at.date())}, {seat.wording.tongue.value(line.at)}",
        who=author.name if author else "",
        said=f"{said} : {ended}" if ended else said,
        note=cases.note_of(seat.db, line),
    )


def _endings(seat: Seat) -> tuple[tuple[str, tuple[Ending, ...]], ...]:
    """Return the codes in their groups, each with the two keys that set it."""
    groups: dict[str, list[Ending]] = {}
    for code in wrap_up_codes(paris_date(seat.now)):
        label = seat.wording.text(wrap_up_words.CODES[code.name])
        groups.setdefault(code.group, []).append(Ending(code.name, label, code.keys))
    return tuple(
        (seat.wording.text(wrap_up_words.GROUPS[name]), tuple(codes)) for name, codes in groups.items()
    )


def _ending_name(seat: Seat, name: str | None) -> str:
    """Return the words of a code; one that left the list long ago keeps its name."""
    return seat.wording.text(wrap_up_words.CODES[name]) if name in wrap_up_words.CODES else name or ""


def _others(seat: Seat, number: int) -> tuple[str, ...]:
    present = cases.others_present(seat.db, number, seat.helper, seat.now)
    return tuple(seat.wording.fill(case_words.DOING[doing], name=name) for name, doing in present)
