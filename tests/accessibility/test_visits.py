"""Checks that need a whole visit at the real kiosk: what is typed, kept, taken back, and wiped."""

import json

import pytest

from carnet.domain.code import digits_of
from carnet.store.spaces import space_of
from tests.scenarios import make_someone

LANDED = """document.addEventListener('htmx:afterSettle', () => {
  queueMicrotask(() => (window.landed ??= []).push(document.activeElement.tagName));
});"""


def begin(person, language: str = "1") -> None:
    person.arrive()
    person.answer(language, "welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")


def settled(person, name: str, value: str) -> None:
    """Wait until the same page has come back in other clothes, is cut into sheets, and hears presses again."""
    person.page.wait_for_selector(f'html:not([data-busy]) #page[data-{name}="{value}"][data-pages]')
    person.rest()


def leave_panel(person) -> None:
    """Go back sheet by sheet, then to the place that was left."""
    while person.page.locator('[data-turn="-1"]').is_visible():
        person.page.click('#step .bar [formaction="/continue"]')
        person.rest()
    person.page.click('#step .bar [formaction="/continue"]')
    person.at("identify/code")


def test_a59_a_scanned_visit_types_a_birth_date_and_nothing_else(person, world, tmp_path):
    with world() as db:
        someone = make_someone(db)
    begin(person)

    person.type_by_keys(digits_of(someone.code), "identify/nir")  # the scanner types these, nobody else
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "card.json").write_text(json.dumps({"nir": someone.nir, "serial": someone.serial}))
    person.touch('#step button[formaction="/card"]')
    person.page.wait_for_function("() => document.getElementById('answer')?.value.length >= 15")
    person.rest()
    person.touch(".pad .is-primary")
    person.at("identify/birth_date")
    typed = someone.born
    person.type_by_keys(typed, "identify/serial")
    assert person.page.input_value("#answer").replace(" ", "") == someone.serial
    person.touch(".pad .is-primary")
    person.at("choices/notified")

    assert len(typed) <= 20
    assert person.faults == []


TAKEN_BACK = {
    "refusing": (
        "notified",
        [("object", "object/confirm"), ("yes", "receipt/objected")],
        [("more", "choices/objected"), ("activate", "change_mind/confirm"), ("yes", "receipt/activated")],
        ("objected", "activated"),
    ),
    "closing": (
        "opened_auto",
        [
            ("close", "close/consequences"),
            ("next", "close/kept"),
            ("next", "close/confirm"),
            ("yes", "receipt/closed"),
        ],
        [("more", "choices/closed"), ("reopen", "reopen/confirm"), ("yes", "receipt/reopened")],
        ("closed_archived", "activated"),
    ),
}


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_a56_an_act_has_its_own_confirmation_and_is_taken_back_in_the_same_visit(name, person, world):
    before, doing, undoing, (done, undone) = TAKEN_BACK[name]
    with world() as db:
        someone = make_someone(db, state=before)

    def state() -> str:
        with world() as db:
            return space_of(db, someone.person.id).state

    begin(person)
    for typed, then in (
        (someone.code, "identify/nir"),
        (someone.nir, "identify/birth_date"),
        (someone.born, "identify/serial"),
        (someone.serial, "choices/notified" if before == "notified" else "choices/opened"),
    ):
        person.type_by_keys(typed, then)
    for answers, first, last in ((doing, before, done), (undoing, done, undone)):
        for value, then in answers:
            assert state() == first
            person.answer(value, then)
        assert state() == last


def test_a45_after_each_swap_the_focus_is_never_on_the_body(person):
    person.page.add_init_script(LANDED)
    begin(person)
    landed = person.page.evaluate("window.landed")

    assert len(landed) >= 3
    assert set(landed) <= {"H1", "INPUT", "DIV"}


@pytest.mark.parametrize(
    ("bar", "choice", "changed"),
    [
        ("/language", '[formaction="/comfort/language"][value="ar"]', "rtl"),
        ("/comfort", '[formaction="/comfort/see/size"][value="XXL"]', "ltr"),
        ("/comfort", '[formaction="/comfort/see/theme"][value="yellow-on-black"]', "ltr"),
    ],
    ids=["a62 language", "a4 size", "a7 colours"],
)
def test_a1_a4_a7_a62_two_presses_change_it_and_keep_place_and_typed_signs(bar, choice, changed, person):
    begin(person)
    person.page.keyboard.type("ABCD")
    person.rest()

    person.touch(f'.bar [formaction="{bar}"]')
    person.at("language" if bar == "/language" else "comfort/see")
    person.touch(f"button{choice}")
    if bar == "/comfort":
        person.at("comfort/see")
        person.touch('#step .bar [formaction="/continue"]')
    person.at("identify/code")

    assert person.page.input_value("#answer") == "ABCD"
    assert person.page.evaluate("document.documentElement.dir") == changed


@pytest.mark.parametrize("glass", [(1920, 1080), (1180, 820), (1080, 1920)], ids=str)
def test_a68_two_presses_give_back_look_and_sound_and_nothing_else_is_lost(glass, person):
    begin(person, language="3")
    person.page.set_viewport_size({"width": glass[0], "height": glass[1]})
    person.page.keyboard.type("ABCD")
    for key in ("F10", "F7"):
        person.rest()
        person.page.keyboard.press(key)
    for name, value in (("theme", "yellow-on-black"), ("size", "XXL")):
        person.touch('.bar [formaction="/comfort"]')
        person.at("comfort/see")
        person.touch(f'button[formaction="/comfort/see/{name}"][value="{value}"]')
        settled(person, name, value)
        leave_panel(person)
    changed = dict(person.page.evaluate("({ ...document.getElementById('page').dataset })"))

    person.page.click('.bar [formaction="/comfort"]')
    person.at("comfort/see")
    person.page.click("[data-reset]")
    settled(person, "size", "L")
    leave_panel(person)

    look = person.page.evaluate("({ ...document.getElementById('page').dataset })")
    settings = ("size", "theme", "speed", "volume", "language")
    assert [changed[name] for name in settings] == ["XXL", "yellow-on-black", "5", "6", "ar"]
    assert [look[name] for name in settings] == ["L", "light", "4", "5", "ar"]
    assert person.page.input_value("#answer") == "ABCD"


def test_a68_the_end_wipes_the_browser_and_the_next_person_starts_at_defaults(person):
    person.arrive()
    person.answer("3", "welcome/comfort")
    person.page.evaluate("localStorage.setItem('left', '1')")
    person.answer("bigger", "welcome/comfort")
    person.answer("good", "start/what")
    person.answer("later", "later/undated")
    person.answer("finish", "leave/farewell")
    assert person.page.context.cookies() == []
    assert person.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    person.page.goto(person.address)
    person.at("welcome/language")

    look = person.page.evaluate(
        "({ ...document.getElementById('page').dataset, lang: document.documentElement.lang })"
    )
    assert (look["size"], look["theme"], look["lang"]) == ("L", "light", "fr")
    assert (look["speed"], look["volume"], look["pace"]) == ("4", "5", "1")
    assert "voice" not in look
