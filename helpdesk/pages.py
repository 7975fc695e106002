"""Gives finished objects to the templates of the console."""

from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from carnet.services import staff
from helpdesk.wording import Wording
from helpdesk.words import ROLES
from web.factory import house

if TYPE_CHECKING:
    from helpdesk.session import Seat


def show(seat: "Seat", template: str, status: int = 200, **objects: object) -> Response:
    """Answer a signed-in helper with a page in their language."""
    role = seat.wording.text(ROLES[seat.helper.role])
    return _page(seat.wording, template, status, seat=seat, role=role, **objects)


def door_page(problem: str, status: int = 200, said: str = "") -> Response:
    """Answer with the sign-in page: nobody is known yet, so the browser says the language."""
    asked = request.args.get("language", "")
    tag = asked if asked in staff.LANGUAGES else request.accept_languages.best_match(staff.LANGUAGES, "fr")
    answer = _page(Wording(tag), "helpdesk/sign_in.html", status, seat=None, problem=problem, said=said)
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _page(wording: Wording, template: str, status: int, **objects: object) -> Response:
    is_demonstration = house().settings.is_demonstration
    page = render_template(template, words=wording, is_demonstration=is_demonstration, **objects)
    return make_response(page, status)
