"""A kiosk that can be stopped and started again, and a browser whose profile lies in a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

import kiosk as kiosk_room
from carnet.settings import Settings
from tests.browser.conftest import engine
from tests.browser.launch import SWITCHES, WITH_WINDOWS
from tests.security.browser.machine import Machine

__all__ = ["engine"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def machine(data: Path, engine, keys) -> Iterator[Machine]:
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(data)})
    machine = Machine(kiosk_room.create_app(settings, engine=engine, keys=keys))
    machine.start()
    yield machine
    machine.stop()


@pytest.fixture
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture
def open_browser(chromium, profile: Path):
    """Open the browser on its profile; opening again is what a restart after a crash does."""
    opened: list[BrowserContext] = []

    def open_() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            str(profile),
            executable_path=WITH_WINDOWS,
            args=list(SWITCHES),
            viewport={"width": 1920, "height": 1080},
        )
        opened.append(context)
        return context

    yield open_
    for context in opened:
        context.close()
