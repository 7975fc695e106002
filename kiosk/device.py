"""What belongs to this machine: its scale in millimetres, its calibration page, its socket, its ready voices."""

from typing import Final

from flask import Blueprint, Response, render_template

from carnet.domain.words import N_
from web import assets
from web.factory import house

device = Blueprint("device", __name__)

SOCKETS: Final = {
    "right, below": N_("La prise du casque est à droite, en bas."),
    "right, above": N_("La prise du casque est à droite, en haut."),
    "left, below": N_("La prise du casque est à gauche, en bas."),
    "left, above": N_("La prise du casque est à gauche, en haut."),
    "middle, below": N_("La prise du casque est au milieu, en bas."),
    "keypad": N_("La prise du casque est sur le clavier."),
}
"""What the welcome says of each place that ``CARNET_SOCKET`` may name; ``none`` says nothing."""


@device.get("/screen.css")
def scale() -> Response:
    """Answer with the one number that all sizes come from: pixels per millimetre, measured, never assumed."""
    scale = house().settings.screen.px_per_mm
    return Response(f":root{{--px-per-mm:{scale:g}}}\n", mimetype="text/css")


@device.get("/calibration")
def calibration() -> str:
    """Show a bar that must measure 100 mm: whoever installs the screen corrects ``CARNET_SCREEN`` until it does."""
    screen = house().settings.screen
    return render_template("kiosk/calibration.html", screen=screen)


@device.get("/clips/<language>/<path:name>")
def clip(language: str, name: str) -> Response:
    return assets.serve(house().settings.data / "clips", f"{language}/{name}")


@device.get("/favicon.ico")
def icon() -> Response:
    return assets.serve(assets.ROOT, "img/sign.svg")


@device.get("/health")
def health() -> Response:
    return Response("ok\n", mimetype="text/plain")
