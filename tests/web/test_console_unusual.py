"""Supervisors read what was unusual in looking-up; helpers say where they live, and nobody can read it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.domain.curiosity import MOST_WITHOUT_OUTCOME
from carnet.services import search
from carnet.store.lookups import HelperStreet
from carnet.store.staff import Helper as HelperRow
from tests.builders import NOW, make_identity, make_person
from tests.web.consoles import Helper, hire

STREET = "7 rue des Essais-Inventés"


def at(console, clock, world, login, role):
    with world() as db:
        hire(db, login, role=role)
    helper = Helper(console, clock, login)
    helper.sign_in()
    return helper


@pytest.fixture
def supervisor(console, clock, world):
    return at(console, clock, world, "helene", "supervisor")


def test_yesterdays_unusual_look_ups_are_told_without_a_name_of_those_looked_at(
    supervisor, world, console, clock
):
    at(console, clock, world, "lucas", "agent")
    with world() as db:
        lucas = db.scalars(select(HelperRow).where(HelperRow.login == "lucas")).one()
        for order in range(MOST_WITHOUT_OUTCOME + 1):
            person = make_person(db, identity=make_identity(birth_name=f"Vauxbourdin{'abcdefgh'[order]}"))
            when = NOW - timedelta(days=1)
            handle = search.handle_for(db, lucas, person.id, when)
            search.open_card(db, lucas, handle, "call", when)

    supervisor.look("/unusual")

    rows = [[cell.text_content() for cell in row] for row in supervisor.html.xpath("//tbody/tr")]
    assert rows == [["Lucas Aidante", "Des fiches ouvertes, sans rien faire ensuite.", "6", "6"]]
    assert "Vauxbourdin".casefold() not in supervisor.words().casefold()
    supervisor.look("/unusual?on=2026-11-20")
    assert "Rien d’inhabituel ce jour-là." in supervisor.words()


@pytest.mark.parametrize("day", ["", "x", "9999-99-99", "2027-01-01", "0001-01-01"])
def test_any_day_gets_a_calm_page(supervisor, day):
    assert supervisor.look(f"/unusual?on={day}").status_code == 200


@pytest.mark.parametrize("role", ["volunteer", "employee", "agent"])
def test_only_supervisors_read_it(role, console, clock, world):
    helper = at(console, clock, world, "paul", role)

    assert helper.look("/unusual").status_code == 403
    assert not helper.html.xpath('//nav//a[@href="/unusual"]')


def test_a_helper_says_their_street_and_forgets_it_again(supervisor, world):
    supervisor.look("/account/street")
    answer = supervisor.do("/account/street", street=STREET, place="87999 Nullepart")
    assert "Votre rue est gardée." in supervisor.words()
    assert STREET not in answer.get_data(as_text=True)
    with world() as db:
        assert "essais" not in db.scalars(select(HelperStreet.street_hash)).one()

    supervisor.do("/account/street")

    assert "Aucune rue n’est gardée." in supervisor.words()
    with world() as db:
        assert db.scalars(select(HelperStreet)).all() == []
