"""`python -m kiosk` serves the kiosk alone; settings come from the environment."""

import logging
import sys
import threading

from flask import Flask

from carnet.settings import Settings
from kiosk import create_app, speech
from web.server import serve
from web.speech.errors import Unvoiced

log = logging.getLogger(__name__)


def start(settings: Settings) -> Flask:
    """Return the kiosk with its voices and its press already waking up: the first sentence and paper do not wait."""
    app = create_app(settings)
    threading.Thread(target=wake, name="wake", daemon=True).start()
    return app


def wake() -> None:
    """Start the voices, then the press; a kiosk that cannot speak says so once, here, and goes on in silence."""
    try:
        speech.voices().check()
    except Unvoiced as fault:
        log.warning("no voice: %s", fault)
    # Imported here, and after the voices: the first page waits for neither.
    from web.paper.workshop import workshop

    workshop().open()


if __name__ == "__main__":
    sys.exit(serve(start, lambda settings: (settings.kiosk_host, settings.kiosk_port)))
