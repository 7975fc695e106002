"""A parent acts for each child and for themselves in one visit, with one proof; only records that are open are offered."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.journeys import JOURNEYS
from carnet.services import visits
from carnet.services.facts import facts
from carnet.store.codes import ProvisionalCode
from carnet.store.database import transaction
from carnet.store.representation import end_on
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY
from tests.scenarios import (
    BEGIN,
    CLOSE_CHILDREN_THEN_OWN,
    CLOSE_IT,
    CONSEQUENCES,
    make_child,
    make_family,
    make_someone,
)
from tests.walk import PureRobot, walk

TO_CHILDREN = [("choices/active", "close"), ("close/children", "child")]
FIRST_CHILD = [*TO_CHILDREN, ("close/child", "1")]


@pytest.fixture
def robot(engine, keys):
    return PureRobot(engine, keys, NOW)


@pytest.fixture
def world(engine, keys):
    def open_world():
        return transaction(engine, keys)

    return open_world


@pytest.fixture
def family(world):
    with world() as db:
        return make_family(db)


def states(world, people) -> list[str]:
    with world() as db:
        return [space_of(db, each.person.id).state for each in people]


def offered(world, robot) -> list[str]:
    with world() as db:
        turn = visits.find(db, robot.token, surface="kiosk", now=robot.now)
        return facts(turn)["children"]


def test_each_child_and_then_the_parent_are_closed_in_one_visit(robot, world, family):
    parent, children = family

    walk(robot, [*BEGIN, *parent.identified(), *CLOSE_CHILDREN_THEN_OWN], "receipt/closed")

    assert states(world, [parent, *children]) == [*["closed_archived"] * 3, "notified"]
    with world() as db:
        own = select(ProvisionalCode).where(ProvisionalCode.person_id == parent.person.id)
        assert db.scalars(own).one().used_at == NOW


def test_only_children_whose_record_is_open_are_offered_and_the_closed_one_no_more(robot, world, family):
    parent, _ = family
    walk(robot, [*BEGIN, *parent.identified(), *TO_CHILDREN], "close/child")
    assert offered(world, robot) == ["Lina", "Noé"]
    for _, raw in [("", "1"), *CLOSE_IT, ("", "more"), ("", "2"), ("", "close"), *CLOSE_IT]:
        here = robot.give(raw)
    assert here == "receipt/closed"

    assert robot.give("more") == "choices/whose"

    assert offered(world, robot) == ["Noé"]


def test_a_record_that_dates_have_opened_is_open_whatever_the_night_has_recorded(robot, world, family):
    parent, children = family
    with world() as db:
        space_of(db, children[2].person.id).notified_on = TODAY - timedelta(days=50)

    walk(robot, [*BEGIN, *parent.identified(), *TO_CHILDREN], "close/child")

    assert offered(world, robot) == ["Lina", "Noé", "Zoé"]


def test_without_an_open_child_nobody_is_told_of_children(robot, world):
    with world() as db:
        parent = make_someone(db, state="activated", purpose="close")
        make_child(db, parent)

    walk(robot, [*BEGIN, *parent.identified(), ("choices/active", "close")], "close/consequences")


@pytest.mark.parametrize(
    ("state", "there"),
    [
        ("closed_archived", "choices/closed"),
        ("notified", "choices/notified"),
        ("suspended", "choices/suspended"),
    ],
)
def test_a_child_whose_record_changed_meanwhile_leads_to_what_can_be_done_there(
    state, there, robot, world, family
):
    parent, children = family
    walk(robot, [*BEGIN, *parent.identified(), *TO_CHILDREN], "close/child")
    with world() as db:
        space = space_of(db, children[0].person.id)
        space.state, space.notified_on, space.closed_on, space.suspended_on = state, TODAY, TODAY, TODAY

    assert robot.give("1") == there


def test_a_number_names_the_same_child_when_another_is_closed_meanwhile(robot, world, family):
    parent, children = family
    walk(robot, [*BEGIN, *parent.identified(), *TO_CHILDREN], "close/child")
    with world() as db:
        space_of(db, children[0].person.id).state = "closed_archived"
        space_of(db, children[0].person.id).closed_on = TODAY

    for raw in ("2", "next", "next", "yes"):
        here = robot.give(raw)

    assert here == "receipt/closed"
    assert states(world, children) == ["closed_archived", "closed_archived", "notified"]


def test_a_child_who_is_represented_no_more_is_not_turned_to(robot, world, family):
    parent, children = family
    walk(robot, [*BEGIN, *parent.identified(), *TO_CHILDREN], "close/child")
    with world() as db:
        end_on(db, children[0].person, TODAY)

    assert robot.give("1") == "close/child"


def test_a_no_for_a_child_leads_back_to_the_parent_too(robot, world, family):
    parent, children = family
    no = [*FIRST_CHILD, *CONSEQUENCES, ("close/confirm", "no"), ("leave/unchanged", "again")]

    walk(robot, [*BEGIN, *parent.identified(), *no, ("choices/whose", "way:mine")], "choices/active")

    assert states(world, [parent, children[0]]) == ["activated", "opened_auto"]


def test_what_was_closed_for_a_child_may_be_deleted_in_the_same_visit(robot, world, family):
    parent, children = family
    then = [
        ("receipt/closed", "more"),
        ("choices/whose", "1"),
        ("choices/closed", "delete"),
        ("delete/consequences", "next"),
        ("delete/confirm", "yes"),
        ("delete/again", "yes"),
    ]

    walk(robot, [*BEGIN, *parent.identified(), *FIRST_CHILD, *CLOSE_IT, *then], "receipt/deletion_asked")

    assert states(world, [parent, children[0]]) == ["activated", "deletion_pending"]


def test_who_came_with_a_childs_letter_is_given_nothing_of_their_own(robot, world):
    with world() as db:
        child = make_child(db, make_someone(db, state="activated"))
    act = [("identify/representative", "yes"), ("choices/notified", "object"), ("object/confirm", "yes")]

    walk(robot, [*BEGIN, *child.identified(), *act, ("receipt/objected", "more")], "choices/objected")


def test_a_proof_of_the_letter_is_too_low_for_an_activated_child_and_says_so_at_once(robot, world):
    with world() as db:
        parent = make_someone(db, state="opened_auto")
        child = make_child(db, parent)
        space_of(db, child.person.id).state = "activated"

    walk(
        robot,
        [
            *BEGIN,
            *parent.identified(),
            ("choices/opened", "close"),
            ("close/children", "child"),
            ("close/child", "1"),
            ("close/code_needed", "1"),
        ],
        "new_code/sent_mail",
    )

    with world() as db:
        newest = db.scalars(select(ProvisionalCode).order_by(ProvisionalCode.id.desc())).first()
        assert (newest.person_id, newest.purpose) == (child.person.id, "close")


def test_the_whole_way_is_on_the_map():
    assert JOURNEYS.after(("receipt", "closed"), "whose") == ("choices", "whose")
