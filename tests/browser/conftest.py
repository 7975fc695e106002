"""A real kiosk in a real browser: the applications served on free ports, Debian's Chromium, people of the scenarios."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine
from werkzeug.serving import make_server

import kiosk as kiosk_room
from carnet.settings import Settings
from carnet.store.keys import Keys
from tests.browser.person import KioskPerson


@dataclass(frozen=True)
class Served:
    """An application that answers at ``address``."""

    app: Flask
    address: str


def serve(app: Flask) -> Iterator[Served]:
    """Serve ``app`` on a free port of localhost until the test ends; cookies marked Secure work there."""
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(app, f"http://localhost:{server.server_port}")
    server.shutdown()
    thread.join()


@pytest.fixture
def engine(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """One engine is enough here: the web tests run on both."""
    import shutil

    from carnet.store.database import make_engine

    shutil.copy(migrated_sqlite, tmp_path / "carnet.db")
    engine = make_engine(f"sqlite:///{tmp_path / 'carnet.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def kiosk(tmp_path: Path, engine: Engine, keys: Keys) -> Iterator[Served]:
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})
    yield from serve(kiosk_room.create_app(settings, engine=engine, keys=keys))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    yield context.new_page()
    context.close()


@pytest.fixture
def person(page: Page, kiosk: Served) -> KioskPerson:
    return KioskPerson(page, kiosk.address)
