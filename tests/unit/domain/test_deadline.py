"""Deadlines run on opening time, stand still while one waits, warn twice, and begin anew when a case is reopened."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.deadline import Clock, Pause, Stage, due_at, stage, warned_at
from carnet.domain.opening import after, between

PERCENTS = (50, 80)


def hours(day):
    """Morning and afternoon with an hour between, on working days."""
    return [] if day.weekday() >= 5 else [(time(9), time(12)), (time(13), time(18))]


def at(hour, minute=0, day=24):
    """An instant of November 2026 on the wall in Paris, which is an hour ahead; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


ALLOWED = timedelta(minutes=100)
CLOCK = Clock(at(9), ALLOWED)
WAITING = Clock(at(9), ALLOWED, (Pause(at(9, 30)),))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(9), Stage.RUNNING),
        (at(9, 49), Stage.RUNNING),
        (at(9, 50), Stage.FIRST_WARNING),
        (at(10, 19), Stage.FIRST_WARNING),
        (at(10, 20), Stage.LAST_WARNING),
        (at(10, 40), Stage.LAST_WARNING),
        (at(10, 41), Stage.LATE),
    ],
)
def test_two_warnings_come_before_a_deadline_is_missed(now, expected):
    assert stage(CLOCK, now, PERCENTS, hours) is expected


def test_warnings_stand_at_their_share_of_the_time_allowed():
    assert warned_at(CLOCK, PERCENTS, hours) == (at(9, 50), at(10, 20))
    assert due_at(CLOCK, hours) == at(10, 40)


def test_a_clock_that_waits_for_the_person_is_never_due():
    assert due_at(WAITING, hours) is None
    assert warned_at(WAITING, PERCENTS, hours) == (None, None)
    assert stage(WAITING, at(17, day=30), PERCENTS, hours) is Stage.PAUSED


def test_what_was_missed_before_a_pause_stays_missed_in_it():
    clock = Clock(at(9), ALLOWED, (Pause(at(11)),))

    assert due_at(clock, hours) == at(10, 40)
    assert stage(clock, at(15), PERCENTS, hours) is Stage.LATE


def test_a_clock_runs_on_with_what_was_left():
    clock = Clock(at(9), ALLOWED, (Pause(at(9, 30), at(14, day=26)),))

    assert due_at(clock, hours) == at(15, 10, day=26)
    assert stage(clock, at(14, 20, day=26), PERCENTS, hours) is Stage.FIRST_WARNING


@pytest.mark.parametrize(
    "pauses",
    [
        [Pause(at(8), at(9))],
        [Pause(at(11), at(10))],
        [Pause(at(10), at(12)), Pause(at(11), at(13))],
        [Pause(at(10)), Pause(at(11))],
    ],
)
def test_pauses_that_cannot_have_been_are_refused(pauses):
    with pytest.raises(ValueError, match="pause"):
        Clock(at(9), timedelta(hours=1), tuple(pauses))


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        after(at(9).replace(tzinfo=None), timedelta(hours=1), hours)


def test_a_line_that_never_opens_is_a_fault_and_not_an_endless_search():
    with pytest.raises(ValueError, match="does not open"):
        after(at(9), timedelta(hours=1), lambda _day: [])


# A year and both changes of the clock, to the minute.
MINUTES = st.integers(min_value=1, max_value=5000).map(lambda count: timedelta(minutes=count))
INSTANTS = st.integers(min_value=0, max_value=360 * 24 * 60).map(
    lambda count: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=count)
)


@given(INSTANTS, MINUTES)
def test_what_passes_until_a_deadline_is_what_was_allowed(start, allowed):
    assert between(start, after(start, allowed, hours), hours) == allowed


@given(INSTANTS, MINUTES, MINUTES)
def test_a_pause_moves_the_end_by_the_opening_time_it_lasted(start, ran, lasted):
    begin = after(start, ran, hours)
    end = after(begin, lasted, hours)
    clock = Clock(start, ran * 2, (Pause(begin, end),))

    assert due_at(clock, hours) == after(start, ran * 2 + lasted, hours)


@given(INSTANTS, INSTANTS)
def test_time_never_runs_backwards(one, other):
    first, last = sorted((one, other))

    assert timedelta() <= between(first, last, hours) <= last - first
    assert between(last, first, hours) == timedelta()
