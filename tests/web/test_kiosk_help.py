"""*Aide*: a way back that is not lost, the truth about who comes, and one key to end."""

from datetime import timedelta

import pytest
from sqlalchemy import MetaData, select

from carnet.store.staff import HelperSession
from carnet.store.visits import ResumeCode
from tests.builders import NOW, make_helper, make_nir
from tests.scenarios import BEGIN, PATHS, make_someone
from tests.walk import PageRobot, walk

PROVISIONAL_SEX = "8"
RESUME = [*BEGIN[:2], ("start/what", "other"), ("other/what", "resume")]


def ask_for_code(robot) -> str:
    robot.press("/help")
    assert robot.press("/help/answer", "keep") == "help/keep"
    return shown(robot)


def shown(robot) -> str:
    [number] = robot.html.xpath('//p[contains(@class, "proof")]')
    return number.text_content()


def at_console(db, role: str) -> None:
    helper = make_helper(db, role=role)
    db.add(HelperSession(helper_id=helper.id, token_hash=role, started_at=NOW, seen_at=NOW, acted_at=NOW))


def test_the_page_of_the_code_may_be_loaded_again_as_often_as_wished(robot):
    walk(robot, BEGIN, "identify/code")
    code = ask_for_code(robot)

    again = robot._read(robot.client.get("/help/keep"))

    assert (again, shown(robot)) == ("help/keep", code)
    assert robot.press("/continue", "continue") == "identify/code"


@pytest.mark.parametrize("wish", ["call", "phone"])
def test_every_answer_of_help_may_be_loaded_again(wish, robot, world):
    with world() as db:
        at_console(db, "volunteer")
    walk(robot, BEGIN, "identify/code")
    robot.press("/help")
    place = robot.press("/help/answer", wish)

    assert robot._read(robot.client.get(f"/{place}")) == place


def test_nobody_is_told_of_a_call_that_was_not_made(robot):
    walk(robot, BEGIN, "identify/code")

    for page in ("asked", "remote", "keep", "printed", "invented"):
        assert robot.client.get(f"/help/{page}").headers["Location"] == "/help", page


def test_asking_twice_shows_the_code_that_was_noted_and_it_works(robot, kiosk):
    walk(robot, BEGIN, "identify/code")
    code = ask_for_code(robot)
    robot.press("/continue", "continue")

    assert ask_for_code(robot) == code
    other = PageRobot(kiosk.test_client())
    walk(other, [*RESUME, ("other/code", code)], "identify/code")
    assert robot.client.get("/help/keep").headers["Location"] == "/help"


def test_a_code_that_somebody_guessed_at_is_replaced(robot, world):
    walk(robot, BEGIN, "identify/code")
    code = ask_for_code(robot)
    with world() as db:
        db.scalars(select(ResumeCode)).one().failures = 5
    robot.press("/continue", "continue")

    assert ask_for_code(robot) != code


def test_only_this_visit_sees_its_code_and_the_database_never_does(robot, kiosk, engine):
    walk(robot, BEGIN, "identify/code")
    code = ask_for_code(robot).replace(" ", "")

    stranger = kiosk.test_client()
    assert stranger.get("/help/keep").headers["Location"] == "/help"
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        told = repr([connection.execute(table.select()).all() for table in metadata.sorted_tables])
    assert code not in told
    assert robot.client.get("/help/keep").headers["Cache-Control"] == "no-store"


def test_the_end_of_the_visit_ends_the_page_too(robot):
    walk(robot, BEGIN, "identify/code")
    code = ask_for_code(robot)
    cookie = robot.client.get_cookie("__Host-visit")

    assert robot.press("/end", "end") == "leave/farewell"
    assert code not in robot.text()
    robot.client.set_cookie("__Host-visit", cookie.value)
    assert robot.client.get("/help/keep").headers["Location"] == "/help"


@pytest.mark.parametrize("wish", ["keep", "phone"])
def test_language_and_comfort_lead_back_to_the_page_that_was_left(wish, robot):
    walk(robot, BEGIN, "identify/code")
    robot.press("/help")
    place = robot.press("/help/answer", wish)
    was = robot.html.xpath('//p[contains(@class, "proof")]/text()')

    robot.press("/language")
    assert robot.press("/comfort/language", "ar") == place
    robot.press("/comfort")
    robot.press("/comfort/see/size", "XXL")
    assert robot.press("/continue") == place
    robot.press("/hide")
    assert robot.press("/continue") == place
    assert robot.press("/comfort/voice") == place
    assert robot.press("/comfort/voice") == "comfort/hear"
    assert robot.press("/continue") == place
    assert robot.html.xpath("//html/@dir") == ["rtl"]
    assert robot.html.xpath('//p[contains(@class, "proof")]/text()') == was


def test_what_was_left_is_forgotten_at_the_step(robot):
    walk(robot, BEGIN, "identify/code")
    ask_for_code(robot)
    robot.press("/comfort")
    robot.press("/continue")
    robot.press("/continue", "continue")
    robot.press("/comfort")

    assert robot.press("/continue") == "identify/code"
    robot.press("/language")
    assert robot.press("/comfort/language", "en") == "identify/code"


def test_a_form_leads_to_no_page_that_is_not_ours(robot):
    walk(robot, BEGIN, "identify/code")
    data = {"forgery": robot.html.xpath('//input[@name="forgery"]/@value')[0]}

    for value in ("/evil.test", "help/invented", "comfort/see"):
        answer = robot.client.post("/continue", data={**data, "value": value})
        assert answer.headers["Location"] == "/"
        robot.client.post("/comfort", data={**data, "beside": value})
        robot._read(robot.client.get("/comfort/see"))
        assert not robot.html.xpath('//input[@name="beside"]')


