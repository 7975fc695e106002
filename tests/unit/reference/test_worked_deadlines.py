"""Requirement 16: deadlines on opening hours and public holidays, to the minute. Every case was worked by hand.

The line is open 08:30 to 17:30, Monday to Friday: 540 minutes a day. Instants are of Paris unless they say their offset.
"""

from datetime import date, datetime, time, timedelta

import pytest

from carnet.domain.deadline import Clock, Pause, due_at
from carnet.domain.opening import PARIS
from carnet.reference.facts import NoFactError
from carnet.reference.helpline import hours_in, promises
from tests.builders import TODAY

LIMOGES, NANCY, METZ, STRASBOURG, MARTINIQUE, REUNION = "87", "54", "57", "67", "972", "974"
NEVER_CLOSED = "never closed"


def at(text):
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=PARIS)


WORKED = {
    # Tuesday, 9:00 + 2 h.
    "within_a_day": (LIMOGES, "2026-11-24 09:00", 120, [], "2026-11-24 11:00"),
    # Two hours are left until closing: it ends at closing, not on the next morning.
    "ends_at_closing": (LIMOGES, "2026-11-24 15:30", 120, [], "2026-11-24 17:30"),
    # One more: 120 on Tuesday, 1 on Wednesday.
    "a_minute_more": (LIMOGES, "2026-11-24 15:30", 121, [], "2026-11-25 08:31"),
    # It begins at opening.
    "before_opening": (LIMOGES, "2026-11-24 07:00", 60, [], "2026-11-24 09:30"),
    # 30 on Friday, 30 on Monday.
    "over_a_weekend": (LIMOGES, "2026-11-27 17:00", 60, [], "2026-11-30 09:00"),
    # Saturday: the whole of Monday.
    "arrived_on_saturday": (LIMOGES, "2026-11-28 11:00", 540, [], "2026-11-30 17:30"),
    # 60 on Monday the 13th, Tuesday closed, 60 on Wednesday.
    "14_july": (LIMOGES, "2026-07-13 16:30", 120, [], "2026-07-15 09:30"),
    # 60 on Thursday; Good Friday, the weekend and Easter Monday closed; 60 on Tuesday the 7th.
    "good_friday_in_strasbourg": (STRASBOURG, "2026-04-02 16:30", 120, [], "2026-04-07 09:30"),
    # 60 on Thursday, 60 on Good Friday, which is a working day there.
    "good_friday_in_limoges": (LIMOGES, "2026-04-02 16:30", 120, [], "2026-04-03 09:30"),
    # 60 on Wednesday the 24th; Thursday, Friday and the weekend closed; 60 on Monday.
    "26_december_in_metz": (METZ, "2025-12-24 16:30", 120, [], "2025-12-29 09:30"),
    # Forty miles away: 60 on Wednesday, Thursday closed, 60 on Friday the 26th.
    "26_december_in_nancy": (NANCY, "2025-12-24 16:30", 120, [], "2025-12-26 09:30"),
    # Christmas is a Saturday, and gives no day off on Monday: 30 on Friday, 30 on Monday.
    "christmas_on_a_saturday": (LIMOGES, "2027-12-24 17:00", 60, [], "2027-12-27 09:00"),
    # Saturday and Sunday are both holidays in Metz, and still give none.
    "christmas_on_a_weekend_in_metz": (METZ, "2027-12-24 17:00", 60, [], "2027-12-27 09:00"),
    # 30 on Thursday the 31st; Friday the 1st and the weekend closed; 30 on Monday.
    "end_of_the_year": (LIMOGES, "2026-12-31 17:00", 60, [], "2027-01-04 09:00"),
    # 30 on Wednesday, Ascension closed, 30 on Friday.
    "ascension": (LIMOGES, "2026-05-13 17:00", 60, [], "2026-05-15 09:00"),
    # 60 on Thursday, 1 May closed, 540 on Monday, 540 on Tuesday, 480 on Wednesday: 1,620.
    "three_days_over_1_may": (LIMOGES, "2026-04-30 16:30", 1620, [], "2026-05-06 16:30"),
    # 60 on Thursday; 22 May, the weekend and Whit Monday closed; 60 on Tuesday.
    "abolition_in_martinique": (MARTINIQUE, "2026-05-21 16:30", 120, [], "2026-05-26 09:30"),
    # 30 on Friday; the weekend and Monday 20 December closed; 30 on Tuesday.
    "abolition_in_reunion": (REUNION, "2027-12-17 17:00", 60, [], "2027-12-21 09:00"),
    # 60 on Monday, 540 on Tuesday 29 February, 60 on Wednesday 1 March.
    "29_february": (LIMOGES, "2028-02-28 16:30", 660, [], "2028-03-01 09:30"),
    # Friday 17:00 is +01:00, Monday is +02:00: the same hour on the wall.
    "weekend_of_28_march": (LIMOGES, "2026-03-27 17:00+01:00", 60, [], "2026-03-30 09:00+02:00"),
    # 90 minutes until 02:00, which is 03:00; 30 more.
    "night_of_28_march": (NEVER_CLOSED, "2026-03-29 00:30+01:00", 120, [], "2026-03-29 03:30+02:00"),
    # 90 minutes until 03:00, which is 02:00 again; 30 more.
    "night_of_25_october": (NEVER_CLOSED, "2026-10-25 01:30+02:00", 120, [], "2026-10-25 02:30+01:00"),
    # That Sunday has 25 hours: a day of 24 ends an hour earlier on the wall.
    "day_of_25_october": (NEVER_CLOSED, "2026-10-25 00:00+02:00", 1440, [], "2026-10-25 23:00+01:00"),
    # 360 on Friday until 16:00; from Monday 10:00 the 180 left.
    "pause_over_a_weekend": (
        LIMOGES,
        "2026-07-24 10:00",
        540,
        [("2026-07-24 16:00", "2026-07-27 10:00")],
        "2026-07-27 13:00",
    ),
    # From closing to opening a pause costs nothing: 90 on Monday, 90 on Tuesday.
    "pause_at_night": (
        LIMOGES,
        "2026-11-23 16:00",
        180,
        [("2026-11-23 17:30", "2026-11-24 08:30")],
        "2026-11-24 10:00",
    ),
    # 30, then 15, then the 75 left from 11:00.
    "two_pauses": (
        LIMOGES,
        "2026-11-24 09:00",
        120,
        [("2026-11-24 09:30", "2026-11-24 10:00"), ("2026-11-24 10:15", "2026-11-24 11:00")],
        "2026-11-24 12:15",
    ),
    # The hour had passed before the pause: it stays missed since 10:00.
    "pause_after_the_end": (
        LIMOGES,
        "2026-11-24 09:00",
        60,
        [("2026-11-24 11:00", "2026-11-25 11:00")],
        "2026-11-24 10:00",
    ),
}


