"""Requirement 14: windows of two hours, three tries in three half-days, then a letter; the top ten minutes before."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from carnet.domain.callback import Next, Rules, State, Window, is_time_to_call, next_state, windows_on

RULES = Rules(window=timedelta(hours=2), tries=3, rises_before=timedelta(minutes=10), afternoon_from=time(13))


def hours(day):
    return [] if day.weekday() >= 5 else [(time(8, 30), time(17, 30))]


def at(day, hour, minute=0):
    """An instant of November 2026 on the wall in Paris, which is an hour ahead; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


WINDOW = Window(at(24, 10, 30), at(24, 12, 30))


def state(attempts, now):
    return next_state(attempts, now, window=WINDOW, hours=hours, rules=RULES)


def test_windows_cover_the_day_and_the_last_one_ends_at_closing():
    assert windows_on(date(2026, 11, 24), hours, RULES) == (
        Window(at(24, 8, 30), at(24, 10, 30)),
        Window(at(24, 10, 30), at(24, 12, 30)),
        Window(at(24, 12, 30), at(24, 14, 30)),
        Window(at(24, 14, 30), at(24, 16, 30)),
        Window(at(24, 15, 30), at(24, 17, 30)),
    )


def test_a_day_that_is_closed_or_too_short_has_no_window():
    assert windows_on(date(2026, 11, 28), hours, RULES) == ()
    assert windows_on(date(2026, 11, 24), lambda _day: [(time(9), time(10, 59))], RULES) == ()


def test_a_span_of_two_whole_windows_has_no_third():
    assert len(windows_on(date(2026, 11, 24), lambda _day: [(time(9), time(13))], RULES)) == 2


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(23, 10), State.PLANNED),
        (at(24, 10, 19), State.PLANNED),
        (at(24, 10, 20), State.TOP),  # ten minutes before
        (at(24, 11), State.TOP),
        (at(25, 9), State.TOP),  # forgotten: it stays at the top
    ],
)
def test_a_promise_rises_ten_minutes_before_and_stays_until_somebody_tries(now, expected):
    assert state([], now) == Next(expected, at(24, 10, 20))


@pytest.mark.parametrize(
    ("attempts", "now", "expected"),
    [
        # tried in the morning: the afternoon is next
        ([at(24, 10, 40)], at(24, 12, 59), Next(State.RESTING, at(24, 13))),
        ([at(24, 10, 40)], at(24, 13), Next(State.TOP, at(24, 13))),
        # twice in one half-day counts once
        ([at(24, 10, 40), at(24, 12)], at(24, 12, 30), Next(State.RESTING, at(24, 13))),
        # tried in the afternoon: the next morning
        ([at(24, 10, 40), at(24, 14)], at(24, 17), Next(State.RESTING, at(25, 8, 30))),
        # five tries in two half-days are no letter yet
        (
            [at(24, 9), at(24, 10), at(24, 14), at(24, 15), at(24, 16)],
            at(25, 8, 30),
            Next(State.TOP, at(25, 8, 30)),
        ),
        # three half-days
        ([at(24, 10, 40), at(24, 14), at(25, 9)], at(25, 9), Next(State.LETTER, None)),
        # a Friday afternoon: Monday
        ([at(27, 14)], at(27, 17), Next(State.RESTING, at(30, 8, 30))),
        # the edge of the afternoon: 13:00 is afternoon
        ([at(24, 13)], at(24, 13, 1), Next(State.RESTING, at(25, 8, 30))),
    ],
)
def test_tries_are_made_in_different_half_days_and_then_a_letter_goes(attempts, now, expected):
    assert state(attempts, now) == expected


def test_an_afternoon_on_which_the_line_is_closed_is_passed_over():
    def mornings(day):
        return [(time(8, 30), time(12))]

    found = next_state([at(24, 9)], at(24, 9), window=WINDOW, hours=mornings, rules=RULES)

    assert found == Next(State.RESTING, at(25, 8, 30))


@pytest.mark.parametrize(
    ("attempts", "now", "is_time"),
    [
        ([], at(24, 10, 19), False),
        ([], at(24, 10, 20), True),  # ten minutes before
        ([], at(24, 12, 30), True),
        ([], at(24, 12, 31), False),  # the window is over
        ([], at(24, 13), True),  # nobody called in time: the afternoon
        ([], at(24, 17, 30), False),  # the line is closed
        ([], at(25, 8, 29), False),
        ([], at(25, 8, 30), True),
        ([at(24, 11)], at(24, 11, 20), True),  # busy a moment ago
        ([at(24, 11)], at(24, 13), True),
        ([at(24, 13, 5)], at(24, 16), False),  # tried this afternoon
        ([at(24, 11), at(24, 14)], at(25, 9), True),
        ([at(24, 11), at(24, 14)], at(28, 9), False),  # a Saturday
        ([at(24, 11), at(24, 14), at(25, 9)], at(25, 14), False),  # a letter goes instead
    ],
)
def test_the_number_is_needed_from_ten_minutes_before_until_the_window_ends_then_by_half_days(
    attempts, now, is_time
):
    told = is_time_to_call(attempts, now, window=WINDOW, hours=hours, rules=RULES)

    assert told == is_time
