"""Requirement 17: whatever breaks (browser, server, session, network, another's save), not one sign is lost."""

from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

import helpdesk
from carnet.services import cases, staff
from carnet.services.staff import with_login
from carnet.store.cases import Case, CaseLine
from carnet.store.database import make_engine
from helpdesk import watch
from tests.browser.conftest import serve
from tests.browser.console.agent import PATIENCE_MS, Agent
from tests.browser.console.table import figure_of, rows
from tests.builders import NOW

NOTE = "Veut un papier en gros caractères, et sa fille au téléphone."


EVERY_MS = 2_000
"""So often a page asks who is there, and so old a draft is at most."""


class Place(NamedTuple):
    """A page that has a note: of a case, or of a step in a call. ``press`` is a key of it, ``then`` what follows."""

    address: str
    number: int
    press: str
    then: str


@pytest.fixture
def number(world, agent):
    with world() as db:
        return cases.open_case(
            db, NOW, channel="phone", subject="object", helper=with_login(db, agent.login)
        ).id


@pytest.fixture
def on_a_case(number):
    return Place(f"/cases/{number}", number, "#save-fields", ".told")


@pytest.fixture
def in_a_call(world, agent):
    agent.click('form[action="/visits"] button')
    agent.sees('[data-place="welcome/language"]')
    with world() as db:
        number = db.scalars(select(Case)).one().id
    return Place("/script", number, "#step .answer", '[data-place="welcome/comfort"]')


@pytest.fixture(params=["on_a_case", "in_a_call"])
def place(request):
    return request.getfixturevalue(request.param)


def note_of(agent):
    return agent.sees("#note").input_value()


def write(agent, address, text=NOTE):
    agent.go(address)
    agent.sees("#note").focus()
    agent.type(text)


def write_until_kept(agent, address, text=NOTE):
    agent.go(address)
    agent.sees("#note").focus()
    agent.type_until_kept(text)


def stand_still(agent, address):
    """Open a page in which time passes by ``run_for`` alone."""
    agent.page.clock.install(time=NOW)
    agent.go(address)
    agent.page.clock.pause_at(NOW + timedelta(minutes=1))


def test_a_note_outlives_the_crash_of_the_browser_and_of_the_server(
    contexts, place, agent, settings, clock, engine, keys, world
):
    write_until_kept(agent, place.address)
    agent.page.context.close()
    clock.pass_by(minutes=1)
    again = helpdesk.create_app(settings, clock=clock, engine=make_engine(str(engine.url)), keys=keys)

    with contextmanager(serve)(again) as restarted:
        back = Agent(contexts().new_page(), restarted.address, clock, agent.login)
        back.sign_in()
        back.go("/?view=mine")
        back.click(f'a[href="/cases/{place.number}"]')

        assert note_of(back) == NOTE
        assert back.gestures == 1
        assert figure_of(17).startswith(f"{back.gestures} gesture")
        back.page.context.close()


def test_a_note_is_safe_before_whatever_is_pressed_beside_it(agent, place):
    write_until_kept(agent, place.address, "Entend mal")
    agent.type(" de loin")
    agent.page.wait_for_function("() => document.getElementById('note').value.endsWith('loin')")
    agent.click(place.press)
    agent.sees(place.then)

    assert note_of(agent) == "Entend mal de loin"


