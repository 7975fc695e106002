"""Requirement 22 on the screen: the board of the team, for the team and those who lead it."""

from datetime import timedelta

import pytest

from carnet.services import agents, cases
from carnet.store.staff import Helper as HelperRow
from tests.builders import NOW
from tests.web.consoles import Helper, hire


@pytest.fixture
def agent(console, clock, world):
    with world() as db:
        hire(db, "amel", role="agent")
        hire(db, "samira", role="volunteer")
    amel = Helper(console, clock, "amel")
    amel.sign_in()
    return amel


@pytest.fixture
def waiting(world):
    with world() as db:
        for minutes in (10, 3):
            cases.open_case(db, NOW - timedelta(minutes=minutes), channel="kiosk", subject="new_code")
        cases.open_case(db, NOW, channel="kiosk", subject="object")


def test_the_title_of_the_chart_states_what_it_finds(agent, waiting):
    agent.look("/team")

    assert "3 demandes attendent. En tête : Nouveau code." in agent.words()


def test_each_chart_has_its_table_with_the_same_figures(agent, waiting):
    agent.look("/team")
    rows = agent.html.xpath('//details[@id="figures-waiting"]//tbody/tr')

    assert [[" ".join(cell.split()) for cell in row.xpath("./*/text()")] for row in rows] == [
        ["Nouveau code", "2", "plus longue : 10 min"],
        ["Ne pas l’ouvrir", "1", "plus longue : 0 min"],
    ]


def test_a_level_is_told_by_colour_shape_and_word(agent, waiting):
    agent.look("/team")
    chips = agent.html.xpath('//li[contains(@class, "tile")]/span')
    told = [
        (
            chip.get("class").split()[-1],
            chip.xpath("string(.//use/@href)").rpartition("#")[2],
            chip.text_content().strip(),
        )
        for chip in chips
    ]

    assert told == [
        ("good", "circle-check", "Bien"),
        ("danger", "square-x", "Trop"),
        ("good", "circle-check", "Bien"),
        ("good", "circle-check", "Bien"),
    ]


def test_nothing_new_is_not_sent_again_and_a_change_is(agent, world, clock):
    agent.look("/team")
    first = agent.client.get("/team/news")
    again = agent.client.get("/team/news", headers={"If-None-Match": first.headers["ETag"]})
    with world() as db:
        cases.open_case(db, clock.now, channel="kiosk", subject="object")
    changed = agent.client.get("/team/news", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.get_data() == b""


def test_the_page_asks_for_news_every_five_seconds_with_the_version_it_shows(agent):
    agent.look("/team")
    [board] = agent.html.xpath('//*[@id="board"]')
    stamp = board.get("data-hx-headers").split(r"\"")[1]

    assert board.get("data-hx-trigger") == "every 5s"
    assert agent.client.get("/team/news", headers={"If-None-Match": f'"{stamp}"'}).status_code == 304


def test_a_raised_hand_is_seen_by_the_team(agent, world, clock):
    with world() as db:
        helper = db.query(HelperRow).filter_by(login="amel").one()
        agents.raise_hand(db, helper, clock.now)
    agent.look("/team")

    assert "Amel Aidante lève la main" in agent.words()


def test_there_is_no_way_to_listen(agent, console):
    agent.look("/team")

    assert "Aucune écoute cachée." in agent.words()
    assert not agent.html.xpath("//audio | //video")
    assert [rule.rule for rule in console.url_map.iter_rules() if rule.rule.startswith("/team")] == [
        "/team",
        "/team/news",
    ]


def test_a_volunteer_of_another_house_has_no_board(agent, console, clock):
    samira = Helper(console, clock, "samira")
    samira.sign_in()

    assert samira.look("/team").status_code == 403
    assert "/team" not in samira.look("/").get_data(as_text=True)
