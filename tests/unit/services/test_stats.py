"""Requirement 23: what is counted, once a person and once a day, and what a month shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.report import (
    AGAIN,
    EFFORT,
    ENDING,
    FIRST,
    PEOPLE,
    PLACE,
    SOLVED,
    SPACES,
    TOTAL,
    WAY,
    shown,
)  # fmt: skip
from carnet.journeys import JOURNEYS
from carnet.services import cases
from carnet.services.stats import catch_up
from carnet.store.stats import StatDay
from tests.builders import make_helper, make_person, make_space
from tests.unit.services.december import AFTER, AT, counted, end, pass_month


def test_a_contact_that_ended_is_counted_by_reason_outcome_channel_hour_and_department(db):
    end(db)
    pass_month(db)

    assert counted(db, ENDING) == {("object", "objected"): 1}
    assert counted(db, WAY) == {("phone", "09"): 1}
    assert counted(db, PLACE) == {("87", PEOPLE): 1}
    assert counted(db, SOLVED) == {("objected", FIRST): 1}


def test_a_person_counts_once_a_month_however_often_they_come(db):
    person = make_person(db)
    for days in (0, 0, 3):
        end(db, person=person, at=AT + timedelta(days=days))
    end(db)
    pass_month(db)

    assert sum(counted(db, ENDING).values()) == 2


def test_who_comes_back_next_month_counts_there_and_not_as_a_first_contact(db):
    person = make_person(db)
    end(db, person=person, at=AT - timedelta(days=9))
    end(db, person=person)
    pass_month(db)

    assert counted(db, SOLVED) == {("objected", AGAIN): 1}
    assert counted(db, SOLVED, date(2026, 11, 1), date(2026, 11, 30)) == {("objected", FIRST): 1}


@pytest.mark.parametrize("wrap_up", ["call_back", "no_answer"])
def test_what_goes_on_or_had_nobody_is_not_counted(wrap_up, db):
    end(db, wrap_up=wrap_up)
    pass_month(db)

    assert counted(db, ENDING) == {}


def test_a_second_night_counts_nothing_twice_and_a_missed_one_is_made_up(db):
    end(db)
    first = catch_up(db, AT + timedelta(days=3), JOURNEYS)
    again = catch_up(db, AT + timedelta(days=3), JOURNEYS)
    rest = pass_month(db)

    assert (first, again) == (3, 0)
    assert rest == 31 - 9
    assert counted(db, ENDING) == {("object", "objected"): 1}


def test_a_case_opened_again_later_does_not_change_a_month_that_was_shown(db):
    ended = [end(db) for _ in range(8)]
    pass_month(db)
    before = counted(db, shown(ENDING))
    cases.reopen(db, ended[0].id, make_helper(db), AFTER)
    catch_up(db, AFTER + timedelta(days=2), JOURNEYS)

    assert before[TOTAL, TOTAL] == 8
    assert counted(db, shown(ENDING)) == before


def test_the_month_under_way_shows_nothing(db):
    for _ in range(9):
        end(db)
    catch_up(db, datetime(2026, 12, 31, 22, tzinfo=UTC), JOURNEYS)

    assert db.scalars(select(StatDay.report).where(StatDay.report.startswith("month:"))).all() == []


def test_an_objection_is_help_exactly_as_an_activation_is(db):
    for wrap_up in ("objected", "activated"):
        for _ in range(6):
            end(db, wrap_up=wrap_up, subject="")
    pass_month(db)

    assert counted(db, SOLVED) == {("objected", FIRST): 6, ("activated", FIRST): 6}
    assert counted(db, shown(SOLVED)) == {
        (FIRST, PEOPLE): 12,
        (FIRST, TOTAL): 12,
        (TOTAL, PEOPLE): 12,
        (TOTAL, TOTAL): 12,
    }


def test_effort_is_told_of_shared_cases_only_and_never_by_what_was_decided(db):
    amel, bruno = make_helper(db, name="Amel"), make_helper(db, name="Bruno")
    for _ in range(5):
        end(db, by=(amel, amel, bruno))
    end(db, by=(amel,), wrap_up="activated")
    pass_month(db)

    assert counted(db, shown(EFFORT)) == {
        (str(amel.id), "people"): 5,
        (str(amel.id), "acts"): 10,
        (str(bruno.id), "people"): 5,
        (str(bruno.id), "acts"): 5,
    }


def test_effort_on_few_people_is_not_shown(db):
    amel, bruno = make_helper(db), make_helper(db)
    for _ in range(4):
        end(db, by=(amel, bruno))
    pass_month(db)

    assert counted(db, shown(EFFORT)) == {}


def test_spaces_are_rounded_so_that_two_months_tell_no_small_movement(db):
    for _ in range(8):
        make_space(db, person=make_person(db), state="activated")
    for _ in range(3):
        make_space(db, person=make_person(db), state="objected")
    end(db)
    pass_month(db)

    assert counted(db, shown(SPACES)) == {("activated", PEOPLE): 10}
