"""What must hold before anybody is served. All faults are told at once, each in one plain sentence."""

import tempfile
from collections.abc import Callable, Iterable

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from carnet import articles
from carnet.journeys import JOURNEYS
from carnet.provider import ProviderFault, read_provider
from carnet.settings import Settings
from carnet.store import schema
from carnet.store.database import make_engine
from carnet.store.keys import KeyFileFault, load_keys
from carnet.store.marker import marked
from carnet.store.people import Person

Check = Callable[[Settings], Iterable[str]]


def startup_faults(settings: Settings, *checks: Check) -> list[str]:
    """Return every reason not to start, an empty list when there is none.

    ``checks`` are what this room cannot know, such as the languages that are offered but incomplete.
    """
    return [
        fault
        for check in (
            folder_faults,
            key_faults,
            database_faults,
            sender_faults,
            article_faults,
            provider_faults,
            *checks,
        )
        for fault in check(settings)
    ]


def folder_faults(settings: Settings) -> Iterable[str]:
    """Yield why the data folder cannot be used."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            pass
    except OSError as fault:
        yield f"the data folder {settings.data} cannot be written: {fault.strerror}"


def sender_faults(settings: Settings) -> Iterable[str]:
    """Yield why letters could not say whom they come from."""
    if not settings.is_demonstration and not settings.sender:
        yield "CARNET_SENDER: letters need the name and address of who sends them, lines split by semicolons"


def article_faults(_settings: Settings) -> Iterable[str]:
    """Yield why the articles for helpers cannot be shown."""
    places = {(name, step.id) for name, journey in JOURNEYS.items() for step in journey.steps}
    yield from articles.faults_in(articles.texts_in(articles.FOLDER), places)


def provider_faults(settings: Settings) -> Iterable[str]:
    """Yield why helpers could not sign in by the provider that the settings name."""
    if settings.provider is not None:
        try:
            read_provider(settings.provider)
        except ProviderFault as fault:
            yield f"CARNET_PROVIDER: {fault}"


def key_faults(settings: Settings) -> Iterable[str]:
    """Yield why the key file cannot be used in this mode."""
    try:
        keys = load_keys(settings.key_file)
    except KeyFileFault as fault:
        yield str(fault)
        return
    if keys.is_demonstration and not settings.is_demonstration:
        yield f"the key file {settings.key_file} is for demonstrations: make one for production"
    if settings.is_demonstration and not keys.is_demonstration:
        yield f"the key file {settings.key_file} is for production: a demonstration makes its own"


def database_faults(settings: Settings) -> Iterable[str]:
    """Yield why the database cannot be used in this mode."""
    try:
        engine = make_engine(settings.database_url)
        missing = schema.pending(engine)
        if missing:
            yield f"the database lacks the migrations {', '.join(missing)}: alembic upgrade head"
        else:
            yield from _mixed(engine, is_demonstration=settings.is_demonstration)
        engine.dispose()
    except (SQLAlchemyError, OSError):
        # The driver's own sentence may hold the address and its password.
        yield "the database does not answer: look at DATABASE_URL and at the data folder"


def _mixed(engine: Engine, *, is_demonstration: bool) -> Iterable[str]:
    with Session(engine.execution_options(reading=True)) as db:
        is_marked = marked(db, "demonstration") == "yes"
        has_people = db.scalars(select(Person.id).limit(1)).first() is not None
    if is_marked and not is_demonstration:
        yield "the database holds a demonstration: production needs one of its own"
    if is_demonstration and has_people and not is_marked:
        yield "the database holds real people: a demonstration needs one of its own"
