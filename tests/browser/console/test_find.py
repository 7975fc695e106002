"""Requirements 3, 5 and 24 in a real browser, by keys alone: gestures and keystrokes are counted."""

import pytest

from carnet.journeys import JOURNEYS
from carnet.services import resumption, visits
from carnet.store.visits import Proof
from tests.builders import NOW


@pytest.fixture
def code(world) -> str:
    """The code of a visit that stands at the question of the letter."""
    with world() as db:
        db.info["languages"] = ("fr", "en", "ar")
        turn = visits.start(db, JOURNEYS, surface="kiosk", now=NOW, kiosk="kiosk-1")
        for place, answer in ((("welcome", "language"), "1"), (("welcome", "comfort"), "good")):
            visits.answer(turn, JOURNEYS, place, visits.position(turn, JOURNEYS).sequence, answer)
        return resumption.make(turn)


def found(agent, someone) -> None:
    """Find somebody by number: the card is open afterwards."""
    agent.press("/")
    agent.type(someone.nir)
    agent.press("Enter")
    agent.sees("label.candidate")
    agent.press("1")
    agent.sees('main[data-place="people"]')


def fill(agent, **typed: str) -> None:
    agent.page.locator(f"#{next(iter(typed))}").focus()
    for text in typed.values():
        agent.type(text)
        agent.page.keyboard.press("Tab")
    agent.page.keyboard.press("Enter")


def test_requirement_3_a_code_opens_its_step_in_ten_keystrokes(agent, code):
    agent.press("/")
    agent.type(code)
    agent.press("Enter")
    agent.sees('main[data-place="start/what"]')

    assert agent.gestures + agent.keystrokes == 10
    assert agent.faults == []


def test_requirement_24_a_card_opens_by_three_gestures_and_says_why(agent, someone):
    found(agent, someone)

    assert agent.gestures == 3
    assert "Perrin" not in agent.page.url
    assert agent.faults == []


def test_requirement_5_three_failures_then_a_letter_in_one_gesture(agent, someone):
    found(agent, someone)
    for _ in range(3):
        fill(agent, nir=someone.nir, birth_date="09031951", serial=someone.serial)
        agent.sees(".problem[role=alert]")
    agent.sees('button[data-shortcut="l"]')
    agent.count_anew()
    agent.press("l")
    agent.sees("text=Le code part par courrier.")

    assert (agent.gestures, agent.keystrokes) == (1, 0)


def test_requirement_24_who_looked_is_printed_in_two_gestures(agent, someone, world):
    found(agent, someone)
    fill(agent, nir=someone.nir, birth_date=someone.born, serial=someone.serial)
    agent.sees("text=Réponses justes")
    with world() as db:
        proof = db.query(Proof).one()
        proof.level, proof.method = "P1-phone", "call_back:1:P1-phone"
    agent.page.reload()
    agent.sees("text=Identité prouvée")
    agent.count_anew()
    agent.press("j")
    agent.sees("table.seen")
    with agent.page.expect_response("**/journal.pdf") as paper:
        agent.press("p")

    assert paper.value.headers["content-type"] == "application/pdf"
    assert (agent.gestures, agent.keystrokes) == (2, 0)
