"""A list of the queue is found once for all consoles, and never told to anybody older than the queue is."""

import pytest
from sqlalchemy import event

from carnet.journeys import JOURNEYS
from carnet.services import cases, comfort, presence, staff, visits
from carnet.store.cases import Case
from carnet.store.database import make_engine, transaction
from helpdesk import create_app, lists
from tests.web.consoles import Helper, at_desk

MOST_QUESTIONS = 11


@pytest.fixture
def asked(engine):
    """What the database was asked."""
    kept = []

    def note(*told):
        if told[2].startswith("SELECT"):
            kept.append(told[2])

    event.listen(engine, "before_cursor_execute", note)
    yield kept
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def agents(console, clock, world):
    return [at_desk(console, clock, world, login, role="agent") for login in ("ines", "paul")]


def shown(helper, address="/"):
    helper.look(address)
    return [int(row.get("id").removeprefix("row-")) for row in helper.html.xpath("//tr[@data-row]")]


def count_of(helper, view):
    return helper.html.xpath(f'//*[@id="view-{view}"]//*[@class="count"]')[0].text


def takes(world, login, number, now):
    with world() as db:
        return cases.take(db, number, staff.with_login(db, login), now)


@pytest.mark.parametrize("count", [3, 500])
def test_a_list_that_was_found_costs_as_many_questions_whatever_it_holds(agents, opened, asked, count):
    opened(count)
    ines, paul = agents
    ines.look("/")
    asked.clear()

    paul.look("/")

    assert len(asked) <= MOST_QUESTIONS, asked
    assert not [each for each in asked if "comfort" in each or "ORDER BY support_case" in each]


def test_the_second_console_is_shown_the_same_list_and_its_own_count(agents, opened, world, clock):
    first, *others = opened(3)
    ines, paul = agents
    takes(world, "paul", first, clock.now)

    assert shown(ines) == shown(paul) == others
    assert (count_of(ines, "mine"), count_of(paul, "mine")) == ("0", "1")
    assert count_of(ines, "held") == count_of(paul, "held") == "1"


def test_each_view_each_page_and_each_filter_has_a_list_of_its_own(agents, opened):
    phone, [kiosk] = opened(51), opened(1, channel="kiosk")
    ines, _ = agents

    for _ in range(2):
        assert shown(ines) == phone[:50]
        assert shown(ines, "/?page=2") == [*phone[50:], kiosk]
        assert shown(ines, "/?view=kiosks") == [kiosk]
        assert shown(ines, "/?channel=kiosk") == [kiosk]
        assert shown(ines, "/?view=mine") == []


def test_two_helpers_are_shown_what_each_has_in_hand(agents, opened, world, clock):
    first, second = opened(2)
    takes(world, "ines", first, clock.now)
    takes(world, "paul", second, clock.now)

    assert [shown(helper, "/?view=mine") for helper in agents] == [[first], [second]]


def test_a_change_shows_on_the_next_page_of_every_console(agents, opened, world, clock):
    first, second = opened(2)
    ines, paul = agents
    assert shown(ines) == [first, second]

    takes(world, "paul", first, clock.now)

    assert shown(ines) == shown(paul) == [second]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_change_of_another_process_shows_on_the_next_page_too(agents, opened, engine, keys, clock):
    first, second = opened(2)
    ines, _ = agents
    assert shown(ines) == [first, second]

    elsewhere = make_engine(str(engine.url))
    takes(lambda: transaction(elsewhere, keys), "paul", first, clock.now)
    elsewhere.dispose()

    assert shown(ines) == [second]


def test_what_time_alone_changes_shows_with_the_next_minute(agents, opened, world, clock):
    [number] = opened(1)
    ines, _ = agents
    ines.look("/")
    with world() as db:
        due_at = db.get_one(Case, number).due_at
    clock.pass_by(seconds=(due_at - clock.now).total_seconds() - 30 * 60)
    ines = Helper(ines.app, clock, "ines")
    ines.sign_in()

    told = []
    for _ in range(2):
        ines.look("/")
        told.append(ines.html.xpath("//tr[@data-row]//td")[6].text_content())
        clock.pass_by(minutes=1)

    assert told == ["dans 30 min", "dans 29 min"]


def test_somebody_who_waits_and_chooses_another_size_is_shown_with_it_at_once(agents, opened, world, clock):
    with world() as db:
        turn = visits.start(db, JOURNEYS, surface="kiosk", now=clock.now, kiosk="kiosk-1")
        db.flush()
        cases.open_case(db, clock.now, channel="kiosk", place="kiosk-1", visit_id=turn.visit.id)
    ines, _ = agents
    ines.look("/")
    before = ines.html.xpath("//tr[@data-row]//td")[4].text_content()
    with world() as db:
        comfort.change(visits.find(db, turn.token, surface="kiosk", now=clock.now), "size", "XXL")
    ines.look("/")

    assert ines.html.xpath("//tr[@data-row]//td")[4].text_content() != before


def test_whoever_is_before_a_case_is_told_to_the_others_and_not_to_themselves(agents, opened, world, clock):
    [number] = opened(1)
    ines, paul = agents
    for helper in agents:
        helper.look("/")
    with world() as db:
        presence.be_present(db, number, staff.with_login(db, "ines"), clock.now, "reading")

    for _ in range(2):
        paul.look("/")
        assert "Ines Aidante" in paul.html.xpath("//tr[@data-row]")[0].text_content()
        ines.look("/")
        assert "Ines Aidante" not in ines.html.xpath("//tr[@data-row]")[0].text_content()


def test_two_installations_in_one_process_share_nothing(agents, opened, console):
    opened(1)
    agents[0].look("/")
    other = create_app(
        console.extensions["house"].settings,
        engine=console.extensions["house"].engine,
        keys=console.extensions["house"].keys,
    )

    assert console.extensions["lists"]._known
    with other.app_context():
        assert lists.lists()._known == {}


def test_what_is_kept_holds_no_token(agents, opened):
    opened(2)
    ines, _ = agents
    ines.look("/")
    [token] = {*ines.html.xpath('//input[@name="forgery"]/@value')}

    assert token not in repr(ines.app.extensions["lists"]._known)


def test_memory_is_bounded(agents, opened, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 2)
    opened(1)
    ines, _ = agents
    for number in range(1, 6):
        ines.look(f"/?page={number}")

    assert len(ines.app.extensions["lists"]._known) <= 2
    assert shown(ines) == [1]
