"""Flask application 2: the console of those who help. The same journeys as the kiosk, as a script."""

from flask import Flask
from sqlalchemy import Engine

from carnet.settings import Settings
from carnet.store.keys import Keys
from helpdesk import (
    account,
    acts,
    articles,
    bulk,
    callbacks,
    cases,
    desk,
    door,
    entrance,
    find,
    handovers,
    helpers,
    journal,
    keyboard,
    macros,
    mail,
    paper,
    people,
    reports,
    script,
    team,
    unusual,
    veil,
    watch,
)
from helpdesk.exchange import exchange
from helpdesk.line import line, line_of
from helpdesk.plate import filled
from helpdesk.session import login_manager
from web.factory import Clock, make_app, utc_now


def create_app(
    settings: Settings, *, clock: Clock = utc_now, engine: Engine | None = None, keys: Keys | None = None
) -> Flask:
    """Return the console; tests hand in a clock, a database and keys of their own."""
    app = make_app("helpdesk", settings, clock=clock, engine=engine, keys=keys)
    login_manager().init_app(app, add_context_processor=False)
    watch.install(app)
    app.jinja_env.globals.update(line_of=line_of, filled=filled)
    for room in (
        exchange,
        line,
        door.door,
        veil.veil,
        entrance.entrance,
        account.account,
        helpers.helpers,
        desk.desk,
        articles.article,
        team.team,
        reports.report,
        cases.case,
        callbacks.callback,
        handovers.handover,
        acts.act,
        bulk.bulks,
        macros.macro,
        keyboard.keyboard,
        script.script,
        paper.paper,
        mail.mail,
        find.find,
        people.people,
        journal.journal,
        unusual.unusual,
    ):
        app.register_blueprint(room)
    return app
