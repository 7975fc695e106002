"""Every journey walked as a script: the same answers and ends as at the kiosk, and nothing private for the helper."""

import pytest
from sqlalchemy import select

from carnet.services import lockouts
from carnet.store import people
from carnet.store.cases import Case
from carnet.store.keys import keys_of
from carnet.store.outbox import Receipt
from carnet.store.spaces import space_of
from carnet.store.visits import TrailRow, Visit
from tests.phone import dictated
from tests.scenarios import (
    BEGIN,
    CLOSE_CHILDREN_THEN_OWN,
    PATHS,
    WITHOUT_IDENTITY,
    forget_contacts,
    make_child,
    make_family,
    make_someone,
)
from tests.walk import walk
from tests.web.consoles import Helper, at_desk, hire, script_robot

LANGUAGES = {"fr": "1", "en": "2", "ar": "3"}


def begin(language: str) -> list[tuple[str, str]]:
    number = LANGUAGES[language.partition("@")[0]]
    easy = [("welcome/comfort", "easy")] if language.endswith("@easy") else []
    return [("welcome/language", number), *easy, *BEGIN[1:]]


@pytest.fixture
def on_the_phone(console, clock, world):
    return at_desk(console, clock, world, "ines", role="agent")


@pytest.fixture
def beside(console, clock, world):
    return at_desk(console, clock, world)


@pytest.mark.parametrize("language", ["fr", "fr@easy", "en", "ar"])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_journey_by_script_ends_as_at_the_kiosk(path, language, beside, world):
    with world() as db:
        someone = make_someone(db, state=path.state, purpose=path.purpose)

    walk(script_robot(beside), [*begin(language), *someone.identified(), *path.answers], path.end)

    with world() as db:
        space = space_of(db, someone.person.id)
        assert (space.state if space else "eligible") == path.after


def test_a_parent_closes_each_child_then_their_own_by_script(beside, world):
    with world() as db:
        parent, children = make_family(db)

    walk(script_robot(beside), [*BEGIN, *parent.identified(), *CLOSE_CHILDREN_THEN_OWN], "receipt/closed")

    with world() as db:
        states = [space_of(db, each.person.id).state for each in (parent, *children)]
    assert states == ["closed_archived", "closed_archived", "closed_archived", "notified"]


def test_by_telephone_who_has_no_known_address_still_says_what_they_wish(on_the_phone, world):
    with world() as db:
        someone = make_someone(db)
        forget_contacts(db, someone)

    answers = [("by_phone/how", "call"), ("by_phone/wish", "activate")]
    walk(script_robot(on_the_phone), [*BEGIN, *dictated(someone), *answers], "elsewhere/counter")


def test_by_telephone_who_was_stopped_tries_again_where_they_were(on_the_phone, world, clock):
    with world() as db:
        someone = make_someone(db)
        nir = people.nir_hash(keys_of(db), someone.nir)
        for _ in range(10):
            lockouts.fail(db, clock.now, person=nir)
    robot = script_robot(on_the_phone)
    walk(robot, [*BEGIN, *dictated(someone)], "identify/locked")

    assert robot.give("retry") == "by_phone/serial"
    assert robot.give(someone.serial) == "identify/locked"


def test_by_telephone_a_parent_closes_each_child_then_their_own(on_the_phone, world):
    with world() as db:
        parent, children = make_family(db)
    robot = script_robot(on_the_phone)
    walk(robot, [*BEGIN, *dictated(parent), ("by_phone/how", "call")], "by_phone/ring")
    on_the_phone.do("/script/call-back")
    robot.html = on_the_phone.html
    assert robot.give("answered") == "choices/active"

    for place, raw in [each for each in CLOSE_CHILDREN_THEN_OWN if each != ("receipt/closed", "paper")]:
        # On the telephone nothing is printed here: what follows is asked from the receipt itself.
        if place == "receipt/printed":
            place = "receipt/closed"
        assert robot.place() == place
        robot.give("", way=raw[4:]) if raw.startswith("way:") else robot.give(raw)

    with world() as db:
        states = [space_of(db, each.person.id).state for each in (parent, *children)]
    assert states == ["closed_archived", "closed_archived", "closed_archived", "notified"]


