"""A call on the console, without a browser: the proof in one press, the note beside the step, the code that ends it."""

import pytest
from sqlalchemy import select

from carnet.services import case_history
from carnet.store.cases import Case
from carnet.store.outbox import Outbox
from carnet.store.visits import Visit
from tests.phone import dictated
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from tests.web.consoles import at_desk, script_robot


@pytest.fixture
def ines(console, clock, world):
    return at_desk(console, clock, world, "ines", role="agent")


@pytest.fixture
def refused(ines, world):
    """Somebody who has just refused by telephone, on the page of the proof."""
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(ines)
    walk(robot, [*BEGIN, *dictated(someone), ("by_phone/how", "call")], "by_phone/ring")
    ines.do("/script/call-back")
    robot.html = ines.html
    assert [robot.give(answer) for answer in ("answered", "object", "yes")][-1] == "receipt/objected"
    return robot


@pytest.mark.parametrize(
    ("way", "kind"), [("post", "receipt"), ("phone", "confirmation"), ("mail", "confirmation")]
)
def test_the_proof_leaves_by_the_way_that_was_pressed(way, kind, refused, ines, world):
    with world() as db:
        before = {row.id for row in db.scalars(select(Outbox))}

    ines.do("/script/proof", way=way)

    assert "La preuve part par" in ines.words()
    with world() as db:
        [sent] = [row for row in db.scalars(select(Outbox)) if row.id not in before]
        assert (sent.kind, sent.route) == (kind, way)


def test_a_spoken_proof_is_read_by_names_and_opens_nothing(refused, ines):
    ines.do("/script/proof", way="spoken")

    groups = ines.html.xpath('//strong[@class="group"]/text()')
    assert len(groups) == 2
    # A sign that is a letter is said with a name; a group may well have none.
    assert all("(" in group for group in groups if any(sign.isalpha() for sign in group))
    assert ines.client.get("/receipt.pdf").status_code == 200


@pytest.mark.parametrize("way", ["", "smoke", "\0"])
def test_a_way_that_does_not_exist_sends_nothing(way, refused, ines):
    ines.do("/script/proof", way=way)

    assert "Rien n’est encore fait ici" in ines.words()


def test_there_is_no_proof_before_an_act(ines, world):
    with world() as db:
        someone = make_someone(db)
    walk(script_robot(ines), [*BEGIN, *dictated(someone)], "by_phone/how")
    assert "/script/proof" not in ines.forms()

    ines.do("/script/proof", way="spoken")

    assert "Rien n’est encore fait ici" in ines.words()


def test_nothing_is_printed_on_the_telephone(refused):
    assert "paper" not in refused.html.xpath('//form[@id="step"]//button/@value')


def test_who_calls_the_line_is_not_told_to_call_it_nor_that_somebody_comes_beside(ines, world):
    with world() as db:
        someone = make_someone(db)
    robot = script_robot(ines)
    walk(robot, [*BEGIN, *dictated(someone), ("by_phone/how", "help")], "assist/ask")

    assert robot.html.xpath('//form[@id="step"]//button[@name="answer"]/@value') == ["keep", "again"]


def test_a_note_beside_the_step_is_written_and_the_step_stays(refused, ines, world):
    ines.do("/script/note", note="Veut un papier en gros.")

    assert ines.html.xpath("//@data-place") == ["receipt/objected"]
    with world() as db:
        case = db.scalars(select(Case)).one()
        assert [
            case_history.note_of(db, line) for line in case_history.history(db, case) if line.kind == "note"
        ] == ["Veut un papier en gros."]


def test_a_note_that_leaves_after_its_visit_is_found_in_its_case(refused, ines, world):
    fields = {
        field.get("name"): field.get("value") for field in ines.html.xpath('//form[@id="writing"]/input')
    }
    ines.look()
    ines.client.delete_cookie("__Host-script")

    ines.do("/script/note", case=fields["case"], note="Veut un papier en gros.")

    assert ines.html.xpath("//@data-place") == ["case"]
    assert ines.html.xpath('//p[@class="note"]/text()') == ["Veut un papier en gros."]


def test_who_is_in_a_call_is_seen_reading_its_case(refused, ines, console, clock, world):
    other = at_desk(console, clock, world, "lucas", role="agent")
    [asks] = ines.html.xpath('//*[@id="others"]')
    ines.client.get(asks.get("data-hx-get"), headers={"HX-Request": "true"})

    other.look(asks.get("data-hx-get").removesuffix("/here"))

    assert asks.get("data-hx-trigger").endswith("every 2s")
    assert "Ines Aidante lit aussi ce dossier." in other.words()


def test_the_act_is_the_first_of_the_endings_and_ends_call_and_case(refused, ines, world):
    first = ines.html.xpath('//section[contains(@class, "ending")]//button[@name="wrap_up"]/@value')[0]
    version = ines.html.xpath('//section[contains(@class, "ending")]//input[@name="version"]/@value')[0]

    ines.do("/script/end", wrap_up=first, version=version)

    assert first == "objected"
    assert ines.html.xpath("//@data-place") == ["leave/farewell"]
    with world() as db:
        assert db.scalars(select(Case)).one().wrap_up == "objected"
        assert db.scalars(select(Visit)).one().ended_at is not None


@pytest.mark.parametrize("sent", [{"wrap_up": "smoke"}, {"wrap_up": "objected", "version": "99"}])
def test_a_code_that_cannot_end_the_case_ends_no_call(sent, refused, ines, world):
    ines.do("/script/end", **sent)

    assert ines.html.xpath("//@data-place") == ["receipt/objected"]
    with world() as db:
        assert db.scalars(select(Case)).one().state == "open"
        assert db.scalars(select(Visit)).one().ended_at is None


def test_ending_without_a_code_leads_to_all_of_them(refused, ines):
    ines.do("/script/end")

    assert ines.html.xpath("//@data-place") == ["leave/farewell"]
    assert len(ines.html.xpath('//button[@name="wrap_up"]/@data-strokes')) > 15


def test_twelve_callers_who_know_everything_a_spouse_knows_learn_nothing(ines, world):
    states = ("notified", "opened_auto", "activated", "objected", "closed_archived", "suspended")
    pages = []
    for state in states * 2:
        with world() as db:
            someone = make_someone(db, state=state)
        robot = script_robot(ines)
        read = robot._read
        robot._read = lambda answer, read=read: (pages.append(answer.get_data(as_text=True)), read(answer))[1]
        walk(
            robot,
            [*BEGIN, *dictated(someone), ("by_phone/how", "letter"), ("by_phone/wish", "close")],
            "by_phone/noted",
        )
        ines.do("/script/end")

    assert len(pages) >= 12 * 7
    for fact in ("Odette", "Perrin", "1951", "Ailleurs", "exemple.test", "12345642", "Suspendu", "Refusé"):
        assert not [page for page in pages if fact in page], fact
