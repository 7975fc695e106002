"""A resume code typed in the box of the head opens the exact step; five wrong ones an hour make a console wait."""

import pytest
from sqlalchemy import select

from carnet.journeys import JOURNEYS
from carnet.services import resumption, visits
from carnet.store.cases import Case
from carnet.store.codes import Lockout
from carnet.store.visits import ResumeCode, Seal
from tests.builders import NOW
from tests.scenarios import BEGIN, make_someone
from tests.web.consoles import Helper, at_desk, hire

WRONG = "ABCDEFG2"


@pytest.fixture
def volunteer(console, clock, world):
    return at_desk(console, clock, world)


@pytest.fixture
def code(world):
    """The code of a visit that stands at the question of the letter."""
    with world() as db:
        db.info["languages"] = ("fr", "en", "ar")
        turn = visits.start(db, JOURNEYS, surface="kiosk", now=NOW, kiosk="kiosk-1")
        for place, answer in ((("welcome", "language"), "1"), (("welcome", "comfort"), "good")):
            here = visits.position(turn, JOURNEYS)
            assert here.place == place
            visits.answer(turn, JOURNEYS, place, here.sequence, answer)
        return resumption.make(turn)


def place(helper) -> str:
    return helper.html.xpath("//main/@data-place")[0]


def test_a_code_opens_the_exact_step_and_its_case_is_in_hand(volunteer, code, world):
    volunteer.do("/find", wanted=f"{code[:4]} {code[4:]}".lower())

    assert place(volunteer) == "start/what"
    with world() as db:
        [case] = db.scalars(select(Case))
    assert (case.owner_id, case.subject, case.step) == (1, "start", "what")


@pytest.mark.parametrize("way", ["", "x", "no_codes", "code"])
def test_a_helper_on_the_telephone_types_no_code_whatever_way_the_form_names(way, console, clock, world):
    agent = at_desk(console, clock, world, "ines", role="agent")
    with world() as db:
        db.info["languages"] = ("fr", "en", "ar")
        someone = make_someone(db)
        turn = visits.start(db, JOURNEYS, surface="kiosk", now=NOW, kiosk="kiosk-1")
        for where, answer in BEGIN:
            here = visits.position(turn, JOURNEYS)
            visits.answer(turn, JOURNEYS, tuple(where.split("/")), here.sequence, answer)
        signs = resumption.make(turn)
    agent.do("/find", wanted=signs)
    assert place(agent) == "identify/code"
    sequence = agent.html.xpath('//form[@id="step"]//input[@name="sequence"]/@value')[0]

    agent.do("/script/identify/code", sequence=sequence, answer=someone.code, way=way)

    assert place(agent) == "identify/code"
    with world() as db:
        assert db.scalars(select(Seal)).all() == []


def test_a_code_is_kept_as_a_slow_hash_only(code, world):
    with world() as db:
        row = db.scalars(select(ResumeCode)).one()

    assert row.secret_hash.startswith("$argon2id$")
    assert code[3:] not in row.secret_hash


def test_five_wrong_codes_in_an_hour_make_the_console_wait_fifteen_minutes(volunteer, code, clock, world):
    for _ in range(4):
        volunteer.do("/find", wanted=WRONG)
        assert "Ni code ni référence connus." in volunteer.words()
    volunteer.do("/find", wanted=WRONG)
    assert "Attendez 15 minutes" in volunteer.words()

    volunteer.do("/find", wanted=code)
    assert "Attendez 15 minutes" in volunteer.words()
    clock.pass_by(minutes=8)
    volunteer.look()
    clock.pass_by(minutes=6, seconds=59)
    volunteer.look()
    volunteer.do("/find", wanted=code)
    assert "Attendez 15 minutes" in volunteer.words()
    clock.pass_by(seconds=2)
    volunteer.do("/find", wanted=code)

    assert place(volunteer) == "start/what"


def test_the_wait_is_that_of_one_console(volunteer, code, console, clock, world):
    for _ in range(5):
        volunteer.do("/find", wanted=WRONG)
    with world() as db:
        hire(db, "lucas", role="agent")
    other = Helper(console, clock, "lucas")
    other.sign_in()

    other.do("/find", wanted=code)

    assert place(other) == "start/what"


def test_four_wrong_codes_are_forgotten_after_an_hour(volunteer, clock):
    for _ in range(4):
        volunteer.do("/find", wanted=WRONG)
    for _ in range(6):
        clock.pass_by(minutes=10, seconds=1)
        volunteer.look()
    volunteer.do("/find", wanted=WRONG)

    assert "Ni code ni référence connus." in volunteer.words()


def test_a_wrong_code_counts_whatever_it_looks_like_and_a_name_is_given_back(volunteer, world):
    volunteer.do("/find", wanted="Bertrand")

    assert "C’est un nom ?" in volunteer.words()
    with world() as db:
        assert [
            (row.subject, row.failures) for row in db.scalars(select(Lockout)) if row.scope == "code"
        ] == [("console-1", 1)]


def test_an_open_visit_is_not_lost_by_a_code(volunteer, code):
    volunteer.do("/visits")
    here = place(volunteer)
    volunteer.do("/find", wanted=code)
    assert "Une visite est ouverte sur ce poste." in volunteer.words()

    volunteer.look("/script")

    assert place(volunteer) == here
