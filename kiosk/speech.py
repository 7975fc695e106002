"""The live voice for personal and changing text: from memory to the ear, never on disk, never in a log."""

import threading
from functools import cache

from flask import Blueprint, Response, request

from kiosk import visit
from web import forgery
from web.factory import reading
from web.locale import languages
from web.speech.errors import TooLong, Unvoiced
from web.speech.voices import Voices

speech = Blueprint("speech", __name__)

_starting = threading.Lock()


@cache
def _made() -> Voices:
    return Voices()


def voices() -> Voices:
    """Return the live voices of this process, started with the first sentence that needs them."""
    with _starting:
        return _made()


@speech.post("/speech")
def speak() -> Response:
    """Answer with the sound of one sentence. A silent worker is a 503: the page shows the text and goes on."""
    with reading() as db:
        turn = visit.present(db)
        if turn is not None:
            forgery.refuse_forgery(turn.token)
    tag = request.form.get("language", "fr")
    if tag not in {language.tag for language in languages()} | {language.code for language in languages()}:
        return Response(status=400)
    try:
        sound = voices().speak(request.form.get("text", ""), tag.partition("@")[0])
    except TooLong:
        return Response(status=413)
    except Unvoiced:
        return Response(status=503)
    return Response(sound, mimetype="audio/wav")
