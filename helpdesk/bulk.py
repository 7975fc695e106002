"""One change over many cases: chosen in the list or by a filter, told, given one reason, made in batches, refusals listed."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.label import LABELS
from carnet.domain.typed import whole
from carnet.services import bulk, circle, waiting_line
from carnet.services.bulk import BATCH, OFFERED, Progress
from carnet.services.colleagues import colleagues
from carnet.store import queue as rows
from carnet.store.cases import PRIORITIES
from carnet.store.macros import Bulk
from helpdesk import macro_words, queue, queue_words
from helpdesk.callback_sheet import Day
from helpdesk.callbacks import days_offered
from helpdesk.case_sheet import Choice
from helpdesk.cases import endings
from helpdesk.pages import show
from helpdesk.queue_sheet import BulkSheet
from helpdesk.session import NUMBER, Seat, acts, shows

MOST_CHOSEN: Final = BATCH
DAYS: Final = 5
"""On how many days the calls of many people can be promised at once."""

bulks = Blueprint("bulk", __name__, url_prefix="/bulk")


@bulks.post("")
@acts
def choose(seat: Seat) -> Answer:
    """Show what would be changed, and ask how and why; nothing is changed yet."""
    return _asking(seat)


@bulks.post("/prepare")
@acts
def prepare(seat: Seat) -> Answer:
    """Keep what was chosen and why, then go where it is made batch by batch."""
    form, chosen = request.form, _chosen(seat)
    if _are_too_many(chosen):
        return _asking(seat)
    change = form.get("change", "")
    made = bulk.prepare(
        seat.db,
        seat.helper,
        seat.now,
        change=change,
        value=form.get(change, ""),
        reason=form.get("reason", ""),
        chosen=chosen,
    )
    if isinstance(made, str):
        return _asking(seat, problem=f"bulk_{made}", status=422)
    return redirect(f"/bulk/{made.id}", 303)


@bulks.get(f"/{NUMBER}")
@shows
def look(seat: Seat, number: int) -> Answer:
    found = bulk.of_helper(seat.db, number, seat.helper)
    if found is None:
        return redirect("/?said=gone", 303)
    return show(seat, "helpdesk/bulk_run.html", sheet=_sheet(seat, found, bulk.progress(seat.db, found)))


@bulks.post(f"/{NUMBER}/run")
@acts
def run(seat: Seat, number: int) -> Answer:
    """Make the next batch; the page says what is left and what was refused."""
    found = bulk.of_helper(seat.db, number, seat.helper)
    if found is None:
        return redirect("/?said=gone", 303)
    bulk.run_batch(seat.db, found, seat.helper, seat.now)
    return redirect(f"/bulk/{number}", 303)


def _chosen(seat: Seat) -> list[tuple[int, int]]:
    """Return the cases of the whole list, or those ticked, with the versions that were seen."""
    if request.form.get("all"):
        every = waiting_line.all_of(seat.db, queue.wanted(), seat.helper, seat.now)
        return [(number, version) for number, version in every]
    typed = (each.partition(":") for each in request.form.getlist("case"))
    chosen = {whole(number): whole(seen) for number, _, seen in typed if whole(number) and whole(seen)}
    there = circle.seen_among(seat.db, list(chosen), seat.helper, seat.now)
    return [(number, version) for number, version in chosen.items() if number in there]


def _are_too_many(chosen: Sequence[object]) -> bool:
    """Tell whether more are ticked than one batch holds; a whole list goes in as many batches as it needs."""
    return not request.form.get("all") and len(chosen) > MOST_CHOSEN


def _days(seat: Seat, chosen: Sequence[tuple[int, int]]) -> tuple[Day, ...]:
    """Return the windows in which calls can be promised, as the first case has them; another holiday refuses its case alone."""
    first = circle.seen(seat.db, chosen[0][0], seat.helper, seat.now) if chosen else None
    return tuple(islice(days_offered(seat, first), DAYS)) if first else ()


def _asking(seat: Seat, *, problem: str = "", status: int = 200) -> Answer:
    words, chosen, is_all = seat.wording, _chosen(seat), bool(request.form.get("all"))
    if not chosen:
        problem, status = "bulk_none", 422
    elif _are_too_many(chosen):
        problem, status = "bulk_too_many", 422
    told = words.fill_named("bulk_many", count=len(chosen)) if len(chosen) > 1 else words["bulk_one"]
    if len(chosen) > BATCH:
        told += " " + words.fill_named("bulk_batches", batch=BATCH, count=-(-len(chosen) // BATCH))
    return show(
        seat,
        "helpdesk/bulk.html",
        status,
        count=len(chosen),
        may_go=bool(chosen) and not _are_too_many(chosen),
        told=told if chosen else "",
        problem=words.fill_named(problem, count=len(chosen)) if problem else "",
        cases=[] if is_all else request.form.getlist("case")[:MOST_CHOSEN],
        is_all=is_all,
        back=queue.back(),
        reason=request.form.get("reason", "")[:500],
        changes=[Choice(name, words.text(macro_words.CHANGES[name]), is_chosen=request.form.get("change") == name) for name in OFFERED],
        endings=endings(seat),
        colleagues=colleagues(seat.db, seat.helper, seat.now),
        priorities=[(name, words.text(queue_words.PRIORITIES[name])) for name in PRIORITIES],
        days=_days(seat, chosen),
        labels=[(f"+{name}", words.text(queue_words.LABELS[name])) for name in LABELS],
    )  # fmt: skip


def _sheet(seat: Seat, found: Bulk, made: Progress) -> BulkSheet:
    words, left = seat.wording, made.total - made.tried
    there = circle.seen_among(seat.db, [case_id for case_id, _outcome in made.refused], seat.helper, seat.now)
    names = rows.references(seat.db, sorted(there))
    return BulkSheet(
        number=found.id,
        change=words.text(macro_words.CHANGES[found.change]),
        told=words.fill_named("bulk_tried", done=made.done, refused=len(made.refused), left=left),
        next_count=min(left, BATCH),
        total=made.total,
        tried=made.tried,
        is_over=made.is_over,
        refused=tuple(
            (case_id, names.get(case_id, ""), words.text(macro_words.REFUSED.get(outcome, macro_words.REFUSED["moved"])))
            for case_id, outcome in made.refused
        ),
    )  # fmt: skip
