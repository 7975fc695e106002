"""Every journey walked through the kiosk's plain forms, in every offered language, without a line of script."""

import pytest
from sqlalchemy import select

from carnet.store.spaces import space_of
from carnet.store.visits import Visit
from tests.scenarios import (
    BEGIN,
    CLOSE_CHILDREN_THEN_OWN,
    LANGUAGES,
    PATHS,
    WITHOUT_IDENTITY,
    begin,
    make_child,
    make_family,
    make_someone,
)
from tests.walk import PageRobot, walk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_journey_by_plain_forms_ends_as_through_the_services(path, language, robot, world):
    with world() as db:
        someone = make_someone(db, state=path.state, purpose=path.purpose)

    walk(robot, [*begin(language), *someone.identified(), *path.answers], path.end)

    with world() as db:
        space = space_of(db, someone.person.id)
        assert (space.state if space else "eligible") == path.after
    for secret in (someone.code, someone.nir, someone.serial):
        assert secret not in robot.last.get_data(as_text=True)


@pytest.mark.parametrize("name", WITHOUT_IDENTITY)
def test_some_journeys_need_no_name(name, robot):
    answers, end = WITHOUT_IDENTITY[name]

    walk(robot, [*BEGIN[:2], *answers], end)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_parent_closes_each_child_then_their_own_by_plain_forms(language, robot, world):
    with world() as db:
        parent, children = make_family(db)

    walk(robot, [*begin(language), *parent.identified(), *CLOSE_CHILDREN_THEN_OWN], "receipt/closed")

    with world() as db:
        states = [space_of(db, each.person.id).state for each in (parent, *children)]
    assert states == ["closed_archived", "closed_archived", "closed_archived", "notified"]


def test_a_child_whose_record_is_not_open_is_named_nowhere(robot, world):
    with world() as db:
        parent, _ = make_family(db)

    pages = []
    read = robot._read
    robot._read = lambda answer: (pages.append(answer.get_data(as_text=True)), read(answer))[1]
    walk(robot, [*BEGIN, *parent.identified(), *CLOSE_CHILDREN_THEN_OWN], "receipt/closed")

    assert not [page for page in pages if "Zoé" in page]
    assert [page for page in pages if "Noé" in page]


def test_whoever_was_stopped_by_the_slips_of_another_tries_again_where_they_were(robot, kiosk, world, clock):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
    walk(robot, [*BEGIN, *someone.identified()[:3]], "identify/serial")
    clumsy = PageRobot(kiosk.test_client())
    walk(clumsy, [*BEGIN, *other.identified()[:3], ("identify/serial", "99999999999")], "identify/wrong")
    while clumsy.place() != "identify/locked":
        clumsy.give("serial")
        clumsy.give("99999999999")

    assert robot.give(someone.serial) == "identify/locked"
    assert robot.give("retry") == "identify/serial"
    assert robot.give(someone.serial) == "identify/locked"
    clock.pass_by(seconds=16)
    assert robot.give("retry") == "identify/serial"
    assert robot.give(someone.serial) == "choices/notified"


