"""Promised calls: real windows only, three half-days, then a letter; the word stays hidden until it has to be said."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.callback import State
from carnet.services import cases, dialling, promises
from carnet.store.audit import AuditLine, write_noted
from carnet.store.calls import Call, sealed_number
from carnet.store.outbox import Outbox
from carnet.store.promises import Callback, open_callbacks
from tests.builders import NOW, make_helper, make_person, make_visit

PHONE = "06 98 76 54 32"
DIALLED = "+33698765432"
POST = "317 rue Karvenouille\n29999 Plougastrelle"


@pytest.fixture
def agent(db):
    return make_helper(db, role="agent")


@pytest.fixture
def other(db):
    return make_helper(db, role="agent")


@pytest.fixture
def person(db):
    return make_person(db, contacts={"phone": PHONE, "post": POST})


@pytest.fixture
def case(db, agent, person):
    return cases.open_case(db, NOW, channel="phone", helper=agent, person_id=person.id)


@pytest.fixture
def promised(db, agent, case):
    return promise(db, agent, case)


def promise(db, agent, case, at=NOW, **wishes):
    starts_at = promises.windows(case, at)[0].starts_at
    assert promises.make(db, case.id, agent, at, case.version, starts_at, **wishes) == "promised"
    return db.scalars(
        select(Callback).where(Callback.case_id == case.id).order_by(Callback.id.desc())
    ).first()


def try_(db, callback, agent, at, answer="no_answer"):
    promises.take(db, callback.id, agent, at)
    return promises.tried(db, callback.id, agent, at, answer)


def test_only_windows_of_two_hours_in_opening_hours_are_offered(case):
    offered = promises.windows(case, NOW)

    assert len({window.starts_at.date() for window in offered}) == promises.DAYS_OFFERED
    assert {window.ends_at - window.starts_at for window in offered} == {timedelta(hours=2)}
    assert all(window.starts_at > NOW for window in offered)


def test_no_window_stands_on_a_public_holiday_of_the_place_where_the_case_is_worked(db, case):
    before_easter = datetime(2027, 3, 25, 7, tzinfo=UTC)

    def days():
        return {window.starts_at.date().day for window in promises.windows(case, before_easter)}

    in_paris = days()
    case.department = "67"

    assert in_paris == {25, 26, 30, 31, 1}
    assert days() == {25, 30, 31, 1, 2}


@pytest.mark.parametrize("starts_at", [None, NOW, datetime(2026, 11, 29, 9, tzinfo=UTC)])
def test_a_window_that_is_not_offered_is_refused(db, agent, case, starts_at):
    assert promises.make(db, case.id, agent, NOW, case.version, starts_at) == "no_window"
    assert case.state == "open"


def test_the_known_number_serves_unless_another_is_given(db, agent, case):
    assert promises.number_of(db, promise(db, agent, case)) == DIALLED
    cases.take(db, case.id, agent, NOW)
    assert promises.number_of(db, promise(db, agent, case, number="01.55.50.12.34")) == "+33155501234"


def test_without_a_number_that_the_insurer_knows_the_one_they_called_from_serves(db, agent):
    case = cases.open_case(db, NOW, channel="phone", helper=agent)
    sealed = sealed_number(db, "+33611223344", "7")
    call = Call(
        exchange="x", reference="7", helper_id=agent.id, case_id=case.id, number_sealed=sealed, rang_at=NOW
    )
    db.add(call)
    db.flush()

    assert promises.known_number(db, case) == "+33611223344"


@pytest.mark.parametrize("number", ["12", "anonymous", "06 98 76"])
def test_what_cannot_be_dialled_is_refused(db, agent, case, number):
    starts_at = promises.windows(case, NOW)[0].starts_at

    assert promises.make(db, case.id, agent, NOW, case.version, starts_at, number=number) == "no_number"


def test_without_a_known_number_one_must_be_given(db, agent):
    unknown = cases.open_case(db, NOW, channel="phone", helper=agent)
    starts_at = promises.windows(unknown, NOW)[0].starts_at

    assert promises.make(db, unknown.id, agent, NOW, unknown.version, starts_at) == "no_number"


def test_no_message_is_left_unless_the_person_said_so(db, agent, promised):
    assert promised.may_leave_message is False
    assert try_(db, promised, agent, promised.from_at, "message_left") == "no_message"


def test_number_and_word_are_sealed(db, agent, promised):
    word = dialling.word_of(db, promised, agent, NOW)

    assert word
    assert word.encode() not in promised.word_sealed
    assert DIALLED.encode() not in promised.number_sealed


def test_a_promise_gives_the_case_back_to_the_queue_and_rises_ten_minutes_before(db, agent, case, promised):
    before = promised.from_at - timedelta(minutes=10, seconds=1)

    assert (case.state, case.owner_id) == ("promised", None)
    assert promises.next_of(db, case, before).state is State.PLANNED
    assert promises.next_of(db, case, before + timedelta(seconds=1)).state is State.TOP


def test_three_half_days_without_an_answer_end_in_a_letter(db, agent, case, person, promised):
    monday = promised.from_at
    said = [
        try_(db, promised, agent, monday),
        try_(db, promised, agent, monday + timedelta(minutes=20)),
        try_(db, promised, agent, monday + timedelta(hours=4), "busy"),
        try_(db, promised, agent, monday + timedelta(days=1)),
    ]

    assert said == ["later", "later", "later", "letter"]
    assert (promised.state, case.state, case.owner_id) == ("letter", "open", agent.id)
    [letter] = db.scalars(select(Outbox).where(Outbox.person_id == person.id)).all()
    assert (letter.kind, letter.route) == ("called", "post")


def test_a_wrong_number_is_not_called_again(db, agent, promised):
    assert try_(db, promised, agent, promised.from_at, "wrong_number") == "letter"


def test_without_anybody_to_write_to_the_case_goes_on_in_hand(db, agent):
    unknown = cases.open_case(db, NOW, channel="phone", helper=agent)
    callback = promise(db, agent, unknown, number=PHONE)

    assert try_(db, callback, agent, callback.from_at, "wrong_number") == "no_letter"
    assert (callback.state, unknown.state, unknown.owner_id) == ("given_up", "open", agent.id)


def test_an_answer_keeps_the_promise_and_the_case_goes_on_in_the_same_hands(db, agent, case, promised):
    assert try_(db, promised, agent, promised.from_at, "answered") == "answered"
    assert (promised.state, case.state, case.owner_id) == ("done", "open", agent.id)


def test_only_who_has_the_case_may_say_how_a_try_ended(db, agent, other, promised):
    assert promises.tried(db, promised.id, agent, promised.from_at, "answered") == "moved"
    promises.take(db, promised.id, agent, promised.from_at)
    assert promises.tried(db, promised.id, other, promised.from_at, "answered") == "taken"
    assert promises.take(db, promised.id, other, promised.from_at) == "taken"


def test_neither_a_new_contact_nor_an_ending_cancels_a_promise(db, agent, person, case, promised):
    again = cases.open_case(db, NOW, channel="counter", helper=agent, person_id=person.id)
    cases.close(db, again.id, agent, NOW, again.version, "explained")
    cases.take(db, case.id, agent, NOW)

    assert cases.close(db, case.id, agent, NOW, case.version, "explained") == "promised_first"
    assert cases.pause(db, case.id, agent, NOW, case.version) == "promised_first"
    assert promises.open_for(db, again) is promised
    assert promises.give_up(db, promised.id, agent, NOW) == "given_up"
    assert cases.close(db, case.id, agent, NOW, case.version, "explained") == "closed"


def test_the_word_is_for_the_call_and_seeing_it_is_written_down(db, agent, other, promised):
    later = NOW + promises.JUST_MADE
    assert dialling.word_of(db, promised, agent, later) == ""
    promises.take(db, promised.id, agent, promised.from_at)

    assert dialling.word_of(db, promised, other, promised.from_at) == ""
    assert dialling.word_of(db, promised, agent, promised.from_at)
    write_noted(db)
    acts = db.scalars(select(AuditLine.act)).all()
    assert acts.count("callback_word") == 1


def test_the_day_shows_its_promises_in_order_and_what_was_missed_first(db, agent, person):
    late, soon = (cases.open_case(db, NOW, channel="phone", helper=agent) for _ in range(2))
    first = promise(db, agent, late, number=PHONE)
    second = promise(db, agent, soon, at=first.from_at + timedelta(days=1), number=PHONE)
    next_day = cases.open_case(db, NOW, channel="phone", helper=agent)
    promise(db, agent, next_day, at=first.from_at + timedelta(days=3), number=PHONE)

    due = promises.due_today(db, second.from_at, agent)

    assert [each.callback.id for each in due] == [first.id, second.id]


def test_whoever_was_called_before_their_day_stays_in_the_list_of_the_day(db, agent, case, promised):
    try_(db, promised, agent, NOW)
    tried = promises.next_of(db, case, NOW)

    assert [each.callback.id for each in promises.due_today(db, tried.top_at, agent)] == [promised.id]


def test_a_second_promise_takes_the_place_of_the_first(db, agent, case, promised):
    cases.take(db, case.id, agent, NOW)
    promise(db, agent, case)

    assert promised.state == "given_up"
    assert promises.next_of(db, case, NOW) is not None
    assert len(open_callbacks(db, case.id)) == 1


def helper(db, role):
    return make_helper(db, role=role)


def asked(db, case, who, at=NOW):
    return promises.make(db, case.id, who, at, case.version, promises.windows(case, at)[0].starts_at)


@pytest.mark.parametrize("role", ["volunteer", "employee"])
def test_a_call_is_promised_for_ones_own_case_or_in_ones_own_visit(db, person, role):
    who, other = helper(db, role), helper(db, role)
    known = {"channel": "counter", "person_id": person.id}
    free = cases.open_case(db, NOW, **known)
    mine = cases.open_case(db, NOW, helper=who, **known)
    visit = make_visit(db, surface="script", helper=who)
    accompanied = cases.open_case(db, NOW, visit_id=visit.id, **known)

    assert asked(db, free, who) == "not_in_hand"
    assert asked(db, accompanied, other) == "not_in_hand"
    assert asked(db, mine, who) == asked(db, accompanied, who) == "promised"
    visit.ended_at = NOW
    assert not promises.may_make(db, cases.open_case(db, NOW, visit_id=visit.id, **known), who, NOW)


@pytest.mark.parametrize("role", ["agent", "supervisor"])
def test_the_line_promises_for_what_nobody_has_and_not_for_what_another_has(db, agent, case, person, role):
    who = helper(db, role)
    free = cases.open_case(db, NOW, channel="phone", person_id=person.id)

    assert asked(db, free, who) == "promised"
    assert asked(db, case, who) == "taken"


def test_whoever_is_not_on_the_line_takes_and_makes_no_call(db, person):
    who = helper(db, "employee")
    case = cases.open_case(db, NOW, channel="counter", helper=who, person_id=person.id)
    promised = promise(db, who, case)
    later = promised.from_at

    assert cases.take(db, case.id, who, later) == "gone"
    assert promises.take(db, promised.id, who, later) == "gone"
    case.owner_id = who.id
    assert not dialling.may_call(db, promised, who, later)
    assert dialling.number_to_dial(db, promised.id, who, later) == ""
    assert dialling.word_of(db, promised, who, later) == ""


def test_who_has_just_promised_a_call_tells_the_word_and_gives_it_up_for_the_person(db, person):
    who = helper(db, "volunteer")
    case = cases.open_case(db, NOW, channel="phone", helper=who, person_id=person.id)
    promised = promise(db, who, case)
    soon, later = NOW + timedelta(minutes=14), NOW + promises.JUST_MADE

    assert promises.may_look(db, promised, who, soon)
    assert dialling.word_of(db, promised, who, soon)
    assert not promises.may_look(db, promised, who, later)
    assert dialling.word_of(db, promised, who, later) == ""
    assert promises.give_up(db, promised.id, who, later) == "gone"
    assert promises.give_up(db, promised.id, who, soon) == "given_up"


def test_a_promise_about_a_case_that_is_not_seen_is_not_told(db, agent, person, promised):
    who = helper(db, "employee")
    again = cases.open_case(db, NOW, channel="counter", helper=who, person_id=person.id)

    assert promises.open_seen(db, again, who, NOW) is None
    assert promises.open_seen(db, again, agent, NOW) is promised
    assert promises.due_today(db, promised.from_at, who) == []
    assert len(promises.due_today(db, promised.from_at, agent)) == 1


def test_what_is_gone_answers_calmly(db, agent, promised):
    promises.give_up(db, promised.id, agent, NOW)

    assert promises.give_up(db, promised.id, agent, NOW) == "gone"
    assert promises.take(db, 99, agent, NOW) == "gone"
    assert promises.tried(db, promised.id, agent, NOW, "answered") == "gone"
    assert dialling.word_of(db, promised, agent, NOW) == ""