def test_a_key_prints_the_slip(robot):
    walk(robot, BEGIN, "identify/code")
    ask_for_code(robot)

    assert robot.press("/help/answer", "print") == "help/printed"
    assert robot.html.xpath("//a[@data-print]/@href") == ["/slip.pdf"]
    assert robot.client.get("/slip.pdf").mimetype == "application/pdf"
    assert robot.press("/continue", "continue") == "identify/code"


def offers_code(robot) -> bool:
    return not robot.html.xpath('//*[@id="alert"]//*[@data-command="later"]/@hidden')


def test_the_alert_offers_a_code_to_whoever_typed_or_proved_something_and_to_nobody_else(robot, world):
    with world() as db:
        someone = make_someone(db)
    robot.start()
    assert not offers_code(robot)
    walk(robot, [*BEGIN, *someone.identified()[:1]], "identify/nir")
    assert offers_code(robot)
    for raw in (someone.nir, someone.born, someone.serial):
        robot.give(raw)
    assert robot.place() == "choices/notified"
    assert offers_code(robot)
    robot.press("/end", "end")
    assert not offers_code(robot)


def test_the_alert_promises_nothing_that_the_end_does_not_hold(robot):
    robot.start()
    [alert] = robot.html.xpath('//*[@id="alert"]')

    assert "gardé" not in alert.text_content()
    assert len(alert.xpath('.//button[@data-command="end"]')) == 1


def test_the_code_that_the_alert_asks_for_keeps_what_was_half_typed(robot):
    walk(robot, BEGIN, "identify/code")
    sent = {
        field.get("name"): field.get("value", "") for field in robot.html.xpath('//input[@type="hidden"]')
    }
    robot._read(
        robot.client.post(
            "/help/answer", data={**sent, "answer": "ABCD E", "value": "keep"}, follow_redirects=True
        )
    )

    assert robot.place() == "help/keep"
    assert robot.press("/continue", "continue") == "identify/code"
    assert robot.html.xpath('//input[@name="answer"]/@value') == ["ABCD E"]


@pytest.mark.parametrize(
    ("roles", "place"),
    [
        (["agent", "supervisor"], "remote"),
        (["volunteer"], "asked"),
        (["agent", "employee"], "asked"),
        ([], "nobody"),
    ],
    ids=str,
)
def test_somebody_comes_only_when_somebody_is_beside_people(roles, place, robot, world):
    with world() as db:
        for role in roles:
            at_console(db, role)
    walk(robot, BEGIN, "identify/code")
    robot.press("/help")

    assert robot.press("/help/answer", "call") == f"help/{place}"


def test_a_console_that_went_silent_is_nobody(robot, world, clock):
    with world() as db:
        at_console(db, "volunteer")
    clock.now = NOW + timedelta(minutes=3)
    walk(robot, BEGIN, "identify/code")
    robot.press("/help")

    assert robot.press("/help/answer", "call") == "help/nobody"


def test_the_journey_says_the_same_as_the_key(robot, world):
    with world() as db:
        at_console(db, "agent")

    walk(
        robot,
        [*BEGIN[:2], ("start/what", "no_code"), ("new_code/purpose", "help"), ("assist/ask", "call")],
        "assist/remote",
    )


ACTIVATE = [("choices/notified", "activate"), ("activate/confirm", "yes")]


def test_a_receipt_says_what_its_number_is_and_what_it_is_for(robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), *ACTIVATE], "receipt/activated")

    [proof] = robot.html.xpath('//p[contains(@class, "proof")]')
    told = [line for line in robot.html.xpath('//*[@class="told-all"]//p') if line is not proof]
    assert [line.text_content() for line in told] == [
        "Numéro de preuve",
        "Avec lui, le 34\N{NO-BREAK SPACE}22 retrouve votre demande.",
    ]
    assert all("data-say" in line.attrib and "data-personal" not in line.attrib for line in told)
    assert {"data-say", "data-personal"} <= set(proof.attrib)
    assert proof.get("data-say") == ""


class Counter(PageRobot):
    """A robot that looks for two keys of one name on each page."""

    def _read(self, answer) -> str:
        here = super()._read(answer)
        step = self.html.xpath('//*[@id="step"]//*[contains(@class, "label")]')
        labels = [label.text_content() for label in step]
        assert labels.count("Terminer") <= 1, here
        self.ends = getattr(self, "ends", 0) + labels.count("Terminer")
        return here


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_no_page_has_two_keys_that_end(path, kiosk, world):
    with world() as db:
        someone = make_someone(db, state=path.state, purpose=path.purpose)
    robot = Counter(kiosk.test_client())

    walk(robot, [*BEGIN, *someone.identified(), *path.answers], path.end)
    if robot.html.xpath('//button[@name="answer"][@value="finish"]'):
        assert robot.give("finish") == "leave/farewell"

    assert robot.ends


def test_a_provisional_number_leads_to_a_person(robot):
    walk(robot, BEGIN, "identify/code")
    robot.give("", way="no_code")
    robot.give("decide")

    assert robot.give(make_nir(sex=PROVISIONAL_SEX)) == "without/provisional"
    assert robot.press("/back") == "new_code/nir"
    robot.give(make_nir(sex=PROVISIONAL_SEX))
    assert robot.give("help") == "assist/ask"
