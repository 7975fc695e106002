"""The post on the console: who wrote is found, the postmark counts, letters come back signed or not at all, one file a day.

What a paper does takes four eyes: whoever typed it, or printed its letter, never confirms it (decision 12).
"""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import cases, requests, staff
from carnet.services.outgoing import name_of
from carnet.services.staff import with_login
from carnet.store import audit
from carnet.store.cases import Case
from carnet.store.contacts import Contact
from carnet.store.outbox import Outbox
from carnet.store.requests import Letter, Request
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY
from tests.scenarios import make_someone
from tests.web.consoles import Helper, at_desk, hire


@pytest.fixture
def employee(console, clock, world):
    return at_desk(console, clock, world, "lea", role="employee")


@pytest.fixture
def days_later(console, clock, world):
    """Return a function: a letter had the time to go and come back, and somebody else sits down."""

    def sit(login="marc", role="employee"):
        clock.pass_by(days=4)
        helper = at_desk(console, clock, world, login, role=role)
        helper.look("/mail")
        return helper

    return sit


@pytest.fixture
def supervisor(console, clock, world):
    return at_desk(console, clock, world, "helene", role="supervisor")


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


def test_a_signed_letter_does_what_was_asked_and_serves_once(employee, days_later, odette, world):
    write(employee, posted_on="23/11/2026")
    number = letter(world, "request_object")
    colleague = days_later()

    colleague.do("/mail/signed", number=f"{number[:4]} {number[4:].lower()}")

    assert "Le refus est enregistré, à la date demandée." in colleague.words()
    with world() as db:
        space = space_of(db, odette.person.id)
        assert (space.state, space.since_on) == ("objected", TODAY - timedelta(days=1))
    colleague.do("/mail/signed", number=number)
    assert "Cette lettre a déjà servi" in colleague.words()


def test_what_changed_meanwhile_is_told_with_the_letter_that_answers(employee, days_later, odette, world):
    write(employee)
    number = letter(world, "request_object")
    with world() as db:
        space = space_of(db, odette.person.id)
        space.state, space.since_on = "activated", TODAY + timedelta(days=1)

    colleague = days_later()
    colleague.do("/mail/signed", number=number)

    assert "Mon espace santé a changé depuis : rien n’est fait." in colleague.words().replace(
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


def test_a_letter_that_did_not_arrive_opens_the_case_and_stops_the_address(
    employee, days_later, odette, world
):
    write(employee)
    number = letter(world, "request_object")
    employee = days_later()

    employee.do("/mail/returned", number=number)

    assert employee.html.xpath("//@data-place") == ["case"]
    with world() as db:
        post = db.scalars(select(Contact).where(Contact.kind == "post")).one()
        assert post.doubtful_since == TODAY + timedelta(days=4)
    employee.look("/mail")
    employee.do("/mail/returned", number=number)
    assert "Ce retour est déjà noté." in employee.words()


def test_a_letter_that_came_back_opens_no_case_that_is_another_s(employee, days_later, odette, world):
    write(employee)
    number = letter(world, "request_object")
    with world() as db:
        far = hire(db, "zoe", role="employee")
        far.organisation_id = staff.add_organisation(db, name="Mairie d’Exemple", kind="town").id
        theirs = db.scalars(select(Case)).one()
        theirs.owner_id = far.id
        cases.close(db, theirs.id, far, NOW, theirs.version, "explained")
    employee = days_later()

    employee.do("/mail/returned", number=number)

    assert employee.html.xpath("//@data-place") == ["case"]
    with world() as db:
        former, new = db.scalars(select(Case).order_by(Case.id))
        assert (former.state, former.owner_id) == ("closed", far.id)
        assert (new.state, new.subject, new.person_id) == ("open", "came_back", odette.person.id)


def test_after_a_letter_came_back_it_proves_nothing_and_no_other_leaves_for_that_address(
    employee, days_later, odette, world
):
    write(employee)
    number = letter(world, "request_object")
    employee = days_later()
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


def lay(settings, *names):
    """Put letters where the outbox writes them."""
    settings.outbox.mkdir(parents=True, exist_ok=True)
    for name in names:
        (settings.outbox / name).write_bytes(b"%PDF " + name.encode())


def laid(world, settings, kind):
    """Print the one letter of a kind as the outbox would, and return its number and its file."""
    with world() as db:
        row = db.scalars(select(Outbox).where(Outbox.kind == kind)).one()
        lay(settings, f"{name_of(row)}.pdf")
        return db.scalars(select(Letter).where(Letter.outbox_id == row.id)).one().number


def taken(helper, day="2026-11-24"):
    """Take the letters of a day, and return the archive."""
    helper.look("/mail")
    answer = helper.do(f"/mail/out/{day}.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.get_data()))


def listed(archive):
    return list(csv.reader(io.StringIO(archive.read("liste.csv").decode())))


def test_what_leaves_is_one_file_a_day_with_its_list_and_nothing_that_tells_what_a_letter_is(
    supervisor, settings
):
    lay(
        settings,
        "2026-11-23-receipt-000001.pdf",
        "2026-11-24-code-000002.pdf",
        "2026-11-24-request_object-000003.pdf",
    )
    (settings.outbox / "2026-11-24-confirmation-000004.txt").write_text("un message")
    supervisor.look("/mail")
    assert supervisor.html.xpath('//ul[@class="leaving"]//form/@action') == [
        "/mail/out/2026-11-24.zip",
        "/mail/out/2026-11-23.zip",
    ]

    answers = [supervisor.do("/mail/out/2026-11-24.zip") for _ in range(2)]

    assert answers[0].get_data() == answers[1].get_data()
    assert "courrier-2026-11-24.zip" in answers[0].headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answers[0].get_data()))
    assert archive.namelist() == ["liste.csv", "2026-11-24-lettre-000002.pdf", "2026-11-24-lettre-000003.pdf"]
    assert archive.read("2026-11-24-lettre-000002.pdf") == b"%PDF 2026-11-24-code-000002.pdf"
    assert listed(archive) == [
        ["rang", "fichier"],
        ["1", "2026-11-24-lettre-000002.pdf"],
        ["2", "2026-11-24-lettre-000003.pdf"],
    ]


