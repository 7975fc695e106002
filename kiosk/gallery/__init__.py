"""The gallery: every part in every state, from hand-made screens. It is the documentation of the parts.

Registered only in demonstration and in tests.
"""

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.frame import FRAME
from kiosk.gallery.frame import say_in
from kiosk.gallery.screens import NAMES, screen

gallery = Blueprint("gallery", __name__, url_prefix="/gallery")


@gallery.get("/")
def index() -> ResponseReturnValue:
    return jsonify(list(NAMES))


@gallery.route("/<name>", methods=["GET", "POST"])
def show(name: str) -> ResponseReturnValue:
    if name not in NAMES:
        abort(404)
    shown = screen(
        name,
        language=request.args.get("lang", "fr"),
        size=request.args.get("size", "L"),
        theme=request.args.get("theme", "light"),
    )
    say = say_in(shown.comfort.language)
    return render_template(
        "kiosk/step.html", screen=shown, frame={name: say(text) for name, text in FRAME.items()}
    )
