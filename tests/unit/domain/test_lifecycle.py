from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain import lifecycle
from carnet.domain.lifecycle import TRANSITIONS, Dates, Delays, State

DELAYS = Delays(objection_days=42, suspension_days=42, deletion_months=3, archive_years=10)
DAYS = st.dates(date(2022, 1, 1), date(2040, 12, 31))


def test_a_notice_of_22_november_2026_may_be_refused_until_3_january_2027():
    sent = date(2026, 11, 22)

    assert lifecycle.last_day_to_object(sent, DELAYS) == date(2027, 1, 3)
    assert lifecycle.opens_on(sent, DELAYS) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("day", "state"), [(date(2027, 1, 3), State.NOTIFIED), (date(2027, 1, 4), State.OPENED_AUTO)]
)
def test_a_space_opens_by_itself_the_day_after_the_last_day(day, state):
    space = Dates(State.NOTIFIED, date(2026, 11, 22), notified_on=date(2026, 11, 22))

    assert lifecycle.effective(space, day, DELAYS).state is state


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), 120, date(2036, 1, 15)),
    ],
)
def test_months_are_calendar_months(day, months, after):
    assert lifecycle.months_after(day, months) == after


def test_a_suspension_without_answer_closes_after_42_days_and_not_before():
    space = Dates(
        State.SUSPENDED, date(2026, 1, 1), suspended_on=date(2026, 1, 1), opened_on=date(2025, 1, 1)
    )

    assert lifecycle.effective(space, date(2026, 2, 12), DELAYS).state is State.SUSPENDED
    assert lifecycle.effective(space, date(2026, 2, 13), DELAYS).state is State.CLOSED_ARCHIVED


def test_a_closed_space_is_purged_after_ten_years():
    space = Dates(State.CLOSED_ARCHIVED, date(2026, 5, 1), closed_on=date(2026, 5, 1))

    assert lifecycle.effective(space, date(2036, 4, 30), DELAYS).state is State.CLOSED_ARCHIVED
    assert lifecycle.effective(space, date(2036, 5, 1), DELAYS).state is State.DELETED


def test_an_old_record_is_purged_ten_years_after_the_refusal_that_archived_it_and_the_refusal_stands():
    refused = lifecycle.moved(
        Dates(State.NOTIFIED, date(2026, 5, 1), notified_on=date(2026, 5, 1), has_legacy_dmp=True),
        "object",
        date(2026, 5, 20),
    )

    assert lifecycle.legacy_ends_on(refused, date(2030, 1, 1), DELAYS) == date(2036, 5, 20)
    assert lifecycle.effective(refused, date(2036, 5, 19), DELAYS) == refused
    purged = lifecycle.effective(refused, date(2036, 5, 20), DELAYS)
    assert (purged.state, purged.since_on, purged.has_legacy_dmp) == (
        State.OBJECTED,
        date(2026, 5, 20),
        False,
    )
    assert lifecycle.legacy_ends_on(purged, date(2036, 5, 20), DELAYS) is None


def test_deletion_takes_an_old_record_with_it():
    asked = Dates(
        State.DELETION_PENDING, date(2026, 5, 1), deletion_asked_on=date(2026, 5, 1), has_legacy_dmp=True
    )

    assert not lifecycle.effective(asked, date(2026, 8, 1), DELAYS).has_legacy_dmp


def test_an_activated_space_of_a_child_waits_for_the_new_adult_on_the_18th_birthday():
    space = Dates(State.ACTIVATED, date(2020, 1, 1), opened_on=date(2020, 1, 1), adult_on=date(2026, 12, 22))

    came_of_age = lifecycle.effective(space, date(2026, 12, 22), DELAYS)

    assert came_of_age.state is State.OPENED_AUTO
    assert came_of_age.notified_on == date(2026, 12, 22)
    assert lifecycle.effective(space, date(2026, 12, 21), DELAYS).state is State.ACTIVATED


def test_a_new_adult_who_activates_is_not_sent_back_the_next_day():
    space = Dates(
        State.ACTIVATED, date(2026, 12, 23), opened_on=date(2020, 1, 1), adult_on=date(2026, 12, 22)
    )

    assert lifecycle.due(space, date(2027, 6, 1), DELAYS) is None


