"""Requirements 1, 2, 4 and the time after the call of 10: a call in a real browser, with its gestures counted."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from carnet.store.cases import Case
from tests.browser.console.table import figure_of
from tests.builders import make_person

POLL_MS = 1_000
MOST_MS = 1_500
SHOWN = "06 •• •• •• 42"


@pytest.fixture
def odette(world):
    with world() as db:
        return make_person(db, contacts={"phone": "0612345642"}).id


def cases(world):
    with world() as db:
        return db.scalars(select(Case)).all()


def test_a_card_shows_with_the_poll_and_moves_neither_focus_nor_draft(agent, tell, odette):
    agent.page.clock.install()
    agent.go("/search")
    agent.page.focus("#last_name")
    agent.type("Perr")
    every = agent.page.get_attribute("#line", "data-hx-trigger")
    tell()
    assert agent.page.locator("#caller").count() == 0

    agent.page.clock.run_for(POLL_MS)

    assert SHOWN in agent.sees("#caller").inner_text()
    assert every == f"every {POLL_MS // 1000}s"
    assert POLL_MS <= MOST_MS
    assert figure_of(1).startswith("1 s")
    assert agent.page.evaluate("document.activeElement.id") == "last_name"
    assert agent.page.input_value("#last_name") == "Perr"
    expect(agent.page.locator("#news")).to_have_text(f"Appel entrant, {SHOWN}")
    assert agent.faults == []


def test_no_other_console_shows_the_card(agent, at_work, tell, odette):
    other = at_work("paul")
    tell()
    agent.sees("#caller")

    for _ in range(2):
        with other.page.expect_response(lambda answer: answer.url.endswith("/line")) as told:
            pass
        assert told.value.status == 304

    assert other.page.locator("#caller").count() == 0


def test_a_maybe_is_known_in_one_gesture(agent, tell, odette, world):
    tell()
    agent.sees("#caller")
    agent.click("#maybe-1")
    agent.sees('main[data-place="case"]')

    assert agent.gestures == 1
    assert figure_of(2).startswith("12 written forms, 1 ")
    assert [case.person_id for case in cases(world)] == [odette]


def test_a_hidden_number_leads_the_cursor_to_the_search_in_one_gesture(agent, tell):
    tell(caller="anonymous")
    assert "Numéro masqué" in agent.sees("#caller").inner_text()
    agent.press("e")
    agent.sees('main[data-place="case"]')

    assert agent.gestures == 1
    expect(agent.page.locator("#find-box")).to_be_focused()


def test_a_desk_phone_that_tells_nothing_takes_one_gesture_to_a_nameless_case(agent, world):
    agent.press("e")
    agent.sees('main[data-place="case"]')

    assert agent.gestures == 1
    assert figure_of(4).startswith(f"{agent.gestures} ")
    assert [(case.channel, case.person_id) for case in cases(world)] == [("phone", None)]


def test_one_key_ends_the_time_after_the_call_and_the_page_stays(agent, tell, world):
    tell("answered")
    agent.sees("#line-open")
    agent.press("e")
    agent.sees('main[data-place="case"]')
    tell("ended")
    agent.sees("#line-free")
    agent.count_anew()
    agent.press("0")
    expect(agent.page.locator("#caller")).to_have_count(0)

    assert agent.gestures == 1
    assert agent.page.locator('main[data-place="case"]').count() == 1
    assert [(case.to_check, case.state) for case in cases(world)] == [(True, "open")]


def test_a_hand_and_the_telephone_are_switched_without_leaving_the_page_or_the_key(agent):
    agent.go("/search")
    agent.press("h")
    expect(agent.page.locator("#line-hand")).to_have_attribute("aria-pressed", "true")
    agent.page.focus("#line-off")
    agent.press("Enter")
    expect(agent.page.locator("#line-off")).to_have_attribute("aria-pressed", "true")

    assert agent.gestures == 2
    assert agent.page.url.endswith("/search")
    assert agent.focused().startswith("button Couper le téléphone")


def test_a_press_in_the_very_moment_in_which_the_head_is_drawn_anew_keeps_the_page(agent):
    agent.go("/search")
    agent.page.evaluate(
        """() => new MutationObserver((changes, watch) => {
            watch.disconnect();
            document.getElementById("line-off").click();
        }).observe(document.querySelector("header"), { childList: true })"""
    )
    agent.press("h")
    expect(agent.page.locator("#line-off")).to_have_attribute("aria-pressed", "true")

    assert agent.page.url.endswith("/search")


def test_no_key_acts_while_a_field_has_the_focus(agent, world):
    agent.go("/search")
    agent.page.focus("#last_name")
    agent.type("eh0")

    assert agent.page.input_value("#last_name") == "eh0"
    assert agent.page.get_attribute("#line-hand", "aria-pressed") == "false"
    assert cases(world) == []
