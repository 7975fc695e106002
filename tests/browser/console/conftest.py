"""The console in a real browser, with a clock that the test moves, and helpers whose gestures are counted."""

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext

import helpdesk
from carnet.domain.call_token import token
from carnet.settings import Settings
from tests.browser.conftest import Served, serve
from tests.browser.console.agent import Agent
from tests.clock import Clock
from tests.web.consoles import hire

NUMBER = "+33612345642"
WIDE = {"width": 1440, "height": 900}


@pytest.fixture
def console_app(settings: Settings, clock: Clock, engine, keys) -> Flask:
    return helpdesk.create_app(settings, clock=clock, engine=engine, keys=keys)


@pytest.fixture
def console(console_app: Flask) -> Iterator[Served]:
    yield from serve(console_app)


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Return a function that opens a browser of its own: one a helper."""
    opened: list[BrowserContext] = []

    def open_() -> BrowserContext:
        opened.append(chromium.new_context(viewport=WIDE))
        return opened[-1]

    yield open_
    for context in opened:
        context.close()


@pytest.fixture
def at_work(contexts, console: Served, clock: Clock, world) -> Callable[..., Agent]:
    """Return a function that hires somebody, signs them in, and gives them with no gesture counted yet."""

    def sign_in(login: str = "samira", *, role: str = "agent") -> Agent:
        with world() as db:
            hire(db, login, role=role)
        agent = Agent(contexts().new_page(), console.address, clock, login)
        agent.sign_in()
        return agent

    return sign_in


@pytest.fixture
def agent(at_work) -> Agent:
    return at_work()


@pytest.fixture
def tell(console, console_app, clock, keys):
    """Return what an exchange does: it signs an event and sends it."""

    def send(event="ringing", *, reference="r-1", caller=NUMBER, to="samira"):
        told = {"event": event, "reference": reference, "from": caller, "to": to}
        body, stamp = json.dumps(told).encode(), int(clock.now.timestamp())
        headers = {"Call-Timestamp": str(stamp), "Call-Signature": token(keys.derive("calls"), stamp, body)}
        answer = console_app.test_client().post("/calls", data=body, headers=headers)
        assert answer.get_json() == {"outcome": event}

    return send
