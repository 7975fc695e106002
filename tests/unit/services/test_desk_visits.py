"""What was checked in a call dies with it: however it ends, and before the next one begins at the same desk."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.domain.call import CallEvent
from carnet.journeys import JOURNEYS
from carnet.services import calls, cases, handovers, visits
from carnet.services.turn import RECOGNISED
from carnet.store.calls import Call
from carnet.store.cases import Case
from carnet.store.staff import HelperSession, Organisation
from carnet.store.visits import Proof, TrailRow
from tests.builders import NOW, make_helper, make_person

AFTER = timedelta(seconds=45)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ines(db):
    return make_helper(db, login="ines")


def tell(db, kind, now, reference="r-1", to="ines"):
    event = CallEvent("plain", kind, reference, "06 12 34 56 42", to)
    assert calls.receive(db, event, int(now.timestamp()), now) == kind
    return db.scalars(select(Call).where(Call.reference == reference)).one()


def checked(db, helper, now):
    """Return a visit at the console of somebody who was just recognised, with the secret that its cookie holds."""
    turn = visits.start(db, JOURNEYS, surface="script", now=now, helper=helper)
    person = make_person(db)
    turn.keep(nir="251036399900118")
    proof = {"level": "P1", "method": RECOGNISED, "at": now, "surface": "script"}
    db.add(Proof(visit_id=turn.visit.id, person_id=person.id, **proof))
    turn.visit.person_id = person.id
    db.flush()
    return turn


def in_call(db, helper, now=NOW, reference="r-1"):
    """Return a visit that began in a call, with the case of which it is part."""
    call = tell(db, "answered", now, reference, helper.login)
    calls.open_call(db, helper, call.id, "", now)
    turn = checked(db, helper, now)
    assert calls.join(db, helper, turn.visit.id, now)
    return turn


def holds(db, turn, now):
    """Tell whether the cookie of this console still opens a visit that knows who is there."""
    found = visits.find(db, turn.token, surface="script", now=now)
    return found is not None and found.proof is not None


def test_a_check_holds_in_the_time_after_the_call_and_no_longer(db, ines):
    turn = in_call(db, ines)
    tell(db, "ended", NOW + MINUTE)

    for seconds, is_held in ((0, True), (44, True), (45, False)):
        now = NOW + MINUTE + timedelta(seconds=seconds)
        calls.settle(db, now)
        assert holds(db, turn, now) is is_held

    assert turn.visit.end_reason == "call over"
    assert visits.find(db, turn.token, surface="script", now=NOW + MINUTE) is None


def test_key_0_ends_the_check_with_the_time_after_the_call(db, ines):
    turn = in_call(db, ines)
    tell(db, "ended", NOW + MINUTE)

    assert calls.finish(db, ines, NOW + MINUTE) == "free"

    assert not holds(db, turn, NOW + MINUTE)


def test_a_visit_that_began_beside_the_call_ends_with_it_too(db, ines):
    tell(db, "answered", NOW)
    turn = checked(db, ines, NOW + MINUTE)
    tell(db, "ended", NOW + 2 * MINUTE)

    calls.settle(db, NOW + 2 * MINUTE + AFTER)

    assert not holds(db, turn, NOW + 2 * MINUTE + AFTER)


@pytest.mark.parametrize("how", ["answered", "opened", "by hand"])
def test_the_next_call_begins_without_what_was_checked_in_the_former(db, ines, how):
    former, now = in_call(db, ines), NOW + MINUTE
    tell(db, "ended", now)
    if how == "by hand":
        calls.begin_by_hand(db, ines, now)
    elif how == "answered":
        tell(db, "ringing", now, "r-2")
        assert holds(db, former, now)
        tell(db, "answered", now, "r-2")
    else:
        call = tell(db, "ringing", now, "r-2")
        calls.open_call(db, ines, call.id, "", now)

    assert not holds(db, former, now)


def test_a_call_that_nobody_ended_leaves_nothing_to_the_next(db, ines):
    by_hand = calls.begin_by_hand(db, ines, NOW)
    former = checked(db, ines, NOW)
    assert calls.join(db, ines, former.visit.id, NOW)

    tell(db, "answered", NOW + MINUTE, "r-2")

    assert by_hand.outcome == "opened"
    assert not holds(db, former, NOW + MINUTE)


def test_a_check_outside_any_call_is_not_the_next_caller_s(db, ines):
    turn = checked(db, ines, NOW)
    cases.open_case(db, NOW, channel="phone", helper=ines, visit_id=turn.visit.id)

    tell(db, "answered", NOW + MINUTE)

    assert not holds(db, turn, NOW + MINUTE)


def test_the_visit_of_a_call_outlives_its_own_beginning_and_the_end_of_another(db, ines):
    former = tell(db, "answered", NOW)
    tell(db, "ended", NOW + MINUTE)
    call = tell(db, "ringing", NOW + MINUTE, "r-2")
    calls.open_call(db, ines, call.id, "", NOW + MINUTE)
    turn = checked(db, ines, NOW + MINUTE)
    assert calls.join(db, ines, turn.visit.id, NOW + MINUTE)

    tell(db, "answered", NOW + MINUTE, "r-2")
    calls.settle(db, NOW + MINUTE + AFTER)

    assert former.done_at is not None
    assert holds(db, turn, NOW + MINUTE + AFTER)


def test_a_call_that_rings_in_vain_takes_nothing_from_the_one_that_is_spoken(db, ines):
    turn = in_call(db, ines)
    tell(db, "ringing", NOW + MINUTE, "r-2")

    calls.settle(db, NOW + 10 * MINUTE)

    assert holds(db, turn, NOW + 10 * MINUTE)


def call_back(db, turn, now, *outcomes):
    """The person hangs up and is called back: no exchange tells anything of that call."""
    steps = [("how", "call"), *(("ring", outcome) for outcome in outcomes)]
    for seq, (step, outcome) in enumerate(steps, 1):
        place = {"journey": "by_phone", "step": step, "outcome": outcome}
        db.add(TrailRow(visit_id=turn.visit.id, seq=seq, **place, channel="script", at=now))
    tell(db, "ended", now)


@pytest.mark.parametrize(
    ("outcomes", "is_held"), [((), True), (("not_dialled", "notified"), True), (("nobody",), False)]
)
def test_whoever_is_called_back_is_still_known_after_45_seconds(db, ines, outcomes, is_held):
    turn = in_call(db, ines)
    call_back(db, turn, NOW + MINUTE, *outcomes)

    calls.settle(db, NOW + MINUTE + AFTER)

    assert holds(db, turn, NOW + MINUTE + AFTER) is is_held


@pytest.mark.parametrize("how", ["key 0", "closed", "next call"])
def test_whoever_was_called_back_is_known_no_longer_once_that_is_over(db, ines, how):
    turn, later = in_call(db, ines), NOW + 2 * MINUTE
    call_back(db, turn, NOW + MINUTE, "notified")
    if how == "key 0":
        calls.finish(db, ines, NOW + MINUTE)
    elif how == "closed":
        case = db.scalars(select(Case)).one()
        cases.close(db, case.id, ines, NOW + MINUTE, case.version, "explained")
        calls.settle(db, later)
    else:
        calls.settle(db, later)
        tell(db, "answered", later, "r-2")

    assert not holds(db, turn, later)


def handed_over(db, sender, receiver, turn, now):
    """Give the case of a visit to a colleague; return the visit as their console holds it."""
    for who in (sender, receiver):
        signed_in = {"token_hash": f"{who.id}", "started_at": now, "seen_at": now, "acted_at": now}
        db.add(HelperSession(helper_id=who.id, **signed_in))
    db.flush()
    case = db.scalars(select(Case).where(Case.visit_id == turn.visit.id)).one()
    assert handovers.offer(db, case.id, sender, now, case.version, receiver.id) == "offered"
    [offer] = handovers.offers(db, receiver, now).received
    taken = visits.nobody(db, JOURNEYS, surface="script", now=now)
    taken.helper = receiver
    assert handovers.accept(db, offer.row.id, receiver, now, taken) == "accepted"
    taken.token = taken.successor
    return taken


def test_a_visit_handed_on_outlives_the_call_of_the_sender_and_the_one_that_brings_the_person(db, ines):
    paul, now = (
        make_helper(db, login="paul", organisation=db.get_one(Organisation, ines.organisation_id)),
        NOW + MINUTE,
    )
    taken = handed_over(db, ines, paul, in_call(db, ines), now)
    tell(db, "ended", now)
    tell(db, "answered", now + timedelta(seconds=20), "r-2", "paul")

    calls.settle(db, now + 2 * AFTER)
    assert holds(db, taken, now + 2 * AFTER)
    tell(db, "ended", now + 2 * AFTER, "r-2", "paul")
    calls.settle(db, now + 3 * AFTER)

    assert not holds(db, taken, now + 3 * AFTER)


@pytest.mark.parametrize("rings", [(20, 40), (61,)], ids=["a second call", "a call that rings later"])
def test_a_visit_handed_on_is_known_in_no_other_call(db, ines, rings):
    paul, now = (
        make_helper(db, login="paul", organisation=db.get_one(Organisation, ines.organisation_id)),
        NOW + MINUTE,
    )
    taken = handed_over(db, ines, paul, in_call(db, ines), now)

    for seconds in rings:
        rang_at = now + timedelta(seconds=seconds)
        tell(db, "answered", rang_at, f"to-paul-{seconds}", "paul")
        tell(db, "ended", rang_at + timedelta(seconds=5), f"to-paul-{seconds}", "paul")

    assert not holds(db, taken, rang_at)
