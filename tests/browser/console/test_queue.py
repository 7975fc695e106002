"""The queue by hand and by keys: gestures counted for lists, macros, keys; a list that lives without moving what is held."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from carnet.services import cases, macros
from carnet.services.macros import Effect
from carnet.store.cases import Case
from carnet.store.staff import Helper
from helpdesk.keymap import GROUPS, NAMED, ON_A_CASE, USUAL
from helpdesk.wording import Wording
from tests.browser.console.table import figure_of
from tests.builders import NOW, make_person
from tests.web.consoles import hire


@pytest.fixture
def open_cases(world):
    def open_(count, **said):
        with world() as db:
            return [cases.open_case(db, NOW, **{"channel": "phone", **said}).id for _ in range(count)]

    return open_


@pytest.fixture
def case_of(world):
    def look(number):
        with world() as db:
            case = db.get(Case, number)
            return {
                "state": case.state,
                "wrap_up": case.wrap_up,
                "owner": case.owner_id,
                "labels": case.labels,
                "priority": case.priority,
            }

    return look


def me(db):
    return db.query(Helper).filter_by(login="samira").one()


def test_the_list_ends_labels_takes_gives_and_promises_in_two_gestures(agent, open_cases, case_of, world):
    with world() as db:
        colleague = hire(db, "lucas", role="agent").id
        person = make_person(db, contacts={"phone": "0612345642"}).id
    first, second, third, fourth = open_cases(4)
    [promised] = open_cases(1, person_id=person)
    agent.go("/")

    agent.click(f"#do-{first}")
    agent.click('#dialog button[value="explained"]')
    agent.sees('.told[role="status"]')
    assert (agent.gestures, case_of(first)["wrap_up"]) == (2, "explained")

    agent.count_anew()
    agent.click(f"#do-{second}")
    agent.click('#dialog button[value="paper"]')
    agent.sees('.told[role="status"]')
    assert (agent.gestures, case_of(second)["labels"]) == (2, "paper")

    for number, act, held in (
        (fourth, f'button[formaction*="/do/assign"][value="{colleague}"]', ("open", colleague)),
        (promised, 'button[formaction*="/do/callback"]', ("promised", None)),
    ):
        agent.count_anew()
        agent.click(f"#do-{number}")
        agent.click(f"#dialog {act}")
        agent.page.wait_for_url(f"**#row-{number}")
        assert (agent.gestures, (case_of(number)["state"], case_of(number)["owner"])) == (2, held)

    agent.count_anew()
    agent.click(f"#take-{third}")
    agent.sees('form[action$="/note"]')
    assert agent.gestures == 1
    assert figure_of(13).startswith("2 gestures")
    assert agent.faults == []


def test_a_case_of_the_list_is_ended_by_keys_alone(agent, open_cases, case_of):
    _first, second = open_cases(2)
    agent.go("/")

    agent.press("j", "j", "c")
    agent.sees("#dialog[open]")
    agent.press("i", "c")
    agent.sees('.told[role="status"]')

    assert case_of(second)["wrap_up"] == "explained"
    assert agent.gestures == 5


def test_a_macro_is_started_by_three_keys_from_the_list(agent, open_cases, case_of, world):
    [number] = open_cases(1)
    with world() as db:
        effects = [Effect("note", "Tout est dit."), Effect("wrap_up", "explained")]
        macros.keep(db, me(db), NOW, name="Explique", effects=effects)
    agent.go("/")

    agent.press("m")
    agent.sees('#dialog [data-shortcut="1"]')
    agent.press("1")
    assert "Tout est dit." in agent.sees("#dialog ol").inner_text()
    agent.press("Enter")
    agent.sees("#undo")

    assert (agent.gestures, case_of(number)["wrap_up"]) == (3, "explained")
    agent.press("z")
    agent.sees('.told[role="status"]:not(.undo)')
    assert case_of(number)["state"] == "open"


def test_a_change_elsewhere_comes_within_two_seconds_and_moves_neither_focus_nor_choice_nor_scroll(
    agent, open_cases
):
    numbers = open_cases(40)
    agent.go("/")
    agent.page.locator(f"#pick-{numbers[2]}").check()
    agent.page.locator(f"#case-{numbers[30]}").focus()
    scroll = agent.page.evaluate("scrollY")

    [new] = open_cases(1)
    expect(agent.page.locator(f"#row-{new}")).to_be_attached(timeout=4_000)

    assert agent.page.evaluate("document.activeElement.id") == f"case-{numbers[30]}"
    assert agent.page.locator(f"#pick-{numbers[2]}").is_checked()
    assert agent.page.evaluate("scrollY") == scroll


def test_what_changes_by_itself_speaks_at_most_once_in_five_seconds_and_moves_no_focus(agent, open_cases):
    """The page's own clock is moved: ten polls of two seconds, each with another number of people who wait."""
    page = agent.page
    open_cases(2)
    page.clock.install()
    agent.go("/")
    page.evaluate(
        """() => {
          window.spoken = [];
          const live = '[role=status], [role=alert], [aria-live]:not([aria-live=off])';
          new MutationObserver((changes) => { for (const each of changes) {
            const area = (each.target.closest ? each.target : each.target.parentElement)?.closest(live);
            if (area && area.textContent.trim()) window.spoken.push([performance.now(), area.textContent.trim()]);
          } }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    page.locator("main a[href], main button").first.focus()
    before = agent.focused()

    for _ in range(10):
        [new] = open_cases(1)
        with page.expect_response(lambda answer: "/requests" in answer.url and answer.status == 200):
            page.clock.run_for(2_000)
        expect(page.locator(f"#row-{new}")).to_be_attached()
    page.clock.run_for(6_000)

    spoken = page.evaluate("() => window.spoken")
    assert len(spoken) >= 3, spoken
    assert all(later[0] - former[0] >= 5_000 for former, later in itertools.pairwise(spoken)), spoken
    assert spoken[-1][1] == page.locator("#count").inner_text()
    assert agent.focused() == before


def test_whoever_wishes_hears_calls_alone_and_sees_no_minutes(agent, open_cases, world):
    open_cases(2, priority="urgent")
    agent.go("/")
    expect(agent.page.locator("#line-state .timer, td .timer").first).to_be_visible()
    agent.go("/account")
    for name in ("hears_all", "sees_times"):
        agent.page.uncheck(f'[name="{name}"]')
    agent.page.click('form[action="/account/measure"] button')
    agent.sees("#said")
    agent.page.clock.install()
    agent.go("/")
    agent.page.clock.run_for(1_000)

    [new] = open_cases(1)
    with agent.page.expect_response(lambda answer: "/requests" in answer.url and answer.status == 200):
        agent.page.clock.run_for(2_000)
    expect(agent.page.locator(f"#row-{new}")).to_be_attached()
    agent.page.clock.run_for(6_000)

    assert agent.page.locator("#news").inner_text() == ""
    assert agent.page.locator(".timer:visible").count() == 0
    assert agent.page.locator(".timer").count() > 0


def test_an_open_panel_stays_open_while_the_list_changes(agent, open_cases):
    [number] = open_cases(1)
    agent.go("/")
    agent.click(f"#do-{number}")
    agent.sees("#dialog[open]")

    [new] = open_cases(1)

    # The head is asked every second, the list every two: three answers of the head, and the list would have come.
    for _ in range(3):
        agent.page.wait_for_event("response", lambda answer: answer.url.endswith("/line"), timeout=5_000)
    expect(agent.page.locator("#dialog[open]")).to_be_visible()
    agent.press("Escape")
    expect(agent.page.locator(f"#row-{new}")).to_be_attached(timeout=4_000)


def test_a_frozen_list_does_not_move_until_it_lives_again(agent, open_cases):
    open_cases(1)
    agent.go("/")
    agent.press("p")
    agent.sees('#freeze[aria-pressed="true"]')

    [new] = open_cases(1)
    agent.sees("#presence .told")
    assert agent.page.locator(f"#row-{new}").count() == 0
    agent.press("p")

    expect(agent.page.locator(f"#row-{new}")).to_be_attached(timeout=4_000)


def test_why_the_first_is_first_is_one_gesture(agent, open_cases):
    open_cases(1, priority="urgent")
    agent.go("/")

    agent.press("y")

    assert "est en premier" in agent.focused()
    assert agent.gestures == 1
    assert "Cette demande est urgente." in agent.sees(".first").inner_text()


def test_no_key_acts_while_a_field_has_the_focus(agent, open_cases, case_of):
    [number] = open_cases(1)
    agent.go("/")
    agent.page.locator("#resume_code").focus()

    agent.type("".join(key for key in USUAL.values() if len(key) == 1))

    assert agent.page.url.endswith("/")
    assert agent.page.locator("#dialog[open]").count() == 0
    assert case_of(number) == {
        "state": "open",
        "wrap_up": None,
        "owner": None,
        "labels": "",
        "priority": "normal",
    }


def test_no_single_key_of_the_list_ends_or_gives_away_a_case(at_work, open_cases, case_of):
    agent = at_work()
    [number] = open_cases(1)
    for key in USUAL.values():
        agent.go("/")
        agent.press(key)
        assert case_of(number)["state"] in ("open", "paused"), key
        assert case_of(number)["wrap_up"] is None, key


def test_the_question_mark_shows_every_key(agent):
    agent.go("/")

    agent.press("?")

    said = agent.sees("#dialog[open]").inner_text()
    assert agent.gestures == 1
    words = Wording("fr")
    for _group, actions in GROUPS:
        for _name, key, word in actions:
            assert words.text(word) in said
            assert (words.text(NAMED[key]) if key in NAMED else key) in said


def test_a_key_of_ones_own_acts_in_the_place_of_the_usual_one_and_all_can_be_stopped(agent, open_cases):
    open_cases(1)
    agent.go("/keys")
    agent.page.fill("#key-freeze", "=")
    agent.page.click('form[action="/keys"] .main-key')
    agent.sees('.told[role="status"]')
    agent.go("/")
    agent.press("p")
    assert agent.page.locator('#freeze[aria-pressed="true"]').count() == 0
    agent.press("=")
    agent.sees('#freeze[aria-pressed="true"]')

    agent.go("/keys")
    agent.page.click('button[value="off"]')
    agent.sees('button[value="on"]')
    agent.go("/")
    agent.press("=", "j", "c", "?")

    assert agent.page.locator("#dialog[open]").count() == 0
    assert agent.page.locator('#freeze[aria-pressed="true"]').count() == 0


def test_the_keys_of_a_case_are_those_of_the_list(agent, open_cases, world):
    [number] = open_cases(1)
    with world() as db:
        cases.take(db, number, me(db), NOW)
    agent.go(f"/cases/{number}")

    on_the_case = set(
        agent.page.locator("[data-shortcut]").evaluate_all("all => all.map(e => e.dataset.shortcut)")
    )

    wanted = {USUAL[name] for name in ON_A_CASE - {"open", "take", "start", "undo"}}
    assert wanted <= on_the_case, re.sub(r"\W", " ", str(wanted - on_the_case))
