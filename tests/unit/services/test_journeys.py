"""Every journey walked through the services alone, on both engines."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from carnet.domain import lifecycle
from carnet.domain.nir import key_for
from carnet.domain.opening import PARIS
from carnet.domain.protection import KINDS
from carnet.reference import delays, protections
from carnet.services import callback_words, cases, comfort, night, promises, spaces, visits
from carnet.services.facts import facts
from carnet.settings import Settings
from carnet.store import audit
from carnet.store.codes import ProvisionalCode
from carnet.store.outbox import Outbox, Receipt
from carnet.store.promises import Callback
from carnet.store.representation import Protection
from carnet.store.spaces import space_of
from carnet.store.visits import Seal, TrailRow
from tests.builders import NOW, TODAY, make_helper
from tests.post import language_of
from tests.scenarios import (
    BEGIN,
    CONSEQUENCES,
    PATHS,
    WITHOUT_IDENTITY,
    make_child,
    make_protected,
    make_someone,
)
from tests.walk import PureRobot, walk
from web.paper.counter import facts_of
from web.paper.receipt_words import receipt_lines

SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
EASY = [BEGIN[0], ("welcome/comfort", "easy"), *BEGIN[1:]]


@pytest.fixture
def robot(engine, keys):
    return PureRobot(engine, keys, NOW)


CLOSING = [*CONSEQUENCES, ("close/confirm", "yes")]


def _answers_since_the_choices(world):
    """Return how many answers each visit gave from its first choices on, the oldest visit first."""
    with world() as db:
        rows = db.execute(
            select(TrailRow.visit_id, TrailRow.journey).order_by(TrailRow.visit_id, TrailRow.seq)
        )
        visits: dict[int, list[str]] = {}
        for visit_id, journey in rows:
            visits.setdefault(visit_id, []).append(journey)
    return [len(trail) - trail.index("choices") for trail in visits.values()]


def test_who_comes_too_late_to_refuse_closes_with_as_many_answers_as_who_asks_to_close(engine, keys, world):
    with world() as db:
        late, direct = make_someone(db), make_someone(db, state="opened_auto")
        sent = space_of(db, late.person.id).notified_on
    days = lifecycle.opens_on(sent, delays(sent)) - TODAY
    for someone, robot in (
        (late, PureRobot(engine, keys, NOW + days)),
        (direct, PureRobot(engine, keys, NOW)),
    ):
        walk(robot, [*BEGIN, *someone.identified(), ("choices/opened", "close"), *CLOSING], "receipt/closed")

    assert _answers_since_the_choices(world) == [4, 4]


def test_who_confirms_a_refusal_after_midnight_of_the_last_day_is_offered_closing_at_once(
    engine, keys, world
):
    with world() as db:
        late = make_someone(db)
        sent = space_of(db, late.person.id).notified_on
    last = lifecycle.last_day_to_object(sent, delays(sent))
    robot = PureRobot(engine, keys, datetime(last.year, last.month, last.day, 23, 55, tzinfo=PARIS))
    walk(robot, [*BEGIN, *late.identified(), ("choices/notified", "object")], "object/confirm")
    robot.now += timedelta(minutes=10)

    assert robot.give("yes") == "choices/opened"
    for raw in ("close", "next", "next"):
        robot.give(raw)
    assert robot.give("yes") == "receipt/closed"
    with world() as db:
        assert space_of(db, late.person.id).state == "closed_archived"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_journey_ends_where_its_list_says_and_the_space_follows(path, robot, world):
    with world() as db:
        someone = make_someone(db, state=path.state, purpose=path.purpose)

    walk(robot, [*BEGIN, *someone.identified(), *path.answers], path.end)

    with world() as db:
        space = space_of(db, someone.person.id)
        assert (space.state if space else "eligible") == path.after
        assert audit.verify(db, audit.space_chain(someone.person.id)) is None
        made = db.scalars(select(Receipt)).all()
        assert len(made) == (1 if path.end.startswith("receipt/") else 0)


@pytest.mark.parametrize("name", WITHOUT_IDENTITY)
def test_some_journeys_need_no_name(name, robot):
    answers, end = WITHOUT_IDENTITY[name]

    walk(robot, [*BEGIN[:2], *answers], end)


def test_no_answer_is_stored_only_outcomes(robot, world):
    with world() as db:
        someone = make_someone(db)

    walk(robot, [*BEGIN, *someone.identified()], "choices/notified")

    with world() as db:
        told = " ".join(f"{row.journey} {row.step} {row.outcome}" for row in db.scalars(select(TrailRow)))
        for secret in (someone.code, someone.nir, someone.serial, someone.born, "Odette"):
            assert secret not in told
        assert db.scalars(select(Seal)).all() == []


@pytest.mark.parametrize("wrong", ["code", "nir", "birth_date", "serial"])
def test_one_wrong_fact_gets_the_one_constant_answer(wrong, robot, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
    given = dict(someone.identified())
    given[f"identify/{wrong}"] = {
        "code": other.code,
        "nir": other.nir,
        "birth_date": "09031951",
        "serial": "98765432109",
    }[wrong]

    walk(robot, [*BEGIN, *given.items()], "identify/wrong")


def test_an_unknown_person_hears_the_same_as_a_wrong_answer(robot, world):
    with world() as db:
        someone = make_someone(db)
        nobodys = f"1{someone.nir[1:13]}"
        someone.nir = nobodys + key_for(nobodys)

    walk(robot, [*BEGIN, *someone.identified()], "identify/wrong")


def test_a_used_code_and_an_expired_code_are_told_only_to_their_owner(engine, keys, robot, world):
    with world() as db:
        used, expired = make_someone(db), make_someone(db)
        db.scalars(
            select(ProvisionalCode).where(ProvisionalCode.person_id == used.person.id)
        ).one().used_at = NOW
        row = db.scalars(select(ProvisionalCode).where(ProvisionalCode.person_id == expired.person.id)).one()
        row.valid_until = NOW.date() - timedelta(days=1)

    walk(robot, [*BEGIN, *used.identified()], "identify/used")
    walk(PureRobot(engine, keys, NOW), [*BEGIN, *expired.identified()], "identify/expired")
    expired.serial = "98765432109"
    walk(PureRobot(engine, keys, NOW), [*BEGIN, *expired.identified()], "identify/wrong")


def test_five_wrong_tries_end_the_code_and_make_the_person_wait(robot, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
    robot.start()
    for _, raw in [*BEGIN, *someone.identified(code=other.code)]:
        here = robot.give(raw)
    for _ in range(4):
        assert here == "identify/wrong"
        for raw in ("serial", someone.serial):
            here = robot.give(raw)

    assert here == "identify/locked"
    with world() as db:
        row = db.scalars(select(ProvisionalCode).where(ProvisionalCode.person_id == someone.person.id)).one()
        assert row.ended_at is not None


def test_after_the_wait_the_person_may_try_again(engine, keys, robot, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
    for _ in range(5):
        robot.start()
        for _, raw in [*BEGIN, *someone.identified(code=other.code)]:
            here = robot.give(raw)
    assert here == "identify/locked"
    with world() as db:
        from carnet.services import codes

        someone.code = codes.issue(db, someone.person, "post", NOW).signs

    walk(
        PureRobot(engine, keys, NOW + timedelta(seconds=10)),
        [*BEGIN, *someone.identified()],
        "identify/locked",
    )
    walk(
        PureRobot(engine, keys, NOW + timedelta(minutes=16)),
        [*BEGIN, *someone.identified()],
        "choices/notified",
    )


def test_closing_an_activated_space_asks_for_a_code_made_for_it(robot, world):
    with world() as db:
        someone = make_someone(db, state="activated")

    walk(
        robot,
        [*BEGIN, *someone.identified(), ("choices/active", "close"), ("close/code_needed", "1")],
        "new_code/sent_mail",
    )

    with world() as db:
        row = db.scalars(select(ProvisionalCode).order_by(ProvisionalCode.id.desc())).first()
        assert row is not None
        assert row.purpose == "close"
        assert db.scalars(select(Outbox).where(Outbox.kind == "code")).one().route == "mail"


def test_a_parent_decides_for_a_child_after_declaring_it(robot, world):
    with world() as db:
        parent = make_someone(db, state="activated")
        child = make_child(db, parent)

    answers = [
        *BEGIN,
        *child.identified(),
        ("identify/representative", "yes"),
        ("choices/notified", "object"),
        ("object/confirm", "yes"),
    ]
    walk(robot, answers, "receipt/objected")

    with world() as db:
        assert space_of(db, child.person.id).state == "objected"
        assert space_of(db, parent.person.id).state == "activated"


def test_who_is_not_the_parent_changes_nothing(robot, world):
    with world() as db:
        child = make_child(db, make_someone(db, state="activated"))

    walk(robot, [*BEGIN, *child.identified(), ("identify/representative", "no")], "without/authority")


def test_a_parent_who_closes_is_offered_the_children_first(robot, world):
    with world() as db:
        parent = make_someone(db, state="activated", purpose="close")
        child = make_child(db, parent)
        space = space_of(db, child.person.id)
        space.state, space.opened_on = "opened_auto", NOW.date()

    closing = [
        ("choices/active", "close"),
        ("close/children", "child"),
        ("close/child", "1"),
        ("close/consequences", "next"),
        ("close/kept", "next"),
        ("close/confirm", "yes"),
    ]
    walk(robot, [*BEGIN, *parent.identified(), *closing], "receipt/closed")

    with world() as db:
        assert space_of(db, child.person.id).state == "closed_archived"
        assert space_of(db, parent.person.id).state == "activated"


def test_a_guardian_objects_only_when_the_person_agrees(engine, keys, robot, world):
    with world() as db:
        protected, guardian = make_protected(db)
    typed = [
        ("identify/code", protected.code),
        ("identify/nir", guardian.nir),
        ("identify/birth_date", protected.born),
        ("identify/serial", guardian.serial),
    ]

    walk(robot, [*BEGIN, *typed, ("identify/guardian", "no")], "without/agreement")
    answers = [
        *typed,
        ("identify/guardian", "yes"),
        ("choices/notified", "object"),
        ("object/confirm", "yes"),
    ]
    walk(PureRobot(engine, keys, NOW), [*BEGIN, *answers], "receipt/objected")


@pytest.mark.parametrize("kind", KINDS)
def test_each_measure_lets_its_guardian_object_or_gives_no_say_at_all(kind, robot, world):
    with world() as db:
        protected, guardian = make_protected(db, kind=kind)

    typed = {**dict(protected.identified()), "identify/nir": guardian.nir}
    if "T3" in protections(TODAY)[kind].acts:
        then = [("identify/guardian", "yes"), ("choices/notified", "object"), ("object/confirm", "yes")]
        walk(robot, [*BEGIN, *typed.items(), *then], "receipt/objected")
    else:
        walk(robot, [*BEGIN, *typed.items()], "identify/wrong")


def test_a_measure_that_ends_under_way_leaves_no_power(robot, world):
    with world() as db:
        protected, guardian = make_protected(db, kind="family_authorisation")
    typed = {**dict(protected.identified()), "identify/nir": guardian.nir}
    to_confirm = [("identify/guardian", "yes"), ("choices/notified", "object")]
    walk(robot, [*BEGIN, *typed.items(), *to_confirm], "object/confirm")
    with world() as db:
        measure = select(Protection).where(Protection.person_id == protected.person.id)
        db.scalars(measure).one().kind = "curatorship"

    assert robot.give("yes") == "choices/gone"


def test_a_guardian_of_property_only_has_no_say(robot, world):
    with world() as db:
        protected, guardian = make_protected(db, covers_person=False)

    typed = {**dict(protected.identified()), "identify/nir": guardian.nir}
    walk(robot, [*BEGIN, *typed.items()], "identify/wrong")


def test_a_protected_person_decides_alone_as_far_as_they_can(robot, world):
    with world() as db:
        protected, _ = make_protected(db)

    walk(
        robot,
        [*BEGIN, *protected.identified(), ("choices/notified", "activate"), ("activate/confirm", "yes")],
        "receipt/activated",
    )


def test_the_window_decides_between_refusing_and_closing(engine, keys, world):
    with world() as db:
        someone = make_someone(db)
        space_of(db, someone.person.id).notified_on = NOW.date() - timedelta(days=42)

    walk(PureRobot(engine, keys, NOW), [*BEGIN, *someone.identified()], "choices/notified")
    walk(PureRobot(engine, keys, NOW + timedelta(days=1)), [*BEGIN, *someone.identified()], "choices/opened")


def test_a_proof_goes_home_by_post_when_an_address_is_known(robot, world):
    with world() as db:
        someone = make_someone(db)

    walk(
        robot,
        [
            *BEGIN,
            *someone.identified(),
            ("choices/notified", "object"),
            ("object/confirm", "yes"),
            ("receipt/objected", "home"),
        ],
        "receipt/posted",
    )

    with world() as db:
        kinds = [row.kind for row in db.scalars(select(Outbox).order_by(Outbox.id))]
        assert "receipt" in kinds
        assert "confirmation" in kinds


def test_the_word_of_a_promised_call_is_the_one_printed_on_the_receipt(robot, world):
    with world() as db:
        someone, agent = make_someone(db), make_helper(db, role="agent")

    walk(
        robot,
        [*BEGIN, *someone.identified(), ("choices/notified", "object"), ("object/confirm", "yes")],
        "receipt/objected",
    )

    with world() as db:
        case = cases.open_case(db, NOW, channel="phone", helper=agent, person_id=someone.person.id)
        starts_at = promises.windows(case, NOW)[0].starts_at
        assert promises.make(db, case.id, agent, NOW, case.version, starts_at) == "promised"
        told = callback_words.of_callback(db, db.scalars(select(Callback)).one())
        receipt = db.scalars(select(Receipt)).one()
        printed = facts_of(
            receipt,
            SETTINGS,
            callback_word=callback_words.on_receipt(db, receipt),
        )
        said = [line.msgid % line.values for line in receipt_lines(receipt.act, printed)]
        assert [line for line in said if told in line] != []


def test_the_screen_says_the_day_on_which_a_suspended_space_closes(robot, world, engine, keys):
    with world() as db:
        someone = make_someone(db, state="suspended")
    walk(robot, [*BEGIN, *someone.identified()], "choices/suspended")
    with world() as db:
        turn = visits.find(db, robot.token, surface="kiosk", now=NOW)
        said = facts(turn)["suspension_ends_on"]
        spaces.settle(db, someone.person, NOW + (said - TODAY))
        assert space_of(db, someone.person.id).closed_on == said


def test_the_night_records_what_dates_did_and_a_second_night_finds_nothing(world):
    with world() as db:
        late = make_someone(db)
        space_of(db, late.person.id).notified_on = NOW.date() - timedelta(days=50)
        asked = make_someone(db, state="deletion_pending")
        space_of(db, asked.person.id).deletion_asked_on = NOW.date() - timedelta(days=100)
        still = make_someone(db)

    with world() as db:
        first = night.run(db, NOW)
    with world() as db:
        second = night.run(db, NOW)
        assert space_of(db, late.person.id).state == "opened_auto"
        assert space_of(db, asked.person.id).state == "deleted"
        assert space_of(db, asked.person.id).content_key is None
        assert space_of(db, still.person.id).state == "notified"

    assert first == {"open": 1, "delete": 1}
    assert not second


def test_whoever_reads_easy_french_is_written_to_in_easy_french(robot, world):
    with world() as db:
        someone = make_someone(db)
    answers = [
        *EASY,
        *someone.identified(),
        ("choices/notified", "object"),
        ("object/confirm", "yes"),
    ]

    walk(robot, [*answers, ("receipt/objected", "home")], "receipt/posted")

    with world() as db:
        assert db.scalars(select(Receipt)).one().language == "fr@easy"
        assert {language_of(db, someone, row) for row in db.scalars(select(Outbox))} == {"fr@easy"}


def test_another_language_ends_the_easy_text_of_french(robot, world):
    walk(robot, EASY[:3], "start/what")
    with world() as db:
        turn = visits.find(db, robot.token, surface="kiosk", now=NOW)
        db.info["languages"] = ("fr", "en")
        comfort.choose_language(turn, 2)
        assert turn.language == "en"
