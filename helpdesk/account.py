"""A helper's own account: what opens it, where it is open, when it was opened. Everything here is about who is signed in.

What changes a credential is ``changes``, and asks first who sits here; a test reads the map of routes for one that does not.
"""

from dataclasses import dataclass

import segno
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.services import staff
from carnet.services.staff import (
    credentials,
    end_sessions,
    factors,
    federation,
    passkeys,
    proving,
    sessions,
    single_use,
)
from carnet.services.turn import PARIS
from carnet.store.staff import HelperSession
from helpdesk import account_words, ceremony
from helpdesk.entrance import send_to_provider
from helpdesk.pages import show
from helpdesk.proof import asked, changes, typed
from helpdesk.session import NUMBER, Seat, acts, shows
from helpdesk.site import has_passkeys, site, the_provider
from helpdesk.wording import WORDS
from web.headers import open_here


@dataclass(frozen=True)
class Entry:
    """One time that somebody signed in, in words."""

    at: str
    method: str
    is_here: bool


account = Blueprint("account", __name__, url_prefix="/account")


@account.get("")
@shows
def look(seat: Seat) -> Answer:
    said = request.args.get("said", "")
    return _page(seat, f"account_said_{said}" if f"account_said_{said}" in WORDS else "")


@account.post("/proof")
@changes
def prove(_seat: Seat) -> Answer:
    """Prove again who sits here, and nothing else."""
    return ceremony.over(_to("proved"))


@account.post("/proof/options")
@acts
def ask_key(seat: Seat) -> Answer:
    return ceremony.put(proving.ask_key(seat.db, seat.signed_in, site(), seat.now))


@account.post("/password")
@changes
def choose_password(seat: Seat) -> Answer:
    chosen = typed(seat).get("chosen", "")[: factors.LONGEST_TYPED]
    return _to(credentials.choose_password(seat.db, seat.signed_in, chosen, seat.now))


@account.post("/telephone")
@changes
def offer_telephone(seat: Seat) -> Answer:
    """Show a new secret once, as a square and as signs; nothing changes before a code proves that it arrived."""
    return _telephone_page(seat, *credentials.offer_secret(seat.db, seat.helper))


@account.post("/telephone/confirm")
@changes
def confirm_telephone(seat: Seat) -> Answer:
    outcome = credentials.choose_secret(
        seat.db, seat.signed_in, typed(seat).get("sealed", ""), typed(seat).get("code", ""), seat.now
    )
    return _to("telephone_wrong" if outcome == "wrong" else outcome)


@account.post("/pin")
@changes
def choose_pin(seat: Seat) -> Answer:
    outcome = credentials.choose_pin(seat.db, seat.signed_in, typed(seat).get("pin", ""), seat.now)
    return _to("pin_short" if outcome == "short" else outcome)


@account.post("/codes.pdf")
@changes
def print_codes(seat: Seat) -> Answer:
    """Answer with a sheet of ten new codes; they are told here once, and those of an earlier sheet serve no more."""
    from helpdesk.sheets import codes_sheet

    return codes_sheet(seat, single_use.print_codes(seat.db, seat.helper, seat.now))


@account.post("/passkeys/options")
@changes
def ask_for_passkey(seat: Seat) -> Answer:
    return ceremony.put(passkeys.ask_to_register(seat.db, seat.helper, site(), seat.now))


@account.post("/passkeys")
@changes
def add_passkey(seat: Seat) -> Answer:
    answer = typed(seat).get("answer", "")
    outcome = passkeys.register(seat.db, seat.helper, site(), ceremony.token(), answer, seat.now)
    return ceremony.over(_to("passkey_wrong" if outcome == "wrong" else "passkey"))


@account.post(f"/passkeys/{NUMBER}/revoke")
@changes
def revoke_passkey(seat: Seat, number: int) -> Answer:
    return _to(credentials.revoke_passkey(seat.db, seat.signed_in, number, seat.now))


@account.get("/provider")
@shows
def link_provider(seat: Seat) -> Answer:
    if proving.forbids(seat.signed_in, seat.now):
        return redirect("/account", 303)
    return send_to_provider({"session": str(seat.signed_in.session.id)})


@account.post("/provider/unlink")
@changes
def unlink_provider(seat: Seat) -> Answer:
    return _to(credentials.unlink_provider(seat.db, seat.signed_in, seat.now))


@account.post("/measure")
@acts
def choose_measure(seat: Seat) -> Answer:
    form = request.form
    staff.choose_measure(seat.helper, hears_all="hears_all" in form, sees_times="sees_times" in form)
    return _to("measure")


@account.post("/sessions/end")
@acts
def end_other_sessions(seat: Seat) -> Answer:
    end_sessions(seat.db, seat.helper, seat.now, but=seat.signed_in.session.id)
    return _to("ended")


def _to(said: str) -> Answer:
    return redirect(f"/account?said={said}", 303)


def _page(seat: Seat, said: str, status: int = 200) -> Answer:
    helper, db, words = seat.helper, seat.db, seat.wording
    if has_passkeys():
        open_here("publickey-credentials-get")
    provider = the_provider()
    return show(
        seat,
        "helpdesk/account.html",
        status,
        said=said,
        is_problem=said in account_words.PROBLEMS,
        is_entering=seat.signed_in.session.method == "invitation",
        proof=asked(seat),
        may_change=not proving.forbids(seat.signed_in, seat.now),
        can_sign_in=credentials.can_sign_in(db, helper),
        has_password=bool(helper.password_hash),
        has_telephone=bool(helper.totp_sealed),
        codes=words.fill_named("account_codes_left", count=single_use.left(db, helper)),
        has_pin=sessions.pin_of(db, helper) is not None,
        has_passkeys=has_passkeys(),
        passkeys=[
            (each.id, words.fill_named("account_key_since", day=each.made_at.astimezone(PARIS).date()))
            for each in passkeys.of(db, helper)
        ],
        provider=provider.name if provider else "",
        is_linked=federation.is_linked(db, helper),
        open=[_entry(seat, each) for each in sessions.open_now(db, helper, seat.now)],
        latest=[_entry(seat, each) for each in sessions.latest(db, helper)],
    )


def _telephone_page(seat: Seat, secret: str, sealed: str) -> Answer:
    address = factors.address_of(secret, seat.helper.login)
    square = segno.make_qr(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    shown = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return show(seat, "helpdesk/telephone.html", secret=shown, sealed=sealed, square=square)


def _entry(seat: Seat, session: HelperSession) -> Entry:
    at = session.started_at
    return Entry(
        at=f"{seat.wording.tongue.value(at.astimezone(PARIS).date())}, {seat.wording.tongue.value(at)}",
        method=seat.wording.text(account_words.METHODS[session.method]),
        is_here=session.id == seat.signed_in.session.id,
    )