def hours_of(place):
    if place == NEVER_CLOSED:
        return lambda _day: [(time(0), time(0))]
    return hours_in(place)


@pytest.mark.parametrize("case", WORKED.values(), ids=WORKED)
def test_a_deadline_falls_on_the_minute_worked_by_hand(case):
    place, started, minutes, pauses, due = case
    clock = Clock(
        at(started),
        timedelta(minutes=minutes),
        tuple(Pause(at(start), at(end)) for start, end in pauses),
    )

    assert due_at(clock, hours_of(place)) == at(due)


def test_at_least_twenty_cases_are_worked():
    assert len(WORKED) >= 20


@pytest.mark.parametrize("department", ["20", "00", "96", "2C", "979", "", "FR"])
def test_a_department_that_does_not_exist_is_no_department_without_holidays(department):
    with pytest.raises(LookupError):
        hours_in(department)(TODAY)


@pytest.mark.parametrize(
    ("department", "day", "is_closed"),
    [
        ("67", date(2026, 4, 3), True),
        ("68", date(2026, 4, 3), True),
        ("57", date(2028, 12, 26), True),
        ("88", date(2028, 12, 26), False),
        ("2A", date(2026, 7, 14), True),
        ("971", date(2026, 5, 27), True),
        ("973", date(2026, 6, 10), True),
        ("976", date(2026, 4, 27), True),
        ("988", date(2026, 9, 24), True),
        ("75", date(2026, 6, 10), False),
    ],
)
def test_each_department_has_its_own_holidays(department, day, is_closed):
    assert (hours_in(department)(day) == ()) is is_closed


def test_before_the_line_existed_it_has_no_hours():
    with pytest.raises(NoFactError, match="helpline"):
        hours_in(LIMOGES)(date(2021, 11, 24))


def test_the_line_promises_less_time_the_more_urgent_a_case_is_and_warns_twice():
    promised = promises(TODAY)

    assert list(promised.allowed.values()) == sorted(promised.allowed.values())
    assert promised.warning_percents == (50, 80)
    assert (promised.callback.window, promised.callback.tries) == (timedelta(hours=2), 3)
    assert promised.callback.rises_before == timedelta(minutes=10)
