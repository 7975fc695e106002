"""Gives finished objects to the templates of the console."""

from functools import cache
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from carnet.services import staff
from carnet.services.keyboards import keyboard_of
from helpdesk.handing import handed
from helpdesk.keymap import Keys
from helpdesk.places import places_for
from helpdesk.site import has_passkeys, the_provider
from helpdesk.wording import Wording
from helpdesk.words import ROLES
from web.factory import house
from web.headers import open_here

if TYPE_CHECKING:
    from helpdesk.session import Seat


def show(seat: "Seat", template: str, status: int = 200, **objects: object) -> Response:
    """Answer a signed-in helper with a page in their language."""
    is_on, changed = keyboard_of(seat.db, seat.helper)
    places = places_for(seat.may)
    known = {
        "role": seat.wording.text(ROLES[seat.helper.role]),
        "places": places,
        # Where no place leads, a plate of the frame need not know where it is.
        "here": request.path if any(place.path == request.path for place in places) else "",
        "back": request.path if request.method == "GET" else "/",
        "keys": Keys(is_on, tuple(changed.items())),
        # Asked by the parts that show it, and once for all of them.
        "handed_to": cache(lambda: handed(seat)),
        **objects,
    }
    return _page(seat.wording, template, status, seat=seat, **known)


def door_page(problem: str, status: int = 200, said: str = "") -> Response:
    """Answer with the sign-in page: nobody is known yet, so the browser says the language."""
    if has_passkeys():
        open_here("publickey-credentials-get")
    provider = the_provider()
    wording = Wording(_tag())
    name = provider.name if provider else ""
    answer = _page(
        wording,
        "helpdesk/sign_in.html",
        status,
        seat=None,
        problem=wording.fill_named(problem, name=name) if problem else "",
        said=said,
        provider=name,
        has_passkeys=has_passkeys(),
    )
    answer.headers["Vary"] = "Accept-Language"
    return answer


def veil_page(seat: "Seat", *, back: str, problem: str = "", status: int = 200) -> Response:
    """Answer with the veil: whose session it is and until when, and nothing of what was there."""
    if has_passkeys():
        open_here("publickey-credentials-get")
    ends = seat.wording.tongue.value(staff.ends_at(seat.signed_in.session))
    return _page(
        seat.wording,
        "helpdesk/veil.html",
        status,
        seat=None,
        forgery=seat.forgery,
        name=seat.helper.name,
        ends=ends,
        back=back,
        problem=problem,
        way=staff.quick_way(seat.db, seat.helper),
        has_passkeys=has_passkeys(),
    )


def came_page(back: str) -> Response:
    """Lead on from our own page: a browser that comes from another site does not show us its strict cookie yet."""
    return _page(Wording(_tag()), "helpdesk/came.html", 200, seat=None, back=back)


def bye_page(seat: "Seat", name: str, address: str) -> Response:
    """Say that the session is over here, and lead to where the provider closes its own."""
    return _page(seat.wording, "helpdesk/bye.html", 200, seat=None, name=name, address=address)


def invitation_page(problem: str = "", status: int = 200) -> Response:
    """Answer with the page where a newcomer types the code that somebody handed over."""
    return _page(Wording(_tag()), "helpdesk/invitation.html", status, seat=None, problem=problem)


def refusal_page(seat: "Seat", reason: str) -> Response:
    """Tell a helper why this page is not theirs."""
    return show(seat, "helpdesk/refusal.html", 403, reason=seat.wording["entry_no_" + reason])


def _tag() -> str:
    asked = request.args.get("language", "")
    return asked if asked in staff.LANGUAGES else request.accept_languages.best_match(staff.LANGUAGES, "fr")


def _page(wording: Wording, template: str, status: int, **objects: object) -> Response:
    is_demonstration = house().settings.is_demonstration
    page = render_template(template, words=wording, is_demonstration=is_demonstration, **objects)
    return make_response(page, status)