def test_letters_of_spaces_in_different_states_differ_in_nothing_but_their_number(
    employee, supervisor, world, settings
):
    with world() as db:
        for state in ("notified", "objected", "opened_auto", "activated"):
            someone = make_someone(db, state=state)
            for act in ("object", "close"):
                requests.state(
                    db, someone.person, act, channel="paper", on=TODAY, now=NOW, helper=with_login(db, "lea")
                )
        kinds = [row.kind for row in db.scalars(select(Outbox).order_by(Outbox.id))]
        lay(settings, *(f"{name_of(row)}.pdf" for row in db.scalars(select(Outbox))))
    assert set(kinds) == {"request_object", "request_close", "request_late", "request_nothing"}

    archive = taken(supervisor)
    supervisor.look("/mail")

    numberless = {re.sub(r"\d{6}", "", name) for name in archive.namelist()}
    assert numberless == {"liste.csv", "2026-11-24-lettre-.pdf"}
    assert {re.sub(r"\d{6}", "", name) for _, name in listed(archive)[1:]} == {"2026-11-24-lettre-.pdf"}
    for told in (archive.read("liste.csv").decode(), supervisor.client.get("/mail").get_data(as_text=True)):
        assert [kind for kind in kinds if kind in told] == []


@pytest.mark.parametrize("role", ["volunteer", "employee", "agent"])
def test_whoever_types_papers_sees_no_letter_and_takes_none(role, console, clock, world, settings):
    lay(settings, "2026-11-24-code-000002.pdf")
    helper = at_desk(console, clock, world, "lea", role=role)
    helper.look("/mail")
    assert "2026-11-24" not in helper.client.get("/mail").get_data(as_text=True)
    helper.look("/")

    assert helper.do("/mail/out/2026-11-24.zip").status_code == 403
    assert helper.client.get("/mail/out/2026-11-24.zip").status_code == 405


