"""Applications for tests: the real factories, a database of the test alone, a clock that the test moves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

import helpdesk
import kiosk as kiosk_room
from carnet.services import cases
from carnet.settings import Settings
from carnet.store.database import transaction
from carnet.store.keys import Keys
from tests.builders import NOW
from tests.walk import PageRobot


class Clock:
    """The time, in the test's hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})


@pytest.fixture
def kiosk(settings: Settings, clock: Clock, engine: Engine, keys: Keys) -> Flask:
    app = kiosk_room.create_app(settings, clock=clock, engine=engine, keys=keys)
    app.config["TESTING"] = True
    return app


@pytest.fixture
def console(settings: Settings, clock: Clock, engine: Engine, keys: Keys) -> Flask:
    app = helpdesk.create_app(settings, clock=clock, engine=engine, keys=keys)
    app.config["TESTING"] = True
    return app


@pytest.fixture
def robot(kiosk: Flask) -> PageRobot:
    return PageRobot(kiosk.test_client())


@pytest.fixture
def world(engine: Engine, keys: Keys):
    """Open a transaction whose people stay for the applications."""

    def open_world() -> Iterator[object]:
        return transaction(engine, keys)

    return open_world


@pytest.fixture
def opened(world):
    """Return a function that opens cases which nobody has in hand, and gives their numbers."""

    def open_cases(count: int, **said: object) -> list[int]:
        with world() as db:
            return [cases.open_case(db, NOW, **{"channel": "phone", **said}).id for _ in range(count)]

    return open_cases
