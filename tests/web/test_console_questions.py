"""How often the hot pages of the console ask the database: as often for three rows as for three hundred."""

import pytest
from sqlalchemy import event, insert

from carnet.services import case_history, cases, promises, staff
from carnet.store.calls import AgentChoice, Call
from carnet.store.cases import Case, CaseLine
from carnet.store.events import announce
from carnet.store.staff import Helper as HelperRow
from carnet.store.staff import HelperSession
from helpdesk import team
from tests.builders import NOW, make_helper
from tests.scenarios import make_someone
from tests.web.consoles import Helper, at_desk, hire

CARD, CASE, BOARD, KEPT, CALLBACKS = 6, 16, 14, 7, 9
"""The most that each page asks: what every page asks included."""


@pytest.fixture
def asked(engine):
    """Return a function that looks at a page, and tells how many questions it asked."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    def look(helper, address) -> int:
        found.clear()
        event.listen(engine, "before_cursor_execute", note)
        answer = helper.look(address)
        event.remove(engine, "before_cursor_execute", note)
        assert answer.status_code == 200
        return len([each for each in found if each.lstrip().startswith("SELECT")])

    return look


@pytest.fixture
def agent(console, clock, world):
    return at_desk(console, clock, world, "amel", role="agent")


def me(db) -> HelperRow:
    return db.get_one(HelperRow, 1)


def test_a_card_asks_as_often_whatever_the_number_of_cases_and_of_contacts_that_ended(agent, world, asked):
    with world() as db:
        someone = make_someone(db)
    agent.do("/search", nir=someone.nir)
    agent.do("/people", handle=agent.html.xpath('//input[@name="handle"]/@value')[0], purpose="call")
    address = agent.html.xpath('//form[contains(@action, "/case")]/@action')[0].removesuffix("/case")

    def few_or_many(count: int) -> int:
        with world() as db:
            for _ in range(count):
                row = cases.open_case(db, NOW, channel="phone", helper=me(db), person_id=someone.person.id)
                row.state = "closed" if row.id % 2 else "open"
        return asked(agent, address)

    few = few_or_many(3)
    shown = len(agent.html.xpath('//ul[@class="references"]/li'))
    many = few_or_many(60)

    assert (few, many <= CARD) == (many, True)
    assert len(agent.html.xpath('//ul[@class="references"]/li')) > shown


def test_a_case_asks_as_often_whatever_the_length_of_its_history(agent, world, asked):
    with world() as db:
        hire(db, "samira", role="agent")
        case = cases.open_case(db, NOW, channel="phone", helper=me(db))
        case_history.keep_draft(db, case.id, me(db), NOW, "Veut un papier")
    # The first look is written down; those that follow only ask whether it was.
    agent.look(f"/cases/{case.id}")

    def few_or_many(count: int) -> int:
        with world() as db:
            line = {"case_id": case.id, "at": NOW, "kind": "paused", "said": ""}
            db.execute(insert(CaseLine), [{**line, "helper_id": 1 + number % 2} for number in range(count)])
        return asked(agent, f"/cases/{case.id}")

    few, many = few_or_many(2), few_or_many(297)

    assert (few, many <= CASE) == (many, True)
    lines = [line.text_content() for line in agent.html.xpath('//ol[@class="history"]/li')]
    assert (len(lines), "Amel Aidante" in lines[0], "Samira Aidante" in lines[1]) == (300, True, True)
    assert agent.html.xpath('//textarea[@id="note"]')[0].text_content().strip() == "Veut un papier"


def test_the_calls_of_today_ask_as_often_whatever_their_number_and_who_has_them(agent, world, asked):
    def few_or_many(count: int) -> int:
        with world() as db:
            for number in range(count):
                owner = make_helper(db)
                row = cases.open_case(db, NOW, channel="phone", helper=owner)
                window = promises.windows(row, NOW)[0]
                made = promises.make(
                    db, row.id, owner, NOW, row.version, window.starts_at, number="06 98 76 54 32"
                )
                assert made == "promised"
                if number % 2:
                    promises.take(db, promises.open_for(db, row).id, owner, NOW)
        return asked(agent, "/callbacks")

    assert few_or_many(1) == few_or_many(30) <= CALLBACKS
    assert len(agent.html.xpath("//li[contains(@class, 'promise')]")) == 31


def at_work(db, first: int, count: int) -> None:
    """Put agents at work in the organisation of the first helper: each has a call in hand, and a case of it."""
    boss, numbers = me(db), range(first, first + count)
    own = {"organisation_id": boss.organisation_id, "role": "agent", "password_hash": "", "totp_sealed": b""}
    db.execute(
        insert(HelperRow),
        [{**own, "id": each, "login": f"agent-{each}", "name": f"Agent {each}"} for each in numbers],
    )
    since = {"started_at": NOW, "seen_at": NOW, "acted_at": NOW}
    db.execute(
        insert(HelperSession), [{**since, "helper_id": each, "token_hash": f"{each}"} for each in numbers]
    )
    db.execute(
        insert(AgentChoice), [{"helper_id": each, "choice": "present", "since_at": NOW} for each in numbers]
    )
    opened = {"channel": "phone", "opened_at": NOW}
    db.execute(
        insert(Case),
        [{**opened, "id": each, "reference": f"{each:08}", "owner_id": each} for each in numbers],
    )
    rings = {"exchange": "x", "stamp": 1, "rang_at": NOW, "answered_at": NOW}
    db.execute(
        insert(Call),
        [{**rings, "reference": f"{each}", "helper_id": each, "case_id": each} for each in numbers],
    )
    announce(db, cases.TOPIC, NOW)


@pytest.mark.parametrize("address", ["/team", "/team/news"])
def test_the_board_asks_as_often_whatever_the_number_of_agents(agent, world, asked, address):
    with world() as db:
        at_work(db, 101, 3)
    few = asked(agent, address)
    with world() as db:
        at_work(db, 201, 297)
    many, kept = asked(agent, address), asked(agent, address)

    assert (few, many <= BOARD, kept <= KEPT) == (many, True, True)
    assert len(agent.html.xpath("//tbody/tr[th[starts-with(text(), 'Agent ')]]")) == 300


def test_a_board_is_drawn_once_a_version_for_all_of_an_organisation(
    agent, console, clock, world, monkeypatch
):
    drawn = []
    sheet = team._sheet
    monkeypatch.setattr(team, "_sheet", lambda seat: drawn.append(seat.helper.login) or sheet(seat))
    with world() as db:
        hire(db, "ines", role="supervisor")
        far = hire(db, "zoe", role="supervisor")
        far.organisation_id = elsewhere(db)
    ines, zoe = Helper(console, clock, "ines"), Helper(console, clock, "zoe")
    for each in (ines, zoe):
        each.sign_in()
    clock.pass_by(seconds=15)
    for each in (agent, ines, zoe, agent, ines):
        each.look("/team/news")
    assert drawn == ["amel", "zoe"]

    with world() as db:
        cases.open_case(db, NOW, channel="phone")
    ines.look("/team/news")
    clock.pass_by(seconds=15)
    ines.look("/team")

    assert drawn == ["amel", "zoe", "ines", "ines"]


def elsewhere(db) -> int:
    return staff.add_organisation(db, name="Ailleurs", kind="line").id
