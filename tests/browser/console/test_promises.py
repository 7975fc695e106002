"""Requirement 14: a call is promised in four gestures, rises by itself, and begins with the word of the person's paper."""

import pytest
from sqlalchemy import select

from carnet.services import cases
from carnet.services.staff import with_login
from carnet.store.promises import Callback
from tests.browser.console.table import figure_of
from tests.builders import NOW, make_person

WINDOW = ".day .tick"


@pytest.fixture
def number(world, agent):
    with world() as db:
        person = make_person(db, contacts={"phone": "06 98 76 54 32", "post": "1 rue X\n87000 Limoges"})
        helper = with_login(db, agent.login)
        return cases.open_case(
            db, NOW, channel="phone", subject="object", helper=helper, person_id=person.id
        ).id


def test_a_call_is_promised_in_four_gestures(agent, number, world):
    agent.go(f"/cases/{number}")
    agent.count_anew()
    agent.click("#promise")
    agent.click(WINDOW)
    agent.click('.tick:has([name="message"])')
    agent.click("#promise")
    agent.sees(".told")

    with world() as db:
        found = db.scalars(select(Callback)).one()
    assert (found.state, found.may_leave_message) == ("open", True)
    assert agent.gestures == 4
    assert figure_of(14).startswith(f"{agent.gestures} gestures")
    assert agent.faults == []


def test_the_same_by_keys_and_names_alone(agent, number, world):
    agent.go(f"/cases/{number}")
    agent.tab_to("Promettre un rappel")
    agent.press("Enter")
    agent.sees(WINDOW)
    agent.tab_to("12\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30")
    agent.press("Space")
    agent.tab_to("Promettre ce rappel")
    agent.press("Enter")
    agent.sees(".told")

    with world() as db:
        assert db.scalars(select(Callback)).one().may_leave_message is False


def test_at_its_time_a_promise_leads_the_list_and_the_word_is_shown_when_asked(agent, number, world, clock):
    agent.go(f"/cases/{number}/callback")
    agent.click(WINDOW)
    agent.click("#promise")
    agent.sees(".told")
    with world() as db:
        clock.now = db.scalars(select(Callback)).one().from_at
    agent.sign_in()
    agent.go("/callbacks")
    agent.click(".promise.is-now button")
    agent.sees("#show-number")
    assert agent.page.locator("#word, #dial").count() == 0
    agent.click("#show-number")
    agent.sees("#dial")

    agent.click("#show-word")

    assert agent.sees("#word").inner_text().strip()
    assert agent.sees("#dial").get_attribute("href") == "tel:+33698765432"
    agent.click('[name="answer"][value="no_answer"]')
    agent.sees(".told")
    with world() as db:
        assert db.scalars(select(Callback)).one().state == "open"
