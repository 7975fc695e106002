"""An old medical record (DMP): a refusal archives it for ten years, activating brings it back, and its owner is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.journeys import JOURNEYS
from carnet.services import codes, night, requests, visits
from carnet.services.facts import facts
from carnet.settings import Settings
from carnet.store.database import transaction
from carnet.store.keys import keys_of
from carnet.store.outbox import Receipt
from carnet.store.requests import Letter
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY, make_helper
from tests.scenarios import BEGIN, make_someone
from tests.walk import PureRobot, walk
from web.locale import offered
from web.paper.counter import facts_of
from web.paper.receipt_words import receipt_lines
from web.paper.tongue import tongue_of

SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
REFUSE = [("choices/notified", "object"), ("object/confirm", "yes")]
ENDS = TODAY.replace(year=TODAY.year + 10)
TAGS = [language.tag for language in offered()]


@pytest.fixture
def robot(engine, keys):
    return PureRobot(engine, keys, NOW)


@pytest.fixture
def world(engine, keys):
    def open_world():
        return transaction(engine, keys)

    return open_world


def with_old_record(db, **changes):
    """Return somebody whose content key guards an old record, and that key."""
    someone = make_someone(
        db, **{"has_legacy_dmp": True, "content_key": keys_of(db).new_wrapped_key(), **changes}
    )
    return someone, space_of(db, someone.person.id).content_key


def told(world, robot, tag: str = "fr") -> list[str]:
    """Return the sentences of the present step, holes and all, that are said to whoever is there."""
    with world() as db:
        turn = visits.find(db, robot.token, surface="kiosk", now=robot.now)
        step = visits.position(turn, JOURNEYS).step
        return tongue_of(tag).sentences(step.says.screen, facts(turn))


def names_the_old_record(sentences: list[str]) -> bool:
    return any("%(legacy_" in sentence for sentence in sentences)


def test_a_refusal_archives_an_old_record_and_changing_ones_mind_brings_it_back(engine, keys, robot, world):
    with world() as db:
        someone, key = with_old_record(db)

    walk(robot, [*BEGIN, *someone.identified(), *REFUSE], "receipt/objected")

    with world() as db:
        space = space_of(db, someone.person.id)
        assert (space.state, space.content_key, space.has_legacy_dmp) == ("objected", key, True)
        someone.code = codes.issue(db, someone.person, "post", NOW).signs
    back = [("choices/objected", "activate"), ("change_mind/confirm", "yes")]
    walk(PureRobot(engine, keys, NOW), [*BEGIN, *someone.identified(), *back], "receipt/activated")
    with world() as db:
        space = space_of(db, someone.person.id)
        assert (space.state, space.content_key) == ("activated", key)


def test_a_refusal_without_an_old_record_leaves_nothing_to_read(robot, world):
    with world() as db:
        someone = make_someone(db, content_key=keys_of(db).new_wrapped_key())

    walk(robot, [*BEGIN, *someone.identified(), *REFUSE], "receipt/objected")

    with world() as db:
        assert space_of(db, someone.person.id).content_key is None


def test_an_old_record_is_kept_ten_years_after_the_refusal_and_not_a_day_more(world):
    with world() as db:
        someone, key = with_old_record(db, state="objected")
        space_of(db, someone.person.id).since_on = TODAY
    last = NOW + timedelta(days=(ENDS - TODAY).days - 1)

    with world() as db:
        assert not night.run(db, last)
        assert space_of(db, someone.person.id).content_key == key
    with world() as db:
        assert night.run(db, last + timedelta(days=1)) == {"purge_legacy": 1}
    with world() as db:
        space = space_of(db, someone.person.id)
        assert (space.state, space.since_on) == ("objected", TODAY)
        assert (space.content_key, space.has_legacy_dmp) == (None, False)
        assert not night.run(db, last + timedelta(days=2))


def test_a_refusal_by_letter_archives_it_from_the_day_that_counts(world):
    posted = TODAY - timedelta(days=1)
    with world() as db:
        someone, key = with_old_record(db)
        agent, colleague = (make_helper(db, role="agent") for _ in range(2))
        requests.state(db, someone.person, "object", channel="paper", on=posted, now=NOW, helper=agent)
        [letter] = db.scalars(select(Letter))
        signed_on = NOW + timedelta(days=4)
        assert requests.prove_by_letter(db, colleague, letter.number, signed_on) == "objected"

    with world() as db:
        assert space_of(db, someone.person.id).content_key == key
        receipt = db.scalars(select(Receipt)).one()
        assert receipt.facts["legacy_ends_on"] == posted.replace(year=posted.year + 10).isoformat()


@pytest.mark.parametrize("tag", TAGS)
def test_who_has_an_old_record_hears_what_becomes_of_it_before_and_after_a_refusal(tag, robot, world):
    with world() as db:
        someone, _ = with_old_record(db)

    walk(robot, [*BEGIN, *someone.identified()], "choices/notified")
    assert names_the_old_record(told(world, robot, tag))
    robot.give("object")
    assert names_the_old_record(told(world, robot, tag))
    robot.give("yes")

    assert names_the_old_record(told(world, robot, tag))
    with world() as db:
        receipt = db.scalars(select(Receipt)).one()
        known = facts_of(receipt, SETTINGS)
        assert known["legacy_ends_on"] == ENDS
        assert tongue_of(tag).value(ENDS) in " ".join(
            tongue_of(tag).say(line) for line in receipt_lines(receipt.act, known)
        )


def test_who_activates_hears_that_the_old_record_comes_back_with_as_many_answers(robot, world):
    with world() as db:
        someone, key = with_old_record(db)

    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "activate")], "activate/confirm")

    assert names_the_old_record(told(world, robot))
    assert robot.give("yes") == "receipt/activated"
    with world() as db:
        assert space_of(db, someone.person.id).content_key == key


def test_who_refused_before_hears_until_when_the_old_record_is_kept(robot, world):
    with world() as db:
        someone, _ = with_old_record(db, state="objected")

    walk(robot, [*BEGIN, *someone.identified()], "choices/objected")

    assert names_the_old_record(told(world, robot))


@pytest.mark.parametrize("state", ["notified", "objected"])
def test_who_has_no_old_record_never_hears_of_one(state, robot, world):
    with world() as db:
        someone = make_someone(db, state=state)
    robot.start()
    for _, raw in [*BEGIN, *someone.identified()]:
        robot.give(raw)

    for raw in ("object", "yes") if state == "notified" else ("activate",):
        assert not names_the_old_record(told(world, robot))
        robot.give(raw)
    assert not names_the_old_record(told(world, robot))
