"""A paper takes four eyes: who confirms a signed letter, when, and how many letters leave. Source: decision 12."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.lifecycle import last_day_to_object
from carnet.reference.loader import delays
from carnet.services import night, printing, requests
from carnet.services.turn import PARIS
from carnet.store import audit
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox
from carnet.store.requests import Request
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY, make_helper
from tests.phone import CALL, dictated
from tests.post import POST, letters, state_of, typed
from tests.scenarios import make_someone
from tests.walk import walk

RECENT = timedelta(days=delays(TODAY).request_letter_days)


def refusals(db, someone):
    chain = audit.space_chain(someone.person.id)
    return [(line.helper, line.outcome) for line in audit.lines_of(db, chain) if line.act == "prove_request"]


def test_whoever_typed_a_request_never_confirms_it_and_another_one_does(agent, colleague, odette, world):
    with world() as db:
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")

        assert requests.prove_by_letter(db, agent, letter.number, NOW + POST) == "own_hand"
        assert state_of(db, odette)[0] == "notified"
        assert refusals(db, odette) == [(f"helper:{agent.id}", "own_hand")]
        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "objected"


def test_whoever_typed_any_word_of_a_request_never_confirms_it(agent, colleague, odette, world):
    with world() as db:
        third = make_helper(db, role="employee")
        typed(db, odette, agent)
        typed(db, odette, colleague, on=TODAY - timedelta(days=1), now=NOW + timedelta(days=1))
        [letter] = letters(db, "request_object")
        told = [requests.prove_by_letter(db, each, letter.number, NOW + POST) for each in (agent, colleague)]

        assert told == ["own_hand", "own_hand"]
        assert requests.prove_by_letter(db, third, letter.number, NOW + POST) == "objected"


def test_whoever_was_told_by_telephone_does_not_confirm_by_letter_either(phone, agent, odette, world):
    walk(
        phone,
        [*CALL, *dictated(odette), ("by_phone/how", "letter"), ("by_phone/wish", "object")],
        "by_phone/noted",
    )

    with world() as db:
        [letter] = letters(db, "request_object")
        assert requests.prove_by_letter(db, agent, letter.number, NOW + POST) == "own_hand"


def test_whoever_held_a_letter_to_print_it_never_says_that_it_is_signed(agent, colleague, odette, world):
    with world() as db:
        supervisor = make_helper(db, role="supervisor")
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        printing.take(db, supervisor, TODAY, [letter.outbox_id], NOW)

        assert requests.prove_by_letter(db, supervisor, letter.number, NOW + POST) == "own_print"
        assert refusals(db, odette) == [(f"helper:{supervisor.id}", "own_print")]
        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "objected"


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (timedelta(0), "too_early"),
        (timedelta(hours=13, minutes=29), "too_early"),
        (timedelta(hours=13, minutes=31), "objected"),
    ],
    ids=["at once", "before midnight in Paris", "after midnight in Paris"],
)
def test_nothing_that_was_posted_is_back_on_the_same_day(later, told, agent, colleague, odette, world):
    with world() as db:
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")

        assert requests.prove_by_letter(db, colleague, letter.number, NOW + later) == told
        if told == "too_early":
            assert refusals(db, odette) == [(f"helper:{colleague.id}", "too_early")]
            assert state_of(db, odette)[0] == "notified"


def test_a_letter_that_asks_nothing_confirms_nothing_and_counts_as_a_wrong_number(agent, colleague, world):
    with world() as db:
        someone = make_someone(db, state="objected")
        typed(db, someone, agent)
        [letter] = letters(db, "request_nothing")

        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "unknown"


@pytest.mark.parametrize("act", ["object", "close"])
@pytest.mark.parametrize("state", ["notified", "opened_auto", "activated", "objected", "closed_archived"])
def test_one_letter_leaves_however_often_it_is_asked_and_the_words_tell_no_state(state, act, agent, world):
    with world() as db:
        someone = make_someone(db, state=state)

        told = [
            typed(db, someone, agent, act, now=NOW + timedelta(days=days, hours=hours))
            for days, hours in ((0, 0), (0, 1), (3, 0), (6, 23))
        ]

        assert told == ["noted", "on_its_way", "on_its_way", "on_its_way"]
        assert len(letters(db, *requests.KINDS)) == 1


def test_two_acts_that_are_asked_by_turns_make_one_letter_each(agent, world):
    with world() as db:
        someone = make_someone(db)
        for _ in range(4):
            for act in ("object", "close"):
                typed(db, someone, agent, act)

        assert len(letters(db, *requests.KINDS)) == 2
        assert len(db.scalars(select(Request).where(Request.state == "open")).all()) <= 2


def test_the_first_letter_proves_after_a_second_one_left(agent, colleague, odette, world):
    with world() as db:
        assert typed(db, odette, agent) == "noted"
        assert typed(db, odette, agent, now=NOW + RECENT) == "noted"
        first, second = letters(db, "request_object")
        at = NOW + RECENT + timedelta(days=1)

        assert requests.prove_by_letter(db, colleague, first.number, at) == "objected"
        assert requests.prove_by_letter(db, colleague, second.number, at) == "over"
        assert state_of(db, odette) == ("objected", TODAY)


@pytest.mark.parametrize("again", [RECENT - timedelta(minutes=1), RECENT], ids=["in the week", "after it"])
def test_the_last_day_that_the_newest_letter_names_is_the_last_one_before_the_night_ends_it(
    again, agent, odette, keys, world
):
    with world() as db:
        typed(db, odette, agent)
        typed(db, odette, agent, now=NOW + again)
        newest = db.scalars(select(Outbox).where(Outbox.kind == "request_object").order_by(Outbox.id)).all()[
            -1
        ]
        payload = keys_of(db).open(odette.person.registry_key, newest.payload_sealed, b"outbox")
        printed = date.fromisoformat(json.loads(payload)["days"]["lapses_on"])
        late = timedelta(0) if again < RECENT else RECENT

        assert printed == TODAY + late + timedelta(days=delays(TODAY).request_days)
        night.run(db, datetime.combine(printed, time(23, 59), PARIS))
        assert db.scalars(select(Request.state)).one() == "open"
        night.run(db, datetime.combine(printed + timedelta(days=1), time(0, 1), PARIS))
        assert db.scalars(select(Request.state)).one() == "lapsed"


def test_what_somebody_took_back_and_asks_again_gets_a_letter_of_its_own(agent, odette, world):
    with world() as db:
        typed(db, odette, agent)
        db.scalars(select(Request)).one().state = "withdrawn"

        assert typed(db, odette, agent, now=NOW + timedelta(days=1)) == "on_its_way"
        assert len(letters(db, "request_object")) == 2


def test_a_second_word_on_a_later_day_does_not_make_the_first_one_late(agent, colleague, world):
    with world() as db:
        someone = make_someone(db)
        sent = space_of(db, someone.person.id).notified_on
        last = last_day_to_object(sent, delays(sent))
        then = NOW + (last - TODAY) + timedelta(days=9)
        typed(db, someone, agent, on=last, now=then)
        typed(db, someone, agent, on=last + timedelta(days=3), now=then + RECENT)

        assert db.scalars(select(Request.state)).one() == "open"
        assert letters(db, "request_late") == []
