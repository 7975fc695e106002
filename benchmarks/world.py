"""An installation made for measuring: keys, tables, one invented person, and visits that stand at known steps."""

import base64
import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from carnet.services.visits import token_hash
from carnet.settings import Settings
from carnet.store.database import make_engine, transaction
from carnet.store.keys import Keys, load_keys
from carnet.store.visits import Visit
from run_kiosk import Part
from setup import content
from tests.builders import NOW
from tests.scenarios import BEGIN, Someone, make_someone
from tests.walk import PureRobot
from web import prompts, speech
from web.speech.manifest import write_manifest

STOPS = ("identify/code", "choices/notified", "receipt/activated")
"""A step before anybody is known, one that knows the person and their space, one with a square and a number."""


@dataclass(frozen=True)
class World:
    settings: Settings
    environ: Mapping[str, str]
    engine: Engine
    keys: Keys

    def cookie_at(self, stop: str) -> str:
        """Return the cookie of a new visit that stands at ``stop``."""
        with transaction(self.engine, self.keys) as db:
            answers = self._answers(make_someone(db))
        robot = PureRobot(self.engine, self.keys, NOW)
        here = robot.start()
        for place, raw in answers:
            if here == stop:
                break
            here = robot.give(raw)
            assert place != here, f"stuck at {here}"
        assert here == stop, f"at {here}, not at {stop}"
        self._wake(robot.token)
        return "__Host-visit=" + base64.urlsafe_b64encode(robot.token).decode()

    def someone(self) -> Someone:
        """Return somebody whose letter has just come."""
        with transaction(self.engine, self.keys) as db:
            return make_someone(db)

    @staticmethod
    def _answers(someone: Someone) -> list[tuple[str, str]]:
        return [*BEGIN, *someone.identified(), ("choices/notified", "activate"), ("activate/confirm", "yes")]

    def _wake(self, token: bytes) -> None:
        # The robot walks at the time of the tests; the kiosk has a clock on the wall.
        with transaction(self.engine, self.keys) as db:
            visit = db.scalars(select(Visit).where(Visit.kiosk_token_hash == token_hash(token))).one()
            visit.seen_at = datetime.now(UTC)


@contextmanager
def made() -> Iterator[World]:
    """Make an installation in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("CARNET_", "DATABASE_"))
        }
        environ = {**clean, "CARNET_MODE": "demonstration", "CARNET_DATA": folder}
        settings = Settings.from_env(environ)
        content.make_folder(settings)
        content.make_keys(settings.key_file)
        content.migrate(settings.database_url)
        name_clips(settings.data / "clips")
        content.mark_made(settings)
        engine = make_engine(settings.database_url)
        yield World(settings, environ, engine, load_keys(settings.key_file))
        engine.dispose()


def name_clips(folder: Path) -> None:
    """Give every prompt its file, empty: pages name their sounds as in life, and nobody listens here."""
    for language in {language for language, _ in prompts.prompts()}:
        named = {
            text: f"{speech.clip_name(text, tag)}.mp3" for tag, text in prompts.prompts() if tag == language
        }
        (folder / language).mkdir(parents=True, exist_ok=True)
        for name in named.values():
            (folder / language / name).touch()
        write_manifest(folder / language, named)


@contextmanager
def serving(name: str, module: str, environ: Mapping[str, str]) -> Iterator[Part]:
    """Serve a module in a process of its own, as run_kiosk.py does."""
    listening = socket.create_server(("localhost", 0), backlog=128)
    part = Part(name, module, listening)
    part.start(environ)
    try:
        yield part
    finally:
        part.ask_to_stop()
        if part.process:
            part.process.terminate()
        part.stop()
        listening.close()


def port_of(part: Part) -> int:
    assert part.listening is not None
    port: int = part.listening.getsockname()[1]
    return port
