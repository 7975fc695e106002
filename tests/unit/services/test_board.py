"""The team board: who does what since when, who waits for what, what was promised, and never a word of content."""

import secrets
from datetime import timedelta

import pytest

from carnet.domain.threshold import Level, Threshold
from carnet.reference.board import board_thresholds
from carnet.services import agents, board, case_history, cases
from carnet.store.calls import Call
from carnet.store.promises import Callback
from carnet.store.staff import HelperSession
from carnet.store.visits import TrailRow
from tests.builders import NOW, TODAY, make_helper, make_visit


def make_session(db, helper, *, since=NOW - timedelta(minutes=20)):
    db.add(
        HelperSession(
            helper_id=helper.id,
            token_hash=f"{helper.id:064d}",
            started_at=since,
            seen_at=NOW,
            acted_at=NOW,
        )
    )
    db.flush()
    return helper


def make_call(db, helper, *, rang_at=NOW - timedelta(minutes=4), answered=True, case=None):
    call = Call(
        exchange="tests",
        reference=secrets.token_hex(8),
        helper_id=helper.id,
        case_id=case.id if case else None,
        rang_at=rang_at,
        answered_at=rang_at if answered else None,
        ended_at=None if case else rang_at + timedelta(minutes=1),
    )
    db.add(call)
    db.flush()
    return call


def promise(db, minutes, *, state="open"):
    helper = make_helper(db)
    case = cases.open_case(db, NOW, channel="phone", helper=helper)
    db.add(
        Callback(
            case_id=case.id,
            from_at=NOW + timedelta(minutes=minutes),
            until_at=NOW + timedelta(minutes=minutes + 120),
            number_sealed=b"",
            word_sealed=b"",
            state=state,
            made_by=helper.id,
            made_at=NOW,
        )
    )
    db.flush()


def test_cases_that_nobody_has_are_counted_by_subject_with_the_oldest_wait(db):
    for minutes, subject in ((9, "new_code"), (3, "new_code"), (4, "object")):
        cases.open_case(db, NOW - timedelta(minutes=minutes), channel="kiosk", subject=subject)
    cases.open_case(db, NOW - timedelta(hours=1), channel="phone", helper=make_helper(db))

    found = board.look(db, NOW)

    assert [(each.subject, each.cases, each.oldest) for each in found.reasons] == [
        ("new_code", 2, timedelta(minutes=9)),
        ("object", 1, timedelta(minutes=4)),
    ]
    assert (found.waiting.figure, found.oldest_minutes.figure) == (3, 9)
    assert found.oldest_minutes.level is Level.TOO_MUCH


def test_promises_due_within_an_hour_are_counted_and_those_kept_are_not(db):
    promise(db, -10)
    promise(db, 59)
    promise(db, 61)
    promise(db, 10, state="done")

    assert board.look(db, NOW).promised.figure == 2


def test_the_board_says_what_each_agent_does_and_since_when(db):
    free = make_session(db, make_helper(db, name="Chloé", role="agent"))
    away = make_session(db, make_helper(db, name="Farid", role="agent"))
    busy = make_session(db, make_helper(db, name="Amel", role="agent"))
    agents.choose(db, away, "away", NOW - timedelta(minutes=8))
    make_call(db, busy, case=cases.open_case(db, NOW, channel="phone", helper=busy, subject="object"))

    found = board.look(db, NOW)

    assert [(each.name, each.state) for each in found.members] == [
        ("Amel", "on_call"),
        ("Chloé", "free"),
        ("Farid", "away"),
    ]
    assert (found.present, found.absent.figure) == (3, 1)
    assert found.members[2].since == NOW - timedelta(minutes=8)
    assert free.name == "Chloé"


def test_a_raised_hand_shows_the_step_and_nothing_of_what_was_said(db):
    agent = make_session(db, make_helper(db, name="David", role="agent"))
    visit = make_visit(db)
    db.add(
        TrailRow(
            visit_id=visit.id,
            seq=1,
            journey="object",
            step="confirm",
            outcome="unknown",
            channel="script",
            at=NOW,
        )
    )
    case = cases.open_case(db, NOW, channel="phone", helper=agent, visit_id=visit.id)
    case_history.write(db, case.id, agent, NOW, "une phrase de la personne")
    make_call(db, agent, case=case)
    agents.raise_hand(db, agent, NOW)

    [member] = board.look(db, NOW).members

    assert member.hand_at == NOW
    assert member.stand is not None
    assert member.stand.passed == ("object", "confirm", "unknown")
    assert "phrase" not in repr(board.look(db, NOW))


def test_calls_are_told_by_half_hour_with_those_that_nobody_took(db):
    agent = make_helper(db, role="agent")
    start = NOW.replace(hour=8, minute=5)
    for minutes, answered in ((0, True), (10, False), (70, True)):
        make_call(db, agent, rang_at=start + timedelta(minutes=minutes), answered=answered)

    told = [(each.at.strftime("%H:%M"), each.received, each.taken) for each in board.look(db, NOW).calls]

    assert told == [("09:00", 2, 1), ("09:30", 0, 0), ("10:00", 1, 1)]


def test_only_the_agents_of_ones_organisation_are_shown(db):
    mine = make_session(db, make_helper(db, name="Amel", role="agent"))
    make_session(db, make_helper(db, name="Zoé", role="agent"))

    assert [each.name for each in board.look(db, NOW, mine.organisation_id).members] == ["Amel"]


def test_the_version_moves_with_a_change_and_with_time(db):
    before = board.version(db, NOW)
    later = board.version(db, NOW + timedelta(seconds=15))
    cases.open_case(db, NOW, channel="kiosk")
    db.flush()

    assert before != later
    assert board.version(db, NOW) != before
    assert board.version(db, NOW) == board.version(db, NOW)


@pytest.mark.parametrize(
    ("figure", "level"), [(19, Level.WELL), (20, Level.WATCH), (39, Level.WATCH), (40, Level.TOO_MUCH)]
)
def test_each_figure_has_three_levels(figure, level):
    assert Threshold(20, 40).level(figure) is level


def test_thresholds_are_dated_facts_in_order():
    limits = board_thresholds(TODAY)

    assert all(limit.watch < limit.too_much for limit in vars(limits).values())
