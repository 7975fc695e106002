"""Two pages about looking-up itself: what was unusual on a day, for supervisors; where a helper lives, said by themselves."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.services import curiosity
from carnet.services.turn import paris_date
from carnet.store.staff import Helper
from helpdesk import unusual_words
from helpdesk.pages import show
from helpdesk.session import Seat, acts, shows
from helpdesk.wording import WORDS

unusual = Blueprint("unusual", __name__)


@dataclass(frozen=True)
class Told:
    """One line of the report. ``who`` is empty when it is about one card that many organisations opened."""

    who: str
    what: str
    people: int
    count: int


@unusual.get("/unusual")
@shows
def look(seat: Seat) -> Answer:
    """Show the report of a day of the last month, yesterday's by itself, about the supervisor's own organisation."""
    today = paris_date(seat.now)
    oldest, yesterday = today - curiosity.KEPT, today - timedelta(days=1)
    on = max(oldest, min(_day(request.args.get("on", "")) or yesterday, today))
    return show(
        seat,
        "helpdesk/unusual.html",
        on=on.isoformat(),
        day=seat.wording.tongue.value(on),
        lines=_lines(seat, on),
        newest=today.isoformat(),
        oldest=oldest.isoformat(),
    )


@unusual.get("/account/street")
@shows
def look_at_street(seat: Seat) -> Answer:
    said = f"unusual_{request.args.get('said', '')}"
    return show(
        seat,
        "helpdesk/street.html",
        said=said if said in WORDS else "",
        is_known=curiosity.has_street(seat.db, seat.helper),
    )


@unusual.post("/account/street")
@acts
def say_street(seat: Seat) -> Answer:
    """Keep the helper's street as a keyed hash: nobody can read it again, not even they."""
    form = request.form
    lines = [form.get("street", "")[:200].strip(), form.get("place", "")[:200].strip()]
    address = "\n".join(lines) if all(lines) else ""
    return redirect(
        f"/account/street?said={curiosity.declare_street(seat.db, seat.helper, address, seat.now)}", 303
    )


def _lines(seat: Seat, on: date) -> list[Told]:
    found = []
    for line in curiosity.report(seat.db, on):
        helper = seat.db.get(Helper, line.helper_id) if line.helper_id else None
        if helper is None or helper.organisation_id == seat.helper.organisation_id:
            what = seat.wording.text(unusual_words.PATTERNS[line.pattern])
            found.append(Told(helper.name if helper else "", what, len(line.person_ids), line.count))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
