"""The door of the console: sign in with two factors, sign out for good, choose the console's language."""

from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.services import staff, visits
from carnet.services.staff import SignIn, federation
from helpdesk import oidc, session, visit
from helpdesk.pages import bye_page, door_page
from helpdesk.session import Seat, acts, unveils
from helpdesk.site import site, the_provider
from web import assets
from web.factory import house, writing
from web.page import is_fragment

door = Blueprint("door", __name__)


@door.get("/sign-in")
def look() -> Answer:
    said = "signed_out" if "signed_out" in request.args else ""
    return door_page("", said=said)


@door.post("/sign-in")
def sign_in() -> Answer:
    """Open a session under a new secret; the one that this browser had is over."""
    form = request.form
    with writing() as db:
        g.db = db
        entrance = staff.sign_in(
            db, form.get("login", ""), form.get("password", ""), form.get("code", ""), house().clock()
        )
        if entrance.outcome != "signed_in":
            return door_page(entrance.outcome, 422)
        return let_in(entrance, redirect("/", 303))


@door.post("/sign-out")
@unveils
def sign_out(seat: Seat) -> Answer:
    """End the session here; who came from a provider is led there too, because its own session is still open."""
    hint = federation.hint_of(seat.db, seat.signed_in.session.hint_sealed)
    provider = the_provider() if hint else None
    address = oidc.farewell(provider, hint, f"{site().origin}/sign-in") if provider else ""
    leave(seat)
    answer = visit.wipe(
        bye_page(seat, provider.name, address)
        if provider and address
        else redirect("/sign-in?signed_out", 303)
    )
    answer.delete_cookie(session.COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@door.post("/language")
@acts
def language(seat: Seat) -> Answer:
    staff.choose_language(seat.helper, request.form.get("value", ""))
    return redirect("/script" if visit.present(seat) else "/", 303)


@door.post("/stay")
@acts
def stay(seat: Seat) -> Answer:
    """Somebody is there: being here is all that this says."""
    if is_fragment():
        return Response(status=204)
    return redirect("/script" if visit.present(seat) else "/", 303)


@door.get("/favicon.ico")
def icon() -> Answer:
    return assets.serve(assets.ROOT, "img/sign.svg")


def let_in(entrance: SignIn, answer: Answer) -> Answer:
    """Hand the new session's secret to the browser; the one that this browser had is over."""
    former = session.find(g.db)
    if former is not None:
        leave(former)
    return session.keep(visit.wipe(answer), entrance.token)


def leave(seat: Seat) -> None:
    """End the session and the visit that was open on it: nobody would be there to finish it."""
    turn = visit.present(seat)
    if turn is not None:
        visits.end(turn, "helper left")
    staff.sign_out(seat.db, seat.signed_in, seat.now)
