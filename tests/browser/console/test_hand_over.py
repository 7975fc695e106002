"""Requirement 21: a hand-over costs two gestures, comes by itself to the receiver, and the person repeats nothing."""

import pytest
from sqlalchemy import select

from carnet.services.staff import with_login
from carnet.store.cases import Case
from carnet.store.visits import Proof, Visit
from tests.browser.console.table import figure_of
from tests.builders import NOW, make_person


@pytest.fixture
def started(agent, world):
    """Samira is in a visit with somebody who has proved who they are."""
    agent.click('form[action="/visits"] button')
    agent.sees('[data-place="welcome/language"]')
    with world() as db:
        visit = db.scalars(select(Visit)).one()
        person = make_person(db)
        db.add(
            Proof(
                visit_id=visit.id,
                person_id=person.id,
                level="P2",
                method="code:1:P2",
                at=NOW,
                surface="script",
            )
        )
        return db.scalars(select(Case)).one().id


def offer(agent, number, who):
    agent.go(f"/cases/{number}")
    agent.count_anew()
    agent.gestures += 1  # one choice in a list
    agent.page.select_option("#to", label=who)
    agent.click("#hand-over")
    agent.sees(".handed .told")


def test_a_case_is_handed_over_in_two_gestures_and_the_person_repeats_nothing(agent, at_work, started, world):
    lucas = at_work("lucas")
    offer(agent, started, "Lucas Aidante, Agent du 34 22")
    shown = lucas.sees(".offer")

    assert agent.gestures == 2
    assert figure_of(21).startswith(f"{agent.gestures} gestures")
    assert "Identité vérifiée." in shown.inner_text()
    assert len(shown.locator("li").all()) == 2

    lucas.click(".offer .main-key")
    lucas.sees('[data-place="welcome/language"]')

    with world() as db:
        assert db.get(Case, started).owner_id == with_login(db, "lucas").id
        assert len(db.scalars(select(Proof)).all()) == 1
    assert "Lucas Aidante a pris le dossier." in agent.sees(".handed .told:has-text('a pris')").inner_text()
    assert agent.faults == lucas.faults == []


def test_an_ambassador_hands_over_to_the_line_and_nobody_in_particular(at_work, world):
    samira, lucas = at_work("samira", role="volunteer"), at_work("lucas")
    samira.click('form[action="/visits"] button')
    samira.sees('[data-place="welcome/language"]')
    with world() as db:
        number = db.scalars(select(Case)).one().id
    samira.go(f"/cases/{number}")
    samira.count_anew()
    samira.click("#hand-over")

    lucas.click(".offer .main-key")

    lucas.sees('[data-place="welcome/language"]')
    assert samira.gestures == 1


def test_a_refusal_comes_back_with_its_reason_while_the_sender_looks(agent, at_work, started):
    lucas = at_work("lucas")
    offer(agent, started, "Lucas Aidante, Agent du 34 22")
    lucas.click('.offer [name="reason"][value="busy"]')

    assert (
        "Je suis avec une autre personne" in agent.sees(".handed .told:has-text('ne peut pas')").inner_text()
    )


def test_an_offer_that_nobody_answers_returns_by_itself(agent, at_work, started, clock):
    lucas = at_work("lucas")
    offer(agent, started, "Lucas Aidante, Agent du 34 22")
    lucas.sees(".offer")

    clock.pass_by(seconds=30)

    agent.sees(".handed .told:has-text('30 secondes')")
    lucas.page.wait_for_selector(".offer", state="detached")
