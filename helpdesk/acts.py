"""What is done to one case from the list: a panel of its acts, one route for them, and the same for programs, in JSON."""

from itertools import islice

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.label import LABELS
from carnet.domain.typed import whole
from carnet.services import cases, circle, macros, promises
from carnet.services.changes import CHANGES, DONE
from carnet.services.colleagues import colleagues
from carnet.store.cases import PRIORITIES, Case
from helpdesk import callbacks, queue, queue_words
from helpdesk.case_sheet import Choice
from helpdesk.cases import endings
from helpdesk.macro_sheet import told
from helpdesk.pages import show
from helpdesk.queue_sheet import Acts
from helpdesk.session import NUMBER, Seat, acts, shows
from web.page import is_fragment

DAYS = 2
"""As many days of calls fit into the panel; its form offers all."""


act = Blueprint("act", __name__)

MOST_KEYS = 8
"""So many colleagues have a key of their own."""


@act.get(f"/cases/{NUMBER}/acts")
@shows
def look(seat: Seat, number: int) -> Answer:
    """Answer with the panel of a case, inside the list or as a page of its own."""
    case = circle.seen(seat.db, number, seat.helper, seat.now)
    if case is None:
        return redirect("/?said=gone", 303)
    template = "helpdesk/_acts.html" if is_fragment() else "helpdesk/acts.html"
    return show(seat, template, panel=_panel(seat, case, queue.back()))


@act.post(f"/cases/{NUMBER}/do/<any({', '.join(repr(name) for name in CHANGES)}):change>")
@acts
def do(seat: Seat, number: int, change: str) -> Answer:
    """Make one change and go back to the list that was shown, at the same row."""
    form = request.form
    outcome = CHANGES[change](
        seat.db, number, seat.helper, seat.now, whole(form.get("version", "")), form.get("value", "")
    )
    return redirect(f"/{queue.back(said=outcome)}#row-{number}", 303)


@act.post(f"/api/cases/{NUMBER}/close")
@acts
def close(seat: Seat, number: int) -> Answer:
    """End a case for a program that has this session: ``{"version": 3, "wrap_up": "objected"}``.

    The token of forms goes in the header ``X-Forgery``. 422 without a code in use, 409 when the case is not as it was seen.
    """
    said = request.get_json(silent=True)
    asked = said if isinstance(said, dict) else {}
    wrap_up, version = asked.get("wrap_up"), asked.get("version")
    outcome = cases.close(
        seat.db,
        number,
        seat.helper,
        seat.now,
        version if isinstance(version, int) else 0,
        wrap_up if isinstance(wrap_up, str) else "",
    )
    answer: Response = jsonify(outcome=outcome)
    answer.status_code = 200 if outcome in DONE else 422 if outcome == "no_code" else 409
    return answer


def _panel(seat: Seat, case: Case, back: str) -> Acts:
    words, labels = seat.wording, case.labels.split()
    is_mine = case.owner_id == seat.helper.id
    may_work = case.state != "closed" and (case.owner_id is None or is_mine)
    is_theirs = may_work and promises.may_make(seat.db, case, seat.helper, seat.now)
    may_promise = is_theirs and promises.open_seen(seat.db, case, seat.helper, seat.now) is None
    known = callbacks.known_number(seat, case) if may_promise else ""
    around = tuple(
        Choice(str(each.id), each.name, is_chosen=each.id == case.owner_id)
        for each in colleagues(seat.db, seat.helper, seat.now)
    )
    return Acts(
        number=case.id,
        version=case.version,
        back=back,
        name=queue.name_of(words, case.channel, case.place, None),
        may_take=case.owner_id is None and case.state != "closed",
        may_work=may_work,
        may_give=case.state != "closed" and (case.owner_id is None or is_mine or seat.helper.role == "supervisor"),
        is_mine=is_mine,
        is_paused=case.state == "paused",
        endings=endings(seat),
        colleagues=around[:MOST_KEYS],
        other_colleagues=around[MOST_KEYS:],
        priorities=tuple(
            Choice(name, words.text(queue_words.PRIORITIES[name]), is_chosen=name == case.priority) for name in PRIORITIES
        ),
        labels=tuple(Choice(name, words.text(queue_words.LABELS[name]), is_chosen=name in labels) for name in LABELS),
        macros=tuple(told(seat, each) for each in macros.known(seat.db, seat.helper)),
        may_promise=may_promise,
        known_number=known,
        days=tuple(islice(callbacks.days_offered(seat, case), DAYS)) if known else (),
    )  # fmt: skip
