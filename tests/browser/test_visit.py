"""Whole visits in a real browser: by touch, by keys and ears alone, in Arabic at the largest size."""

import pytest
from playwright.sync_api import Browser

from carnet.store.spaces import space_of
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


def test_a_letter_holder_activates_by_touch(person, world):
    with world() as db:
        someone = make_someone(db)
    person.arrive()
    person.answer("1", "welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")
    identify(person, someone, "choices/notified")
    person.answer("activate", "activate/confirm")
    person.answer("yes", "receipt/activated")

    assert state_of(world, someone) == "activated"
    person.touch('button[value="finish"]')
    person.at("leave/farewell")
    assert person.page.context.cookies() == []
    assert person.faults == []


ACTS = {
    "activate": ("notified", "decide", ["L’activer", "^Oui"], "activated"),
    "object": ("notified", "decide", ["Ne pas l’ouvrir", "^Oui"], "objected"),
    "close": ("opened_auto", "decide", ["Le fermer", "^Suite", "^Suite", "^Oui"], "closed_archived"),
}


@pytest.mark.parametrize("act", ACTS)
def test_with_the_screen_covered_a_person_does_each_act_by_ear_and_keys_alone(act, person, world):
    state, purpose, wishes, after = ACTS[act]
    with world() as db:
        someone = make_someone(db, state=state, purpose=purpose)
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
    for wish in wishes:
        since = len(person.heard())
        person.choose_by_ear(wish)
        person.wait_to_hear("C’est bien cela|C’est fait|si vous le fermez|Fermer n’efface pas", since)
    person.wait_to_hear("C’est fait", 0)

    assert state_of(world, someone) == after


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1180, 820)])
def test_in_arabic_at_the_largest_size_a_person_closes_by_touch(
    width, height, chromium: Browser, kiosk, world
):
    with world() as db:
        someone = make_someone(db, state="activated", purpose="close")
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True)
    person = KioskPerson(context.new_page(), kiosk.address)
    person.arrive()
    person.answer("3", "welcome/comfort")
    person.touch('button[formaction="/comfort"]')
    person.at("comfort/see")
    person.touch('button[formaction="/comfort/see/size"][value="XXL"]')
    person.at("comfort/see")
    person.touch('button[formaction="/continue"]')
    person.at("welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")
    identify(person, someone, "choices/active", by_keys=True)
    person.answer("close", "close/consequences")
    person.answer("next", "close/kept")
    person.answer("next", "close/confirm")
    person.answer("yes", "receipt/closed")

    assert person.page.evaluate("document.documentElement.dir") == "rtl"
    assert person.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert state_of(world, someone) == "closed_archived"
    context.close()
