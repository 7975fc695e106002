"""Asks again who sits here before what opens the account changes: on one page, once in five minutes, and nothing typed is lost."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Final, TypeAlias

from flask import request
from werkzeug.wrappers import Response as Answer

from carnet.services.staff import passkeys, proving
from carnet.store.keys import Unsealable, keys_of
from helpdesk import ceremony, session
from helpdesk.pages import door_page, refusal_page, show
from helpdesk.session import Seat, acts
from helpdesk.site import has_passkeys, site
from web.headers import open_here

ADDRESS: Final = "/account/proof"
OURS: Final = frozenset({"forgery", "proving", "proof", "kept"})

Change: TypeAlias = Callable[..., Answer]


@dataclass(frozen=True)
class Asked:
    """What the question shows: where it leads, what was typed before it, sealed, and with what one may answer."""

    to: str
    field_id: str
    can_type: bool
    has_key: bool
    kept: str = field(default="", repr=False)
    problem: str = ""


def changes(view: Change) -> session.View:
    """Let a helper change what opens the account once this form, or a former one, proved again who they are."""

    @acts
    @wraps(view)
    def page(seat: Seat, **named: Any) -> Answer:
        why = proving.forbids(seat.signed_in, seat.now)
        if why == "weak":
            return refusal_page(seat, "second_factor")
        outcome = _proved(seat) if why and "proving" in request.form else ""
        if outcome == "over":
            return door_page("entry_unlock_over", 401)
        if why and outcome != "proved":
            return _ask(seat, "entry_unlock_wrong" if outcome else "", 422 if outcome else 401)
        return view(seat, **named)

    return page


def typed(seat: Seat) -> Mapping[str, str]:
    """Return what the form says, or said before who sits here had to prove themselves: it came back sealed."""
    if "proving" not in request.form:
        return {name: value for name, value in request.form.items() if name not in OURS}
    try:
        sealed = bytes.fromhex(request.form.get("kept", ""))
        told: dict[str, str] = json.loads(keys_of(seat.db).open(None, sealed, _kept_for(seat)))
    except (Unsealable, ValueError):
        return {}
    return told


def asked(seat: Seat) -> Asked | None:
    """Return what the account's page asks before it offers any change, or None when it need not."""
    is_due = proving.forbids(seat.signed_in, seat.now) == "unproved"
    return _question(seat, ADDRESS, "proof") if is_due else None


def _ask(seat: Seat, problem: str, status: int) -> Answer:
    if has_passkeys():
        open_here("publickey-credentials-get")
    told = typed(seat)
    text = json.dumps(dict(told)).encode()
    kept = keys_of(seat.db).seal(None, text, _kept_for(seat)).hex() if told else ""
    question = replace(_question(seat, request.path, "answer"), kept=kept, problem=problem)
    return show(seat, "helpdesk/proof.html", status, proof=question)


def _question(seat: Seat, to: str, field_id: str) -> Asked:
    has_key = has_passkeys() and bool(passkeys.of(seat.db, seat.helper))
    return Asked(to, field_id, proving.is_possible(seat.db, seat.helper), has_key)


def _proved(seat: Seat) -> str:
    form, signed_in = request.form, seat.signed_in
    if form["proving"] == "key":
        return proving.prove_by_key(
            seat.db, signed_in, site(), ceremony.token(), form.get("answer", ""), seat.now
        )
    return proving.prove(seat.db, signed_in, form.get("proof", ""), seat.now)


def _kept_for(seat: Seat) -> bytes:
    return f"typed at {request.path} in session {seat.signed_in.session.id}".encode()
