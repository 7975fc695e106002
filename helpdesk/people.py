"""The card of a person whom this helper looked for: who it may be, and what starts from it. The address is that of a look-up."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import in_fours
from carnet.domain.errors import Invalid
from carnet.services import checks, person_cases, search
from carnet.services.search import Card
from carnet.services.turn import Turn, paris_date
from helpdesk import people_words, session, visit
from helpdesk.find import shown
from helpdesk.find_words import FAULTS, FIELDS, HINTS, PURPOSES
from helpdesk.pages import show
from helpdesk.people_sheet import Asked, Known, PersonCard
from helpdesk.session import Seat, acts, shows
from helpdesk.wording import WORDS, Wording

people = Blueprint("people", __name__, url_prefix="/people")

STALE: Final = "/search?said=stale"
NUMBER: Final = f"/{session.NUMBER}"


@people.post("")
@acts
def open_(seat: Seat) -> Answer:
    """Open the card that was chosen among candidates, or that a known telephone number led to."""
    form = request.form
    opened = search.open_card(
        seat.db, seat.helper, form.get("handle", "")[:200], form.get("purpose", ""), seat.now
    )
    # Who wrote is not on the line: their letter is what is worked on.
    room = "/mail/people" if form.get("purpose") == "paper" else "/people"
    return redirect(f"{room}/{opened.number}" if opened.number else STALE, 303)


@people.get(NUMBER)
@shows
def look(seat: Seat, number: int) -> Answer:
    card = card_of(seat, number)
    said = f"people_{request.args.get('said', '')}"
    return _page(seat, card, said if said in WORDS else "") if card else redirect(STALE, 303)


@people.post(f"{NUMBER}/case")
@acts
def open_case(seat: Seat, number: int) -> Answer:
    card = card_of(seat, number)
    if card is None:
        return redirect(STALE, 303)
    case = person_cases.open_for(seat.db, seat.helper, card, seat.now, since=_since(seat))
    return redirect(f"/cases/{case.id}", 303)


@people.post(f"{NUMBER}/script")
@acts
def start(seat: Seat, number: int) -> Answer:
    """Begin the script for this person, or come back to it."""
    card = card_of(seat, number)
    if card is None:
        return redirect(STALE, 303)
    turn = _turn_for(seat, card)
    return visit.keep(redirect("/script", 303), turn) if turn else _to(number, "busy")


@people.post(f"{NUMBER}/check")
@acts
def check(seat: Seat, number: int) -> Answer:
    """Compare what somebody says; nothing of it stays, and nothing tells which answer did not fit."""
    card = card_of(seat, number)
    if card is None:
        return redirect(STALE, 303)
    answers, faults = checks.read(
        {name: text[:200] for name, text in request.form.items()}, paris_date(seat.now)
    )
    if faults:
        return _page(seat, card, "people_retype", faults)
    turn = _turn_for(seat, card)
    if turn is None:
        return _to(number, "busy")
    return visit.keep(_to(number, checks.check(turn, card.person_id, answers)), turn)


@people.post(f"{NUMBER}/letter")
@acts
def send_letter(seat: Seat, number: int) -> Answer:
    card = card_of(seat, number)
    if card is None:
        return redirect(STALE, 303)
    turn = _turn_for(seat, card)
    if turn is None:
        return _to(number, "busy")
    return visit.keep(_to(number, checks.send_letter(turn, card.person_id)), turn)


def card_of(seat: Seat, number: int) -> Card | None:
    """Return the card that this helper opened in this session, or None: another's looks like one that never was."""
    return search.opened_card(seat.db, seat.helper, number, _since(seat), seat.now)


def turn_about(seat: Seat, card: Card) -> Turn | None:
    """Return the visit of this console when it is about this person, or None."""
    turn = visit.present(seat)
    return turn if turn is not None and checks.has_passed(turn, card.person_id) else None


def _turn_for(seat: Seat, card: Card) -> Turn | None:
    """Return the visit about this person, begun now when there is none; None while another's is open."""
    turn = visit.present(seat)
    if turn is None:
        turn = visit.start(seat)
        person_cases.open_for(
            seat.db, seat.helper, card, seat.now, since=_since(seat), visit_id=turn.visit.id
        )
    elif person_cases.is_about_another(turn, card.person_id):
        return None
    else:
        person_cases.attach(turn, card.person_id)
    return turn


def _since(seat: Seat) -> datetime:
    return seat.signed_in.session.started_at


def _to(number: int, said: str) -> Answer:
    return redirect(f"/people/{number}?said={said}", 303)


def _page(seat: Seat, card: Card, said: str, faults: dict[str, Invalid] | None = None) -> Answer:
    return show(
        seat,
        "helpdesk/people.html",
        422 if faults else 200,
        card=_sheet(seat, card, faults or {}),
        said=said,
        is_problem=said in people_words.PROBLEMS,
    )


def _sheet(seat: Seat, card: Card, faults: dict[str, Invalid]) -> PersonCard:
    words, here = seat.wording, visit.present(seat)
    turn = here if here is not None and checks.has_passed(here, card.person_id) else None
    candidate = shown(seat, card.candidate)
    has_proof = turn is not None and turn.is_proved
    if has_proof:
        cases = person_cases.living_of_person(seat.db, card.person_id)
    else:
        cases = person_cases.opened_by(seat.db, seat.helper, card.person_id, _since(seat))
    return PersonCard(
        number=card.number,
        name=candidate.name,
        born=candidate.born,
        department=candidate.department,
        purpose=words.text(PURPOSES[card.purpose]),
        is_recognised=turn is not None,
        is_proved=has_proof,
        is_spent=here is not None and turn is None and checks.is_spent(here, card.person_id),
        has_visit=here is not None,
        is_busy=here is not None and person_cases.is_about_another(here, card.person_id),
        asked=_asked_in(words, paris_date(seat.now)) if not faults else tuple(
            _asked(words, name, faults.get(name)) for name in checks.asked(paris_date(seat.now))
        ),
        has_faults=bool(faults),
        cases=tuple(
            Known(in_fours(each.reference), each.id if each.owner_id == seat.helper.id else 0)
            for each in cases
        ),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _asked_in(words: Wording, on: date) -> tuple[Asked, ...]:
    return tuple(_asked(words, name, None) for name in checks.asked(on))


def _asked(words: Wording, name: str, fault: Invalid | None) -> Asked:
    labels, hints = {**FIELDS, **people_words.FIELDS}, {**HINTS, **people_words.HINTS}
    sentences = {**FAULTS, **people_words.FAULTS}
    told = ""
    if fault is not None:
        msgid = sentences.get((name, fault.reason)) or sentences[name, ""]
        told = words.fill(msgid, found=fault.where.get("found", ""))
    return Asked(name, words.text(labels[name]), words.text(hints[name]), told)
