"""The page of macros, and starting one on a case: its effects are read first, then one press makes them all."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.typed import whole
from carnet.services import articles, circle, macros
from carnet.services.colleagues import colleagues
from carnet.services.macros import Effect
from helpdesk import macro_words, queue
from helpdesk.cases import endings
from helpdesk.macro_sheet import told
from helpdesk.pages import show
from helpdesk.session import NUMBER, Seat, acts, shows
from helpdesk.wording import WORDS
from web.page import is_fragment

EMPTY = {"empty": "no_effect"}

macro = Blueprint("macro", __name__)


@macro.get("/macros")
@shows
def look(seat: Seat) -> Answer:
    said = f"said_{request.args.get('said', '')}"
    return _page(seat, said if said in WORDS else "")


@macro.post("/macros")
@acts
def keep(seat: Seat) -> Answer:
    form = request.form
    effects = [Effect(kind, form[kind]) for kind in macros.EFFECTS if form.get(kind, "").strip()]
    made = macros.keep(
        seat.db,
        seat.helper,
        seat.now,
        name=form.get("name", ""),
        effects=effects,
        is_shared="is_shared" in form,
    )
    if isinstance(made, str):
        return _page(seat, f"said_{EMPTY.get(made, made)}", status=422)
    return redirect("/macros?said=kept", 303)


@macro.post(f"/macros/{NUMBER}/end")
@acts
def end(seat: Seat, number: int) -> Answer:
    outcome = macros.end(seat.db, number, seat.helper, seat.now)
    return redirect(f"/macros?said={'put_away' if outcome == 'ended' else 'gone'}", 303)


@macro.get(f"/cases/{NUMBER}/macros")
@shows
def offer(seat: Seat, number: int) -> Answer:
    """Answer with the macros that may be started on a case, each with a digit; or with one of them, all its effects told."""
    case = circle.seen(seat.db, number, seat.helper, seat.now)
    if case is None:
        return redirect("/?said=gone", 303)
    found = macros.find(seat.db, whole(request.args.get("macro", "")), seat.helper)
    template = "helpdesk/_macros.html" if is_fragment() else "helpdesk/case_macros.html"
    return show(
        seat,
        template,
        number=number,
        version=case.version,
        back=queue.back(),
        chosen=told(seat, found) if found else None,
        known=[(_address(number, each.id), told(seat, each)) for each in macros.known(seat.db, seat.helper)],
        from_case="from_case" in request.args,
    )


@macro.post(f"/cases/{NUMBER}/macros")
@acts
def run(seat: Seat, number: int) -> Answer:
    """Make all the effects of a macro, or none."""
    form = request.form
    made = macros.run(
        seat.db,
        whole(form.get("macro", "")),
        number,
        seat.helper,
        seat.now,
        whole(form.get("version", "")),
    )
    said = made if isinstance(made, str) else "ran"
    return redirect(_back(number, _told(said)), 303)


@macro.post("/macros/undo")
@acts
def undo(seat: Seat) -> Answer:
    number = whole(request.form.get("run", ""))
    return redirect(f"/?said={_told(macros.undo(seat.db, number, seat.helper, seat.now))}", 303)


def _address(number: int, macro_id: int) -> str:
    """Return where a macro tells all its effects before it runs on a case."""
    from_case = "1" if "from_case" in request.args else ""
    return f"/cases/{number}/macros{queue.back(macro=macro_id, from_case=from_case)}"


def _told(outcome: str) -> str:
    """Return the name of what is said: a macro has words of its own where a gesture by hand has others."""
    return f"macro_{outcome}" if f"said_macro_{outcome}" in WORDS else outcome


def _back(number: int, said: str) -> str:
    return f"/cases/{number}?said={said}" if "from_case" in request.form else f"/{queue.back(said=said)}"


def _page(seat: Seat, said: str, status: int = 200) -> Answer:
    return show(
        seat,
        "helpdesk/macros.html",
        status,
        said=said,
        kinds={kind: seat.wording.text(macro_words.KINDS[kind]) for kind in macros.EFFECTS},
        known=[told(seat, each) for each in macros.known(seat.db, seat.helper)],
        endings=endings(seat),
        colleagues=colleagues(seat.db, seat.helper, seat.now),
        articles=[(each.key, each.title) for each in articles.every()],
    )
