"""Handing over: the case stays with its sender until somebody accepts; nobody answers, nobody lost it; the person repeats nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.journeys import JOURNEYS
from carnet.services import cases, handovers, referrals, visits
from carnet.store.cases import CaseLine
from carnet.store.promises import Referral
from carnet.store.staff import HelperSession, Organisation
from carnet.store.visits import Proof
from tests.builders import NOW, make_helper, make_person

SOON = NOW + timedelta(seconds=29)
LATE = NOW + timedelta(seconds=30)


def at_work(db, **who):
    helper = make_helper(db, **who)
    session = HelperSession(
        helper_id=helper.id, token_hash=str(helper.id), started_at=NOW, seen_at=NOW, acted_at=NOW
    )
    db.add(session)
    db.flush()
    return helper


@pytest.fixture
def sender(db):
    return at_work(db, role="agent")


@pytest.fixture
def receiver(db, sender):
    return at_work(db, role="agent", organisation=db.get(Organisation, sender.organisation_id))


@pytest.fixture
def ambassador(db):
    return at_work(db, role="volunteer")


@pytest.fixture
def case(db, sender):
    return with_visit(db, sender)


def with_visit(db, helper):
    turn = visits.start(db, JOURNEYS, surface="script", now=NOW, helper=helper)
    proved = Proof(
        visit_id=turn.visit.id,
        person_id=make_person(db).id,
        level="P2",
        method="code:1:P2",
        at=NOW,
        surface="script",
    )
    db.add(proved)
    db.flush()
    return cases.open_case(db, NOW, channel="phone", helper=helper, visit_id=turn.visit.id, subject="object")


def offered(db, case, sender, to=None):
    assert handovers.offer(db, case.id, sender, NOW, case.version, to and to.id) == "offered"
    [offer] = handovers.offers(db, sender, NOW).sent
    return offer.row.id


def nobody(db):
    return visits.nobody(db, JOURNEYS, surface="script", now=NOW)


def accept(db, number, helper, at=SOON):
    turn = nobody(db)
    return handovers.accept(db, number, helper, at, turn), turn


def proofs(db):
    return db.scalars(select(Proof)).all()


def test_only_who_is_at_a_console_can_be_offered_a_case(db, sender, case):
    away = make_helper(db, role="agent")

    assert handovers.others_at_consoles(db, sender, NOW) == []
    assert handovers.offer(db, case.id, sender, NOW, case.version, away.id) == "nobody"
    assert handovers.offer(db, case.id, sender, NOW, case.version, sender.id) == "nobody"


def test_until_somebody_accepts_the_case_stays_with_its_sender(db, sender, receiver, case):
    offered(db, case, sender, receiver)

    assert case.owner_id == sender.id
    assert [each.case for each in handovers.offers(db, receiver, SOON).received] == [case]
    assert handovers.offers(db, sender, SOON).received == []


def test_who_accepts_goes_on_with_the_visit_where_it_stands_and_what_was_proved_stays(
    db, sender, receiver, case
):
    number = offered(db, case, sender, receiver)
    before, _turn = handovers.standing(db, case, JOURNEYS, "script", NOW)

    said, turn = accept(db, number, receiver)

    assert (said, case.owner_id) == ("accepted", receiver.id)
    found = visits.find(db, turn.successor, surface="script", now=SOON, helper=receiver)
    assert visits.position(found, JOURNEYS).place == before.place
    assert found.proof is not None
    assert found.visit.helper_id == receiver.id


@pytest.mark.parametrize(
    ("of", "to", "is_at_home", "kept"),
    [
        ("agent", "agent", True, True),
        ("volunteer", "employee", True, True),
        ("agent", "agent", False, False),
        ("volunteer", "volunteer", False, False),
        ("volunteer", "agent", True, False),
        ("agent", "employee", True, False),
        ("volunteer", "agent", False, False),
    ],
)
def test_what_was_proved_goes_along_within_one_organisation_and_one_channel_alone(
    db, of, to, is_at_home, kept
):
    gives = at_work(db, role=of)
    home = db.get(Organisation, gives.organisation_id)
    takes = at_work(db, role=to, organisation=home if is_at_home else None)
    case = with_visit(db, gives)
    number = offered(db, case, gives, takes)

    assert handovers.keeps_proof(gives, takes) == kept
    assert accept(db, number, takes)[0] == "accepted"
    assert bool(proofs(db)) == kept


def test_an_offer_to_the_line_is_for_its_agents_and_the_first_to_accept_has_it(
    db, sender, receiver, ambassador, case
):
    number = offered(db, case, sender)
    third = at_work(db, role="agent")

    assert handovers.offers(db, ambassador, SOON).received == []
    assert accept(db, number, ambassador)[0] == "late"
    assert accept(db, number, receiver)[0] == "accepted"
    assert accept(db, number, third)[0] == "late"


def test_a_refusal_goes_back_to_the_sender_with_its_reason(db, sender, receiver, case):
    number = offered(db, case, sender, receiver)

    assert handovers.refuse(db, number, receiver, SOON, "an invented one") == "late"
    assert handovers.refuse(db, number, receiver, SOON, "busy") == "refused"
    [told] = handovers.offers(db, sender, SOON).sent
    assert (told.stage, told.row.reason, told.receiver) == ("refused", "busy", receiver)
    assert case.owner_id == sender.id


def test_what_nobody_answers_in_thirty_seconds_returns_by_itself(db, sender, receiver, case):
    number = offered(db, case, sender, receiver)

    assert handovers.offers(db, receiver, LATE).received == []
    assert handovers.offers(db, sender, LATE).sent[0].stage == "returned"
    assert accept(db, number, receiver, LATE)[0] == "late"
    assert handovers.refuse(db, number, receiver, LATE, "busy") == "late"
    assert case.owner_id == sender.id


def test_a_second_press_offers_once(db, sender, receiver, case):
    offered(db, case, sender, receiver)

    assert handovers.offer(db, case.id, sender, SOON, case.version, receiver.id) == "offered"
    assert len(handovers.offers(db, receiver, SOON).received) == 1


def test_a_case_that_ended_meanwhile_is_not_taken(db, sender, receiver, case):
    number = offered(db, case, sender, receiver)
    cases.close(db, case.id, sender, NOW, case.version, "explained")

    assert accept(db, number, receiver)[0] == "late"


def test_only_who_has_a_case_hands_it_over(db, receiver, sender, case):
    assert handovers.offer(db, case.id, receiver, NOW, case.version, sender.id) == "taken"


def place(db):
    db.add(Organisation(name="Mairie d’Exemple", kind="town"))
    db.flush()
    return db.scalars(select(Organisation).where(Organisation.name == "Mairie d’Exemple")).one()


@pytest.mark.parametrize(("agreed", "told"), [(True, "explained"), (False, "")])
def test_how_a_case_that_was_sent_on_ends_is_told_only_if_the_person_agreed(
    db, sender, receiver, case, agreed, told
):
    near = place(db)
    said = referrals.refer(db, case.id, sender, NOW, case.version, near.id, may_tell_back=agreed)
    cases.take(db, case.id, receiver, NOW)
    cases.close(db, case.id, receiver, NOW, case.version, "explained")

    assert said == "referred"
    [sent] = referrals.sent_on(db, sender)
    assert (sent.case, sent.place, sent.ended) == (case, near, told)


def test_a_place_sees_what_was_sent_to_it_until_it_ends_or_goes_elsewhere(db, sender, receiver, case):
    near, far = place(db), make_helper(db)
    there = make_helper(db, organisation=near)
    referrals.refer(db, case.id, sender, NOW, case.version, near.id, may_tell_back=False)
    assert referrals.sent_here(db, there) == [(case, NOW)]
    assert referrals.sent_here(db, far) == referrals.sent_here(db, sender) == []

    cases.take(db, case.id, there, NOW)
    referrals.refer(db, case.id, there, SOON, case.version, far.organisation_id, may_tell_back=False)
    assert (referrals.sent_here(db, there), referrals.sent_here(db, far)) == ([], [(case, SOON)])

    cases.take(db, case.id, far, SOON)
    cases.close(db, case.id, far, SOON, case.version, "explained")
    assert referrals.sent_here(db, far) == []


def test_a_case_is_sent_on_by_number_and_not_by_text(db, sender, case):
    near = place(db)
    referrals.refer(db, case.id, sender, NOW, case.version, near.id, may_tell_back=False)

    line = db.scalars(select(CaseLine).order_by(CaseLine.id.desc())).first()
    assert (line.kind, line.said, line.note_sealed) == ("referred", str(near.id), None)
    assert {column.name for column in Referral.__table__.columns} == {
        "id", "case_id", "organisation_id", "may_tell_back", "made_by", "made_at",
    }  # fmt: skip


def test_a_case_cannot_be_sent_nowhere_nor_home(db, sender, case):
    for number in (99, sender.organisation_id):
        assert referrals.refer(db, case.id, sender, NOW, case.version, number, may_tell_back=True) == "nobody"
