"""Requirement 15: who is first, and why; the reason shown is the reason used."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from carnet.domain.callback import Next, State
from carnet.domain.deadline import Stage
from carnet.domain.queue import Priority, Reason, Waiting, place

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_waiting(
    *, arrived_at=NOW, priority=Priority.NORMAL, stage=Stage.RUNNING, due_at=NOW + 24 * HOUR, **known
):
    return Waiting(arrived_at=arrived_at, priority=priority, stage=stage, due_at=due_at, **known)


PLANNED, TOP, RESTING = (Next(state, NOW) for state in (State.PLANNED, State.TOP, State.RESTING))
LETTER = Next(State.LETTER, None)

FROM_THE_TOP = [
    (make_waiting(is_on_the_line=True, stage=Stage.LATE, promise=TOP), Reason.ON_THE_LINE),
    (make_waiting(promise=TOP), Reason.PROMISED),
    (make_waiting(promise=LETTER), Reason.PROMISED),
    (make_waiting(stage=Stage.LATE, priority=Priority.URGENT), Reason.LATE),
    (make_waiting(priority=Priority.URGENT), Reason.URGENT),
    (make_waiting(stage=Stage.LAST_WARNING, priority=Priority.HIGH), Reason.LAST_WARNING),
    (make_waiting(priority=Priority.HIGH, stage=Stage.FIRST_WARNING), Reason.HIGH),
    (make_waiting(stage=Stage.FIRST_WARNING), Reason.FIRST_WARNING),
    (make_waiting(), Reason.ARRIVAL),
    (make_waiting(promise=PLANNED), Reason.RESTING),
    (make_waiting(stage=Stage.PAUSED, due_at=None), Reason.RESTING),
]


@pytest.mark.parametrize(("case", "reason"), FROM_THE_TOP)
def test_each_case_says_why_it_stands_where_it_stands(case, reason):
    assert place(case)[1] is reason


@pytest.mark.parametrize("first", range(len(FROM_THE_TOP)))
def test_the_order_is_the_one_of_the_table_whichever_case_comes_first(first):
    cases = [case for case, _reason in FROM_THE_TOP]
    as_they_come = cases[first:] + cases[:first]

    assert sorted(as_they_come, key=lambda case: place(case)[0]) == cases


@pytest.mark.parametrize("promise", [PLANNED, RESTING])
def test_a_promise_of_later_hides_no_case_that_is_late(promise):
    assert place(make_waiting(promise=promise, stage=Stage.LATE))[1] is Reason.LATE


def test_within_a_reason_whatever_is_due_first_comes_first_then_whatever_arrived_first():
    old = make_waiting(arrived_at=NOW - 3 * HOUR)
    new = make_waiting()
    due_soon = make_waiting(due_at=NOW + HOUR)

    assert sorted([new, old, due_soon], key=lambda case: place(case)[0]) == [due_soon, old, new]


def test_of_two_promises_the_one_made_for_an_earlier_time_comes_first():
    early = make_waiting(promise=Next(State.TOP, NOW - HOUR), due_at=NOW + 48 * HOUR)
    late = make_waiting(promise=Next(State.TOP, NOW), due_at=NOW)

    assert place(early)[0] < place(late)[0]


def test_nothing_makes_a_case_wait_longer_by_becoming_more_pressing():
    stages = (Stage.RUNNING, Stage.FIRST_WARNING, Stage.LAST_WARNING, Stage.LATE)
    priorities = (Priority.NORMAL, Priority.HIGH, Priority.URGENT)
    for priority in priorities:
        for calm, pressing in itertools.pairwise(stages):
            calmer, more_pressing = (
                make_waiting(stage=stage, priority=priority) for stage in (calm, pressing)
            )
            assert place(more_pressing)[0] <= place(calmer)[0]
    for stage in stages:
        for low, high in itertools.pairwise(priorities):
            lower, higher = (make_waiting(stage=stage, priority=priority) for priority in (low, high))
            assert place(higher)[0] <= place(lower)[0]
