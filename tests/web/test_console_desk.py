"""The desk: a call from a kiosk reaches it, live; a visit changes surface and leaves nothing behind on the first."""

import re

import pytest
from sqlalchemy import select

from carnet.store.audit import AuditLine
from carnet.store.cases import Case
from carnet.store.visits import ResumeCode, Visit
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from tests.web.consoles import Helper, at_desk, hire, script_robot


@pytest.fixture
def helper(console, clock, world):
    with world() as db:
        hire(db)
    return Helper(console, clock)


@pytest.fixture
def signed_in(helper):
    helper.sign_in()
    return helper


@pytest.fixture
def other(console, clock, world):
    return at_desk(console, clock, world, "lucas", role="employee")


def call(robot) -> str:
    """Press *Aide* at the kiosk, then call somebody; return the place that the kiosk shows."""
    robot.start()
    robot.press("/help")
    return robot.press("/help/answer", "call")


def resume_code_from(robot) -> str:
    robot.press("/help")
    robot.press("/help/answer", "keep")
    found = robot.html.xpath('//*[contains(@class, "proof") or contains(@class, "number")]//text()')
    return next(text.strip() for text in found if len(text.strip()) == 9 and text.strip()[4] == " ")


def press_without_cookie(kiosk):
    return kiosk.test_client().post("/help/answer", data={"value": "call"}, follow_redirects=True)


def living(world) -> list[Case]:
    with world() as db:
        return list(db.scalars(select(Case).where(Case.state != "closed").order_by(Case.id)))


def test_a_flood_of_anonymous_presses_makes_one_case_and_everybody_hears_the_same(kiosk, signed_in, world):
    pages = [press_without_cookie(kiosk) for _ in range(20)]

    assert {page.status_code for page in pages} == {200}
    assert (
        len({re.sub(r'name="forgery" value="\w+"', "", page.get_data(as_text=True)) for page in pages}) == 1
    )
    assert len(living(world)) == 1
    with world() as db:
        assert len(db.scalars(select(AuditLine).where(AuditLine.act == "ask_help")).all()) == 1


def test_once_somebody_took_the_case_the_next_press_opens_another(kiosk, signed_in, world):
    press_without_cookie(kiosk)
    signed_in.look()
    signed_in.do("/cases/1/take")

    press_without_cookie(kiosk)
    press_without_cookie(kiosk)

    assert [case.owner_id for case in living(world)] == [1, None]


def test_whoever_presses_after_somebody_left_is_the_one_who_waits(robot, kiosk, signed_in, world):
    call(robot)
    robot.press("/continue")
    robot.client.post("/end", data={"forgery": robot.html.xpath('//input[@name="forgery"]/@value')[0]})

    press_without_cookie(kiosk)

    [case] = living(world)
    with world() as db:
        assert db.get_one(Visit, case.visit_id).ended_at is None
    signed_in.look()
    assert not signed_in.html.xpath('//tr[@data-row]//th//*[contains(@class, "warn")]')


def test_without_a_console_the_kiosk_says_that_nobody_is_there(robot):
    assert call(robot) == "help/nobody"


def test_a_call_from_a_kiosk_stands_on_a_signed_in_console(robot, signed_in):
    assert call(robot) == "help/asked"

    signed_in.look()

    assert "kiosk-1" in signed_in.words()
    assert "/cases/1/take" in signed_in.forms()


def test_a_console_left_alone_is_nobody(robot, signed_in, clock):
    clock.pass_by(minutes=2)

    assert call(robot) == "help/nobody"


def test_a_console_that_polls_is_somebody(robot, signed_in, clock):
    for _ in range(4):
        clock.pass_by(minutes=1)
        signed_in.client.get("/requests")

    assert call(robot) == "help/asked"


def test_a_console_that_signed_out_is_nobody(robot, signed_in):
    signed_in.look()
    signed_in.do("/sign-out")

    assert call(robot) == "help/nobody"


def test_the_list_is_sent_again_only_when_something_changed(robot, signed_in):
    first = signed_in.client.get("/requests")
    same = signed_in.client.get("/requests", headers={"If-None-Match": first.headers["ETag"]})
    call(robot)
    after = signed_in.client.get("/requests", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, same.status_code, after.status_code) == (200, 304, 200)
    assert same.get_data() == b""
    assert "/cases/1/take" in after.get_data(as_text=True)


