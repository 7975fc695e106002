"""Applications for tests: the real factories, a database of the test alone, a clock that the test moves."""

import pytest
from flask import Flask
from sqlalchemy import Engine

import helpdesk
import kiosk as kiosk_room
from carnet.services import cases
from carnet.settings import Settings
from carnet.store.keys import Keys
from tests.builders import NOW
from tests.clock import Clock
from tests.walk import PageRobot


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
def opened(world):
    """Return a function that opens cases which nobody has in hand, and gives their numbers."""

    def open_cases(count: int, **said: object) -> list[int]:
        with world() as db:
            return [cases.open_case(db, NOW, **{"channel": "phone", **said}).id for _ in range(count)]

    return open_cases
