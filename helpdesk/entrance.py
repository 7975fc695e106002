"""Other ways in than a password: a passkey, a provider of identities, the code of a newcomer."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, g, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from carnet.services.staff import ceremonies, federation, open_session, passkeys
from carnet.services.staff.entrance import use_invitation
from carnet.store.staff import Helper, HelperSession
from helpdesk import ceremony, oidc
from helpdesk.door import let_in
from helpdesk.pages import came_page, door_page, invitation_page
from helpdesk.site import site, the_provider
from web.factory import house, writing

entrance = Blueprint("entrance", __name__, url_prefix="/sign-in")

TOLD: Final = {"down": "entry_down", "cancelled": "entry_cancelled"}


@entrance.get("/invitation")
def look_at_invitation() -> Answer:
    return invitation_page()


@entrance.post("/invitation")
def enter_by_invitation() -> Answer:
    form = request.form
    with writing() as db:
        g.db = db
        found = use_invitation(db, form.get("login", ""), form.get("code", ""), house().clock())
        if found.outcome != "signed_in":
            return invitation_page("locked" if found.outcome == "locked" else "entry_invited_wrong", 422)
        return let_in(found, redirect("/account", 303))


@entrance.post("/passkey/options")
def ask_for_passkey() -> Answer:
    with writing() as db:
        return ceremony.put(passkeys.ask_to_prove(db, site(), house().clock()))


@entrance.post("/passkey")
def enter_by_passkey() -> Answer:
    """Open a session for whose key answered: it is held, and it knew its owner, so it is two factors."""
    with writing() as db:
        g.db, now = db, house().clock()
        helper = passkeys.prove(db, site(), ceremony.token(), request.form.get("answer", ""), now)
        if helper is None:
            return ceremony.over(door_page("entry_passkey_failed", 422))
        return ceremony.over(let_in(open_session(db, helper, now, method="passkey"), redirect("/", 303)))


@entrance.get("/provider")
def leave_for_provider() -> Answer:
    return send_to_provider({})


@entrance.get("/back")
def come_back() -> Answer:
    """Believe what the provider says only as far as it is signed, and open the account that was invited, or nothing."""
    provider, now = the_provider(), house().clock()
    with writing() as db:
        asked = ceremonies.finish(db, "provider", ceremony.token(), now)
    if provider is None or asked is None:
        # Nobody here asked a provider anything: it is no answer that was refused, and anybody may send it without end.
        return _no_answer("state")
    try:
        # Outside any transaction: a provider may take its time.
        identity = oidc.arrive(provider, asked, request.args, now.timestamp())
    except oidc.Refused as refused:
        return _refuse(refused.why)
    with writing() as db:
        g.db = db
        if "session" in asked:
            outcome = _link(db, int(asked["session"]), identity)
            return ceremony.over(came_page(f"/account?said={outcome}"))
        found = federation.enter(
            db,
            identity.issuer,
            identity.subject,
            now,
            is_strong=identity.is_strong,
            id_token=identity.id_token,
        )
        if found.outcome != "signed_in":
            return ceremony.over(door_page("entry_unknown", 403))
        return ceremony.over(let_in(found, came_page("/")))


def send_to_provider(also: Mapping[str, str]) -> Answer:
    """Send the browser to the provider, and keep what was asked until it comes back."""
    provider = the_provider()
    if provider is None:
        return door_page("", 404)
    try:
        departure = oidc.depart(provider, f"{site().origin}/sign-in/back")
    except oidc.Refused as refused:
        return _refuse(refused.why)
    with writing() as db:
        secret = ceremonies.begin(db, "provider", {**departure.asked, **also}, house().clock())
    return ceremony.keep(redirect(departure.address, 303), secret)


def _link(db: Session, number: int, identity: oidc.Identity) -> str:
    """Link the account of whoever asked for it, unless that session ended meanwhile."""
    session = db.get(HelperSession, number)
    helper = db.get(Helper, session.helper_id) if session and session.ended_at is None else None
    if helper is None or not helper.is_active:
        return "gone"
    return federation.link(db, helper, identity.issuer, identity.subject, house().clock())


def _refuse(why: str) -> Answer:
    with writing() as db:
        federation.refuse(db, why, house().clock())
    return _no_answer(why)


def _no_answer(why: str) -> Answer:
    return ceremony.over(door_page(TOLD.get(why, "entry_unsafe"), 503 if why == "down" else 422))
