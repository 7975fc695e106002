"""The veil: drawn by hand or after five minutes without a gesture, lifted by a short code, a password or a passkey."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.services import staff
from carnet.services.staff import passkeys
from helpdesk import ceremony, session
from helpdesk.pages import door_page, veil_page
from helpdesk.session import Seat, unveils
from helpdesk.site import site

veil = Blueprint("veil", __name__)


@veil.post("/lock")
@unveils
def draw(seat: Seat) -> Answer:
    """Draw the veil; the session goes on growing old."""
    staff.lock(seat.signed_in, seat.now)
    return redirect(f"/locked?back={_back()}", 303)


@veil.get("/locked")
@session.looks_behind_veil
def look(seat: Seat) -> Answer:
    if not seat.is_locked:
        return redirect(_back(), 303)
    return veil_page(seat, back=_back())


@veil.post("/unlock")
@unveils
def unlock(seat: Seat) -> Answer:
    if not seat.is_locked:
        return redirect(_back(), 303)
    outcome = staff.unlock(seat.db, seat.signed_in, request.form.get("secret", ""), seat.now)
    if outcome == "unlocked":
        return redirect(_back(), 303)
    if outcome == "over":
        return door_page("entry_unlock_over", 401)
    return veil_page(seat, back=_back(), problem="entry_unlock_wrong", status=422)


@veil.post("/unlock/passkey/options")
@unveils
def ask(seat: Seat) -> Answer:
    return ceremony.put(passkeys.ask_to_prove(seat.db, site(), seat.now))


@veil.post("/unlock/passkey")
@unveils
def prove(seat: Seat) -> Answer:
    """Lift the veil for the key of this very helper, and of nobody else."""
    helper = passkeys.prove(seat.db, site(), ceremony.token(), request.form.get("answer", ""), seat.now)
    if helper is None or helper.id != seat.helper.id:
        return veil_page(seat, back=_back(), problem="entry_passkey_failed", status=422)
    if seat.is_locked:
        staff.lift(seat.db, seat.signed_in, seat.now)
    return ceremony.over(redirect(_back(), 303))


def _back() -> str:
    """Return the page to come back to: one of ours, told by its path alone."""
    told = request.values.get("back", "/")
    is_ours = told.startswith("/") and not told.startswith("//") and told.isprintable() and "\\" not in told
    return told if is_ours and told != "/locked" else "/"
