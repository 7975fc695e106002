"""Gives a finished screen to the one template."""

from flask import Response, current_app

from carnet.services.turn import Turn
from kiosk import plate
from kiosk.device import SOCKETS
from kiosk.drawing import Drawing
from kiosk.screen import Screen
from kiosk.wording import wording_in
from web import forgery
from web.factory import house
from web.locale import Language, language_called, languages
from web.page import is_fragment


def language_of(turn: Turn) -> Language:
    return language_called(turn.language) or languages()[0]


def drawing(turn: Turn) -> Drawing:
    settings = house().settings
    return Drawing(
        turn,
        wording_in(language_of(turn), current_app.extensions["clips"]),
        forgery.token_for(turn.successor or turn.token),
        settings.is_demonstration,
        settings.kiosk_url.partition("//")[2],
        SOCKETS.get(settings.socket, ""),
    )


def show(screen: Screen, page: Drawing, status: int = 200) -> Response:
    """Answer with the whole page, or with its moving part when htmx asks; the two never mix in a cache."""
    template = "kiosk/_page.html" if is_fragment() else "kiosk/step.html"
    return Response(plate.filled(template, screen, page.wording), status, {"Vary": "HX-Request"})