def test_by_telephone_facts_are_dictated_and_no_code_is_ever_asked_nor_read(on_the_phone, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(on_the_phone)

    walk(robot, BEGIN, "by_phone/nir")

    field = robot.html.xpath('//input[@name="answer"]')[0]
    assert (field.get("type"), field.get("autocomplete"), field.get("value")) == ("password", "off", None)
    for fact in dictated(someone):
        robot.give(fact[1])
    assert robot.place() == "by_phone/how"
    assert not robot.html.xpath("//form[@id='step']//input[not(@type='hidden')]")


def test_by_telephone_every_way_to_a_code_leads_to_what_may_be_said(on_the_phone):
    robot = script_robot(on_the_phone)

    walk(robot, [*BEGIN, ("by_phone/nir", "way:no_number"), ("without/number", "found")], "by_phone/nir")


def test_the_known_number_is_a_link_once_asked_for_and_never_before(on_the_phone, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(on_the_phone)
    pages = []
    read = robot._read
    robot._read = lambda answer: (pages.append(answer.get_data(as_text=True)), read(answer))[1]
    walk(robot, [*BEGIN, *dictated(someone), ("by_phone/how", "call")], "by_phone/ring")
    assert not [
        page for page in pages for fact in ("0612345642", "12345642", "Odette", "1951") if fact in page
    ]

    on_the_phone.do("/script/call-back")

    assert on_the_phone.html.xpath('//a[@id="dial"]/@href') == ["tel:0612345642"]
    assert "12345642" not in on_the_phone.words()
    robot.html = on_the_phone.html
    assert robot.give("answered") == "choices/notified"
    assert "Odette" in robot.text()
    assert "Jours restants : 40." in on_the_phone.words()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_hears_their_own_language_with_french_beside(language, beside):
    robot = script_robot(beside)
    robot.start()

    robot.give(LANGUAGES[language])

    said = robot.html.xpath('//div[@id="say"]/p[@class="sentence"]')
    assert said
    assert {each.get("lang") for each in said} == {language}
    assert {each.get("dir") for each in said} == {"rtl" if language == "ar" else "ltr"}
    has_french = bool(robot.html.xpath('//p[@class="french"][@lang="fr"]'))
    assert has_french is (language != "fr")


@pytest.mark.parametrize("name", WITHOUT_IDENTITY)
def test_some_journeys_need_no_name(name, beside):
    answers, end = WITHOUT_IDENTITY[name]

    walk(script_robot(beside), [*BEGIN[:2], *answers], end)


def test_nothing_private_is_on_any_page_of_the_helper_nor_in_the_trail(beside, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(beside)
    pages = []
    read = robot._read
    robot._read = lambda answer: (pages.append(answer.get_data(as_text=True)), read(answer))[1]

    walk(
        robot,
        [*BEGIN, *someone.identified(), ("choices/notified", "object"), ("object/confirm", "yes")],
        "receipt/objected",
    )

    grouped = f"{someone.code[:4]} {someone.code[4:8]} {someone.code[8:]}"
    for secret in (someone.code, grouped, someone.nir, someone.born, "1951-03-08", someone.serial):
        assert not [page for page in pages if secret in page]
    with world() as db:
        kept = [f"{row.journey} {row.step} {row.outcome}" for row in db.scalars(select(TrailRow))]
        assert not [row for row in kept for secret in someone.identified() if secret[1] in row]


def test_nothing_of_a_person_is_shown_before_proof_and_little_after(beside, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(beside)
    walk(robot, [*BEGIN, *someone.identified()[:3]], "identify/serial")
    beside.look("/script")
    assert "Odette" not in beside.words()
    assert "1951" not in beside.words()

    beside.look("/script/identify/serial/person")
    robot.html = beside.html
    robot.give(someone.serial)

    assert "Odette" in robot.text()
    assert "1951" in robot.text()
    assert "Perrin" not in robot.text()


def test_knowledge_alone_shows_no_first_name_and_no_address(beside, world):
    with world() as db:
        someone = make_someone(db, state="activated")
        make_child(db, someone, name="Lina")
    robot = script_robot(beside)
    known = [(f"new_code/{place.partition('/')[2]}", fact) for place, fact in dictated(someone)]

    walk(
        robot,
        [*BEGIN[:2], ("start/what", "no_code"), ("new_code/purpose", "decide"), *known],
        "new_code/route",
    )

    for fact in ("Odette", "1951", "Ailleurs", "exemple.test", "42"):
        assert fact not in robot.text()


def test_twins_are_initials_until_somebody_has_proved_more(beside, world):
    with world() as db:
        parent = make_someone(db)
        twin = make_child(db, parent, name="Lina")
        make_child(db, parent, name="Nael")
    robot = script_robot(beside)
    known = [("new_code/nir", twin.nir), ("new_code/birth_date", twin.born), ("new_code/serial", twin.serial)]

    walk(
        robot,
        [*BEGIN[:2], ("start/what", "no_code"), ("new_code/purpose", "decide"), *known],
        "without/child",
    )

    assert "Lina" not in robot.text()
    assert "L…" in robot.text()
    assert robot.give("1") == "new_code/route"


def test_the_helper_never_sees_what_is_half_typed(beside):
    robot = script_robot(beside)
    walk(robot, BEGIN, "identify/code")

    assert robot.give("ABCD-EFGH-9") == "unreadable:identify/code"

    assert "ABCD-EFGH-9" not in robot.last.get_data(as_text=True)
    assert robot.html.xpath('//*[@role="alert"]')
    beside.look("/script")
    assert "EFGH" not in beside.words()
    assert not beside.html.xpath('//input[@type="password"][@value]')


@pytest.mark.parametrize("typed", ["", "x" * 10_000, "\0", "\u202e12", "🙂🙂🙂", "O" * 12])
def test_bad_input_is_told_plainly_and_loses_nothing(typed, beside):
    robot = script_robot(beside)
    walk(robot, BEGIN, "identify/code")

    assert robot.give(typed) == "unreadable:identify/code"
    assert robot.html.xpath('//*[@role="alert"]')


def test_a_private_step_has_no_field_on_the_helpers_side(beside):
    robot = script_robot(beside)

    walk(robot, BEGIN, "identify/code")

    assert not robot.html.xpath("//form[@id='step']//input[not(@type='hidden')]")
    field = beside.look("/script/identify/code/person") and beside.html.xpath('//input[@name="answer"]')[0]
    assert (field.get("type"), field.get("autocomplete"), field.get("value")) == ("password", "off", None)


def test_the_persons_side_shows_nothing_of_the_helper(beside):
    robot = script_robot(beside)
    walk(robot, BEGIN, "identify/code")

    beside.look("/script/identify/code/person")

    assert "Aidante" not in beside.words()
    assert beside.forms() == {"/script/identify/code"}


def test_the_resume_code_stands_on_the_persons_side_only(beside):
    robot = script_robot(beside)
    walk(
        robot,
        [*BEGIN[:2], ("start/what", "no_code"), ("new_code/purpose", "help"), ("assist/ask", "keep")],
        "assist/code",
    )

    beside.look("/script/assist/code/person")

    [code] = beside.html.xpath('//p[@class="code"]/text()')
    assert len(code) == 9
    assert code not in robot.text()


def test_a_double_press_is_one_act(beside, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(beside)
    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "activate")], "activate/confirm")
    form = robot._form()
    sent = {field.get("name"): field.get("value") for field in form.xpath('.//input[@type="hidden"]')}

    answers = [beside.client.post(form.get("action"), data={**sent, "answer": "yes"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/script/receipt/activated"] * 2
    with world() as db:
        assert len(list(db.scalars(select(Receipt)))) == 1


def test_a_second_tab_left_behind_finds_the_present_step(beside):
    robot = script_robot(beside)
    robot.start()
    old = robot._form()
    sent = {field.get("name"): field.get("value") for field in old.xpath('.//input[@type="hidden"]')}
    robot.give("1")
    robot.give("good")

    answer = beside.client.post(old.get("action"), data={**sent, "answer": "3"})

    assert answer.headers["Location"] == "/script/start/what"
    assert beside.client.get("/script/welcome/comfort").headers["Location"] == "/script/start/what"


def test_back_takes_one_answer_back_and_never_an_act(beside, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(beside)
    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "object")], "object/confirm")
    beside.do("/script/back")
    assert beside.html.xpath("//@data-place") == ["choices/notified"]
    robot.html = beside.html
    walk_on = [robot.give("object"), robot.give("yes")]

    assert walk_on == ["object/confirm", "receipt/objected"]
    assert "/script/back" not in beside.forms()


def test_each_line_of_the_trail_names_the_helper_and_the_visit_is_theirs(beside, world):
    walk(script_robot(beside), BEGIN, "identify/code")

    with world() as db:
        visit = db.scalars(select(Visit)).one()
        rows = list(db.scalars(select(TrailRow)))
        assert {(row.channel, row.helper_id) for row in rows} == {("script", visit.helper_id)}
        assert visit.helper_id is not None


def test_another_helper_cannot_open_the_visit_with_its_cookie(beside, console, clock, world):
    robot = script_robot(beside)
    robot.start()
    with world() as db:
        hire(db, "lucas")
    other = Helper(console, clock, "lucas")
    other.sign_in()
    other.client.set_cookie("__Host-script", beside.client.get_cookie("__Host-script").value)

    assert other.client.get("/script").headers["Location"] == "/?said=lost"


def test_the_end_wipes_the_visit_and_leaves_the_goodbye_to_read(beside, world):
    robot = script_robot(beside)
    walk(robot, BEGIN, "identify/code")

    answer = beside.do("/script/end")

    assert answer.status_code == 200
    assert beside.html.xpath("//@data-place") == ["leave/farewell"]
    assert beside.client.get_cookie("__Host-script") is None
    with world() as db:
        assert db.scalars(select(Visit)).one().end_reason == "ended by helper"
    assert beside.client.get("/script").headers["Location"] == "/?said=lost"


def test_a_second_start_finds_the_visit_that_is_open(beside, world):
    script_robot(beside).start()

    beside.look()
    beside.do("/visits")

    with world() as db:
        assert len(list(db.scalars(select(Visit)))) == 1


def test_the_language_changes_under_way_and_the_place_stays(beside):
    robot = script_robot(beside)
    walk(robot, BEGIN, "identify/code")

    beside.do("/script/language", value="ar")

    assert beside.html.xpath("//@data-place") == ["identify/code"]
    assert beside.html.xpath('//div[@id="say"]/p[@class="sentence"]/@lang')[0] == "ar"


def test_the_receipt_says_that_somebody_helped(beside, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(beside)
    walk(
        robot,
        [*BEGIN, *someone.identified(), ("choices/notified", "object"), ("object/confirm", "yes")],
        "receipt/objected",
    )

    paper = beside.client.get("/receipt.pdf")

    assert paper.mimetype == "application/pdf"
    assert robot.html.xpath('//span[@class="code"]')


def test_no_paper_without_a_proof(beside):
    script_robot(beside).start()

    assert beside.client.get("/receipt.pdf").status_code == 404


def test_calling_from_the_script_opens_a_request_for_others(beside, world):
    robot = script_robot(beside)
    walk(
        robot,
        [*BEGIN[:2], ("start/what", "no_code"), ("new_code/purpose", "help"), ("assist/ask", "call")],
        "assist/waiting",
    )

    with world() as db:
        case = db.scalars(select(Case)).one()
        assert (case.channel, case.owner_id, case.state) == ("counter", None, "open")
