"""A new code: by which way it may leave, what proves it, and where to go when none is left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import lockouts, visits
from carnet.settings import Settings
from carnet.store.codes import ProvisionalCode
from carnet.store.outbox import Outbox, Receipt
from carnet.store.visits import ResumeCode
from tests.builders import NOW
from tests.post import language_of
from tests.scenarios import (
    BEGIN,
    forget_contacts,
    make_child,
    make_someone,
)
from tests.walk import PureRobot, walk
from web.paper.counter import facts_of
from web.paper.receipt_words import receipt_lines

SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
EASY = [BEGIN[0], ("welcome/comfort", "easy"), *BEGIN[1:]]


@pytest.fixture
def robot(engine, keys):
    return PureRobot(engine, keys, NOW)


@pytest.mark.parametrize("journey", ["identify", "new_code"])
def test_who_was_stopped_tries_again_at_the_step_that_stopped_them(journey, robot, world):
    with world() as db:
        someone = make_someone(db)
    ways = {"identify": someone.identified(), "new_code": asking_a_code(someone, "1")[len(BEGIN) :]}
    walk(
        robot,
        [*BEGIN, *(each for each in ways[journey] if each[0] != "new_code/route")][:-1],
        f"{journey}/serial",
    )
    with world() as db:
        for _ in range(5):
            lockouts.fail(db, NOW, kiosk="kiosk-1")

    assert robot.give(someone.serial) == "identify/locked"
    assert robot.give("retry") == f"{journey}/serial"
    assert robot.give(someone.serial) == "identify/locked"
    assert robot.give("retry") == f"{journey}/serial"
    robot.now += timedelta(seconds=16)
    assert (
        robot.give(someone.serial) == {"identify": "choices/notified", "new_code": "new_code/route"}[journey]
    )


def test_without_any_known_address_nobody_chooses_from_an_empty_list(robot, world):
    with world() as db:
        someone = make_someone(db)
        forget_contacts(db, someone)

    walk(robot, [*asking_a_code(someone, "1")[:-1], ("new_code/no_post", "counter")], "elsewhere/counter")


@pytest.mark.parametrize(("known", "then"), [("post", "new_code/no_route"), ("phone", "new_code/no_post")])
def test_post_is_offered_only_where_a_postal_address_is_known(known, then, robot, world):
    with world() as db:
        someone = make_someone(db)
        forget_contacts(db, someone, *({"post", "mail", "phone"} - {known}))

    walk(robot, asking_a_code(someone, "way:none"), then)


def test_without_an_address_closing_says_at_once_where_to_go(robot, world):
    with world() as db:
        someone = make_someone(db, state="activated")
        forget_contacts(db, someone)

    walk(robot, [*BEGIN, *someone.identified(), ("choices/active", "close")], "new_code/no_post")


def test_twins_without_an_address_are_told_apart_then_where_to_go(robot, world):
    with world() as db:
        parent = make_someone(db, state="activated")
        make_child(db, parent, name="Lina")
        noe = make_child(db, parent, name="Noé")
        forget_contacts(db, parent)
    facts = asking_a_code(parent, "1")[:-1]
    facts[-2] = ("new_code/birth_date", noe.born)

    walk(robot, [*facts, ("without/child", "2")], "new_code/no_post")


def test_twins_are_told_apart_by_first_name_when_a_code_is_asked(robot, world):
    with world() as db:
        parent = make_someone(db, state="activated")
        make_child(db, parent, name="Lina")
        noe = make_child(db, parent, name="Noé")
    facts = [
        ("new_code/nir", parent.nir),
        ("new_code/birth_date", noe.born),
        ("new_code/serial", parent.serial),
    ]

    walk(
        robot,
        [
            *BEGIN[:2],
            ("start/what", "no_code"),
            ("new_code/purpose", "decide"),
            *facts,
            ("without/child", "2"),
            ("new_code/route", "3"),
        ],
        "new_code/sent_post",
    )

    with world() as db:
        newest = db.scalars(select(ProvisionalCode).order_by(ProvisionalCode.id.desc())).first()
        assert newest is not None
        assert newest.person_id == noe.person.id


def asking_a_code(someone, route: str) -> list:
    return [
        *BEGIN,
        ("identify/code", "way:no_code"),
        ("new_code/purpose", "decide"),
        ("new_code/nir", someone.nir),
        ("new_code/birth_date", someone.born),
        ("new_code/serial", someone.serial),
        ("new_code/route", route),
    ]


@pytest.mark.parametrize(("route", "kind"), [("1", "mail"), ("2", "phone"), ("3", "post")])
def test_a_new_code_leaves_a_proof_that_says_its_way_and_its_last_day(robot, world, route, kind):
    with world() as db:
        someone = make_someone(db)

    walk(robot, [*asking_a_code(someone, route), (f"new_code/sent_{kind}", "paper")], "receipt/printed")

    with world() as db:
        receipt = db.scalars(select(Receipt)).one()
        code = db.scalars(select(ProvisionalCode).where(ProvisionalCode.ended_at.is_(None))).one()
        facts = facts_of(receipt, SETTINGS)
        said = [line.msgid % line.values for line in receipt_lines(receipt.act, facts)]
        assert (receipt.act, receipt.facts["route"]) == ("code_sent", kind)
        assert f"Le nouveau marche jusqu’au {code.valid_until}." in said
        assert [row.kind for row in db.scalars(select(Outbox))] == ["code"]


@pytest.mark.parametrize(("route", "kind"), [("1", "mail"), ("3", "post")])
def test_who_comes_back_later_after_a_new_code_gets_a_resume_code(robot, world, route, kind):
    with world() as db:
        someone = make_someone(db)

    walk(robot, [*asking_a_code(someone, route), (f"new_code/sent_{kind}", "keep")], "assist/code")

    with world() as db:
        turn = visits.find(db, robot.token, surface="kiosk", now=NOW)
        assert len(turn.kept["resume_shown"]) == len(db.scalars(select(ResumeCode)).one().selector) + 5


def test_a_fourth_code_of_the_day_leaves_no_proof(engine, keys, robot, world):
    with world() as db:
        someone = make_someone(db)
    for _ in range(2):
        walk(PureRobot(engine, keys, NOW), asking_a_code(someone, "1"), "new_code/sent_mail")

    walk(robot, asking_a_code(someone, "1"), "new_code/too_many")

    with world() as db:
        assert len(db.scalars(select(Receipt)).all()) == 2


def test_a_new_code_for_who_reads_easy_french_comes_in_easy_french(robot, world):
    with world() as db:
        someone = make_someone(db)
    begun = [*EASY, *asking_a_code(someone, "3")[len(BEGIN) :]]

    walk(robot, begun, "new_code/sent_post")

    with world() as db:
        assert {language_of(db, someone, row) for row in db.scalars(select(Outbox))} == {"fr@easy"}