def test_one_employee_alone_does_nothing_with_a_paper(employee, odette, world, clock):
    write(employee, posted_on="23/11/2026")
    number = letter(world, "request_object")

    for days in (0, 4):
        clock.pass_by(days=days)
        employee.sign_in()
        employee.look("/mail")
        employee.do("/mail/signed", number=number)
        assert "Vous avez noté cette demande. Une autre personne doit la confirmer." in employee.words()

    with world() as db:
        assert space_of(db, odette.person.id).state == "notified"
        lines = audit.lines_of(db, audit.space_chain(odette.person.id))
        assert [line.outcome for line in lines if line.act == "prove_request"] == ["own_hand", "own_hand"]


def test_a_supervisor_who_printed_a_letter_does_not_confirm_it_and_a_colleague_does_after_the_day(
    employee, supervisor, days_later, odette, world, settings
):
    write(employee)
    number = laid(world, settings, "request_object")
    taken(supervisor)

    supervisor.look("/mail")
    supervisor.do("/mail/signed", number=number)
    assert "Vous avez imprimé cette lettre. Une autre personne doit la confirmer." in supervisor.words()
    colleague = days_later()
    colleague.do("/mail/signed", number=number)

    assert "Le refus est enregistré, à la date demandée." in colleague.words()


def test_a_colleague_cannot_confirm_on_the_day_on_which_the_letter_was_made(
    employee, console, clock, odette, world
):
    write(employee)
    colleague = at_desk(console, clock, world, "marc", role="employee")
    colleague.look("/mail")

    colleague.do("/mail/signed", number=letter(world, "request_object"))

    assert "Elle ne peut pas être déjà revenue." in colleague.words()
    with world() as db:
        assert space_of(db, odette.person.id).state == "notified"


def test_asking_four_times_makes_one_letter_and_says_so(employee, odette, world):
    for _ in range(4):
        write(employee)

    assert "Une lettre de moins de 7 jours est en route." in employee.words().replace(
        "\N{FIRST STRONG ISOLATE}", ""
    ).replace("\N{POP DIRECTIONAL ISOLATE}", "")
    assert letter(world, "request_object")


def test_what_was_taken_is_taken_again_for_a_week_and_then_by_nobody(
    employee, supervisor, clock, odette, world, settings
):
    write(employee)
    laid(world, settings, "request_object")

    assert len(taken(supervisor).namelist()) == 2
    supervisor.look("/mail")
    assert "À reprendre jusqu’au" in supervisor.words()
    clock.pass_by(days=7)
    supervisor.sign_in()
    assert len(taken(supervisor).namelist()) == 2
    clock.pass_by(days=1)
    supervisor.sign_in()
    supervisor.look("/mail")

    assert "Aucune lettre n’est prête." in supervisor.words()
    assert supervisor.do("/mail/out/2026-11-24.zip").status_code == 404
    with world() as db:
        lines = [line for line in audit.lines_of(db, audit.SERVICE) if line.act == "take_letters"]
        assert [(json.loads(line.detail)["day"], json.loads(line.detail)["letters"]) for line in lines] == [
            ("2026-11-24", 1),
            ("2026-11-24", 1),
        ]


def test_a_supervisor_undoes_a_return_and_the_address_serves_again(
    employee, days_later, odette, world, supervisor
):
    write(employee)
    number = letter(world, "request_object")
    colleague = days_later()
    colleague.do("/mail/returned", number=number)
    colleague.look("/mail")
    assert "Un retour noté par erreur" not in colleague.words()
    assert colleague.do("/mail/undone", number=number).status_code == 403
    supervisor.sign_in()
    supervisor.look("/mail")

    supervisor.do("/mail/undone", number=number)

    assert "Le retour est annulé. L’adresse sert de nouveau." in supervisor.words()
    with world() as db:
        assert db.scalars(select(Contact).where(Contact.kind == "post")).one().doubtful_since is None


@pytest.mark.parametrize("day", ["2026-11-25", "hier", "..%2f..%2fkeys"])
def test_a_day_without_letters_is_not_found(day, supervisor):
    supervisor.look("/mail")

    assert supervisor.do(f"/mail/out/{day}.zip").status_code == 404


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