def test_a_note_that_is_written_without_a_pause_is_never_older_than_two_seconds(agent, place):
    stand_still(agent, place.address)
    agent.sees("#note").focus()

    for two in ("Ve", "ut", " u", "n ", "pa", "pi", "er"):
        written = note_of(agent)
        with agent.page.expect_response("**/draft") as kept:
            for sign in two:
                agent.type(sign)
                agent.page.clock.run_for(EVERY_MS // 2)
        assert parse_qs(kept.value.request.post_data).get("note", [""])[0].startswith(written)

    assert "2 s" in next(row.bar for row in rows() if row.number == 17)


def test_what_was_typed_in_the_very_moment_in_which_a_page_is_left_is_kept(agent, place, at_work):
    lucas = at_work("lucas")
    lucas.go(f"/cases/{place.number}")
    stand_still(agent, place.address)
    agent.sees("#note").focus()
    agent.type(NOTE)
    agent.go("/")
    lucas.sees("#others:has-text('Samira Aidante écrit dans ce dossier.')")

    agent.go(place.address)

    assert note_of(agent) == NOTE


def test_a_session_that_closes_in_the_middle_of_a_note_loses_nothing_and_the_note_leaves_by_itself(
    agent, place, world, clock
):
    write_until_kept(agent, place.address, "Veut un papier")
    with world() as db:
        staff.end_sessions(db, with_login(db, agent.login), clock.now)
    agent.type(" en gros caractères")
    agent.sees("#away-session")
    agent.click("#add-note")
    clock.pass_by(minutes=1)
    elsewhere = Agent(agent.page.context.new_page(), agent.address, clock, agent.login)
    elsewhere.sign_in()

    expect(agent.page.locator(".history .note")).to_have_text(
        "Veut un papier en gros caractères", timeout=PATIENCE_MS
    )
    with world() as db:
        assert [line.kind for line in db.scalars(select(CaseLine))] == ["opened", "note"]


def test_a_lost_network_is_said_once_and_heals_by_itself(agent, place):
    write_until_kept(agent, place.address, "Veut")
    agent.page.context.set_offline(True)
    agent.type(" un papier")
    agent.sees("#away-network")
    assert "Le réseau est coupé." in agent.sees("#network").inner_text()

    agent.page.context.set_offline(False)

    expect(agent.page.locator("#away-network")).to_be_hidden(timeout=PATIENCE_MS)
    expect(agent.page.locator("#network")).to_contain_text("Le réseau est revenu.", timeout=PATIENCE_MS)
    agent.page.reload()
    assert note_of(agent) == "Veut un papier"


def test_during_a_call_nothing_is_sent_into_a_network_that_is_away(agent, in_a_call):
    write(agent, in_a_call.address, "Veut un papier")
    agent.page.context.set_offline(True)
    agent.sees("#network:has-text('Le réseau est coupé.')")
    agent.type(" en gros")
    agent.click(in_a_call.press)
    assert agent.page.locator('[data-place="welcome/language"]').count() == 1
    agent.page.context.set_offline(False)
    agent.sees("#network:has-text('Le réseau est revenu.')")

    agent.click(in_a_call.press)

    agent.sees(in_a_call.then)
    assert note_of(agent) == "Veut un papier en gros"


def test_two_helpers_see_each_other_read_and_write_in_card_and_list(agent, place, at_work, monkeypatch):
    # One poll of a page whose clock stands still: the quarter second for which events are remembered would not pass.
    monkeypatch.setattr(watch, "FRESH_S", 0)
    lucas = at_work("lucas")
    every = f"every {EVERY_MS // 1000}s"
    stand_still(agent, "/?view=mine")
    assert agent.sees("#requests").get_attribute("data-hx-trigger") == every

    with lucas.page.expect_response("**/here"):
        lucas.go(f"/cases/{place.number}")
    agent.page.clock.run_for(EVERY_MS)
    agent.sees(f"#row-{place.number}:has-text('Lucas Aidante')")
    agent.go(place.address)
    assert agent.page.get_attribute("#others", "data-hx-trigger").endswith(every)
    agent.page.clock.run_for(EVERY_MS)
    agent.sees("#others:has-text('Lucas Aidante lit aussi ce dossier.')")
    lucas.sees("#others:has-text('Samira Aidante lit aussi ce dossier.')")
    lucas.sees("#note").focus()
    with lucas.page.expect_response("**/draft"):
        lucas.type("J")
    agent.page.clock.run_for(EVERY_MS)

    agent.sees("#others:has-text('Lucas Aidante écrit dans ce dossier.')")


def test_two_who_save_at_once_choose_field_by_field(agent, number, at_work, world):
    lucas = at_work("lucas")
    for helper in (agent, lucas):
        helper.go(f"/cases/{number}")
    lucas.sees("#note").fill(NOTE)
    agent.page.select_option("#priority", "urgent")
    agent.click("#save-fields")
    agent.sees(".told")
    lucas.page.select_option("#subject", "close")
    lucas.click("#save-fields")

    shown = lucas.sees(".conflict").inner_text()
    expect(lucas.page.locator("#conflict")).to_be_focused()
    for both in ("Urgente", "Ordinaire", "Ne pas l’ouvrir", "Le fermer", NOTE):
        assert both in shown
    assert note_of(lucas) == NOTE
    lucas.click("#choose")
    lucas.sees(".told")
    assert lucas.page.locator("#subject").input_value() == "close"
    assert agent.faults == lucas.faults == []
