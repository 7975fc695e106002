"""What is said on the telephone or written: proved by a call back, a letter or a code, and dated by the day it was said."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.lifecycle import last_day_to_object, opens_on
from carnet.reference.loader import delays
from carnet.services import night, printing, receipts, requests, returned, visits
from carnet.services.turn import PARIS
from carnet.store import audit, contacts
from carnet.store.cases import Case
from carnet.store.codes import ProvisionalCode
from carnet.store.contacts import Contact
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox, Receipt
from carnet.store.requests import Letter, Request
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY, make_helper
from tests.phone import CALL, CALLED_BACK, PhoneRobot, dictated
from tests.scenarios import BEGIN, CONSEQUENCES, make_child, make_someone
from tests.walk import PureRobot, walk

POST = timedelta(days=4)
"""The way of a letter and back."""

RECENT = timedelta(days=delays(TODAY).request_letter_days)


@pytest.fixture
def agent(world):
    with world() as db:
        return make_helper(db, role="agent")


@pytest.fixture
def colleague(world):
    with world() as db:
        return make_helper(db, role="employee")


@pytest.fixture
def phone(engine, keys, agent):
    return PhoneRobot(engine, keys, NOW, helper=agent)


@pytest.fixture
def odette(world):
    with world() as db:
        return make_someone(db)


def letters(db, *kinds):
    rows = db.scalars(select(Outbox).where(Outbox.kind.in_(kinds)).order_by(Outbox.id))
    return [db.scalars(select(Letter).where(Letter.outbox_id == row.id)).one() for row in rows]


def state_of(db, someone):
    space = space_of(db, someone.person.id)
    return space.state, space.since_on


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


def test_a_letter_that_comes_back_makes_its_address_doubtful_and_its_case_open(agent, odette, world):
    with world() as db:
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        [letter] = letters(db, "request_object")

        outcome, case_id = returned.came_back(db, agent, letter.number, NOW + POST)

        assert outcome == "back"
        case = db.get(Case, case_id)
        assert (case.state, case.person_id, case.channel) == ("open", odette.person.id, "paper")
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["mail", "phone"]
        assert returned.came_back(db, agent, letter.number, NOW + POST) == ("already", None)
        assert requests.prove_by_letter(db, agent, letter.number, NOW + POST) == "over"
        again = requests.state(
            db, odette.person, "object", channel="paper", on=TODAY, now=NOW + POST, helper=agent
        )
        assert again == "no_address"


def test_an_address_corrected_since_the_letter_left_is_trusted(agent, odette, world):
    with world() as db:
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        post = db.scalars(
            select(Contact).where(Contact.person_id == odette.person.id, Contact.kind == "post")
        ).one()
        post.known_since = TODAY + timedelta(days=1)
        [letter] = letters(db, "request_object")

        returned.came_back(db, agent, letter.number, NOW + timedelta(days=6))

        assert post.doubtful_since is None


def test_a_number_that_no_letter_has_changes_nothing(agent, world):
    with world() as db:
        assert returned.came_back(db, agent, "ABCD 2345", NOW) == ("unknown", None)
        assert returned.came_back(db, agent, "trop court", NOW) == ("unreadable", None)


def test_the_first_day_that_was_said_is_kept(agent, odette, world):
    with world() as db:
        for day in (TODAY, TODAY - timedelta(days=1), TODAY):
            requests.state(db, odette.person, "object", channel="paper", on=day, now=NOW, helper=agent)

        assert db.scalars(select(Request.stated_on)).all() == [date(2026, 11, 23)]


def typed(db, someone, helper, act="object", *, on=TODAY, now=NOW):
    """Have ``helper`` type what ``someone`` wrote, and return what they are told."""
    return requests.state(db, someone.person, act, channel="paper", on=on, now=now, helper=helper)


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


def test_no_letter_is_back_on_the_day_it_was_made(agent, odette, world):
    with world() as db:
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")

        assert returned.came_back(db, agent, letter.number, NOW) == ("too_early", None)
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["post", "mail", "phone"]


def test_numbers_that_are_guessed_as_returns_make_a_console_wait_for_signed_ones_too(
    agent, colleague, odette, world
):
    with world() as db:
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        at = NOW + POST
        tries = {returned.came_back(db, colleague, "ABCD2345", at) for _ in range(15)}

        assert tries == {("unknown", None)}
        assert returned.came_back(db, colleague, letter.number, at) == ("locked", None)
        assert requests.prove_by_letter(db, colleague, letter.number, at) == "locked"
        assert letter.returned_at is None


def test_returns_that_come_too_fast_wait_and_those_of_a_day_do_not(agent, colleague, world):
    with world() as db:
        people = [make_someone(db) for _ in range(22)]
        for someone in people:
            typed(db, someone, agent)
        numbers = [letter.number for letter in letters(db, "request_object")]
        at = NOW + POST
        slow = [
            returned.came_back(db, agent, number, at + timedelta(minutes=2 * rank))[0]
            for rank, number in enumerate(numbers)
        ]
        for letter in letters(db, "request_object"):
            letter.returned_at = None
        fast = [returned.came_back(db, colleague, number, at)[0] for number in numbers]

        assert set(slow) == {"back"}
        assert fast == ["back"] * 20 + ["too_fast"] * 2


def test_a_return_noted_by_mistake_is_undone_with_a_line_and_the_letter_proves_again(
    agent, colleague, odette, world
):
    with world() as db:
        supervisor = make_helper(db, role="supervisor")
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        returned.came_back(db, agent, letter.number, NOW + POST)

        assert returned.undo(db, supervisor, letter.number, NOW + POST) == "undone"
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["post", "mail", "phone"]
        chain = audit.space_chain(odette.person.id)
        assert [line.outcome for line in audit.lines_of(db, chain) if line.act == "undo_return"] == ["undone"]
        assert returned.undo(db, supervisor, letter.number, NOW + POST) == "not_back"
        assert returned.undo(db, supervisor, "ABCD2345", NOW + POST) == "unknown"
        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "objected"


def test_an_address_from_which_another_letter_came_back_stays_doubtful(agent, odette, world):
    with world() as db:
        typed(db, odette, agent)
        typed(db, odette, agent, "close")
        first, second = letters(db, *requests.KINDS)
        for letter in (first, second):
            returned.came_back(db, agent, letter.number, NOW + POST)

        assert returned.undo(db, agent, first.number, NOW + POST) == "still_doubtful"
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["mail", "phone"]
        assert returned.undo(db, agent, second.number, NOW + POST) == "undone"
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["post", "mail", "phone"]


def test_a_paper_is_handed_out_again_for_a_week_then_to_nobody(agent, odette, world):
    with world() as db:
        supervisor, other = make_helper(db, role="supervisor"), make_helper(db, role="supervisor")
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        number, week = letter.outbox_id, timedelta(days=delays(TODAY).reprint_days)

        assert printing.over(db, [number], NOW + 9 * week) == frozenset()
        assert printing.take(db, supervisor, TODAY, [number, 999_999], NOW) == {number, 999_999}
        assert printing.take(db, other, TODAY, [number], NOW + week) == {number}
        assert printing.take(db, other, TODAY, [number], NOW + week + timedelta(days=1)) == frozenset()
        taken = [line for line in audit.lines_of(db, audit.SERVICE) if line.act == "take_letters"]
        assert [json.loads(line.detail) for line in taken] == [
            {"day": TODAY.isoformat(), "letters": 2},
            {"day": TODAY.isoformat(), "letters": 1},
        ]
