"""Finding somebody: one box in the head of every page, and a form of five fields. All by POST; a number never comes back."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import read_resume_code
from carnet.domain.errors import Invalid
from carnet.domain.wanted import FIELDS, faults, fields_of, read_wanted
from carnet.services import person_cases, search
from carnet.services.search import Candidate, Found
from carnet.services.turn import paris_date
from helpdesk import find_words, visit
from helpdesk.pages import show
from helpdesk.session import Seat, acts, shows

find = Blueprint("find", __name__)

LONGEST: Final = 200
NEVER_BACK: Final = frozenset({"nir"})
TOO_LITTLE: Final = {("names", "postcode"): "find_family"}


@dataclass(frozen=True)
class Field:
    """One field of the form. ``fault`` says what to mend."""

    name: str
    label: str
    hint: str
    value: str
    fault: str = ""


@dataclass(frozen=True)
class Shown:
    """One candidate, ready to be placed."""

    handle: str
    name: str
    born: str
    department: str


@find.get("/search")
@shows
def look(seat: Seat) -> Answer:
    return _page(seat, {}, problem="find_stale" if request.args.get("said") == "stale" else "")


@find.post("/search")
@acts
def ask(seat: Seat) -> Answer:
    return _looked_for(seat, {name: request.form.get(name, "")[:LONGEST] for name in FIELDS})


@find.post("/find")
@acts
def jump(seat: Seat) -> Answer:
    """Go where the box says: to a case by its reference, to a step by its code, else look for a person."""
    line = request.form.get("wanted", "")[:LONGEST].strip()
    try:
        signs = "".join(read_resume_code(line))
    except Invalid:
        return _looked_for(seat, fields_of(line)) if line else _page(seat, {}, problem="find_empty")
    case = person_cases.with_reference(seat.db, signs, seat.helper, seat.now)
    if case is not None:
        return redirect(f"/cases/{case.id}", 303)
    is_name = line.isalpha()
    if visit.present(seat) is not None:
        return _page(seat, fields_of(line) if is_name else {}, problem="find_busy")
    turn = visit.resume(seat, signs)
    if turn is not None:
        return visit.keep(redirect("/script", 303), turn)
    problem = "find_paused" if visit.is_paused(seat) else "find_wrong_code"
    return _page(seat, fields_of(line) if is_name else {}, problem=problem, is_name=is_name)


def _looked_for(seat: Seat, typed: dict[str, str]) -> Answer:
    on = paris_date(seat.now)
    wrong = faults(typed, on=on)
    if wrong:
        return _page(seat, typed, {name: _sentence(seat, name, fault) for name, fault in wrong.items()})
    wanted = read_wanted(typed, on=on)
    if not wanted.given:
        return _page(seat, typed, problem="find_empty")
    found = search.search(seat.db, seat.helper, wanted, seat.now)
    problem = {
        "too_little": TOO_LITTLE.get(wanted.given, "find_too_little"),
        "refused": "find_refused",
        "nobody": "find_nobody",
    }
    return _page(seat, typed, problem=problem.get(found.outcome, ""), found=found)


def _page(
    seat: Seat,
    typed: dict[str, str],
    wrong: dict[str, str] | None = None,
    *,
    problem: str = "",
    found: Found | None = None,
    is_name: bool = False,
) -> Answer:
    words = seat.wording
    fields = [
        Field(
            name,
            words.text(find_words.FIELDS[name]),
            words.text(find_words.HINTS[name]),
            "" if name in NEVER_BACK else typed.get(name, ""),
            (wrong or {}).get(name, ""),
        )
        for name in FIELDS
    ]
    return show(
        seat,
        "helpdesk/search.html",
        422 if wrong or (problem and problem != "find_nobody") else 200,
        fields=fields,
        problem=problem,
        is_name=is_name,
        found=[shown(seat, each) for each in found.candidates] if found else [],
        purposes=[(name, words.text(label)) for name, label in find_words.PURPOSES.items()],
        may_search=seat.may("look_up").allowed,
    )


def shown(seat: Seat, each: Candidate) -> Shown:
    """Return a candidate as pages place it: name as registered, birth year, department, nothing else."""
    words, department = seat.wording, each.department
    return Shown(
        each.handle,
        each.name,
        words.fill_named("find_born", year=each.birth_year),
        words.fill_named("find_department", department=department) if department else words["find_nowhere"],
    )


def _sentence(seat: Seat, name: str, fault: Invalid) -> str:
    msgid = find_words.FAULTS.get((name, fault.reason)) or find_words.FAULTS[name, ""]
    return seat.wording.fill(msgid, found=fault.where.get("found", ""))
