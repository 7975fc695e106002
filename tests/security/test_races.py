"""Twenty at once: whatever is pressed together, one wins. On both engines, each press in a session of its own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from carnet.journeys import JOURNEYS
from carnet.services import agents, calls, case_history, cases, lockouts, presence, resumption, visits
from carnet.store.audit import AuditLine
from carnet.store.calls import AgentChoice, Call
from carnet.store.cases import CaseDraft, CaseLine, CasePresence, forget_absent
from carnet.store.codes import Lockout
from carnet.store.database import transaction
from carnet.store.outbox import Receipt
from carnet.store.staff import Helper
from carnet.store.visits import ResumeCode, TrailRow, Visit
from tests.builders import NOW, make_helper
from tests.scenarios import BEGIN
from tests.walk import PureRobot, walk

AT_ONCE = 20
CONFIRM = ("choices/notified", "activate")


def together(does) -> list[object]:
    """Run ``does`` twenty times at the same moment; return what each said, or its refusal by the database."""
    gate = threading.Barrier(AT_ONCE)

    def one(number: int) -> object:
        gate.wait()
        try:
            return does(number)
        except (IntegrityError, OperationalError) as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def receipts(engine, keys) -> int:
    with transaction(engine, keys) as db:
        return db.scalar(select(func.count()).select_from(Receipt)) or 0


def confirm(engine, keys, token: bytes) -> str:
    with transaction(engine, keys) as db:
        db.info["languages"] = ["fr", "en", "ar"]
        turn = visits.find(db, token, surface="kiosk", now=NOW)
        assert turn is not None
        here = visits.position(turn, JOURNEYS)
        here = visits.answer(turn, JOURNEYS, ("activate", "confirm"), here.sequence, "yes")
        return "/".join(here.place)


def test_one_confirmation_pressed_twenty_times_at_once_is_one_act(engine, keys, someone):
    robot = PureRobot(engine, keys, NOW)
    walk(robot, [*BEGIN, *someone.identified(), CONFIRM], "activate/confirm")

    said = together(lambda _: confirm(engine, keys, robot.token))

    assert set(said) <= {"receipt/activated", "OperationalError"}
    assert "receipt/activated" in said
    assert receipts(engine, keys) == 1
    with transaction(engine, keys) as db:
        assert (
            db.scalar(select(func.count()).select_from(TrailRow).where(TrailRow.journey == "activate")) == 1
        )


def test_one_code_used_by_twenty_visits_at_once_serves_one(engine, keys, someone):
    robots = [PureRobot(engine, keys, NOW) for _ in range(AT_ONCE)]
    for robot in robots:
        walk(robot, [*BEGIN, *someone.identified(), CONFIRM], "activate/confirm")

    said = together(lambda number: confirm(engine, keys, robots[number].token))

    assert Counter(said)["receipt/activated"] == 1, said
    assert receipts(engine, keys) == 1


def test_one_resume_code_used_twenty_times_at_once_opens_once(engine, keys):
    with transaction(engine, keys) as db:
        signs = resumption.make(visits.start(db, JOURNEYS, surface="kiosk", now=NOW, kiosk="kiosk-0"))

    def resume(number: int) -> str:
        with transaction(engine, keys) as db:
            turn = visits.start(db, JOURNEYS, surface="kiosk", now=NOW, kiosk=f"kiosk-{number}")
            return resumption.resume(turn, signs)

    said = together(resume)

    assert Counter(said)["resumed"] == 1, said
    with transaction(engine, keys) as db:
        assert db.scalars(select(ResumeCode)).one().used_at is not None


def test_an_end_and_a_press_at_once_leave_no_living_visit(engine, keys, someone):
    robot = PureRobot(engine, keys, NOW)
    walk(robot, [*BEGIN, *someone.identified(), CONFIRM], "activate/confirm")

    def press(number: int) -> str:
        if number == 0:
            with transaction(engine, keys) as db:
                turn = visits.find(db, robot.token, surface="kiosk", now=NOW)
                visits.end(turn, "end")
                return "ended"
        try:
            return confirm(engine, keys, robot.token)
        except AssertionError:
            return "gone"

    together(press)

    with transaction(engine, keys) as db:
        assert [visit for visit in db.scalars(select(Visit)) if visit.ended_at is None] == []
        assert visits.find(db, robot.token, surface="kiosk", now=NOW) is None


def test_the_very_first_wrong_tries_at_once_are_all_counted(engine, keys):
    def fail(_: int) -> bool:
        with transaction(engine, keys) as db:
            return lockouts.fail(db, NOW, person="somebody", kiosk="kiosk-1")

    said = together(fail)

    assert set(said) == {True, False}
    with transaction(engine, keys) as db:
        counted = {row.scope: row.failures for row in db.scalars(select(Lockout))}
    assert counted == {"person": AT_ONCE, "kiosk": AT_ONCE, "service": AT_ONCE}


def test_twenty_pages_of_one_desk_that_see_a_call_end_write_it_down_once(engine, keys):
    with transaction(engine, keys) as db:
        agent = make_helper(db)
        calls.begin_by_hand(db, agent, NOW)
        [call] = db.scalars(select(Call))
        calls.hang_up(db, agent, call.id, NOW)
        helper_id = agent.id
    later = NOW + timedelta(minutes=1)

    def look(_number: int) -> int:
        with transaction(engine, keys) as db:
            return calls.settle(db, later, db.get_one(Helper, helper_id))

    said = together(look)

    assert sorted(said) == [0] * (AT_ONCE - 1) + [1]
    with transaction(engine, keys) as db:
        done = select(func.count()).select_from(AuditLine)
        assert db.scalar(done.where(AuditLine.act == "call", AuditLine.outcome == "done")) == 1
        assert [line.kind for line in db.scalars(select(CaseLine))] == ["opened", "to_check"]


def test_a_first_choice_made_at_twenty_pages_of_one_desk_is_one_row(engine, keys):
    with transaction(engine, keys) as db:
        helper_id = make_helper(db).id

    def choose(_number: int) -> str:
        with transaction(engine, keys) as db:
            return agents.choose(db, db.get_one(Helper, helper_id), "away", NOW)

    assert together(choose) == ["away"] * AT_ONCE
    with transaction(engine, keys) as db:
        assert [row.choice for row in db.scalars(select(AgentChoice))] == ["away"]


@pytest.fixture
def case_and_helper(engine, keys):
    with transaction(engine, keys) as db:
        helper = make_helper(db)
        return cases.open_case(db, NOW, channel="phone", helper=helper).id, helper.id


def test_twenty_pages_of_one_helper_that_save_a_draft_at_once_keep_one(engine, keys, case_and_helper):
    case_id, helper_id = case_and_helper

    def save(number: int) -> str:
        with transaction(engine, keys) as db:
            helper = db.get_one(Helper, helper_id)
            case_history.keep_draft(db, case_id, helper, NOW, f"Brouillon {number}")
            return case_history.draft(db, case_id, helper)

    said = together(save)

    with transaction(engine, keys) as db:
        assert db.scalar(select(func.count()).select_from(CaseDraft)) == 1
        assert case_history.draft(db, case_id, db.get_one(Helper, helper_id)) in said
    assert sorted(said) == sorted(f"Brouillon {number}" for number in range(AT_ONCE))


def test_a_sign_of_life_is_written_while_other_consoles_forget_the_former_one(engine, keys, case_and_helper):
    case_id, helper_id = case_and_helper
    later = NOW + timedelta(seconds=31)
    with transaction(engine, keys) as db:
        presence.be_present(db, case_id, db.get_one(Helper, helper_id), NOW, "reading")

    def look(number: int) -> str:
        with transaction(engine, keys) as db:
            if number % 2:
                forget_absent(db, later)
                return "forgot"
            presence.be_present(db, case_id, db.get_one(Helper, helper_id), later, "reading")
            return "present"

    assert Counter(together(look)) == {"forgot": AT_ONCE // 2, "present": AT_ONCE // 2}
    with transaction(engine, keys) as db:
        assert [row.at for row in db.scalars(select(CasePresence))] == [later]