def test_a_double_press_is_one_act(robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "object")], "object/confirm")
    form = robot.html.xpath("//form")[0]
    sent = {field.get("name"): field.get("value", "") for field in form.xpath('.//input[@type="hidden"]')}

    answers = [robot.client.post(form.get("action"), data={**sent, "answer": "yes"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/visit/receipt/objected"] * 2
    with world() as db:
        from sqlalchemy import func, select

        from carnet.store.outbox import Receipt

        assert db.scalar(select(func.count()).select_from(Receipt)) == 1


def test_a_form_of_an_old_page_finds_the_present_step(robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, ("identify/code", someone.code)], "identify/nir")
    form = robot.html.xpath("//form")[0]
    sent = {field.get("name"): field.get("value", "") for field in form.xpath('.//input[@type="hidden"]')}
    robot.give(someone.nir)

    late = robot.client.post(form.get("action"), data={**sent, "answer": someone.nir})

    assert late.headers["Location"] == "/visit/identify/birth_date"


def test_reload_and_address_of_another_step_find_the_present_step(robot):
    walk(robot, BEGIN, "identify/code")

    assert robot.client.get("/visit/identify/code").status_code == 200
    assert robot.client.get("/visit/receipt/activated").headers["Location"] == "/visit/identify/code"


def test_back_takes_back_an_answer_and_never_an_act(robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, ("identify/code", someone.code)], "identify/nir")

    assert robot.press("/back") == "identify/code"
    assert robot.give(someone.code) == "identify/nir"
    for raw in (someone.nir, someone.born, someone.serial):
        robot.give(raw)
    assert not robot.html.xpath('//button[@formaction="/back"]')
    assert (
        robot.client.post("/back", data={"forgery": _forgery(robot)}).headers["Location"]
        == "/visit/choices/notified"
    )


@pytest.mark.parametrize("born", ["08031951", "00031951", "00001951", "19052007"])
def test_what_was_typed_comes_back_as_it_was_and_passes_unchanged(born, robot, world):
    with world() as db:
        someone = make_someone(db)
    someone.born = born
    walk(robot, BEGIN, "identify/code")
    for place, raw in someone.identified()[:3]:
        assert robot.place() == place
        then = robot.give(raw)

        assert robot.press("/back") == place
        [shown] = robot.html.xpath('//input[@name="answer"]/@value')
        assert shown == raw
        assert robot.give(shown) == then

    robot.give("99999999999")
    assert robot.give("birth_date") == "identify/birth_date"
    assert robot.html.xpath('//input[@name="answer"]/@value') == [born]


def test_half_typed_signs_stay_when_the_language_and_the_size_change(robot):
    walk(robot, BEGIN, "identify/code")
    sent = {"forgery": _forgery(robot), "sequence": "4", "answer": "ABCD EF", "value": "comfort"}
    robot.client.post("/comfort", data=sent)
    robot._read(robot.client.get("/comfort/see"))
    robot.press("/comfort/see/size", "XXL")
    robot.press("/comfort/see/theme", "yellow-on-black")
    robot._read(robot.client.get("/language"))
    robot.press("/comfort/language", "ar")

    assert robot.place() == "identify/code"
    assert robot.html.xpath('//input[@name="answer"]/@value') == ["ABCD EF"]
    assert robot.html.get("data-size") or robot.html.xpath('//*[@data-size="XXL"]')
    assert robot.html.xpath("//html/@dir") == ["rtl"]


def test_turning_the_voice_on_leads_to_the_step_by_one_answer(robot):
    walk(robot, BEGIN, "identify/code")
    answer = robot.client.post("/comfort/voice", data={"forgery": _forgery(robot)})

    assert answer.headers["Location"] == "/visit/identify/code"
    assert "data-voice" in robot.client.get(answer.headers["Location"]).get_data(as_text=True)


def test_an_unreadable_answer_stays_and_is_explained(robot):
    walk(robot, BEGIN, "identify/code")

    assert robot.give("ABCD-EFGH-JKM") == "unreadable:identify/code"
    assert robot.html.xpath('//input[@name="answer"]/@value') == ["ABCD-EFGH-JKM"]
    assert robot.html.xpath('//*[contains(@class,"problem")]')


def test_the_end_wipes_the_browser_and_kills_the_visit(robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified()], "choices/notified")
    cookie = robot.client.get_cookie("__Host-visit")

    robot.press("/end", "end")

    assert robot.place() == "leave/farewell"
    assert robot.last.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert robot.client.get_cookie("__Host-visit") is None
    assert "Odette" not in robot.text()
    robot.client.set_cookie("__Host-visit", cookie.value)
    assert robot.start() == "welcome/language"


def test_somebody_who_is_there_keeps_the_visit_and_silence_ends_it(robot, world, clock):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified()], "choices/notified")
    for _ in range(6):
        clock.pass_by(minutes=19)
        assert robot.client.post("/here", data={"forgery": _forgery(robot)}).status_code == 204

    assert robot.give("object") == "object/confirm"
    clock.pass_by(minutes=21)
    assert robot.client.post("/here", data={"forgery": _forgery(robot)}).status_code == 204
    assert robot.start() == "welcome/language"


def test_saying_that_somebody_is_there_begins_no_visit_and_gives_no_cookie(robot, world):
    answer = robot.client.post("/here")

    assert answer.status_code == 204
    assert "Set-Cookie" not in answer.headers
    with world() as db:
        assert db.scalars(select(Visit)).all() == []


def test_the_next_person_starts_at_defaults(robot):
    walk(
        robot,
        [
            ("welcome/language", "3"),
            ("welcome/comfort", "bigger"),
            ("welcome/comfort", "good"),
            ("start/what", "later"),
        ],
        "later/undated",
    )
    robot.press("/help")
    robot.press("/end", "end")

    robot.start()

    assert robot.html.xpath("//html/@lang") == ["fr"]
    assert robot.html.xpath("//html/@data-size") == ["L"]


