"""The post on the console: who wrote is found, the postmark counts, letters come back signed or not at all, one file a day."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.store.cases import Case
from carnet.store.contacts import Contact
from carnet.store.outbox import Outbox
from carnet.store.requests import Letter, Request
from carnet.store.spaces import space_of
from tests.builders import TODAY
from tests.scenarios import make_someone
from tests.web.consoles import Helper, at_desk, hire


@pytest.fixture
def employee(console, clock, world):
    return at_desk(console, clock, world, "lea", role="employee")


@pytest.fixture
def odette(world):
    with world() as db:
        return make_someone(db)


def find(helper, purpose="paper"):
    """Look for the person of the builders and open their card."""
    helper.look("/search")
    helper.do("/search", last_name="Perrin", first_name="Odette", birth_date="08031951")
    handle = helper.html.xpath('//input[@name="handle"]/@value')[0]
    return helper.do("/people", handle=handle, purpose=purpose)


def write(helper, act="object", posted_on=""):
    find(helper)
    address = helper.html.xpath('//form[starts-with(@action, "/mail/people/")]/@action')[0]
    return helper.do(address, act=act, posted_on=posted_on)


def letter(world, kind):
    with world() as db:
        row = db.scalars(select(Outbox).where(Outbox.kind == kind)).one()
        return db.scalars(select(Letter).where(Letter.outbox_id == row.id)).one().number


def test_a_paper_refusal_is_noted_as_of_its_postmark_and_nothing_of_the_space_is_shown(
    employee, odette, world
):
    write(employee, posted_on="23/11/2026")

    assert "C’est noté, à la date de la poste." in employee.words()
    for fact in ("Ailleurs", "0612", "exemple.test", "janvier 2027", "Prévenue"):
        assert fact not in employee.words()
    with world() as db:
        row = db.scalars(select(Request)).one()
        assert (row.act, row.channel, row.stated_on, row.state) == (
            "object",
            "paper",
            TODAY - timedelta(days=1),
            "open",
        )
        case = db.get(Case, row.case_id)
        assert (case.channel, case.person_id) == ("paper", odette.person.id)


def test_the_page_says_the_same_whatever_the_space_is(employee, world):
    with world() as db:
        make_someone(db, state="activated")

    write(employee)

    assert "C’est noté, à la date de la poste." in employee.words()
    assert letter(world, "request_late")


@pytest.mark.parametrize("typed", ["31/02/2026", "hier", "25/11/2026", "01/01/2020", "\0", "9" * 400])
def test_a_day_that_is_no_postmark_is_told(typed, employee, odette, world):
    answer = write(employee, posted_on=typed)

    assert answer.status_code == 422
    assert "Cette date ne va pas." in employee.words()
    with world() as db:
        assert not db.scalars(select(Request)).all()


def test_without_a_request_the_page_says_what_is_missing(employee, odette):
    assert write(employee, act="").status_code == 422
    assert "Il manque la demande." in employee.words()


def test_a_signed_letter_does_what_was_asked_and_serves_once(employee, odette, world):
    write(employee, posted_on="23/11/2026")
    number = letter(world, "request_object")

    employee.do("/mail/signed", number=f"{number[:4]} {number[4:].lower()}")

    assert "Le refus est enregistré, à la date demandée." in employee.words()
    with world() as db:
        space = space_of(db, odette.person.id)
        assert (space.state, space.since_on) == ("objected", TODAY - timedelta(days=1))
    employee.do("/mail/signed", number=number)
    assert "Cette lettre a déjà servi" in employee.words()


def test_what_changed_meanwhile_is_told_with_the_letter_that_answers(employee, odette, world):
    write(employee)
    number = letter(world, "request_object")
    with world() as db:
        space = space_of(db, odette.person.id)
        space.state, space.since_on = "activated", TODAY + timedelta(days=1)

    employee.do("/mail/signed", number=number)

    assert "Mon espace santé a changé depuis : rien n’est fait." in employee.words().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert letter(world, "request_nothing")


@pytest.mark.parametrize("form", ["signed", "returned"])
@pytest.mark.parametrize(
    ("typed", "told"), [("ABCD 2345", "Aucune lettre"), ("x", "a 8 signes"), ("\0", "a 8 signes")]
)
def test_a_number_that_no_letter_has_is_told(form, typed, told, employee):
    employee.look("/mail")

    employee.do(f"/mail/{form}", number=typed)

    assert told in employee.words()


def test_a_letter_that_did_not_arrive_opens_the_case_and_stops_the_address(employee, odette, world):
    write(employee)
    number = letter(world, "request_object")
    employee.look("/mail")

    employee.do("/mail/returned", number=number)

    assert employee.html.xpath("//@data-place") == ["case"]
    with world() as db:
        post = db.scalars(select(Contact).where(Contact.kind == "post")).one()
        assert post.doubtful_since == TODAY
    employee.look("/mail")
    employee.do("/mail/returned", number=number)
    assert "Ce retour est déjà noté." in employee.words()


def test_after_a_letter_came_back_it_proves_nothing_and_no_other_leaves_for_that_address(
    employee, odette, world
):
    write(employee)
    number = letter(world, "request_object")
    employee.look("/mail")
    employee.do("/mail/returned", number=number)

    employee.look("/mail")
    employee.do("/mail/signed", number=number)
    assert "Cette lettre a déjà servi, ou ne vaut plus." in employee.words()
    write(employee)
    assert "Aucune adresse ne va" in employee.words()

    with world() as db:
        assert [row.kind for row in db.scalars(select(Outbox))] == ["request_object"]
        assert space_of(db, odette.person.id).state == "notified"


def test_a_card_opened_for_a_call_is_no_letter(employee, odette):
    find(employee, purpose="call")
    number = employee.client.get("/people/1").request.path.rpartition("/")[2]

    assert employee.client.get(f"/mail/people/{number}").headers["Location"] == "/search?said=stale"


def test_what_leaves_is_one_file_a_day_with_its_list_and_no_name(employee, settings):
    settings.outbox.mkdir(parents=True)
    for name in (
        "2026-11-23-receipt-000001.pdf",
        "2026-11-24-code-000002.pdf",
        "2026-11-24-request_object-000003.pdf",
    ):
        (settings.outbox / name).write_bytes(b"%PDF " + name.encode())
    (settings.outbox / "2026-11-24-confirmation-000004.txt").write_text("un message")
    employee.look("/mail")
    assert employee.html.xpath('//ul[@class="leaving"]//a/@href') == [
        "/mail/out/2026-11-24.zip",
        "/mail/out/2026-11-23.zip",
    ]

    made = [employee.client.get("/mail/out/2026-11-24.zip").get_data() for _ in range(2)]

    assert made[0] == made[1]
    archive = zipfile.ZipFile(io.BytesIO(made[0]))
    assert archive.namelist() == [
        "liste.csv",
        "2026-11-24-code-000002.pdf",
        "2026-11-24-request_object-000003.pdf",
    ]
    rows = list(csv.DictReader(io.StringIO(archive.read("liste.csv").decode())))
    assert [(row["fichier"], row["lettre"]) for row in rows] == [
        ("2026-11-24-code-000002.pdf", "code"),
        ("2026-11-24-request_object-000003.pdf", "request_object"),
    ]


@pytest.mark.parametrize("day", ["2026-11-25", "hier", "..%2f..%2fkeys"])
def test_a_day_without_letters_is_not_found(day, employee):
    assert employee.client.get(f"/mail/out/{day}.zip").status_code == 404


def test_the_post_is_for_those_who_are_employed(console, clock, world):
    with world() as db:
        hire(db, "samira", role="volunteer")
    volunteer = Helper(console, clock)
    volunteer.sign_in()

    assert volunteer.client.get("/mail").status_code == 403
    volunteer.look("/")
    places = volunteer.html.xpath('//*[@class="places"]//a/@href')
    assert "/articles" in places
    assert "/mail" not in places
