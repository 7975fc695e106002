"""Whole visits in a real browser: by touch, by keys and ears alone, in Arabic at the largest size."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from carnet.settings import Settings
from carnet.store.spaces import space_of
from kiosk import create_app
from tests.accessibility.stage import SCREENS
from tests.browser.conftest import serve
from tests.browser.person import KioskPerson
from tests.scenarios import make_someone


def identify(person: KioskPerson, someone, then: str, *, by_keys: bool = False) -> None:
    type_ = person.type_by_keys if by_keys else person.type
    type_(someone.code, "identify/nir")
    type_(someone.nir, "identify/birth_date")
    type_(someone.born, "identify/serial")
    type_(someone.serial, then)


def state_of(world, someone) -> str:
    with world() as db:
        return space_of(db, someone.person.id).state


@dataclass(frozen=True)
class Act:
    """One legal act: the space it starts from, the answers after the choices, what is heard of them, where the space ends."""

    state: str
    purpose: str
    answers: tuple[tuple[str, str], ...]
    wishes: tuple[str, ...]
    after: str


ACTS = {
    "activate": Act(
        "notified",
        "decide",
        (("activate", "activate/confirm"), ("yes", "receipt/activated")),
        ("L’activer", "^Oui"),
        "activated",
    ),
    "object": Act(
        "notified",
        "decide",
        (("object", "object/confirm"), ("yes", "receipt/objected")),
        ("Ne pas l’ouvrir", "^Oui"),
        "objected",
    ),
    "close": Act(
        "opened_auto",
        "decide",
        (
            ("close", "close/consequences"),
            ("next", "close/kept"),
            ("next", "close/confirm"),
            ("yes", "receipt/closed"),
        ),
        ("Le fermer", "^Suite", "^Suite", "^Oui"),
        "closed_archived",
    ),
}
CHOICES = {"notified": "choices/notified", "opened_auto": "choices/opened"}


@pytest.mark.parametrize("name", ACTS)
def test_a_letter_holder_does_each_act_by_touch(name, person, world):
    act = ACTS[name]
    with world() as db:
        someone = make_someone(db, state=act.state, purpose=act.purpose)
    person.arrive()
    person.answer("1", "welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")
    identify(person, someone, CHOICES[act.state])
    for value, then in act.answers:
        person.answer(value, then)

    assert state_of(world, someone) == act.after
    person.touch('button[value="finish"]')
    person.at("leave/farewell")
    assert person.page.context.cookies() == []
    assert person.faults == []


@pytest.mark.parametrize("name", ACTS)
def test_with_the_screen_covered_a_person_does_each_act_by_ear_and_keys_alone(name, person, world):
    act = ACTS[name]
    with world() as db:
        someone = make_someone(db, state=act.state, purpose=act.purpose)
    person.arrive()
    person.plug_headphones()
    person.choose_by_ear("Français")
    for expected, wish in (("écran vous convient", "c’est bien"), ("par où commencer", "J’ai ma lettre")):
        person.wait_to_hear(expected, 0)
        person.choose_by_ear(wish)
    for title, typed in (
        ("Tapez le code", someone.code),
        ("numéro de sécurité sociale", someone.nir),
        ("date de naissance", someone.born),
        ("numéro de la carte", someone.serial),
    ):
        person.wait_to_hear(title, 0)
        person.enter(typed)
    person.wait_to_hear("que voulez-vous faire|est ouvert", 0)
    for wish in act.wishes:
        since = len(person.heard())
        person.choose_by_ear(wish)
        person.wait_to_hear("C’est bien cela|C’est fait|si vous le fermez|Fermer n’efface pas", since)
    person.wait_to_hear("C’est fait", 0)

    assert state_of(world, someone) == act.after


@pytest.fixture
def glass(request, tmp_path, engine, keys, chromium: Browser) -> Iterator[KioskPerson]:
    """Somebody at a kiosk of one screen, at the scale of its own millimetres."""
    width, height, millimetre = SCREENS[request.param]
    settings = Settings.from_env(
        {
            "CARNET_MODE": "demonstration",
            "CARNET_DATA": str(tmp_path),
            "CARNET_SCREEN": f"{width}x{height}@{millimetre}",
        }
    )
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True)
    for served in serve(create_app(settings, engine=engine, keys=keys)):
        yield KioskPerson(context.new_page(), served.address)
    context.close()


@pytest.mark.parametrize(
    ("glass", "name", "by_keys"),
    [("reference", "activate", False), ("1366", "object", True), ("1180", "close", True)],
    indirect=["glass"],
)
def test_in_arabic_at_the_largest_size_a_person_does_each_act(name, by_keys, glass, world):
    act, person = ACTS[name], glass
    with world() as db:
        someone = make_someone(db, state=act.state, purpose=act.purpose)
    person.arrive()
    person.answer("3", "welcome/comfort")
    person.touch('button[formaction="/comfort"]')
    person.at("comfort/see")
    person.touch('button[formaction="/comfort/see/size"][value="XXL"]')
    person.at("comfort/see")
    # *Retour* leafs back first, where the panel is cut into sheets.
    while person.page.locator('[data-turn="-1"]').is_visible():
        person.touch('#step .bar [formaction="/continue"]')
        person.rest()
    person.touch('#step .bar [formaction="/continue"]')
    person.at("welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")
    identify(person, someone, CHOICES[act.state], by_keys=by_keys)
    for value, then in act.answers:
        person.answer(value, then)

    assert person.page.evaluate("document.documentElement.dir") == "rtl"
    assert person.page.evaluate("document.getElementById('page').dataset.size") == "XXL"
    assert person.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert state_of(world, someone) == act.after
    assert person.faults == []