def test_a_visit_that_says_nothing_is_over_on_the_server(robot, clock):
    walk(robot, BEGIN, "identify/code")
    clock.pass_by(minutes=21)

    assert robot.start() == "welcome/language"


def test_the_secret_of_the_cookie_changes_at_each_proof(robot, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified()][:-1], "identify/serial")
    before = robot.client.get_cookie("__Host-visit").value
    robot.give(someone.serial)
    after = robot.client.get_cookie("__Host-visit").value

    assert before != after
    thief = PageRobot(robot.client.application.test_client())
    thief.client.set_cookie("__Host-visit", before)
    assert thief.start() == "welcome/language"


def test_a_form_from_another_site_is_refused(robot):
    walk(robot, BEGIN, "identify/code")
    data = {"sequence": "4", "answer": "x"}

    assert robot.client.post("/visit/identify/code", data=data).status_code == 403
    data["forgery"] = _forgery(robot)
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert robot.client.post("/visit/identify/code", data=data, headers=cross).status_code == 403


def test_help_says_plainly_that_nobody_is_there_and_keeps_the_place(robot):
    walk(robot, BEGIN, "identify/code")

    assert robot.press("/help") == "help"
    assert robot.press("/help/answer", "call") == "help/nobody"
    assert robot.press("/continue") == "identify/code"


def test_a_resume_code_brings_the_visit_back_once_and_cuts_the_first_browser_off(robot, kiosk, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "explain")], "explain/what")
    robot.press("/help")
    robot.press("/help/answer", "keep")
    code = robot.html.xpath('//*[@class="proof"]')[0].text_content()

    other = PageRobot(kiosk.test_client())
    walk(
        other,
        [*BEGIN[:2], ("start/what", "other"), ("other/what", "resume"), ("other/code", code)],
        "explain/what",
    )

    assert "Odette" not in other.text()
    assert robot.start() == "welcome/language"
    third = PageRobot(kiosk.test_client())
    walk(
        third,
        [*BEGIN[:2], ("start/what", "other"), ("other/what", "resume"), ("other/code", code)],
        "other/wrong",
    )


def test_a_resumed_visit_must_prove_again_before_any_act(robot, kiosk, world):
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "activate")], "activate/confirm")
    robot.press("/help")
    robot.press("/help/answer", "keep")
    code = robot.html.xpath('//*[@class="proof"]')[0].text_content()
    other = PageRobot(kiosk.test_client())
    walk(
        other,
        [*BEGIN[:2], ("start/what", "other"), ("other/what", "resume"), ("other/code", code)],
        "choices/gone",
    )

    assert other.give("again") == "identify/code"
    with world() as db:
        assert space_of(db, someone.person.id).state == "notified"


def test_a_child_of_a_parent_is_named_by_first_name_only(robot, world):
    with world() as db:
        child = make_child(db, make_someone(db, state="activated"))
    walk(robot, [*BEGIN, *child.identified()], "identify/representative")

    assert "Lina" in robot.text()
    assert "Perrin" not in robot.text()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "O" * 12,
        "\N{RIGHT-TO-LEFT OVERRIDE}ABCD",
        "🙂" * 12,
        "ABCD\x00EFGH",
        "x" * 10_000,
        "ABC0EFGHJKMN",
        "<script>",
    ],
    ids=["empty", "spaces", "letter O", "rtl mark", "emoji", "NUL", "ten thousand", "zero", "markup"],
)
def test_bad_input_is_answered_by_a_sentence_and_never_by_a_failure(typed, robot):
    walk(robot, BEGIN, "identify/code")

    assert robot.give(typed) == "unreadable:identify/code"
    assert robot.html.xpath('//*[contains(@class,"problem")]')[0].text_content().strip()


def _forgery(robot: PageRobot) -> str:
    return str(robot.html.xpath('//input[@name="forgery"]/@value')[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_record_is_named_to_its_owner_alone_seen_and_heard_as_personal(language, kiosk, world):
    with world() as db:
        owner, other = make_someone(db, has_legacy_dmp=True), make_someone(db)
    named = {}
    for someone in (owner, other):
        robot = PageRobot(kiosk.test_client())
        walk(robot, [*begin(language), *someone.identified()], "choices/notified")
        named[someone.nir] = robot.html.xpath('//*[@data-say][contains(., "DMP")]')

    assert [each.get("data-personal") for each in named[owner.nir]] == [""]
    assert named[other.nir] == []
