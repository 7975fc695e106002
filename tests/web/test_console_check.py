"""Who calls is checked: the helper types, the server answers, the values are gone; three failures leave a letter."""

import logging
from functools import partial

import pytest
from sqlalchemy import event, select

from carnet.domain.nir import key_for
from carnet.journeys import JOURNEYS
from carnet.reference import loader
from carnet.services import checks, visits
from carnet.store.audit import AuditLine
from carnet.store.codes import ProvisionalCode
from carnet.store.outbox import Outbox
from carnet.store.staff import Helper as HelperRow
from carnet.store.tables import metadata
from carnet.store.visits import Proof
from tests.builders import NOW, TODAY
from tests.web.consoles import Helper, before_card, card, hire

SPOUSE = {"nir": "251036399900118", "birth_date": "08031951", "serial": "73519286405"}


@pytest.fixture
def agent(console, clock, world, someone):
    """An agent before the card of somebody who is on the telephone."""
    with world() as db:
        hire(db, role="agent")
    return before_card(Helper(console, clock), someone)


def right(someone) -> dict[str, str]:
    return {"nir": someone.nir, "birth_date": someone.born, "serial": someone.serial}


def _written(ran: list[str], _connection, _cursor, statement, *_) -> None:
    ran.append(statement)


def proofs(world) -> list[tuple[str, str]]:
    with world() as db:
        return [(row.level, row.method) for row in db.scalars(select(Proof))]


def test_right_answers_pass_and_open_no_more_than_knowledge_does(agent, someone, world):
    assert agent.html.xpath('//input[@type="password"]/@name') == ["nir", "birth_date", "serial"]

    agent.do(f"{card(agent)}/check", **right(someone))

    assert "Réponses justes" in agent.words()
    assert "notified" not in agent.words()
    assert proofs(world) == [("P1", "recognised")]


def test_a_wrong_answer_an_unknown_number_and_a_wrong_card_get_the_same_page(agent, someone, console):
    wrong = (
        {**right(someone), "birth_date": "09031951"},
        {**right(someone), "nir": SPOUSE["nir"]},
    )
    agent.do(f"{card(agent)}/check", **wrong[0])
    pages = [agent.html]
    agent.do(f"{card(agent)}/check", **wrong[1])
    pages.append(agent.html)

    told = [[" ".join(each.text_content().split()) for each in page.xpath("//main")] for page in pages]
    assert told[0] == told[1]
    assert "Ces réponses ne vont pas ensemble." in told[0][0]


def test_the_same_statements_run_whatever_does_not_fit(world, someone, agent, engine):
    """The time tells nothing either: as much is asked of the database for an unknown answer as for a wrong one."""
    wrong = (
        {**right(someone), "birth_date": "09031951"},
        {**right(someone), "nir": SPOUSE["nir"]},
        {**right(someone), "serial": SPOUSE["serial"]},
    )
    person_id, answers = someone.person.id, [checks.read(typed, TODAY)[0] for typed in wrong]
    ran: list[list[str]] = []
    for each in answers:
        with world() as db:
            turn = visits.start(db, JOURNEYS, surface="script", now=NOW, helper=db.get(HelperRow, 1))
            ran.append([])
            note = partial(_written, ran[-1])
            event.listen(engine, "before_cursor_execute", note)
            assert checks.check(turn, person_id, each) == "failed"
            event.remove(engine, "before_cursor_execute", note)

    assert ran[0] == ran[1] == ran[2]
    assert len(ran[0]) > 5


def test_three_failures_leave_a_letter_in_one_press(agent, someone, world):
    for _ in range(3):
        agent.do(f"{card(agent)}/check", **{**right(someone), "serial": "99999999999"})
    assert agent.html.xpath('//input[@type="password"]') == []
    [letter] = agent.html.xpath('//form[contains(@action, "/letter")]/@action')

    agent.do(f"{card(agent)}/check", **right(someone))
    assert proofs(world) == []
    agent.do(letter)

    assert "Le code part par courrier." in agent.words()
    with world() as db:
        assert [row.kind for row in db.scalars(select(Outbox)) if row.route == "post"][-1] == "code"
        assert len(db.scalars(select(ProvisionalCode)).all()) == 2


def test_no_letter_leaves_for_merely_opening_a_card(agent, world):
    agent.do(f"{card(agent)}/letter")

    assert "Vérifiez d’abord qui appelle." in agent.words()
    with world() as db:
        assert db.scalars(select(Outbox)).all() == []


def test_a_check_ends_with_the_visit(agent, someone):
    here = card(agent)
    agent.do(f"{here}/check", **right(someone))
    agent.do(f"{here}/script")
    agent.do("/script/end")

    agent.look(here)

    assert "Identité non vérifiée" in agent.words()


def test_a_check_ends_with_twenty_silent_minutes(agent, someone, clock):
    here = card(agent)
    agent.do(f"{here}/check", **right(someone))
    for _ in range(3):
        clock.pass_by(minutes=7)
        agent.look("/search")

    agent.look(here)

    assert "Identité non vérifiée" in agent.words()


def test_a_slip_of_the_hand_is_told_and_is_no_try(agent, someone, world):
    answer = agent.do(f"{card(agent)}/check", nir="12", birth_date="3102", serial=someone.serial)

    assert answer.status_code == 422
    assert "Le numéro a 15 signes. Ici, il y en a 2." in agent.words()
    with world() as db:
        assert db.scalars(select(AuditLine).where(AuditLine.act == "check_identity")).all() == []
    assert agent.html.xpath('//input[@type="password"]/@value') == []


def test_what_is_asked_comes_from_the_dated_facts(monkeypatch):
    assert checks.asked(TODAY) == ("nir", "birth_date", "serial")
    level = loader.proof_levels(TODAY)["P1-phone"]
    shorter = type(level)(
        level.name, (frozenset({"birth_date", "serial"}),), level.allows, None, level.source
    )
    monkeypatch.setattr(checks, "proof_levels", lambda on: {"P1-phone": shorter})

    assert checks.asked(TODAY) == ("birth_date", "serial")


def test_ten_planted_values_are_in_no_table_no_log_and_no_page(agent, someone, world, engine, caplog):
    caplog.set_level(logging.DEBUG)
    planted = ["73519286405", "73519286416", "73519286427", "29111947", "30111947", "01121947"]
    firsts = [f"2471129001{order}" for order in (731, 732, 733, 734)]
    numbers = [first + key_for(first) for first in firsts]
    pages = []
    tries = [
        {"nir": numbers[at % 4], "birth_date": planted[3 + at % 3], "serial": planted[at % 3]}
        for at in range(12)
    ]
    for each in tries:
        pages.append(agent.do(f"{card(agent)}/check", **each).get_data())
    planted += numbers
    written = [
        *planted,
        *(each[:13] for each in numbers),
        "1947-11-29",
        "1947-11-30",
        "1947-12-01",
        "29/11/1947",
    ]

    with engine.connect() as connection:
        dump = repr([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    body = b"".join(pages).decode()

    assert len(planted) == 10
    assert [each for each in written if each in dump or each in body or each in caplog.text] == []


def test_the_dump_would_show_what_is_kept_in_clear(world, someone, engine):
    """The planted failure: a value that is kept is found."""
    with world() as db:
        db.merge(someone.person).source = "73519286405"
    with engine.connect() as connection:
        dump = repr([connection.execute(select(table)).all() for table in metadata.sorted_tables])

    assert "73519286405" in dump
