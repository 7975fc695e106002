"""The person's own extract of the journal: who looked, when, why. On the page and on paper after proof, else by letter only."""

from flask import Blueprint, redirect
from werkzeug.wrappers import Response as Answer

from carnet.services import disclosure
from carnet.services.search import Card
from carnet.services.turn import Turn, paris_date
from helpdesk.drawing import Drawing
from helpdesk.pages import show
from helpdesk.people import NUMBER, STALE, card_of, turn_about
from helpdesk.people_sheet import SeenLine
from helpdesk.session import Seat, acts
from web.factory import house
from web.page import file
from web.paper.journal import journal_page, told
from web.paper.tongue import tongue_of

journal = Blueprint("journal", __name__, url_prefix="/people")


@journal.post(f"{NUMBER}/journal")
@acts
def open_(seat: Seat, number: int) -> Answer:
    """Show the extract to whoever has proved who they are; reading it is a line of it."""
    card, turn = _about(seat, number)
    if card is None or turn is None:
        return redirect(f"/people/{number}?said=not_yet" if card else STALE, 303)
    tongue = seat.wording.tongue
    lines = [
        SeenLine(*(tongue.say(line) for line in told(each)))
        for each in disclosure.shown(turn, card.person_id, "page")
    ]
    return show(seat, "helpdesk/journal.html", number=number, lines=lines)


@journal.post(f"{NUMBER}/journal.pdf")
@acts
def print_(seat: Seat, number: int) -> Answer:
    # Imported here: the drawing of papers is heavy, and only those who print pay for it.
    from web.paper.workshop import workshop

    card, turn = _about(seat, number)
    if card is None or turn is None:
        return redirect(f"/people/{number}?said=not_yet" if card else STALE, 303)
    page = journal_page(
        disclosure.shown(turn, card.person_id, "paper"),
        tongue_of(Drawing(turn, seat.wording).language.tag),
        on=paris_date(seat.now),
        is_demonstration=house().settings.is_demonstration,
    )
    return file(workshop().to_pdf(page), "qui-a-vu.pdf", "application/pdf")


@journal.post(f"{NUMBER}/journal/letter")
@acts
def send(seat: Seat, number: int) -> Answer:
    """Let the extract leave for the known address; whoever merely knows a lot sees nothing of it."""
    card = card_of(seat, number)
    if card is None:
        return redirect(STALE, 303)
    turn = turn_about(seat, card)
    said = disclosure.send(turn, card.person_id) if turn else "not_yet"
    return redirect(f"/people/{number}?said={said}", 303)


def _about(seat: Seat, number: int) -> tuple[Card | None, Turn | None]:
    """Return the card, and the visit that has proved to be of this person."""
    card = card_of(seat, number)
    turn = turn_about(seat, card) if card else None
    return card, turn if turn is not None and turn.is_proved else None
