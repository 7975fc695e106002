"""A call in a real browser: every gesture counted, from the identity passed to the confirmation and to the proof."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.store.cases import Case
from carnet.store.spaces import Space
from helpdesk.wording import Wording
from tests.browser.console.table import figure_of
from tests.builders import TODAY
from tests.scenarios import make_child, make_someone

WELCOME = ("1", "1", "1")
"""Language, comfort, where to begin: the first answer of each."""


def at(agent, place: str) -> None:
    """Wait until the page of a step is there with its script: a key pressed before is lost."""
    agent.sees(f'main[data-place="{place}"]')
    agent.page.wait_for_load_state("load")


def call(agent, someone, *, to: str) -> None:
    """Begin a call and call the person back: the identity is passed, no gesture is counted yet."""
    agent.go("/")
    agent.click('form[action="/visits"] button')
    at(agent, "welcome/language")
    for key, place in zip(WELCOME, ("welcome/comfort", "start/what", "by_phone/nir"), strict=True):
        agent.press(key)
        at(agent, place)
    for typed, place in ((someone.nir, "birth_date"), (someone.born, "serial"), (someone.serial, "how")):
        agent.type(typed)
        agent.press("Enter")
        at(agent, f"by_phone/{place}")
    agent.press("1")
    at(agent, "by_phone/ring")
    agent.press("9")
    agent.sees('a[id="dial"]')
    agent.page.wait_for_load_state("load")
    agent.press("1")
    at(agent, to)
    agent.count_anew()


def press(agent, *steps: tuple[str, str]) -> int:
    """Press one key a step and wait for the step that follows; return how many gestures it took."""
    before = agent.gestures
    for key, place in steps:
        agent.press(key)
        at(agent, place)
    return agent.gestures - before


CLOSE = (("2", "close/consequences"), ("1", "close/kept"), ("1", "close/confirm"), ("1", "receipt/closed"))
WITH_CHILDREN = (
    ("2", "close/children"),
    ("2", "close/kept"),
    ("1", "close/confirm"),
    ("1", "receipt/closed"),
)
ACTS = {
    "activate": (
        "notified",
        "choices/notified",
        (("1", "by_phone/activate"), ("1", "new_code/sent_mail")),
        2,
    ),
    "object": ("notified", "choices/notified", (("2", "object/confirm"), ("1", "receipt/objected")), 2),
    "close": ("activated", "choices/active", CLOSE, 4),
    "close_with_children": ("activated", "choices/active", WITH_CHILDREN, 4),
}


@pytest.mark.parametrize("act", ACTS)
def test_requirement_7_each_act_by_keys_alone_takes_what_the_table_says(act, agent, world):
    state, begin, steps, expected = ACTS[act]
    with world() as db:
        someone = make_someone(db, state=state)
        if act == "close_with_children":
            make_child(db, someone)
            for space in db.scalars(select(Space).where(Space.person_id != someone.person.id)):
                space.state = "opened_auto"
    call(agent, someone, to=begin)

    assert press(agent, *steps) == expected
    assert str(expected) in figure_of(7)
    assert agent.faults == []


def test_requirement_8_the_proof_takes_one_gesture_and_the_day_and_days_left_are_shown(agent, world):
    with world() as db:
        someone = make_someone(db)
    call(agent, someone, to="choices/notified")
    about, last_day = agent.sees(".about").inner_text(), TODAY + timedelta(days=40)
    assert "Jours restants\N{NO-BREAK SPACE}: 40." in about
    assert f"Peut refuser jusqu’au {Wording('fr').tongue.value(last_day)}." in about
    press(agent, ("2", "object/confirm"), ("1", "receipt/objected"))
    agent.count_anew()

    agent.click('button[name="way"][value="spoken"]')

    said = agent.sees('.ending [role="status"]').inner_text()
    assert agent.gestures == 1
    assert "Il n’ouvre rien." in said
    for way, told in (("post", "courrier"), ("phone", "SMS"), ("mail", "mail")):
        agent.count_anew()
        agent.click(f'button[name="way"][value="{way}"]')
        assert f"La preuve part par {told}." in agent.sees(".sheet > [role=status]").inner_text()
        assert agent.gestures == 1


def test_requirement_9_the_three_consequences_are_one_a_view_and_nothing_waits(agent, world):
    with world() as db:
        someone = make_someone(db, state="activated")
    call(agent, someone, to="choices/active")

    said = []
    for key, place in CLOSE[:3]:
        press(agent, (key, place))
        said.append(agent.sees("#say").inner_text())
        assert agent.page.locator("form#step button[disabled]").count() == 0

    assert ["lire" in said[0], "dix ans" in said[1], "rouvrir" in said[2]] == [True, True, True]
    assert [key.get_attribute("value") for key in agent.page.locator("form#step button").all()] == [
        "yes",
        "no",
        "unknown",
    ]


def test_requirement_6_back_again_and_what_they_see_are_one_key_each_and_text_is_large(agent, world):
    with world() as db:
        someone = make_someone(db)
    call(agent, someone, to="choices/notified")
    press(agent, ("2", "object/confirm"))
    agent.count_anew()

    agent.press("r")
    assert agent.page.evaluate("document.activeElement.id") == "say"
    agent.press("v")
    assert "Vous voulez refuser" in agent.sees(".view .screen").inner_text()
    agent.press("ArrowLeft")
    at(agent, "choices/notified")

    assert agent.gestures == 3
    sizes = agent.page.locator("p.sentence").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 18
    assert agent.page.locator("#say .breath").count() >= 1
    assert "Page 1" in agent.sees(".guide").inner_text()


def test_the_call_ends_by_one_key_that_leads_to_its_code_and_two_keys_close_the_case(agent, world):
    with world() as db:
        someone = make_someone(db)
    call(agent, someone, to="choices/notified")
    press(agent, ("2", "object/confirm"), ("1", "receipt/objected"))
    agent.count_anew()

    agent.press("F9")
    at(agent, "leave/farewell")
    agent.press("f", "r")
    agent.page.wait_for_url("**/?said=closed*")

    assert agent.gestures == 3


def test_two_keys_end_call_and_case_at_once_and_an_unsent_note_is_kept(agent, world):
    with world() as db:
        someone = make_someone(db)
    call(agent, someone, to="choices/notified")
    agent.click("#note")
    agent.type_until_kept("Veut un papier en gros caractères.")
    agent.page.reload()
    assert agent.page.input_value("#note") == "Veut un papier en gros caractères."
    press(agent, ("2", "object/confirm"), ("1", "receipt/objected"))
    agent.count_anew()

    agent.press("f", "r")

    at(agent, "leave/farewell")
    assert agent.gestures == 2
    assert "La demande est finie." in agent.sees(".sheet > [role=status]").inner_text()
    with world() as db:
        number = db.scalars(select(Case.id)).one()
    agent.go(f"/cases/{number}")
    assert agent.sees(".history .note").inner_text() == "Veut un papier en gros caractères."
    assert agent.sees(".history li:has(.note)").inner_text().count("Samira Aidante") == 1
    assert agent.page.input_value("#note") == ""


def test_what_only_the_person_may_fill_has_no_sign_on_the_agents_page(agent, world):
    with world() as db:
        someone = make_someone(db)
    agent.go("/")
    agent.click('form[action="/visits"] button')
    at(agent, "welcome/language")
    for key, place in zip(WELCOME, ("welcome/comfort", "start/what", "by_phone/nir"), strict=True):
        agent.press(key)
        at(agent, place)
    agent.type(someone.nir[:9])
    agent.press("Enter")

    assert agent.sees("#answer").get_attribute("type") == "password"
    assert agent.page.input_value("#answer") == ""
    assert someone.nir[:9] not in agent.page.content()
