"""What a demonstration holds before anybody is served: keys, tables, people, letters, spoken prompts.

Unlike the rest of this room it runs inside `.venv`, called by run_kiosk.py.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from carnet.settings import Settings
from setup import ROOT, Fault, stamp

# What content is made from. A change in any of them makes the next start look again; otherwise nothing is
# imported, so that the second start shows its first page within three seconds.
SOURCES = ("carnet", "helpdesk", "kiosk", "migrations", "static/paper", "templates", "translations", "web")
MADE_FROM = {".css", ".csv", ".html", ".po", ".py", ".svg", ".toml", ".yaml"}


def make_folder(settings: Settings) -> None:
    """Make the data folder, and try whether it can be written. Raises OSError."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.data):
        pass


def prepare(settings: Settings) -> None:
    """Make whatever is missing in the data folder. Does nothing when it was made from these very sources.

    Raises OSError when the folder cannot be written, and Fault when a step fails.
    """
    if stamp.is_done(_done(settings), _key(settings)):
        return
    make_keys(settings.key_file)
    migrate(settings.database_url)
    make_people(settings)
    render_prompts(settings.data / "clips")
    mark_made(settings)


def mark_made(settings: Settings) -> None:
    """Remember that the data folder was made from the sources as they are now."""
    stamp.mark_done(_done(settings), _key(settings))


def what_next(settings: Settings) -> str:
    """Return what a newcomer does once everything answers."""
    lines = [f"The kiosk            {settings.kiosk_url}", f"The console          {settings.console_url}"]
    if settings.is_demonstration:
        lines += [
            f"Invented people      {settings.data / 'people'}: their letters and cards; start with read-me-first.txt",
            f"Helpers' logins      {settings.data / 'helpers.txt'}",
        ]
    lines += [f"Papers that leave    {settings.outbox}", "Ctrl-C stops everything."]
    return "\n".join(["", *lines])


def _done(settings: Settings) -> Path:
    return settings.data / "made-from"


def _key(settings: Settings) -> str:
    sources = [path for room in SOURCES for path in (ROOT / room).rglob("*") if path.suffix in MADE_FROM]
    # The extract changes when the demonstration is anchored at another day: its letters are then laid out anew.
    extract = settings.data / "demonstration.csv"
    return stamp.key_of(settings.database_url, extract, ROOT / "requirements.txt", *sorted(sources))


def make_keys(path: Path) -> None:
    from carnet.store.keys import make_key_file

    if not path.exists():
        make_key_file(path, demonstration=True)
        print(f"Keys: {path}. Whoever loses this file loses the records; whoever copies it can read them.")


def migrate(database_url: str) -> None:
    from carnet.store import schema
    from carnet.store.database import make_engine

    engine = make_engine(database_url)
    schema.upgrade(engine)
    engine.dispose()


def make_people(settings: Settings) -> None:
    """Bring the invented people and helpers in where they are not yet, and lay out letters and cards. Raises Fault."""
    from carnet.__main__ import main
    from carnet.demonstration import helpers, line
    from carnet.store.database import make_engine, transaction
    from carnet.store.keys import load_keys
    from setup import papers

    if main(["demonstration", "make", "--data", str(settings.data)]):
        raise Fault("the demonstration could not be made")
    engine, keys = make_engine(settings.database_url), load_keys(settings.key_file)
    now = datetime.now(UTC)
    with transaction(engine, keys) as db:
        helpers.prepare(db, settings.data, now)
        line.fill(db, now)
    engine.dispose()
    papers.make(settings)


def render_prompts(folder: Path) -> None:
    """Give every fixed prompt its voice; only those that changed are made. Raises Fault when one stays mute."""
    from web import voice

    try:
        voice.give(folder)
    except voice.Mute as mute:
        raise Fault(str(mute)) from mute
