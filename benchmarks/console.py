"""The console under its reference load: what an agent waits for, card, board, polling and a year of reports, on one load.

Pages are measured as the kiosk's are, over HTTP beside the floor; polling and reports in processor time, in this process.
"""

import base64
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final, TypeAlias

from flask.testing import FlaskClient
from sqlalchemy import delete, func, select

import helpdesk
from benchmarks import line_load, peers, world
from benchmarks.line_load import FULL, SMALL
from benchmarks.measure import Measure, median, percentile, plain, ratio
from benchmarks.queue import changing
from benchmarks.speed import compared, one_round
from benchmarks.world import World
from carnet.domain.call_token import token
from carnet.journeys import JOURNEYS
from carnet.services import resumption, search, visits
from carnet.store.cases import Case, CasePresence
from carnet.store.database import transaction
from carnet.store.staff import Helper
from helpdesk.exchange import PURPOSE, SIGNATURE, STAMP
from web import forgery

CARD, BOARD, SHARE, YEAR = 8.0, 15.0, 15.0, 20.0
POLL_MS, CARD_MS, STEP_MS, WAITS = 1000.0, 1500.0, 2000.0, 40
WARM_UP_S, ROUND_S, ROUNDS = 8.0, 4.0, 5
"""Longer rounds than the kiosk's: on a busy machine a page of the console must be answered at least once in each."""
Meanwhile: TypeAlias = Callable[[], AbstractContextManager[None]]
POLLS: Final = {
    "on the queue": {"/line": 1, "/requests": 2},
    "in a call": {"/line": 1, "/presence": 3, "/cases/{case}/here": 2},
    "on a case": {"/line": 1, "/cases/{case}/here": 2},
    "on the board": {"/line": 1, "/team/news": 5},
}
"""What each page of a console asks for, every so many seconds."""
POLLED_S: Final = 60


def on_the_line(*, is_small: bool = False) -> Iterator[Measure]:
    """Card, board, polling and reports, each beside what it costs at least."""
    with world.made() as house:
        tokens = line_load.fill(house.engine, house.keys, SMALL if is_small else FULL)
        cookies = ["__Host-helper=" + base64.urlsafe_b64encode(token).decode() for token in tokens]
        yield from _waits(house, tokens, cookies)
        # Early, while every session is fresh: asking for news is no gesture, and five idle minutes draw the veil.
        yield from _polling(house, cookies)
        yield from _pages(house, cookies[0])
        yield from _reports(house, cookies[0])


def _pages(house: World, cookie: str) -> Iterator[Measure]:
    """Each page and the floor in turn; a board that changes is drawn anew at each change of a case."""
    moving = partial(changing, house)
    pages: tuple[tuple[str, str, float, Meanwhile], ...] = (
        ("card of a person", _card(house), CARD, nullcontext),
        ("page of a case in hand", _case(house), CARD, nullcontext),
        ("team board", "/team", BOARD, nullcontext),
        ("news of the board", "/team/news", BOARD, nullcontext),
        ("team board that changes", "/team", BOARD, moving),
        ("news of the board that changes", "/team/news", BOARD, moving),
    )
    with peers.serving("console", house.environ) as ours, peers.serving("floor", house.environ) as theirs:
        for name, path, goal, meanwhile in pages:
            # The first page of a process reads templates and words.
            one_round(ours, path, cookie, WARM_UP_S)
            rounds = []
            for _ in range(ROUNDS):
                floor = one_round(theirs, "/", "", ROUND_S)
                with meanwhile():
                    rounds.append((one_round(ours, path, cookie, ROUND_S), floor))
            yield from compared(name, *zip(*rounds, strict=True), goal)


def _card(house: World) -> str:
    """Open somebody's card for a purpose, and return its address."""
    now = datetime.now(UTC)
    with transaction(house.engine, house.keys) as db:
        helper = db.scalars(select(Helper).where(Helper.login == "agent-0")).one()
        person = line_load.someone(db)
        search.open_card(db, helper, search.handle_for(db, helper, person.id, now), "call", now)
        return f"/people/{person.id}"


def _case(house: World) -> str:
    """Return the address of a case in hand: how it ends, to whom it may go and a note to write are all on it."""
    with transaction(house.engine, house.keys) as db:
        helper = db.scalars(select(Helper).where(Helper.login == "agent-0")).one()
        number = db.scalars(select(Case.id).where(Case.owner_id == helper.id, Case.state == "open")).first()
        return f"/cases/{number}"


def _waits(house: World, tokens: list[bytes], cookies: list[str]) -> Iterator[Measure]:
    """What an agent waits for, by the clock: the card of a call that rings, the step of a code that was typed."""
    app = helpdesk.create_app(house.settings, engine=house.engine, keys=house.keys)
    client = app.test_client(use_cookies=False)
    desks = range(1, min(len(cookies), WAITS + 1))
    rung = [_card_of_a_call(house, client, f"agent-{desk}", cookies[desk]) for desk in desks]
    yield plain(
        "from a call that rings to its card, p95, one poll included",
        POLL_MS + percentile(rung, 95),
        CARD_MS,
        "ms",
    )
    typed = [_step_of_a_code(house, client, tokens[desk], cookies[desk]) for desk in desks]
    yield plain("from a code that is typed to its step, p95", percentile(typed, 95), STEP_MS, "ms")


