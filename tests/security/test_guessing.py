"""Threat 6: guessing codes. Nothing opens, somebody is told, and nobody learns who exists."""

import random
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from carnet.domain import code
from carnet.journeys import JOURNEYS
from carnet.services import codes, identity, lockouts, resumption, slow_hash, visits
from carnet.store.audit import AuditLine
from carnet.store.codes import Lockout, ProvisionalCode
from carnet.store.database import transaction
from carnet.store.visits import Proof, ResumeCode
from tests import builders
from tests.builders import NOW
from tests.scenarios import BEGIN, make_someone
from tests.walk import PageRobot, PureRobot, walk

CLIENTS = 20
TRIES = 10_000
SEED = 20_260


def starts(db, number: int, now=NOW):
    """Return the first turn of a visit at the kiosk called ``number``."""
    db.info["languages"] = ["fr", "en", "ar"]
    return visits.start(db, JOURNEYS, surface="kiosk", now=now, kiosk=f"kiosk-{number}")


def alarms(db) -> list[AuditLine]:
    return list(
        db.scalars(select(AuditLine).where(AuditLine.act == "wrong_tries", AuditLine.outcome == "alarm"))
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_ten_thousand_provisional_codes_open_nothing_and_raise_the_alarm(engine, keys):
    dice = random.Random(SEED)
    with transaction(engine, keys) as db:
        people = [make_someone(db) for _ in range(5)]
    outcomes: dict[str, int] = {}
    with transaction(engine, keys) as db:
        turns = [starts(db, number) for number in range(CLIENTS)]
        for number in range(TRIES):
            turn, target = turns[number % CLIENTS], dice.choice(people)
            turn.now = NOW + timedelta(seconds=number)
            turn.kept.update(
                code=code.make_code(dice.randbytes),
                nir=target.nir,
                birth_date="08031951",
                serial=target.serial,
            )
            outcome = identity.prove(turn, target.serial)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
    with transaction(engine, keys) as db:
        # The first wrong tries that make somebody wait are told as locked; what is tried while waiting is not counted.
        counted = db.get_one(Lockout, ("service", "all")).failures
        assert set(outcomes) == {"wrong", "locked"}
        assert outcomes["wrong"] < 200 <= counted
        assert len(alarms(db)) >= 1
        assert db.scalars(select(Proof)).all() == []
        assert all(row.ended_at is not None for row in db.scalars(select(ProvisionalCode)))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_wrong_tries_spread_over_many_people_and_places_raise_the_alarm(engine, keys):
    dice = random.Random(SEED)
    with transaction(engine, keys) as db:
        for number in range(lockouts.ALARM_AT):
            turn = starts(db, number)
            turn.kept.update(
                code=code.make_code(dice.randbytes),
                nir=builders.make_nir(),
                birth_date="08031951",
                serial="1" * 11,
            )
            assert identity.prove(turn, "1" * 11) == "wrong"
            assert len(alarms(db)) == 0
    with transaction(engine, keys) as db:
        assert len(alarms(db)) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_ten_thousand_resume_codes_open_nothing_and_raise_the_alarm(engine, keys, monkeypatch):
    # The slow hash is what makes guessing slow; here its answer is enough.
    monkeypatch.setattr(slow_hash, "fits", lambda _, secret: secret == "never")
    dice = random.Random(SEED)
    with transaction(engine, keys) as db:
        resumption.make(starts(db, 0))
        selector = db.scalars(select(ResumeCode.selector)).one()
    opened = 0
    with transaction(engine, keys) as db:
        turns = [starts(db, number) for number in range(CLIENTS)]
        for number in range(TRIES):
            turn = turns[number % CLIENTS]
            turn.now = NOW + timedelta(seconds=number)
            signs = code.make_resume_code(dice.randbytes)
            opened += resumption.resume(turn, (selector + signs[3:]) if number % 2 else signs) != "wrong"
    with transaction(engine, keys) as db:
        assert opened == 0
        assert len(alarms(db)) >= 1
        assert db.get(ResumeCode, selector).failures >= resumption.TRIES
        assert db.get(Lockout, ("service", "all")).failures < TRIES / 2


def test_a_right_code_is_found_by_the_same_tries(engine, keys):
    """The planted failure: were one of the tries right, it would open."""
    with transaction(engine, keys) as db:
        someone = make_someone(db)
        turn = starts(db, 0)
        turn.kept.update(code=someone.code, nir=someone.nir, birth_date="08031951", serial=someone.serial)

        assert identity.prove(turn, someone.serial) == "notified"


@pytest.fixture
def statements(engine):
    """Every statement that the engine runs, reduced to its verb and its tables."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_):
        tables = re.findall(r"(?:FROM|INTO|UPDATE|JOIN) (\w+)", statement)
        seen.append(" ".join((statement.split()[0], *tables)))

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def _wrong(someone, **typed: str) -> dict[str, str]:
    facts = {
        "code": someone.code,
        "nir": someone.nir,
        "born": someone.born,
        "serial": someone.serial,
        **typed,
    }
    return {f"identify/{name}": facts[key] for name, key in
            (("code", "code"), ("nir", "nir"), ("birth_date", "born"), ("serial", "serial"))}  # fmt: skip


@pytest.mark.parametrize("family", [False, True], ids=["alone", "with children and a protected person"])
def test_an_unknown_person_and_every_wrong_answer_get_the_same_page_by_the_same_queries(
    family, engine, keys, kiosk, statements
):
    with transaction(engine, keys) as db:
        someone, other = make_someone(db), make_someone(db)
        if family:
            for name in ("Lina", "Noé", "Adam"):
                child = builders.make_person(
                    db,
                    nir=someone.nir,
                    identity=builders.make_identity(
                        first_names=(name,), birth_date=builders.BirthDate(2018, 5, 3)
                    ),
                )
                builders.make_representation(db, minor=child, representative=someone.person)
            builders.make_protection(db, person=make_someone(db).person, guardian=someone.person)
    wrong = {
        "the first try of all, which starts the journal": _wrong(someone, code=other.code),
        "code": _wrong(someone, code=other.code),
        "birth date": _wrong(someone, born="09031951"),
        "card": _wrong(someone, serial="98765432109"),
        "unknown": _wrong(someone, nir=builders.make_nir(order=998)),
        "unknown code": _wrong(someone, code=code.make_code(random.Random(SEED).randbytes)),
    }
    pages, queries = {}, {}
    for name, answers in wrong.items():
        with transaction(engine, keys) as db:
            for row in db.scalars(select(Lockout)):
                db.delete(row)
        robot = PageRobot(kiosk.test_client())
        walk(robot, [*BEGIN, *list(answers.items())[:-1]], "identify/serial")
        statements.clear()
        robot.give(list(answers.values())[-1])
        queries[name] = list(statements)
        pages[name] = re.sub(r'name="forgery" value="\w+"', "", robot.last.get_data(as_text=True))

    assert len(set(pages.values())) == 1, "the page differs"
    queries.pop("the first try of all, which starts the journal")
    assert {name: said for name, said in queries.items() if said != queries["unknown"]} == {}


@pytest.fixture
def robot(engine, keys):
    return PureRobot(engine, keys, NOW)


def test_a_former_code_opens_nothing_once_a_new_one_is_made(engine, keys, robot):
    with transaction(engine, keys) as db:
        someone = make_someone(db)
        new = codes.issue(db, someone.person, "post", NOW).signs

    walk(robot, [*BEGIN, *someone.identified()], "identify/expired")
    walk(PureRobot(engine, keys, NOW), [*BEGIN, *someone.identified(code=new)], "choices/notified")


def test_a_person_is_sent_three_codes_a_day(engine, keys):
    with transaction(engine, keys) as db:
        someone = make_someone(db, route="mail")
    ends = []
    for _ in range(4):
        robot = PureRobot(engine, keys, NOW + timedelta(hours=25))
        walk(
            robot,
            [*BEGIN, ("identify/code", "way:no_code"), ("new_code/purpose", "decide"), ("new_code/nir", someone.nir),
             ("new_code/birth_date", someone.born), ("new_code/serial", someone.serial)],
            "new_code/route",
        )  # fmt: skip
        ends.append(robot.give("1"))

    assert ends == ["new_code/sent_mail"] * 3 + ["new_code/too_many"]


def test_a_new_resume_code_ends_the_former_one(engine, keys):
    with transaction(engine, keys) as db:
        turn = starts(db, 0)
        former, new = resumption.make(turn), resumption.make(turn)
    with transaction(engine, keys) as db:
        assert resumption.resume(starts(db, 1), former) == "wrong"
        assert resumption.resume(starts(db, 1), new) == "resumed"
