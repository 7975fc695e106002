"""A page that asks every second is answered from memory, and never told something old for long."""

import pytest
from sqlalchemy import event

from carnet.services import agents, cases, staff
from carnet.store.database import make_engine, transaction
from helpdesk import watch
from tests.web.consoles import Helper, hire

HX = {"HX-Request": "true"}


@pytest.fixture
def sign_in(console, clock, world):
    def enter(login):
        with world() as db:
            hire(db, login, role="agent")
        helper = Helper(console, clock, login)
        helper.sign_in()
        return helper

    return enter


@pytest.fixture
def asked(engine):
    """What the database was asked."""
    kept = []

    def keep(*told):
        kept.append(told[2])

    event.listen(engine, "before_cursor_execute", keep)
    yield kept
    event.remove(engine, "before_cursor_execute", keep)


def poll(helper, stamp=""):
    answer = helper.client.get("/line", headers=HX | ({"If-None-Match": stamp} if stamp else {}))
    return answer.status_code, answer.headers.get("ETag", "")


def raise_hand(world, login, now):
    with world() as db:
        agents.raise_hand(db, staff.with_login(db, login), now)


def test_a_line_on_which_nothing_happened_costs_no_query(sign_in, asked, monkeypatch):
    monkeypatch.setattr(watch, "FRESH_S", 3_600)
    ines = sign_in("ines")
    _, stamp = poll(ines)
    poll(ines, stamp)
    asked.clear()

    assert [poll(ines, stamp) for _ in range(5)] == [(304, stamp)] * 5
    assert asked == []


def test_what_happens_here_shows_at_once(sign_in, world, clock, monkeypatch):
    monkeypatch.setattr(watch, "FRESH_S", 3_600)
    ines = sign_in("ines")
    _, stamp = poll(ines)

    raise_hand(world, "ines", clock.now)

    assert poll(ines, stamp)[0] == 200


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_happens_in_another_process_shows_when_the_newest_events_are_read(
    sign_in, engine, keys, clock, monkeypatch
):
    ines = sign_in("ines")
    _, stamp = poll(ines)
    monkeypatch.setattr(watch, "FRESH_S", 3_600)
    elsewhere = make_engine(str(engine.url))
    raise_hand(lambda: transaction(elsewhere, keys), "ines", clock.now)
    elsewhere.dispose()
    assert poll(ines, stamp)[0] == 304

    monkeypatch.setattr(watch, "FRESH_S", 0)

    assert poll(ines, stamp)[0] == 200


def test_what_happens_at_another_desk_costs_this_one_nothing(sign_in, world, clock, asked):
    ines, paul = sign_in("ines"), sign_in("paul")
    _, stamp = poll(ines)
    poll(paul)
    raise_hand(world, "paul", clock.now)
    asked.clear()

    assert poll(ines, stamp) == (304, stamp)
    assert [each for each in asked if "FROM event" not in each] == []


def test_after_ten_seconds_everybody_is_asked_in_full(sign_in, clock, asked, monkeypatch):
    monkeypatch.setattr(watch, "FRESH_S", 3_600)
    ines = sign_in("ines")
    _, stamp = poll(ines)
    poll(ines, stamp)
    clock.pass_by(seconds=10)
    asked.clear()

    assert poll(ines, stamp) == (304, stamp)
    assert [each for each in asked if "helper_session" in each]


def test_a_session_that_ended_is_sent_away_after_ten_seconds_at_most(sign_in, clock, world):
    ines = sign_in("ines")
    _, stamp = poll(ines)
    with world() as db:
        staff.end_sessions(db, staff.with_login(db, "ines"), clock.now)
    clock.pass_by(seconds=10)

    assert poll(ines, stamp)[0] == 401


def test_the_stamp_of_another_console_opens_nothing(sign_in, console, clock):
    ines = sign_in("ines")
    _, stamp = poll(ines)

    assert poll(Helper(console, clock, "nobody"), stamp)[0] == 401


def test_the_memory_is_there_before_the_first_page_asks(console):
    """Made by the first pages, each of two at once would listen to an engine that is committing."""
    assert isinstance(console.extensions["watch"], watch.Watch)


def test_memory_is_bounded(sign_in, console, monkeypatch):
    monkeypatch.setattr(watch, "MOST", 1)
    ines, paul = sign_in("ines"), sign_in("paul")
    _, stamp = poll(ines)
    poll(paul)

    assert len(console.extensions["watch"]._known) == 1
    assert poll(ines, stamp) == (304, stamp)


def here(helper, number, stamp=""):
    answer = helper.client.get(
        f"/cases/{number}/here", headers=HX | ({"If-None-Match": stamp} if stamp else {})
    )
    return answer.status_code, answer.headers.get("ETag", ""), answer.get_data(as_text=True)


def test_who_is_before_a_case_is_told_from_memory_until_somebody_comes_writes_or_goes(
    sign_in, world, clock, asked, monkeypatch
):
    monkeypatch.setattr(watch, "FRESH_S", 3_600)
    ines, malik = sign_in("ines"), sign_in("malik")
    with world() as db:
        number = cases.open_case(db, clock.now, channel="phone").id
    here(ines, number)
    _, alone, _ = here(ines, number)
    asked.clear()
    assert [here(ines, number, alone)[0] for _ in range(4)] == [304] * 4
    assert asked == []

    here(malik, number)

    status, stamp, told = here(ines, number, alone)
    assert (status, "Malik Aidante lit aussi ce dossier." in told) == (200, True)
    clock.pass_by(seconds=31)
    assert here(ines, number, stamp)[1] == alone
