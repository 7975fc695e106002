"""Handing a case over and sending it on: offer, accept, refuse, orient; what was oriented and how it ended."""

from datetime import datetime

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import in_fours
from carnet.domain.typed import whole
from carnet.journeys import JOURNEYS
from carnet.services import circle, handovers, referrals, visits
from carnet.services.referrals import SentOn
from carnet.services.turn import paris_date
from carnet.services.waiting_line import unanswered
from carnet.store.cases import Case
from carnet.store.staff import Helper
from carnet.store.visits import SCRIPT
from helpdesk import handed_sheet, visit, wrap_up_words
from helpdesk.desk import version
from helpdesk.pages import show
from helpdesk.session import NUMBER, Seat, acts, polls, shows

handover = Blueprint("handover", __name__)


@handover.get("/handed")
@polls
def look(seat: Seat) -> Answer:
    """Answer with what is offered now; a page asks only while something is."""
    return show(seat, "helpdesk/_handed.html")


@handover.post(f"/cases/{NUMBER}/hand-over")
@acts
def offer(seat: Seat, number: int) -> Answer:
    to = request.form.get("to", "")
    outcome = handovers.offer(
        seat.db,
        number,
        seat.helper,
        seat.now,
        whole(request.form.get("version", "")),
        whole(to) if to else None,
    )
    # In a call the page of the step stays: the banner of every page tells what becomes of the offer.
    is_in_call = outcome == "offered" and request.form.get("from", "").startswith("/script")
    return redirect("/script" if is_in_call else f"/cases/{number}?said={outcome}", 303)


@handover.post(f"/handed/{NUMBER}/accept")
@acts
def accept(seat: Seat, number: int) -> Answer:
    """Take the case and go on with its visit at this console, where it stands."""
    if visit.present(seat) is not None:
        return redirect("/?said=occupied", 303)
    turn = visits.nobody(seat.db, JOURNEYS, surface=SCRIPT, now=seat.now)
    outcome = handovers.accept(seat.db, number, seat.helper, seat.now, turn)
    if outcome != "accepted":
        return redirect(f"/?said={outcome}", 303)
    if turn.successor is None:
        offer = handovers.taken_case(seat.db, number)
        return redirect(f"/cases/{offer}?said=accepted", 303)
    return visit.keep(redirect("/script", 303), turn)


@handover.post(f"/handed/{NUMBER}/refuse")
@acts
def refuse(seat: Seat, number: int) -> Answer:
    reason = request.form.get("reason", "")
    return redirect(f"/?said={handovers.refuse(seat.db, number, seat.helper, seat.now, reason)}", 303)


@handover.post(f"/cases/{NUMBER}/refer")
@acts
def refer(seat: Seat, number: int) -> Answer:
    form = request.form
    outcome = referrals.refer(
        seat.db,
        number,
        seat.helper,
        seat.now,
        whole(form.get("version", "")),
        whole(form.get("place", "")),
        may_tell_back="agrees" in form,
    )
    return redirect(
        "/referrals?said=referred" if outcome == "referred" else f"/cases/{number}?said={outcome}", 303
    )


@handover.get("/referrals")
@shows
def look_at_referrals(seat: Seat) -> Answer:
    """Show what was sent to this helper's place, and what the helper oriented, with how it ended where the person agreed."""
    mine = referrals.sent_on(seat.db, seat.helper)
    there = circle.seen_among(seat.db, [each.case.id for each in mine], seat.helper, seat.now)
    rows = [_sent_on(seat, each, is_seen=each.case.id in there) for each in mine]
    sent_here = [_sent_here(seat, case, at) for case, at in referrals.sent_here(seat.db, seat.helper)]
    said = "said_referred" if request.args.get("said") == "referred" else ""
    return show(
        seat,
        "helpdesk/referrals.html",
        rows=rows,
        sent_here=sent_here,
        said=said,
        version=version(seat),
        count=unanswered(seat.db, seat.helper, seat.now),
    )


def _sent_on(seat: Seat, each: SentOn, *, is_seen: bool) -> handed_sheet.SentOn:
    words = seat.wording
    told = words["handed_goes_on"] if each.may_tell_back else words["handed_not_told"]
    if each.ended:
        told = words.text(wrap_up_words.CODES.get(each.ended, each.ended))
    return handed_sheet.SentOn(
        each.case.id if is_seen else 0,
        in_fours(each.case.reference),
        each.place.name,
        words.tongue.value(paris_date(each.at)),
        told,
    )


def _sent_here(seat: Seat, case: Case, at: datetime) -> handed_sheet.SentHere:
    owner = seat.db.get(Helper, case.owner_id) if case.owner_id else None
    taken = seat.wording.fill_named("taken_by", name=owner.name) if owner else ""
    return handed_sheet.SentHere(
        case.id, in_fours(case.reference), seat.wording.tongue.value(paris_date(at)), taken
    )
