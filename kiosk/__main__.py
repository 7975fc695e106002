"""`python -m kiosk` serves the kiosk alone; settings come from the environment."""

import sys
import threading

from flask import Flask

from carnet.settings import Settings
from kiosk import create_app, speech
from web.server import serve


def start(settings: Settings) -> Flask:
    """Return the kiosk with its live voices already waking up: the first sentence must not wait for them."""
    app = create_app(settings)
    threading.Thread(target=speech.voices, name="voices", daemon=True).start()
    return app


if __name__ == "__main__":
    sys.exit(serve(start, lambda settings: (settings.kiosk_host, settings.kiosk_port)))
