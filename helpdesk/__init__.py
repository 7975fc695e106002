"""Flask application 2: the console of those who help. The same journeys as the kiosk, as a script."""

from flask import Flask
from sqlalchemy import Engine

from carnet.settings import Settings
from carnet.store.keys import Keys
from helpdesk import cases, desk, door, paper, script
from helpdesk.session import login_manager
from web.factory import Clock, make_app, utc_now


def create_app(
    settings: Settings, *, clock: Clock = utc_now, engine: Engine | None = None, keys: Keys | None = None
) -> Flask:
    """Return the console; tests hand in a clock, a database and keys of their own."""
    app = make_app("helpdesk", settings, clock=clock, engine=engine, keys=keys)
    login_manager().init_app(app, add_context_processor=False)
    for room in (door.door, desk.desk, cases.case, script.script, paper.paper):
        app.register_blueprint(room)
    return app
