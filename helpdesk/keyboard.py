"""The keys of a helper: shown by one key, changed one by one, stopped all at once."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.services.keyboards import keep_keys, switch_keys
from helpdesk.keymap import GROUPS, NAMED, changes
from helpdesk.pages import show
from helpdesk.session import Seat, acts, shows
from web.page import is_fragment

keyboard = Blueprint("keyboard", __name__, url_prefix="/keys")


@keyboard.get("")
@shows
def look(seat: Seat) -> Answer:
    """Answer with the list alone inside another page, or with the page on which keys are changed."""
    said = "said_keys" if request.args.get("said") == "keys" else ""
    return _page(seat, said=said)


@keyboard.post("")
@acts
def keep(seat: Seat) -> Answer:
    changed, wrong = changes(request.form)
    if wrong:
        return _page(seat, typed=request.form, wrong=wrong, status=422)
    keep_keys(seat.db, seat.helper, changed)
    return redirect("/keys?said=keys", 303)


@keyboard.post("/usual")
@acts
def forget(seat: Seat) -> Answer:
    keep_keys(seat.db, seat.helper, {})
    return redirect("/keys?said=keys", 303)


@keyboard.post("/switch")
@acts
def switch(seat: Seat) -> Answer:
    """Stop all single keys, or let them act again."""
    switch_keys(seat.db, seat.helper, is_on=request.form.get("value") == "on")
    return redirect("/keys?said=keys", 303)


def _page(
    seat: Seat, *, said: str = "", typed: object = None, wrong: tuple[str, ...] = (), status: int = 200
) -> Answer:
    words = {name: seat.wording.text(word) for _group, actions in GROUPS for name, _key, word in actions}
    wrong_names = ", ".join(words[name] for name in wrong)
    template = "helpdesk/_keys.html" if is_fragment() else "helpdesk/keys.html"
    return show(
        seat,
        template,
        status,
        groups=GROUPS,
        called={key: seat.wording.text(word) for key, word in NAMED.items()},
        said=said,
        typed=typed or {},
        wrong=wrong,
        wrong_names=wrong_names,
    )
