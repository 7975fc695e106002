"""What is said on the telephone or written: proved by a call back, a letter or a code, and dated by the day it was said."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.lifecycle import last_day_to_object, opens_on
from carnet.reference.loader import delays
from carnet.services import night, receipts, requests, visits
from carnet.store import audit
from carnet.store.codes import ProvisionalCode
from carnet.store.contacts import Contact
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox, Receipt
from carnet.store.requests import Request
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY, make_helper
from tests.phone import CALL, CALLED_BACK, PhoneRobot, dictated
from tests.post import POST, letters, state_of
from tests.scenarios import BEGIN, CONSEQUENCES, make_child, make_someone
from tests.walk import PureRobot, walk


@pytest.mark.parametrize(
    ("state", "answers", "end", "after"),
    [
        (
            "notified",
            [("choices/notified", "object"), ("object/confirm", "yes")],
            "receipt/objected",
            "objected",
        ),
        (
            "opened_auto",
            [("choices/opened", "close"), *CONSEQUENCES, ("close/confirm", "yes")],
            "receipt/closed",
            "closed_archived",
        ),
        (
            "activated",
            [("choices/active", "close"), *CONSEQUENCES, ("close/confirm", "yes")],
            "receipt/closed",
            "closed_archived",
        ),
        (
            "notified",
            [("choices/notified", "activate"), ("by_phone/activate", "3")],
            "new_code/sent_post",
            "notified",
        ),
        (
            "closed_archived",
            [("choices/closed", "reopen"), ("by_phone/activate", "1")],
            "new_code/sent_mail",
            "closed_archived",
        ),
    ],
    ids=["object", "close-unopened", "close-activated", "activate", "reopen"],
)
def test_whoever_answers_at_the_known_number_may_refuse_and_close_and_gets_a_code_to_open(
    state, answers, end, after, phone, world
):
    with world() as db:
        someone = make_someone(db, state=state)

    walk(phone, [*CALL, *dictated(someone), *CALLED_BACK, *answers], end)

    with world() as db:
        assert state_of(db, someone)[0] == after
        assert audit.verify(db, audit.space_chain(someone.person.id)) is None


def test_a_supervisor_who_takes_a_call_is_on_the_telephone_where_nothing_opens(engine, keys, odette, world):
    with world() as db:
        supervisor = make_helper(db, role="supervisor")

    walk(
        PhoneRobot(engine, keys, NOW, helper=supervisor),
        [*CALL, *dictated(odette), *CALLED_BACK, ("choices/notified", "activate")],
        "by_phone/activate",
    )


@pytest.mark.parametrize(
    ("state", "answers", "end", "posted"),
    [
        (
            "activated",
            [("choices/active", "close"), *CONSEQUENCES, ("close/confirm", "yes")],
            "receipt/closed",
            1,
        ),
        ("notified", [("choices/notified", "object"), ("object/confirm", "yes")], "receipt/objected", 0),
    ],
    ids=["close", "object"],
)
def test_requirement_9_whoever_closes_by_telephone_gets_the_way_back_by_post_and_only_once(
    state, answers, end, posted, phone, world
):
    with world() as db:
        someone = make_someone(db, state=state)

    walk(phone, [*CALL, *dictated(someone), *CALLED_BACK, *answers], end)

    with world() as db:
        assert len(letters(db, "receipt")) == posted
        turn = visits.find(db, phone.token, surface="script", now=NOW, helper=phone.helper)
        assert receipts.send_by(turn, "post") == "post"
        assert len(letters(db, "receipt")) == 1


def test_nobody_has_answered_at_a_number_that_this_console_has_not_called(phone, odette):
    answers = [*CALL, *dictated(odette), ("by_phone/how", "call"), ("by_phone/ring", "answered")]

    walk(phone, answers, "by_phone/ring")


@pytest.mark.parametrize("change", ["new", "shared", "doubtful", "none"])
def test_a_number_that_proves_nothing_leads_to_a_letter(change, phone, odette, world):
    with world() as db:
        row = db.scalars(
            select(Contact).where(Contact.person_id == odette.person.id, Contact.kind == "phone")
        ).one()
        row.known_since = TODAY - timedelta(days=29) if change == "new" else row.known_since
        row.is_shared, row.doubtful_since = change == "shared", TODAY if change == "doubtful" else None
        if change == "none":
            db.delete(row)

    walk(phone, [*CALL, *dictated(odette), ("by_phone/how", "call")], "by_phone/wish")


def test_a_number_held_for_thirty_days_may_be_called(phone, odette, world):
    with world() as db:
        row = db.scalars(
            select(Contact).where(Contact.person_id == odette.person.id, Contact.kind == "phone")
        ).one()
        row.known_since = TODAY - timedelta(days=30)

    walk(phone, [*CALL, *dictated(odette), ("by_phone/how", "call")], "by_phone/ring")


@pytest.mark.parametrize("wish", ["object", "close"])
@pytest.mark.parametrize("state", ["notified", "opened_auto", "activated", "objected", "closed_archived"])
def test_a_caller_who_is_not_called_back_hears_the_same_whatever_the_state(wish, state, phone, world):
    with world() as db:
        someone = make_someone(db, state=state)

    walk(
        phone,
        [*CALL, *dictated(someone), ("by_phone/how", "letter"), ("by_phone/wish", wish)],
        "by_phone/noted",
    )

    with world() as db:
        assert state_of(db, someone)[0] == state
        assert len(letters(db, *requests.KINDS)) == 1


def test_a_wish_to_activate_is_a_code_to_the_known_address_with_the_same_effort(phone, odette, world):
    walk(
        phone,
        [*CALL, *dictated(odette), ("by_phone/how", "letter"), ("by_phone/wish", "activate")],
        "by_phone/code",
    )

    with world() as db:
        assert db.scalars(select(ProvisionalCode).order_by(ProvisionalCode.id.desc())).first().route == "post"


def test_a_letter_signed_and_sent_back_does_what_was_said_as_of_that_day(phone, colleague, odette, world):
    walk(
        phone,
        [*CALL, *dictated(odette), ("by_phone/how", "letter"), ("by_phone/wish", "object")],
        "by_phone/noted",
    )
    with world() as db:
        number = letters(db, "request_object")[0].number
        assert (
            requests.prove_by_letter(
                db, colleague, f"{number[:4]} {number[4:].lower()}", NOW + timedelta(days=4)
            )
            == "objected"
        )
        assert requests.prove_by_letter(db, colleague, number, NOW + timedelta(days=5)) == "over"

    with world() as db:
        assert state_of(db, odette) == ("objected", TODAY)
        receipt = db.scalars(select(Receipt)).one()
        assert receipt.facts["stated_on"] == TODAY.isoformat()
        assert len(letters(db, "receipt")) == 1
        assert audit.verify(db, audit.space_chain(odette.person.id)) is None


def test_a_refusal_posted_on_the_last_day_counts_after_the_opening_and_nothing_stays_readable(
    agent, colleague, world
):
    with world() as db:
        someone = make_someone(db)
        sent = space_of(db, someone.person.id).notified_on
        limits = delays(sent)
        later = NOW + (opens_on(sent, limits) - TODAY) + timedelta(days=9)
        night.run(db, later)
        assert state_of(db, someone)[0] == "opened_auto"
        assert space_of(db, someone.person.id).content_key is not None
        last = last_day_to_object(sent, limits)
        requests.state(db, someone.person, "object", channel="paper", on=last, now=later, helper=agent)
        [letter] = letters(db, "request_object")
        assert requests.prove_by_letter(db, colleague, letter.number, later + POST) == "objected"

        assert state_of(db, someone) == ("objected", last)
        assert space_of(db, someone.person.id).content_key is None


def test_a_refusal_posted_one_day_late_gets_the_letter_that_offers_to_close(agent, world):
    with world() as db:
        someone = make_someone(db)
        sent = space_of(db, someone.person.id).notified_on
        late = last_day_to_object(sent, delays(sent)) + timedelta(days=1)
        later = NOW + (late - TODAY) + timedelta(days=2)

        outcome = requests.state(
            db, someone.person, "object", channel="paper", on=late, now=later, helper=agent
        )

        assert outcome == "noted"
        [row] = db.scalars(select(Request)).all()
        assert (row.state, len(letters(db, "request_late")), letters(db, "request_object")) == (
            "refused",
            1,
            [],
        )


def test_one_day_late_the_call_offers_to_close_by_itself(engine, keys, agent, world):
    with world() as db:
        someone = make_someone(db)
        sent = space_of(db, someone.person.id).notified_on
    late = NOW + (opens_on(sent, delays(sent)) - TODAY)
    answers = [*CALL, *dictated(someone), *CALLED_BACK]

    walk(PhoneRobot(engine, keys, late - timedelta(days=1), helper=agent), answers, "choices/notified")
    walk(
        PhoneRobot(engine, keys, late, helper=agent),
        [*answers, ("choices/opened", "close"), *CONSEQUENCES, ("close/confirm", "yes")],
        "receipt/closed",
    )


def test_a_code_at_the_kiosk_proves_what_was_said_on_the_telephone(engine, keys, phone, odette, world):
    walk(
        phone,
        [*CALL, *dictated(odette), ("by_phone/how", "letter"), ("by_phone/wish", "object")],
        "by_phone/noted",
    )
    kiosk = PureRobot(engine, keys, NOW + timedelta(days=3))

    walk(kiosk, [*BEGIN, *odette.identified(), ("asked/object", "yes")], "receipt/objected")

    with world() as db:
        assert state_of(db, odette) == ("objected", TODAY)
        assert db.scalars(select(Request.state)).one() == "proved"


def test_a_no_takes_back_what_was_asked_and_leaves_the_choices_open(engine, keys, phone, odette, world):
    walk(
        phone,
        [*CALL, *dictated(odette), ("by_phone/how", "letter"), ("by_phone/wish", "object")],
        "by_phone/noted",
    )

    walk(
        PureRobot(engine, keys, NOW),
        [*BEGIN, *odette.identified(), ("asked/object", "no"), ("leave/unchanged", "again")],
        "choices/notified",
    )

    with world() as db:
        assert db.scalars(select(Request.state)).one() == "withdrawn"


def test_what_changed_since_it_was_asked_is_not_undone_by_a_late_letter(agent, colleague, odette, world):
    with world() as db:
        requests.state(
            db, odette.person, "object", channel="paper", on=TODAY - timedelta(days=1), now=NOW, helper=agent
        )
        space = space_of(db, odette.person.id)
        space.state, space.since_on = "activated", TODAY
        [letter] = letters(db, "request_object")

        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "moved"
        assert state_of(db, odette) == ("activated", TODAY)


def test_what_nobody_proves_lapses_and_changes_nothing(agent, colleague, odette, world):
    with world() as db:
        requests.state(db, odette.person, "close", channel="paper", on=TODAY, now=NOW, helper=agent)
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        night.run(db, NOW + timedelta(days=delays(TODAY).request_days))
        assert db.scalars(select(Request.state).where(Request.act == "object")).one() == "open"

        done = night.run(db, NOW + timedelta(days=delays(TODAY).request_days + 1))

        assert done["lapse"] == 1
        assert db.scalars(select(Request.state).where(Request.act == "object")).one() == "lapsed"
        [letter] = letters(db, "request_object")
        assert requests.prove_by_letter(db, colleague, letter.number, NOW + timedelta(days=50)) == "over"


def test_what_is_stated_again_lapses_on_the_day_that_its_last_letter_prints(agent, odette, world):
    again = NOW + timedelta(days=20)
    with world() as db:
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=again, helper=agent)
        last = db.scalars(
            select(Outbox).where(Outbox.kind == "request_object").order_by(Outbox.id.desc())
        ).first()
        told = json.loads(keys_of(db).open(odette.person.registry_key, last.payload_sealed, b"outbox"))[
            "days"
        ]
        last_day = date.fromisoformat(told["lapses_on"]) - TODAY

        assert night.run(db, NOW + last_day)["lapse"] == 0
        assert db.scalars(select(Request)).one().stated_on == TODAY
        assert night.run(db, NOW + last_day + timedelta(days=1))["lapse"] == 1


def test_a_parent_proves_for_a_child_and_the_letter_goes_to_the_parent(agent, colleague, world):
    with world() as db:
        parent = make_someone(db)
        child = make_child(db, parent)
        requests.state(db, child.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        [letter] = letters(db, "request_object")

        assert letter.owner_id == parent.person.id
        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "objected"
        assert state_of(db, child) == ("objected", TODAY)


def test_numbers_that_are_guessed_make_a_console_wait(agent, odette, world):
    with world() as db:
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        [letter] = letters(db, "request_object")
        tries = [requests.prove_by_letter(db, agent, "ABCD2345", NOW) for _ in range(15)]

        assert tries == ["unknown"] * 15
        assert requests.prove_by_letter(db, agent, letter.number, NOW) == "locked"


def test_the_first_day_that_was_said_is_kept(agent, odette, world):
    with world() as db:
        for day in (TODAY, TODAY - timedelta(days=1), TODAY):
            requests.state(db, odette.person, "object", channel="paper", on=day, now=NOW, helper=agent)

        assert db.scalars(select(Request.stated_on)).all() == [date(2026, 11, 23)]