def _card_of_a_call(house: World, client: FlaskClient, login: str, cookie: str) -> float:
    """Return the milliseconds from an exchange's event to the head that shows the call; its agent polls every second."""
    shown = client.get("/line", headers={"Cookie": cookie}).headers["ETag"]
    start = time.perf_counter()
    _tell(house, client, "ringing", login)
    answer = client.get("/line", headers={"Cookie": cookie, "If-None-Match": shown})
    took = (time.perf_counter() - start) * 1000
    assert 'id="caller"' in answer.text, answer.status
    _tell(house, client, "ended", login)
    return took


def _tell(house: World, client: FlaskClient, event: str, login: str) -> None:
    told = {"event": event, "reference": f"call-{login}", "from": "+33639980101", "to": login}
    body, stamp = json.dumps(told).encode(), int(time.time())
    signature = token(house.keys.derive(PURPOSE), stamp, body)
    answer = client.post("/calls", data=body, headers={STAMP: str(stamp), SIGNATURE: signature})
    assert answer.status_code == 200, answer.text


def _step_of_a_code(house: World, client: FlaskClient, secret: bytes, cookie: str) -> float:
    """Return the milliseconds from a resume code that is sent to the step that it opens; the slow hash is in them."""
    with transaction(house.engine, house.keys) as db:
        code = resumption.make(
            visits.start(db, JOURNEYS, surface="kiosk", now=datetime.now(UTC), kiosk="kiosk-1")
        )
    start = time.perf_counter()
    sent = {"wanted": code, "forgery": forgery.token_for(secret)}
    found = client.post("/find", data=sent, headers={"Cookie": cookie})
    opened = [set_.partition(";")[0] for set_ in found.headers.getlist("Set-Cookie")]
    step = client.get("/script", headers={"Cookie": "; ".join([cookie, *opened])}, follow_redirects=True)
    took = (time.perf_counter() - start) * 1000
    assert 'data-place="welcome/language"' in step.text, step.status
    return took


def _polling(house: World, cookies: list[str]) -> Iterator[Measure]:
    """A minute in which nothing happens at all consoles at once, in processor time: what changes with the minute is drawn anew."""
    for where, polls in POLLS.items():
        minute = _Minute(house, cookies)
        minute.passes(polls, max(polls.values()))
        spent = minute.passes(polls, POLLED_S)
        note = ", ".join(f"{path} every {every_s} s" for path, every_s in polls.items())
        share = 100 * spent / POLLED_S
        yield plain(f"{len(cookies)} consoles {where}: share of one process", share, SHARE, "%", note)


class _Minute:
    """Consoles whose clock is moved second by second, each before a case of its own; each knows the version that it shows."""

    def __init__(self, house: World, cookies: list[str]) -> None:
        self._now = datetime.now(UTC)
        app = helpdesk.create_app(
            house.settings, clock=lambda: self._now, engine=house.engine, keys=house.keys
        )
        self._client = app.test_client(use_cookies=False)
        with transaction(house.engine, house.keys) as db:
            # Those of the minute before would look fresh for a minute more: their clock was ahead.
            db.execute(delete(CasePresence))
            cases = db.scalars(select(Case.id).where(Case.state == "open").limit(len(cookies)))
            self._consoles = list(zip(cookies, cases, strict=True))
        self._known: dict[tuple[str, str], str] = {}

    def passes(self, polls: Mapping[str, int], seconds: int) -> float:
        """Return seconds of processor time that the server needs for so many seconds of the clock."""
        start = time.thread_time()
        for second in range(seconds):
            self._now += timedelta(seconds=1)
            for path, every_s in polls.items():
                for cookie, case in self._consoles[second % every_s :: every_s]:
                    self._ask(path.format(case=case), cookie)
        return time.thread_time() - start

    def _ask(self, path: str, cookie: str) -> None:
        known = self._known.get((path, cookie), "")
        answer = self._client.get(path, headers={"Cookie": cookie, "If-None-Match": known})
        assert answer.status_code in (200, 304), answer.status
        self._known[path, cookie] = answer.headers["ETag"]


def _reports(house: World, cookie: str) -> Iterator[Measure]:
    app = helpdesk.create_app(house.settings, engine=house.engine, keys=house.keys)
    client = app.test_client(use_cookies=False)
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        assert client.get("/reports?period=2027", headers={"Cookie": cookie}).status_code == 200
        times.append((time.thread_time() - start) * 1000)
    least, contacts = _aggregate(house)
    yield ratio(
        "a year of reports over one aggregate", median(times), least, YEAR, note=f"{contacts:,} contacts"
    )


def _aggregate(house: World) -> tuple[float, int]:
    """Return what one aggregate over the year of contacts costs, and how many there are."""
    query = select(Case.wrap_up, func.count()).where(Case.state == "closed").group_by(Case.wrap_up)
    with transaction(house.engine, house.keys) as db:
        start = time.thread_time()
        contacts = sum(ended for _wrap_up, ended in db.execute(query))
        return (time.thread_time() - start) * 1000, contacts