def test_the_page_asks_with_the_version_that_it_shows(robot, signed_in):
    signed_in.look()
    [headers] = signed_in.html.xpath('//*[@id="requests"]/@data-hx-headers')

    import json

    assert signed_in.client.get("/requests", headers=json.loads(headers)).status_code == 304


def test_minutes_pass_on_the_list_too(robot, signed_in, clock):
    call(robot)
    first = signed_in.client.get("/requests").headers["ETag"]
    clock.pass_by(minutes=1)

    assert signed_in.client.get("/requests", headers={"If-None-Match": first}).status_code == 200


def test_a_case_belongs_to_who_took_it_first(robot, signed_in, other):
    call(robot)
    signed_in.look()
    other.look()
    signed_in.do("/cases/1/take")

    other.do("/cases/1/take")
    assert "Samira Aidante" in other.words()
    assert "/cases/1/close" not in other.forms()
    signed_in.look("/cases/1")

    assert "/cases/1/close" in signed_in.forms()


def test_a_case_that_never_was_is_over(signed_in):
    signed_in.look()

    assert signed_in.do("/cases/99/take").status_code == 200
    assert "/cases/99/close" not in signed_in.forms()


def test_the_list_says_what_helps_and_never_who(robot, signed_in, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified()], "choices/notified")
    robot.press("/help")
    robot.press("/help/answer", "call")

    page = signed_in.look().get_data(as_text=True)

    assert signed_in.html.xpath('//tr[@data-row]//*[@class="chips"]//li')
    for fact in ("Odette", "Perrin", "1951", someone.nir, someone.code):
        assert fact not in page


def test_a_person_who_left_is_told_as_left(robot, signed_in):
    call(robot)
    signed_in.look()
    before = len(signed_in.html.xpath('//tr[@data-row]//th//*[contains(@class, "warn")]'))
    robot.press("/continue")
    robot.client.post("/end", data={"forgery": robot.html.xpath('//input[@name="forgery"]/@value')[0]})

    signed_in.look()

    assert before == 0
    assert signed_in.html.xpath('//tr[@data-row]//th//*[contains(@class, "warn")]')


def test_a_visit_taken_up_on_the_console_is_cut_off_from_its_kiosk(robot, signed_in, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified()], "choices/notified")
    code = resume_code_from(robot)
    signed_in.look()

    signed_in.do("/visits/resume", resume_code=code)

    assert signed_in.html.xpath("//@data-place") == ["choices/gone"]
    assert robot.client.get("/visit/choices/notified").headers["Location"] == "/"
    assert "Odette" not in signed_in.words(), "what was proved at the kiosk is proved again here"


def test_a_visit_taken_up_at_the_kiosk_is_cut_off_from_the_console(robot, signed_in):
    script = script_robot(signed_in)
    walk(
        script,
        [*BEGIN[:2], ("start/what", "no_code"), ("new_code/purpose", "help"), ("assist/ask", "keep")],
        "assist/code",
    )
    signed_in.look("/script/assist/code/person")
    [code] = signed_in.html.xpath('//p[@class="code"]/text()')

    walk(robot, [*BEGIN[:2], ("start/what", "other"), ("other/what", "resume")], "other/code")
    assert robot.give(code) == "assist/code"

    assert signed_in.client.get("/script").headers["Location"] == "/?said=lost"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD EFGH", "O0O0 I1I1", "x" * 10_000, "\0", "\u202eABCD"])
def test_every_code_that_does_not_open_gets_one_answer(typed, robot, signed_in):
    signed_in.look()

    answer = signed_in.do("/visits/resume", resume_code=typed)

    assert answer.status_code == 422
    assert signed_in.html.xpath('//*[@role="alert"]')
    assert not signed_in.html.xpath('//input[@name="resume_code"]/@value')


def test_a_resume_code_serves_once(robot, signed_in, other):
    walk(robot, BEGIN, "identify/code")
    code = resume_code_from(robot)
    signed_in.look()
    signed_in.do("/visits/resume", resume_code=code)
    other.look()

    assert other.do("/visits/resume", resume_code=code).status_code == 422


def test_wrong_codes_lock_this_console_and_no_other(robot, signed_in, other, world):
    walk(robot, BEGIN, "identify/code")
    code = resume_code_from(robot)
    signed_in.look()
    for _ in range(15):
        signed_in.do("/visits/resume", resume_code="ABCD EFGH")

    assert signed_in.do("/visits/resume", resume_code=code).status_code == 422
    with world() as db:
        assert db.scalars(select(ResumeCode)).one().used_at is None
    other.look()
    assert other.do("/visits/resume", resume_code=code).status_code == 200
