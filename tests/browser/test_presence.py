"""Somebody who is there keeps their visit, by two clocks: that of the page and that of the server, moved together."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select

import kiosk as kiosk_room
from carnet.services.comfort import PACES
from carnet.services.visits import SILENCE
from carnet.settings import Settings
from carnet.store.keys import Keys
from carnet.store.visits import Visit
from tests.browser.conftest import Served, serve
from tests.browser.person import KioskPerson
from tests.web.conftest import Clock

IDLE = Path(kiosk_room.__file__).parents[1] / "static/js/idle.js"
CODE = "ABC"


class Waiting:
    """A person before a step, and the time that passes on both sides of the wire."""

    def __init__(self, page: Page, clock: Clock, engine: Engine) -> None:
        self.page, self.clock, self.engine = page, clock, engine
        self.told = 0
        page.on("response", lambda each: self._count(each.url))

    def _count(self, address: str) -> None:
        self.told += address.endswith("/here")

    def passes(self, seconds: float) -> None:
        self.clock.pass_by(seconds=seconds)
        self.page.clock.run_for(seconds * 1000)

    def presses(self, key: str) -> None:
        """Press a key, and wait for the server to hear of it where it must."""
        with self.page.expect_response("**/here"):
            self.page.keyboard.press(key)

    def is_asked(self) -> bool:
        return self.page.locator("#alert").is_visible()

    def is_alive(self) -> bool:
        with self.engine.connect() as connection:
            [seen_at, ended_at] = connection.execute(select(Visit.seen_at, Visit.ended_at)).one()
        return ended_at is None and self.clock.now - seen_at <= SILENCE


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kiosk(tmp_path: Path, engine: Engine, keys: Keys, clock: Clock) -> Iterator[Served]:
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})
    yield from serve(kiosk_room.create_app(settings, clock=clock, engine=engine, keys=keys))


@pytest.fixture
def waiting(page: Page, person: KioskPerson, clock: Clock, engine: Engine) -> Waiting:
    """Somebody who has typed three signs of their code and stops."""
    page.clock.install()
    person.arrive()
    person.answer("1", "welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")
    page.keyboard.type(CODE)
    return Waiting(page, clock, engine)


def finishes(page: Page, person: KioskPerson) -> None:
    """Go on where the visit was left: the signs are there, and the server takes an answer."""
    expect(page.locator("#answer")).to_have_value(CODE)
    person.touch('button[name="way"][value="no_code"]')
    person.at("new_code/purpose")


def test_who_answers_every_alert_for_an_hour_keeps_the_visit(waiting, page, person):
    for _ in range(11):
        waiting.passes(305)
        assert waiting.is_asked()
        waiting.presses("x")
        assert not waiting.is_asked()

    assert waiting.is_alive()
    finishes(page, person)


def test_more_time_is_given_on_both_sides(waiting, page, person):
    for _ in range(3):
        waiting.passes(330)
        assert waiting.is_asked()
        with page.expect_response("**/here"):
            page.locator('[data-command="more-time"]').click()
        waiting.passes(14 * 60 + 50)
        assert not waiting.is_asked()
        waiting.passes(15 + 50)
        assert waiting.is_asked()
        waiting.presses("x")

    finishes(page, person)


def test_who_types_slowly_keeps_the_visit_and_tells_the_server_once_a_minute_at_most(waiting, page, person):
    for _ in range(10):
        waiting.passes(200)
        waiting.presses("Shift")
        for _ in range(5):
            page.keyboard.press("Shift")

    assert waiting.told == 10
    assert waiting.is_alive()
    finishes(page, person)


def test_a_visit_that_nobody_touches_tells_nothing_and_ends_as_soon_as_ever(waiting, page):
    waiting.passes(301)
    assert waiting.is_asked()
    with page.expect_response("**/end"):
        waiting.passes(62)

    expect(page.locator('#page[data-place="leave/farewell"]')).to_be_attached()
    assert waiting.told == 0
    assert not waiting.is_alive()


def test_the_server_is_silent_longer_than_any_page_waits():
    script = IDLE.read_text(encoding="utf-8")
    of = {name: int(ms.replace("_", "")) for name, ms in re.findall(r"const (\w+)_MS = ([\d_]+);", script)}

    for pace in PACES:
        waits = of["TOLD"] + of["MORE"] + (of["ALERT"] + of["ANSWER"]) * pace
        assert SILENCE.total_seconds() * 1000 * pace > waits + 60_000
