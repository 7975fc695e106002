"""Draws hand-overs for both sides: what is offered to this helper, and what became of what they offered."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import get_template_attribute
from markupsafe import Markup

from carnet.domain.code import in_fours
from carnet.domain.rights import is_on_the_line
from carnet.journeys import JOURNEYS
from carnet.journeys.progress import progress
from carnet.services import case_history, handovers
from carnet.services.handovers import Offer
from carnet.services.turn import PARIS, Turn
from carnet.store.cases import CaseLine
from carnet.store.promises import REASONS, AtConsole
from carnet.store.visits import SCRIPT
from helpdesk import case_words, handed_words
from helpdesk.handed_sheet import Handed, Received, Sent, To
from helpdesk.wording import Wording
from helpdesk.words import ROLES, SUBJECTS

if TYPE_CHECKING:
    from helpdesk.session import Seat

LINE = 0
"""Stands for the whole line among the numbers of helpers."""
EVENTS_TOLD = 3


def handed(seat: "Seat") -> Handed:
    """Return what is offered to this helper now, and what they offered a moment ago."""
    around = handovers.offers(seat.db, seat.helper, seat.now)
    return Handed(
        tuple(_received(seat, each) for each in around.received),
        tuple(_sent(seat, each) for each in around.sent),
    )


def receivers(seat: "Seat") -> Markup:
    """Return to whom a case can be offered: the line first for who is not on it, then who is at a console now."""
    there = tuple(handovers.at_consoles(seat.db, seat.now))
    options, others = _options(seat.wording, there), [each for each in there if each.id != seat.helper.id]
    has_line = any(is_on_the_line(each.role) for each in others)
    return Markup("").join([options[LINE]] * has_line + [options[each.id] for each in others])


@lru_cache(maxsize=16)
def _options(words: Wording, there: tuple[AtConsole, ...]) -> Mapping[int, Markup]:
    """Return everybody at a console as one option each, drawn once for all of them: two hundred on a full line."""
    draw = get_template_attribute("helpdesk/_receiver.html", "drawn")
    named = {each.id: To(str(each.id), f"{each.name}, {words.text(ROLES[each.role])}") for each in there}
    return {id_: draw(to) for id_, to in {LINE: To("", words["handed_line"]), **named}.items()}


def _received(seat: "Seat", each: Offer) -> Received:
    words, case = seat.wording, each.case
    standing = handovers.standing(seat.db, case, JOURNEYS, SCRIPT, seat.now)
    place = standing[0].place if standing else (case.subject, case.step)
    stands = progress(place) if standing else None
    return Received(
        number=each.row.id,
        title=words.fill_named("handed_offer", name=each.sender.name),
        reference=in_fours(case.reference),
        subject=words.text(SUBJECTS[place[0]]) if place[0] in SUBJECTS else words["case_no_subject"],
        progress=words.fill_named("progress", number=stands[0], total=stands[1]) if stands else "",
        checked=words.text(handed_words.CHECKED[_checked(seat, each, standing[1] if standing else None)]),
        events=tuple(_event(seat, line) for line in case_history.history(seat.db, case)[-EVENTS_TOLD:]),
        reasons=tuple((name, words.text(handed_words.REASONS[name])) for name in REASONS)
        if each.row.to_id
        else (),
    )


def _checked(seat: "Seat", each: Offer, turn: Turn | None) -> str:
    if turn is None or turn.proof is None:
        return "nothing"
    if not turn.is_proved:
        return "recognised"
    return "proved" if handovers.keeps_proof(each.sender, seat.helper) else "proved_elsewhere"


def _event(seat: "Seat", line: CaseLine) -> str:
    said = seat.wording.text(case_words.LINES[line.kind]) if line.kind in case_words.LINES else line.kind
    return f"{seat.wording.tongue.value(line.at.astimezone(PARIS))} : {said}"


def _sent(seat: "Seat", each: Offer) -> Sent:
    words, row = seat.wording, each.row
    name = (
        each.receiver.name
        if each.receiver
        else words["handed_the_line" if row.to_id is None else "handed_colleague"]
    )
    reason = words.text(handed_words.REASONS[row.reason]) if row.reason else ""
    told = words.fill(handed_words.STAGES[each.stage], name=name, reason=reason)
    return Sent(row.id, row.case_id, told, each.stage == "waits")
