"""Builds a Flask application of the house: settings passed in, one transaction a request, headers, errors, templates."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from flask import Flask, current_app
from htmx_flask import Htmx
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from carnet.settings import Settings
from carnet.store import database
from carnet.store.keys import Keys, load_keys
from web import assets, errors, forgery, headers, locale, packing

TEMPLATES = Path(__file__).parent.parent / "templates"
TRANSLATED = TEMPLATES / "__pycache__"
LONGEST_FORM = 64 * 1024

Clock = Callable[[], datetime]


class Translated(jinja2.FileSystemBytecodeCache):
    """Templates as Python code, kept beside them as Python keeps its own: a start need not translate them again.

    A folder that cannot be written, or a full disk, costs this time and nothing else.
    """

    def __init__(self) -> None:
        with suppress(OSError):
            TRANSLATED.mkdir(exist_ok=True)
        super().__init__(str(TRANSLATED))

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def utc_now() -> datetime:
    return datetime.now(UTC)


def make_app(
    name: str,
    settings: Settings,
    *,
    clock: Clock = utc_now,
    engine: Engine | None = None,
    keys: Keys | None = None,
) -> Flask:
    """Return a bare application; its routes are registered by its own room."""
    app = Flask(name, static_folder=None, template_folder=None)
    app.jinja_loader = jinja2.FileSystemLoader(TEMPLATES)
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.bytecode_cache = Translated()
    app.jinja_env.globals["static"] = assets.static_address
    app.config.update(
        MAX_CONTENT_LENGTH=LONGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM,
        MAX_FORM_PARTS=50,
        TRUSTED_HOSTS=_our_names(settings),
    )
    app.extensions["house"] = House(
        settings,
        clock,
        engine or database.make_engine(settings.database_url),
        keys or load_keys(settings.key_file),
    )
    Htmx(app)
    app.register_blueprint(assets.assets)
    app.before_request(forgery.refuse_elsewhere)
    app.after_request(packing.pack)
    errors.install(app)
    headers.protect(app)
    return app


def _our_names(settings: Settings) -> list[str]:
    """Return the hosts this installation answers to: a name that somebody else points at us gets no page."""
    urls = (settings.kiosk_url, settings.console_url)
    return [settings.kiosk_host, settings.console_host, *(urlsplit(url).hostname or "" for url in urls)]


class House:
    """What every request of an application needs: settings, clock, database, keys."""

    def __init__(self, settings: Settings, clock: Clock, engine: Engine, keys: Keys) -> None:
        self.settings, self.clock, self.engine, self.keys = settings, clock, engine, keys
        self.languages = [language.tag for language in locale.offered() if not language.is_easy]


def house() -> House:
    """Return the house of the present request's application."""
    found: House = current_app.extensions["house"]
    return found


@contextmanager
def writing() -> Iterator[Session]:
    """Open the one transaction of this request."""
    here = house()
    with database.transaction(here.engine, here.keys) as db:
        db.info["languages"] = here.languages
        yield db


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session that cannot write, for pages that only show."""
    here = house()
    with database.reading(here.engine, here.keys) as db:
        db.info["languages"] = here.languages
        yield db
