"""The post: what people write becomes a request, letters come back signed or not at all, and what leaves is one file a day."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.services import person_cases, requests, returned
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
OLDEST_DAYS: Final = 400
"""A letter posted before is no postmark: somebody has typed a wrong year."""

_WRITTEN: Final = re.compile(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})")


@dataclass(frozen=True)
class Leaving:
    """The letters of one day. ``address`` brings them as one file."""

    day: str
    count: str
    address: str


@mail.get("")
@shows
def look(seat: Seat) -> Answer:
    said = f"said_mail_{request.args.get('said', '')}"
    return _page(seat, said if said in WORDS else "")


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


@mail.get("/out/<day>.zip")
@shows
def take_out(_seat: Seat, day: str) -> Answer:
    try:
        made = batches.batch(house().settings.outbox, date.fromisoformat(day))
    except ValueError:
        made = b""
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
    words = seat.wording
    leaving = tuple(
        Leaving(
            words.fill_named("mail_out_day", day=day),
            words.fill_named("mail_out_count", count=count),
            f"/mail/out/{day.isoformat()}.zip",
        )
        for day, count in batches.days(house().settings.outbox)[:31]
    )
    return show(seat, "helpdesk/mail.html", said=said, leaving=leaving)


def _sender(seat: Seat, card: Card, problem: str = "", status: int = 200) -> Answer:
    born = seat.wording.fill_named("born", year=card.candidate.birth_year)
    return show(seat, "helpdesk/mail_in.html", status, card=card, born=born, problem=problem)
