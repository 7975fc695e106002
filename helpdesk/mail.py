"""The post: what people write becomes a request, letters come back signed or not at all, and what leaves is one file a day.

Whoever types a paper sees no letter; whoever prints letters types no signature on them (decision 12).
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.reference.loader import delays
from carnet.services import outgoing, person_cases, printing, requests, returned
from carnet.services.search import Card
from carnet.services.turn import paris_date
from carnet.store.people import Person
from carnet.store.requests import ACTS
from helpdesk.pages import show
from helpdesk.people import NUMBER, STALE, card_of
from helpdesk.session import Seat, acts, shows
from helpdesk.wording import WORDS
from web import batches
from web.factory import house

mail = Blueprint("mail", __name__, url_prefix="/mail")

PURPOSE: Final = "paper"
DAYS_SHOWN: Final = 31
OLDEST_DAYS: Final = 400
"""A letter posted before is no postmark: somebody has typed a wrong year."""

FORMS: Final = (("signed", "check", "mail-fast"), ("returned", "mail-off", "mail-off"))
UNDO: Final = ("undone", "arrow-back-up", "arrow-back-up")
"""Which number of a letter each form takes, and the icons of its key and of its title."""

_WRITTEN: Final = re.compile(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})")


@dataclass(frozen=True)
class Leaving:
    """The letters of one day. ``address`` brings them as one file; ``until`` tells how long still, once somebody took them."""

    day: str
    count: str
    until: str
    address: str


@mail.get("")
@shows
def look(seat: Seat) -> Answer:
    said = f"said_mail_{request.args.get('said', '')}"
    days = delays(paris_date(seat.now)).request_letter_days
    return _page(seat, seat.wording.fill_named(said, days=days) if said in WORDS else "")


@mail.get(f"/people{NUMBER}")
@shows
def look_at_sender(seat: Seat, number: int) -> Answer:
    card = _card(seat, number)
    return _sender(seat, card) if card else redirect(STALE, 303)


@mail.post(f"/people{NUMBER}")
@acts
def note(seat: Seat, number: int) -> Answer:
    """Note what a person wrote, as of the day of the postmark, and let the letter that answers leave."""
    card = _card(seat, number)
    if card is None:
        return redirect(STALE, 303)
    act, today = request.form.get("act", ""), paris_date(seat.now)
    posted_on = _day(request.form.get("posted_on", "")[:20], today)
    if act not in ACTS or posted_on is None:
        return _sender(seat, card, "mail_no_act" if act not in ACTS else "mail_wrong_day", 422)
    person = seat.db.get_one(Person, card.person_id)
    case = person_cases.open_for(seat.db, seat.helper, card, seat.now)
    outcome = requests.state(
        seat.db,
        person,
        act,
        channel=PURPOSE,
        on=posted_on,
        now=seat.now,
        helper=seat.helper,
        case_id=case.id,
    )
    return _to(outcome)


@mail.post("/signed")
@acts
def sign(seat: Seat) -> Answer:
    """Do what a letter, signed and sent back, confirms."""
    return _to(requests.prove_by_letter(seat.db, seat.helper, request.form.get("number", "")[:50], seat.now))


@mail.post("/returned")
@acts
def come_back(seat: Seat) -> Answer:
    """Note that a letter never reached anybody."""
    outcome, case = returned.came_back(seat.db, seat.helper, request.form.get("number", "")[:50], seat.now)
    return redirect(f"/cases/{case}", 303) if case else _to(outcome)


@mail.post("/undone")
@acts
def undo(seat: Seat) -> Answer:
    """Take back a return that was noted by mistake."""
    return _to(returned.undo(seat.db, seat.helper, request.form.get("number", "")[:50], seat.now))


@mail.post("/out/<day>.zip")
@acts
def take_out(seat: Seat, day: str) -> Answer:
    """Hand over the letters of one day, and note who took how many."""
    papers = [paper for paper in _papers() if paper.day.isoformat() == day]
    taken: frozenset[int] = frozenset()
    if papers:
        numbers = [paper.number for paper in papers]
        taken = printing.take(seat.db, seat.helper, papers[0].day, numbers, seat.now)
    made = batches.batch(paper for paper in papers if paper.number in taken)
    if not made:
        abort(404)
    answer = Response(made, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="courrier-{day}.zip"'
    return answer


def _card(seat: Seat, number: int) -> Card | None:
    """Return the card that this helper opened because somebody wrote, or None."""
    card = card_of(seat, number)
    return card if card is not None and card.purpose == PURPOSE else None


def _day(text: str, today: date) -> date | None:
    """Return the day of a postmark, today when nothing is typed, None when it cannot be one."""
    if not text.strip():
        return today
    written = _WRITTEN.fullmatch(text.strip())
    try:
        day = (
            date(int(written[3]), int(written[2]), int(written[1]))
            if written
            else date.fromisoformat(text.strip())
        )
    except ValueError:
        return None
    return day if 0 <= (today - day).days <= OLDEST_DAYS else None


def _to(outcome: str) -> Answer:
    return redirect(f"/mail?said={outcome}", 303)


def _page(seat: Seat, said: str) -> Answer:
    prints = seat.may("print_mail").allowed
    return show(
        seat,
        "helpdesk/mail.html",
        said=said,
        prints=prints,
        leaving=_leaving(seat) if prints else (),
        forms=(*FORMS, UNDO) if seat.may("supervise").allowed else FORMS,
    )


def _papers() -> list[outgoing.Paper]:
    return outgoing.papers_in(house().settings.outbox)


def _leaving(seat: Seat) -> tuple[Leaving, ...]:
    """Return the newest days whose letters can be taken: how many, never which."""
    words, papers = seat.wording, _papers()
    over = printing.over(seat.db, [paper.number for paper in papers], seat.now)
    by_day = sorted((paper for paper in papers if paper.number not in over), key=lambda paper: paper.day)
    days = {day: [each.number for each in some] for day, some in groupby(by_day, lambda paper: paper.day)}
    shown = sorted(days.items(), reverse=True)[:DAYS_SHOWN]
    last = printing.last_days(seat.db, [number for _, numbers in shown for number in numbers])
    return tuple(
        Leaving(
            words.fill_named("mail_out_day", day=day),
            words.fill_named("mail_out_count", count=len(numbers)),
            words.fill_named("mail_out_until", day=min(last[each] for each in numbers if each in last))
            if not last.keys().isdisjoint(numbers)
            else "",
            f"/mail/out/{day.isoformat()}.zip",
        )
        for day, numbers in shown
    )


def _sender(seat: Seat, card: Card, problem: str = "", status: int = 200) -> Answer:
    born = seat.wording.fill_named("born", year=card.candidate.birth_year)
    return show(seat, "helpdesk/mail_in.html", status, card=card, born=born, problem=problem)
