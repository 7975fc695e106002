"""A case's deadline and place are kept in columns: by every change, and by time itself; the queue only reads them."""

from datetime import UTC, datetime, timedelta

import pytest

from carnet.domain.queue import Reason
from carnet.services import cases, standing, waiting_line
from carnet.services.visits import SILENCE
from carnet.store import queue
from carnet.store.queue import PAGE, Wanted
from tests.builders import NOW, make_helper, make_organisation, make_visit

HOUR = timedelta(hours=1)
LATER = NOW + timedelta(days=14)


@pytest.fixture
def agent(db):
    return make_helper(db)


def reasons(db, helper, now=NOW, **asked):
    return [each.reason for each in waiting_line.page(db, Wanted(**asked), helper, now).rows]


def numbers(db, helper, now=NOW, **asked):
    return [each.case.id for each in waiting_line.page(db, Wanted(**asked), helper, now).rows]


def test_a_case_is_due_in_opening_time_from_its_arrival(db):
    case = cases.open_case(db, NOW, channel="phone", priority="urgent")

    assert case.due_at == NOW + 2 * HOUR


def test_a_holiday_of_the_department_of_work_moves_the_deadline(db):
    # Saint-Étienne, 26 December, is a holiday in Moselle alone; in 2028 it is a Tuesday.
    monday = datetime(2028, 12, 25, 8, 0, tzinfo=UTC)
    here = cases.open_case(db, monday, channel="paper", priority="urgent", department="75")
    there = cases.open_case(db, monday, channel="paper", priority="urgent", department="57")

    assert (there.due_at - here.due_at).days == 1


def test_a_case_takes_the_department_of_who_works_it(db):
    organisation = make_organisation(db)
    organisation.department = "67"
    helper = make_helper(db, organisation=organisation)
    case = cases.open_case(db, NOW, channel="kiosk")

    cases.take(db, case.id, helper, NOW)

    assert case.department == "67"


def test_waiting_for_the_person_stops_the_clock_and_going_on_starts_it_again(db, agent):
    case = cases.open_case(db, NOW, channel="phone", helper=agent, priority="urgent")
    cases.pause(db, case.id, agent, NOW + HOUR, case.version)
    assert (case.due_at, case.queue_rank) == (None, standing.REASONS.index(Reason.RESTING))

    cases.pause(db, case.id, agent, NOW + 3 * HOUR, case.version)

    assert case.due_at == NOW + 4 * HOUR


def test_reopening_starts_a_new_clock_without_the_pauses_before(db, agent):
    case = cases.open_case(db, NOW, channel="phone", helper=agent, priority="urgent")
    cases.pause(db, case.id, agent, NOW + HOUR, case.version)
    cases.close(db, case.id, agent, NOW + HOUR, case.version, "no_answer")
    assert case.due_at is None

    cases.reopen(db, case.id, agent, NOW + 3 * HOUR)

    assert case.due_at == NOW + 5 * HOUR


def test_another_priority_is_another_deadline_from_the_same_start(db, agent):
    case = cases.open_case(db, NOW, channel="phone", helper=agent)

    cases.prioritise(db, case.id, agent, NOW + HOUR, case.version, "urgent")

    assert case.due_at == NOW + 2 * HOUR


def test_time_alone_warns_twice_then_makes_a_case_late_and_nothing_else_moves(db, agent):
    case = cases.open_case(db, NOW, channel="phone")
    seen = []
    while case.turns_at is not None:
        at = case.turns_at
        assert standing.turn(db, at - timedelta(microseconds=2)) == 0
        standing.turn(db, at)
        seen.append(standing.REASONS[case.queue_rank])

    assert seen == [Reason.FIRST_WARNING, Reason.LAST_WARNING, Reason.LATE]
    assert case.queue_at == case.due_at


def test_whoever_waits_beside_a_kiosk_comes_first_until_the_visit_is_silent(db, agent):
    late = cases.open_case(db, NOW, channel="phone")
    visit = make_visit(db, started_at=LATER)
    beside = cases.open_case(db, LATER, channel="kiosk", visit_id=visit.id)
    standing.turn(db, LATER)
    assert numbers(db, agent) == [beside.id, late.id]
    assert reasons(db, agent)[0] is Reason.ON_THE_LINE

    after = LATER + SILENCE + timedelta(seconds=1)
    standing.turn(db, after)

    assert numbers(db, agent, after) == [late.id, beside.id]


def test_the_order_is_that_of_the_rule_for_every_reason(db, agent):
    late = cases.open_case(db, NOW, channel="phone")
    normal = cases.open_case(db, LATER, channel="phone")
    later = cases.open_case(db, LATER + HOUR, channel="phone")
    high = cases.open_case(db, LATER, channel="phone", priority="high")
    urgent = cases.open_case(db, LATER, channel="phone", priority="urgent")
    standing.turn(db, LATER)

    assert numbers(db, agent) == [late.id, urgent.id, high.id, normal.id, later.id]


def test_a_page_holds_fifty_and_says_whether_more_follow(db, agent):
    for minutes in range(PAGE + 1):
        cases.open_case(db, NOW + timedelta(minutes=minutes), channel="phone")

    first = waiting_line.page(db, Wanted(), agent, NOW)
    second = waiting_line.page(db, Wanted(number=2), agent, NOW)

    assert (len(first.rows), first.has_more, len(second.rows), second.has_more) == (PAGE, True, 1, False)
    assert not {each.case.id for each in first.rows} & {each.case.id for each in second.rows}


def test_each_view_holds_its_own_and_counts_them(db, agent):
    other = make_helper(db)
    mine = cases.open_case(db, NOW, channel="phone", helper=agent)
    theirs = cases.open_case(db, NOW, channel="phone", helper=other)
    kiosk = cases.open_case(db, NOW, channel="kiosk")
    ended = cases.open_case(db, NOW, channel="paper", helper=agent)
    cases.close(db, ended.id, agent, NOW, ended.version, "explained")

    shown = {view: numbers(db, agent, view=view) for view in queue.VIEWS}

    assert shown == {
        "todo": [kiosk.id],
        "promised": [],
        "kiosks": [kiosk.id],
        "mine": [mine.id],
        "held": [mine.id, theirs.id],
        "ended": [ended.id],
    }
    assert waiting_line.counts(db, agent, NOW) == {view: len(found) for view, found in shown.items()}


def test_filters_narrow_by_subject_channel_and_department(db, agent):
    wanted = cases.open_case(db, NOW, channel="paper", subject="object", department="2A")
    cases.open_case(db, NOW, channel="phone", subject="object", department="2A")
    cases.open_case(db, NOW, channel="paper", subject="close", department="2A")
    cases.open_case(db, NOW, channel="paper", subject="object", department="75")

    assert numbers(db, agent, subject="object", channel="paper", department="2A") == [wanted.id]
    assert waiting_line.departments(db, agent, NOW) == ("2A", "75")