def test_death_closes_an_open_space():
    space = Dates(State.ACTIVATED, date(2025, 1, 1), died_on=date(2026, 3, 1))

    assert lifecycle.effective(space, date(2026, 3, 1), DELAYS).state is State.CLOSED_ARCHIVED


@given(st.sampled_from(list(State)), DAYS, st.integers(0, 5000), st.booleans())
def test_time_alone_never_leaves_the_table_and_always_settles(state, day, later, has_legacy_dmp):
    space = Dates(
        state, day, notified_on=day, opened_on=day, closed_on=day, deletion_asked_on=day, suspended_on=day,
        has_legacy_dmp=has_legacy_dmp,
    )  # fmt: skip
    on = day + timedelta(days=later)
    seen = space
    while (due := lifecycle.due(seen, on, DELAYS)) is not None:
        row = lifecycle.transition(due.act, seen.state)
        assert row is not None
        assert row.channels == {"system"}
        assert due.on <= on
        seen = lifecycle.moved(seen, due.act, due.on)
    assert lifecycle.effective(space, on, DELAYS) == seen
    assert lifecycle.effective(seen, on, DELAYS) == seen


@given(st.lists(st.sampled_from(sorted({row.act for row in TRANSITIONS})), max_size=12), DAYS)
def test_no_sequence_of_acts_leaves_the_table(acts, day):
    space = Dates(State.ELIGIBLE, day)
    for act in acts:
        row = lifecycle.transition(act, space.state)
        if row is None:
            with pytest.raises(ValueError, match="cannot leave"):
                lifecycle.moved(space, act, day)
        else:
            space = lifecycle.moved(space, act, day)
            assert space.state is row.target


def test_the_table_has_the_acts_of_the_law():
    told = {row.id: (row.act, row.target) for row in TRANSITIONS}
    assert {f"T{number}" for number in range(1, 20)} <= told.keys()


@pytest.mark.parametrize("act", ["object", "close", "ask_deletion"])
def test_saying_no_is_possible_on_every_channel(act):
    rows = [row for row in TRANSITIONS if row.act == act]
    assert rows
    for row in rows:
        assert row.channels == {"web", "kiosk", "phone", "paper"}


def test_refusing_asks_the_same_proof_as_activating():
    activate = lifecycle.transition("activate", State.NOTIFIED)
    refuse = lifecycle.transition("object", State.NOTIFIED)
    assert activate is not None
    assert refuse is not None
    assert activate.proof["kiosk"] == refuse.proof["kiosk"] == "P2"


def test_a_helper_or_a_carer_is_never_the_author_of_an_act():
    for row in TRANSITIONS:
        assert row.who <= {"holder", "representative", "guardian", "insurer", "system"}


class TestAsStated:
    """A refusal counts from the day it was said or posted."""

    SENT = date(2026, 11, 1)

    def opened(self, **changes):
        on = lifecycle.opens_on(self.SENT, DELAYS)
        return Dates(
            **{
                "state": State.OPENED_AUTO,
                "since_on": on,
                "notified_on": self.SENT,
                "opened_on": on,
                **changes,
            }
        )

    @pytest.mark.parametrize("day", [0, 1, 42])
    def test_said_in_time_before_an_opening_by_silence_it_finds_nothing_open(self, day):
        stated = lifecycle.as_stated(self.opened(), self.SENT + timedelta(days=day), DELAYS)

        assert (stated.state, stated.since_on, stated.opened_on) == (State.NOTIFIED, self.SENT, None)

    @pytest.mark.parametrize("day", [-1, 43, 60])
    def test_said_too_late_or_before_the_notice_it_finds_what_is_there(self, day):
        assert lifecycle.as_stated(self.opened(), self.SENT + timedelta(days=day), DELAYS) == self.opened()

    def test_what_somebody_decided_since_stays(self):
        for space in (
            self.opened(state=State.ACTIVATED),
            self.opened(since_on=date(2027, 2, 1)),
            self.opened(opened_on=self.SENT, since_on=self.SENT),
        ):
            assert lifecycle.as_stated(space, self.SENT + timedelta(days=3), DELAYS) == space
