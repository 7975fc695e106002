"""Flask application 1: the screen of the person, with its voice."""

from flask import Flask
from sqlalchemy import Engine

from carnet.settings import Settings
from carnet.store.keys import Keys
from kiosk import aid, camera, comfort, paper, speech, steps
from kiosk.device import device
from kiosk.gallery import gallery
from web.factory import Clock, make_app, utc_now
from web.speech.manifest import Clips


def create_app(
    settings: Settings, *, clock: Clock = utc_now, engine: Engine | None = None, keys: Keys | None = None
) -> Flask:
    """Return the kiosk; tests hand in a clock, a database and keys of their own."""
    app = make_app("kiosk", settings, clock=clock, engine=engine, keys=keys)
    app.extensions["clips"] = Clips(settings.data / "clips")
    for room in (steps.steps, comfort.comfort, aid.aid, paper.paper, speech.speech, camera.camera, device):
        app.register_blueprint(room)
    if settings.is_demonstration:
        app.register_blueprint(gallery)
    return app
