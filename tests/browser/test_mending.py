"""A slip in one group of the code: the cursor stands at that group, and mending costs that group and no more."""

import pytest

from carnet.domain.code import ALPHABET, GROUP_LENGTH, digits_of
from tests.scenarios import make_someone

COUNTING = """window.presses = 0;
document.addEventListener('pointerup', (event) => event.target.closest?.('.key') && (window.presses += 1), true);"""
BOXES = "() => [...document.querySelectorAll('.box')].map((box) => box.classList.contains('is-next') ? '_' : box.classList.contains('is-dot') ? '*' : box.textContent || ' ').join('')"


def with_slip(code: str, group: int) -> str:
    """Return the code with the first sign of a group wrong; groups count from 1."""
    place = (group - 1) * GROUP_LENGTH
    other = next(sign for sign in ALPHABET if sign not in code)
    return code[:place] + other + code[place + 1 :]


def group_of(code: str, group: int) -> str:
    return code[(group - 1) * GROUP_LENGTH : group * GROUP_LENGTH]


@pytest.fixture
def code(world) -> str:
    with world() as db:
        return make_someone(db).code


@pytest.fixture
def slipped(person, code):
    """Bring the person to the problem of a slip in a group."""
    person.page.add_init_script(COUNTING)

    def slip(group: int):
        person.arrive()
        person.answer("1", "welcome/comfort")
        person.answer("good", "start/what")
        person.answer("letter", "identify/code")
        person.enter(with_slip(code, group))
        person.page.locator("#problem").wait_for()
        person.rest()
        person.page.evaluate("window.presses = 0")
        return person

    return slip


@pytest.mark.parametrize("group", [1, 2, 3])
def test_a_slip_is_mended_by_touch_with_its_own_four_signs(group, slipped, code):
    person = slipped(group)

    person.type(group_of(code, group), "identify/nir")

    assert person.page.evaluate("window.presses") == GROUP_LENGTH + 1
    assert person.faults == []


@pytest.mark.parametrize("group", [1, 2, 3])
def test_a_slip_is_mended_by_keys_with_the_same_four_signs(group, slipped, code):
    slipped(group).type_by_keys(group_of(code, group), "identify/nir")


@pytest.mark.parametrize("group", [1, 2, 3])
@pytest.mark.parametrize("written", [str, digits_of], ids=["signs", "digits"])
def test_a_scanner_that_sends_the_whole_code_is_heard(written, group, slipped, code):
    slipped(group).type_by_keys(written(code), "identify/nir")


@pytest.mark.parametrize("group", [1, 2])
def test_who_types_the_whole_code_again_by_touch_is_heard_too(group, slipped, code):
    slipped(group).type(code, "identify/nir")


def test_what_is_mended_stands_in_its_own_boxes(slipped, code):
    person = slipped(2)
    looks = [person.page.evaluate(BOXES)]
    first = group_of(code, 2)[0]
    person.touch(f'[data-sign="{first}"]')
    looks.append(person.page.evaluate(BOXES))
    person.rest()
    person.touch("[data-erase]")
    looks.append(person.page.evaluate(BOXES))

    assert looks == ["****_*******", f"****{first}_  ****", f"***{code[3]}_   ****"]
    assert person.page.input_value("#answer") == group_of(code, 1) + group_of(code, 3)


def test_erasing_empties_the_group_at_once_then_goes_on_before_it(slipped, code):
    person = slipped(2)
    for _ in range(2):
        person.rest()
        person.touch("[data-erase]")
    assert person.page.input_value("#answer") == group_of(code, 1)[:3] + group_of(code, 3)
    person.rest()

    person.type(code[3] + group_of(code, 2), "identify/nir")


def test_one_sign_too_many_is_taken_back_and_nothing_is_lost(slipped, code):
    person = slipped(1)
    whole, more = group_of(code, 1), next(sign for sign in ALPHABET if sign != code[3])
    person.page.keyboard.type(whole + more)
    assert person.page.input_value("#answer") == whole + more
    person.page.keyboard.press("Backspace")
    assert person.page.input_value("#answer") == code
    person.rest()

    person.page.keyboard.press("Enter")
    person.at("identify/nir")


def test_the_voice_says_the_sign_that_was_typed_and_the_group_when_it_is_whole(slipped, code):
    person = slipped(2)
    person.plug_headphones()
    person.rest()
    for sign in group_of(code, 2):
        since = len(person.heard())
        person.page.keyboard.type(sign)
        person.wait_to_hear(f"{sign}$", since)

    person.wait_to_hear(f"^{' '.join(group_of(code, 2))}$", since)


def test_a_code_cut_short_goes_on_at_its_end_once_its_wrong_group_is_mended(person, code):
    person.arrive()
    person.answer("1", "welcome/comfort")
    person.answer("good", "start/what")
    person.answer("letter", "identify/code")
    person.enter("0" + code[1:6])
    person.page.locator("#problem").wait_for()

    person.page.keyboard.type(group_of(code, 1))
    assert person.page.input_value("#answer") == code[:6]
    person.page.keyboard.type(code[6:])
    person.rest()
    person.page.keyboard.press("Enter")
    person.at("identify/nir")
