"""What somebody tries who knows the house: another's child, another's receipt, a right that ended under way."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.domain.birth_date import BirthDate
from carnet.reference.loader import delays
from carnet.services import codes, visits
from carnet.store.codes import ProvisionalCode
from carnet.store.database import transaction
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox
from carnet.store.people import Person
from carnet.store.representation import Representation, end_on, set_span
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY, make_protection, make_representation
from tests.scenarios import BEGIN, PATHS, make_child, make_protected, make_someone
from tests.walk import PageRobot, PureRobot, walk

ACTIVATE = (("choices/notified", "activate"), ("activate/confirm", "yes"))
DECLARE = ("identify/representative", "yes")


@pytest.fixture
def pure(engine, keys):
    return PureRobot(engine, keys, NOW)


def state(world, someone) -> str:
    with world() as db:
        return space_of(db, someone.person.id).state


def test_the_code_of_a_child_with_the_number_of_a_stranger_proves_nobody(pure, world):
    with world() as db:
        child, stranger = make_child(db, make_someone(db)), make_someone(db)
    child.nir = stranger.nir

    walk(pure, [*BEGIN, *child.identified()], "identify/wrong")


def test_a_parent_who_lost_the_right_represents_nobody(pure, world):
    with world() as db:
        child = make_child(db, make_someone(db))
        end_on(db, db.get_one(Person, child.person.id), TODAY)

    walk(pure, [*BEGIN, *child.identified()], "identify/wrong")


def test_the_number_and_card_of_a_dead_parent_open_no_child(pure, world):
    with world() as db:
        parent = make_someone(db)
        child = make_child(db, parent)
        db.get_one(Person, parent.person.id).died_on = TODAY - timedelta(days=9)

    walk(pure, [*BEGIN, *child.identified()], "identify/wrong")


def test_a_dead_person_proves_nothing(pure, world):
    with world() as db:
        someone = make_someone(db)
        db.get_one(Person, someone.person.id).died_on = TODAY

    walk(pure, [*BEGIN, *someone.identified()], "identify/wrong")


def test_the_guardian_of_property_alone_proves_nothing_with_the_letter_of_the_protected(pure, world):
    with world() as db:
        protected, guardian = make_protected(db, covers_person=False)

    protected.nir = guardian.nir
    walk(pure, [*BEGIN, *protected.identified()], "identify/wrong")


def test_a_child_who_comes_of_age_under_way_is_decided_for_by_nobody(pure, world):
    born = BirthDate(TODAY.year - 18, TODAY.month, TODAY.day + 1)
    with world() as db:
        child = make_child(db, make_someone(db), born=born)
    pure.now = NOW.replace(hour=22, minute=50)  # ten to midnight in Paris
    walk(pure, [*BEGIN, *child.identified(), DECLARE, ("choices/notified", "object")], "object/confirm")

    pure.now += timedelta(minutes=15)

    assert pure.give("yes") == "choices/gone"
    assert state(world, child) == "notified"


def test_a_parent_whose_right_ends_under_way_decides_no_more(pure, world):
    with world() as db:
        child = make_child(db, make_someone(db))
    walk(pure, [*BEGIN, *child.identified(), DECLARE, ("choices/notified", "object")], "object/confirm")
    with world() as db:
        end_on(db, db.get_one(Person, child.person.id), TODAY)

    assert pure.give("yes") == "choices/gone"
    assert state(world, child) == "notified"


def test_a_code_that_served_elsewhere_serves_no_second_visit(engine, keys, world):
    """Proved twice, used once: the second visit stood ready with another act when the first one used the code."""
    with world() as db:
        someone = make_someone(db, state="closed_archived")
    ready, first = PureRobot(engine, keys, NOW), PureRobot(engine, keys, NOW)
    delete = (("choices/closed", "delete"), ("delete/consequences", "next"), ("delete/confirm", "yes"))
    walk(ready, [*BEGIN, *someone.identified(), ("choices/closed", "reopen")], "reopen/confirm")
    walk(first, [*BEGIN, *someone.identified(), *delete, ("delete/again", "yes")], "receipt/deletion_asked")
    with world() as db:
        space_of(db, someone.person.id).state = "closed_archived"

    assert ready.give("yes") == "choices/gone"
    assert state(world, someone) == "closed_archived"


def test_one_visit_may_do_several_acts_with_its_proof(pure, world):
    with world() as db:
        someone = make_someone(db, state="closed_archived")
    delete = (
        ("choices/closed", "delete"),
        ("delete/consequences", "next"),
        ("delete/confirm", "yes"),
        ("delete/again", "yes"),
    )
    give_up = (
        ("receipt/deletion_asked", "more"),
        ("choices/deleting", "give_up"),
        ("give_up_deletion/confirm", "yes"),
    )

    walk(pure, [*BEGIN, *someone.identified(), *delete, *give_up], "receipt/deletion_given_up")


def test_the_code_of_a_parent_is_used_by_what_it_did_for_a_child(engine, keys, pure, world):
    with world() as db:
        parent = make_someone(db, state="activated", purpose="close")
        child = make_child(db, parent)
        space_of(db, child.person.id).state = "opened_auto"
        space_of(db, child.person.id).opened_on = TODAY
    close = (
        ("choices/active", "close"),
        ("close/children", "child"),
        ("close/child", "1"),
        ("close/consequences", "next"),
        ("close/kept", "next"),
    )
    walk(pure, [*BEGIN, *parent.identified(), *close, ("close/confirm", "yes")], "receipt/closed")

    with world() as db:
        row = db.scalars(select(ProvisionalCode).where(ProvisionalCode.person_id == parent.person.id)).one()
        assert row.used_at is not None
    walk(PureRobot(engine, keys, NOW), [*BEGIN, *parent.identified()], "identify/used")


def test_the_receipt_of_another_is_not_handed_over(robot, kiosk, world):
    """The visit goes on with another person: the paper that the first one received is not theirs."""
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), *ACTIVATE], "receipt/activated")
    robot.press("/help")
    robot.press("/help/answer", "keep")
    signs = robot.html.xpath('//*[@class="proof"]')[0].text_content()
    thief = PageRobot(kiosk.test_client())
    resume = (("start/what", "other"), ("other/what", "resume"), ("other/code", signs))
    walk(thief, [*BEGIN[:2], *resume], "choices/gone")

    assert thief.client.get("/receipt.pdf").status_code == 404
    assert thief.client.get("/slip.pdf").status_code == 404
    assert "Odette" not in thief.text()


def test_nobody_gets_a_paper_without_a_visit_of_their_own(kiosk):
    for address in ("/receipt.pdf", "/slip.pdf"):
        assert kiosk.test_client().get(address).status_code == 404


def test_every_proof_number_gets_the_same_page(kiosk, robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), *ACTIVATE], "receipt/activated")
    number = "".join(robot.html.xpath('//*[@class="proof"]')[0].text_content().split())

    pages = {
        kiosk.test_client().get(f"/r/{each}").get_data(as_text=True).replace(f"{each[:4]} {each[4:]}", "")
        for each in (number, "7K4M29PT", "AAAAAAAA")
    }

    assert len(pages) == 1


def test_a_child_is_chosen_by_the_parent_whose_number_was_typed(pure, world):
    """Twins with two parents: the code goes where the parent who asks is known, never to the other one."""
    with world() as db:
        other, parent = make_someone(db), make_someone(db)
        for name in ("Lina", "Noé"):
            child = make_child(db, parent, name=name)
            link = db.scalars(select(Representation).where(Representation.minor_id == child.person.id)).one()
            set_span(db, link, child.person, TODAY, None)
            make_representation(db, minor=child.person, representative=other.person)
    asks = (("identify/code", "way:no_code"), ("new_code/purpose", "decide"), ("new_code/nir", parent.nir),
            ("new_code/birth_date", child.born), ("new_code/serial", parent.serial))  # fmt: skip
    walk(pure, [*BEGIN, *asks, ("without/child", "1")], "new_code/route")

    with world() as db:
        from carnet.store.visits import Proof

        assert db.scalars(select(Proof.acting_id)).all() == [parent.person.id]


def test_no_act_can_be_posted_before_the_proof_that_it_asks(pure, world):
    with world() as db:
        someone = make_someone(db)
    walk(pure, [*BEGIN, ("identify/code", someone.code)], "identify/nir")

    for path in PATHS:
        for _, raw in path.answers:
            assert pure.give(raw).startswith("unreadable:")
    assert state(world, someone) == "notified"


def test_a_code_of_yesterday_by_mail_is_over(engine, keys, world):
    with world() as db:
        someone = make_someone(db, route="mail")

    walk(
        PureRobot(engine, keys, NOW + timedelta(hours=24, seconds=1)),
        [*BEGIN, *someone.identified()],
        "identify/expired",
    )


def test_five_wrong_tries_end_a_code_before_the_person_has_to_wait(engine, keys, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
    for number in range(delays(TODAY).code_tries):
        robot = PureRobot(engine, keys, NOW + timedelta(minutes=number))
        walk(
            robot,
            [*BEGIN, *someone.identified(code=other.code)],
            "identify/locked" if number == 4 else "identify/wrong",
        )

    later = PureRobot(engine, keys, NOW + timedelta(minutes=5))
    walk(later, [*BEGIN, *someone.identified()], "identify/expired")
    with transaction(engine, keys) as db:
        new = codes.issue(db, someone.person, "post", NOW).signs
    walk(
        PureRobot(engine, keys, NOW + timedelta(minutes=5)),
        [*BEGIN, *someone.identified(code=new)],
        "choices/notified",
    )


@pytest.mark.parametrize("family", ["alone", "with a child", "with a protected person"])
def test_a_neighbour_with_the_number_alone_leaves_the_code_alive(family, engine, keys, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
        if family == "with a child":
            make_child(db, someone)
        if family == "with a protected person":
            make_protection(db, person=make_someone(db).person, guardian=someone.person)
        neighbour = replace(someone, code=other.code, born="09031951", serial="98765432109")
    for number in range(delays(TODAY).code_tries + 3):
        robot = PureRobot(engine, keys, NOW + timedelta(minutes=61 * number))
        walk(robot, [*BEGIN, *neighbour.identified()], "identify/wrong")

    with transaction(engine, keys) as db:
        assert {row.failures for row in db.scalars(select(ProvisionalCode))} == {0}
    walk(
        PureRobot(engine, keys, NOW + timedelta(hours=9)),
        [*BEGIN, *someone.identified()],
        "choices/notified",
    )


@pytest.mark.parametrize("known", ["the birth date", "the code"])
def test_five_tries_by_who_knows_more_than_the_number_end_the_code(known, engine, keys, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
        guess = replace(someone, serial="98765432109")
        if known == "the birth date":
            guess.code = other.code
        else:
            guess.born = "09031951"
    for number in range(delays(TODAY).code_tries):
        robot = PureRobot(engine, keys, NOW + timedelta(minutes=61 * number))
        walk(robot, [*BEGIN, *guess.identified()], "identify/wrong")

    walk(
        PureRobot(engine, keys, NOW + timedelta(hours=5)), [*BEGIN, *someone.identified()], "identify/expired"
    )


def test_the_proof_of_a_new_code_is_no_act_by_which_a_used_code_opens_again(engine, keys, world):
    """The visit that asked for the code has a receipt already; its code must still serve one visit only."""
    with world() as db:
        someone = make_someone(db)
    asked = [
        *BEGIN,
        ("identify/code", "way:no_code"),
        ("new_code/purpose", "decide"),
        ("new_code/nir", someone.nir),
        ("new_code/birth_date", someone.born),
        ("new_code/serial", someone.serial),
        ("new_code/route", "1"),
    ]
    first, second = PureRobot(engine, keys, NOW), PureRobot(engine, keys, NOW)
    walk(first, asked, "new_code/sent_mail")
    with transaction(engine, keys) as db:
        code = code_sent_to(db, someone.person)
    first.give("typed")
    for answer in (code, someone.nir, someone.born, someone.serial, "activate"):
        first.give(answer)
    walk(second, [*BEGIN, *someone.identified(code=code), *ACTIVATE], "receipt/activated")

    with transaction(engine, keys) as db:
        turn = visits.find(db, first.token, surface="kiosk", now=NOW)
        assert codes.served_elsewhere(turn)
    assert first.give("yes") == "choices/gone"


def code_sent_to(db, person: Person) -> str:
    row = db.scalars(select(Outbox).where(Outbox.kind == "code")).one()
    return json.loads(keys_of(db).open(person.registry_key, row.payload_sealed, b"outbox"))["code"]
