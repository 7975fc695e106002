"""A kiosk for judges: its pages walked once, then shown one by one in Chromium with the answers' own headers."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

import kiosk as kiosk_room
from carnet.settings import Settings
from carnet.store.database import make_engine, transaction
from carnet.store.keys import Keys
from tests.accessibility.kept import Kept, pages_of
from tests.accessibility.stage import Stage, Theatre
from tests.browser.conftest import engine as engine
from tests.browser.conftest import kiosk as kiosk
from tests.browser.conftest import page as page
from tests.browser.conftest import person as person
from tests.builders import NOW
from tests.scenarios import LANGUAGES


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-combination",
        action="store_true",
        help="show every page in every theme, size, language and screen",
    )


@pytest.fixture(scope="session")
def kiosks(
    migrated_sqlite: Path, keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Flask]]:
    """One kiosk a language, for the robot to walk: the slips of four visitors would lock a single one. Their day stands still."""
    with ExitStack() as closing:
        made = {}
        for tag in LANGUAGES:
            folder = tmp_path_factory.mktemp("walked")
            (folder / "carnet.db").write_bytes(migrated_sqlite.read_bytes())
            engine = make_engine(f"sqlite:///{folder / 'carnet.db'}")
            closing.callback(engine.dispose)
            settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(folder)})
            made[tag] = kiosk_room.create_app(settings, clock=_noon, engine=engine, keys=keys)
        yield made


def _noon() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def pages(kiosks: dict[str, Flask], keys: Keys) -> dict[str, list[Kept]]:
    """All pages by language."""
    return {
        tag: pages_of(kiosk, partial(transaction, kiosk.extensions["house"].engine, keys), tag)
        for tag, kiosk in kiosks.items()
    }


@pytest.fixture(scope="session")
def theatre(kiosks: dict[str, Flask]) -> Iterator[Theatre]:
    with Theatre(kiosks["fr"]).open() as theatre:
        yield theatre


@pytest.fixture
def stage(chromium: Browser, theatre: Theatre) -> Iterator[Stage]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    yield Stage(context.new_page(), theatre)
    context.close()
