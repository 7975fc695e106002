"""Promised calls and hand-overs on the console's pages: what is offered, hidden, told, and what two helpers save at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import callback_words, cases, promises
from carnet.store.audit import AuditLine
from carnet.store.cases import Case
from carnet.store.promises import Callback, Handover
from carnet.store.visits import Visit
from tests.builders import NOW, make_person
from tests.web.consoles import Helper, hire

PHONE = "06 98 76 54 32"
DIALLED = "+33698765432"


@pytest.fixture
def samira(console, clock, world):
    with world() as db:
        hire(db, role="agent")
    return at_work(console, clock, "samira")


@pytest.fixture
def lucas(console, clock, world):
    with world() as db:
        hire(db, "lucas", role="agent")
    return at_work(console, clock, "lucas")


def at_work(console, clock, login):
    helper = Helper(console, clock, login)
    helper.sign_in()
    return helper


@pytest.fixture
def number(world, samira):
    with world() as db:
        person = make_person(db, contacts={"phone": PHONE, "post": "1 rue X\n87000 Limoges"})
        case = cases.open_case(db, NOW, channel="phone", subject="object", person_id=person.id).id
    samira.look(f"/cases/{case}")
    samira.do(f"/cases/{case}/take")
    return case


def version(helper):
    return helper.html.xpath('//input[@name="version"]/@value')[0]


def promise(helper, case, **typed):
    helper.look(f"/cases/{case}/callback")
    window = helper.html.xpath('//input[@name="window"]/@value')[0]
    sent = {"version": version(helper), "window": window, "which": "known", **typed}
    return helper.do(f"/cases/{case}/callback", **sent)


def test_a_promise_shows_the_known_number_masked_and_no_message_is_asked_for(samira, number):
    page = samira.look(f"/cases/{number}/callback").get_data(as_text=True)

    assert "06 •• •• •• 32" in page
    assert PHONE not in page
    assert DIALLED not in page
    assert samira.html.xpath('//input[@name="message"]/@checked') == []


def test_a_promise_is_made_and_waits_in_the_list_of_the_day(samira, number, clock, world):
    promise(samira, number)
    with world() as db:
        found = db.scalars(select(Callback)).one()
        assert (found.state, found.may_leave_message, db.get(Case, number).state) == (
            "open",
            False,
            "promised",
        )
    samira.look("/callbacks")

    assert f"/callbacks/{found.id}/take" in samira.forms()


@pytest.mark.parametrize("typed", [{"window": "12"}, {"which": "typed", "number": "12"}])
def test_what_cannot_be_promised_is_told_on_the_same_page(samira, number, typed):
    assert promise(samira, number, **typed).status_code == 422
    assert samira.html.xpath('//*[@id="problem"]')


BEFORE, AT_TIME, AT_THE_END, AFTER = (
    {"from_at": timedelta(minutes=-10, seconds=-1)},
    {"from_at": timedelta(minutes=-10)},
    {"until_at": timedelta()},
    {"until_at": timedelta(seconds=1)},
)


@pytest.mark.parametrize(
    ("role", "takes", "hour", "is_told"),
    [
        ("agent", True, BEFORE, False),
        ("agent", True, AT_TIME, True),
        ("supervisor", True, AT_THE_END, True),
        ("agent", True, AFTER, False),
        ("agent", False, AT_TIME, False),
        ("supervisor", False, AT_TIME, False),
        ("employee", True, AT_TIME, False),
        ("volunteer", True, AT_TIME, False),
    ],
)
def test_only_who_makes_the_call_sees_number_and_word(
    samira, number, console, clock, world, role, takes, hour, is_told
):
    promise(samira, number)
    with world() as db:
        found = db.scalars(select(Callback)).one()
        word = callback_words.of_callback(db, found)
        me = hire(db, "nour", role=role).id
    [(edge, apart)] = hour.items()
    clock.now = getattr(found, edge) + apart
    nour, page = at_work(console, clock, "nour"), f"/callbacks/{found.id}"
    nour.look("/")
    if takes:
        # A supervisor may still give the case to anybody: what is told does not hang on that alone.
        is_refused = nour.do(f"{page}/take").status_code == 403
        assert is_refused == (role in ("employee", "volunteer"))
        with world() as db:
            db.get_one(Case, number).owner_id = me
    nour.look("/")
    token = nour.html.xpath('//input[@name="forgery"]/@value')[0]
    shown, dialled, said = (
        nour.client.get(page),
        nour.client.post(f"{page}/dial", data={"forgery": token}),
        nour.client.post(f"{page}/word", data={"forgery": token}),
    )

    for answer in (shown, dialled, said):
        text = answer.get_data(as_text=True)
        assert (f"tel:{DIALLED}" in text) == (is_told and answer is dialled)
        assert (DIALLED in text, PHONE in text) == (is_told and answer is dialled, False)
        assert (f">{word}<" in text) == (is_told and answer is said)
    with world() as db:
        lines = db.scalars(select(AuditLine).where(AuditLine.helper == f"helper:{me}"))
        noted = sorted((each.act, each.outcome) for each in lines if each.act.startswith("call"))
    assert noted == ([("call_back", "dialled"), ("callback_word", "shown")] if is_told else [])


@pytest.mark.parametrize("role", ["volunteer", "employee"])
def test_a_call_is_promised_by_whoever_has_the_case_and_its_number_is_shown_to_nobody_else(
    console, clock, world, role
):
    with world() as db:
        person = make_person(db, contacts={"phone": PHONE})
        case = cases.open_case(db, NOW, channel="counter", person_id=person.id).id
        hire(db, "nour", role=role)
    nour = at_work(console, clock, "nour")
    nour.look("/")
    for page in (f"/cases/{case}/callback", f"/cases/{case}/acts", f"/cases/{case}"):
        assert "06 •• •• •• 32" not in nour.look(page).get_data(as_text=True)
    nour.do(f"/cases/{case}/callback", version="1", which="known", window=window_of(world, case))
    assert "Prenez d’abord ce dossier d’aide en main." in nour.words()
    nour.do(f"/cases/{case}/do/callback", version="1", value=window_of(world, case))
    with world() as db:
        assert db.scalars(select(Callback)).all() == []

    nour.look(f"/cases/{case}")
    nour.do(f"/cases/{case}/take")
    promise(nour, case)

    with world() as db:
        assert db.scalars(select(Callback)).one().made_by == helper_of(db, "nour").id
    assert "06 •• •• •• 32" in nour.words()
    assert "Dites-le à la personne maintenant." in nour.words()
    assert not nour.html.xpath(f'//a[@href="/cases/{case}"]')


def window_of(world, case):
    with world() as db:
        return str(int(promises.windows(db.get_one(Case, case), NOW)[0].starts_at.timestamp()))


def helper_of(db, login):
    from carnet.services.staff import with_login

    return with_login(db, login)


def test_a_call_without_an_answer_goes_back_to_wait_for_another_half_day(samira, number, clock, world):
    promise(samira, number)
    with world() as db:
        found = db.scalars(select(Callback)).one()
    clock.now = found.from_at
    samira.sign_in()
    samira.look("/callbacks")
    samira.do(f"/callbacks/{found.id}/take")
    samira.do(f"/callbacks/{found.id}/tried", answer="no_answer")

    assert "Le prochain essai sera dans une autre demi-journée." in samira.words()
    with world() as db:
        assert db.get(Case, number).owner_id is None


def test_a_case_with_a_promise_is_not_ended_before_it_is_kept_or_given_up(samira, number, world):
    promise(samira, number)
    samira.look(f"/cases/{number}")
    samira.do(f"/cases/{number}/take")
    samira.do(f"/cases/{number}/close", version=version(samira), wrap_up="explained")

    assert "Un rappel est promis." in samira.words()
    with world() as db:
        found = db.scalars(select(Callback)).one()
    samira.do(f"/callbacks/{found.id}/give-up")
    samira.do(f"/cases/{number}/close", version=version(samira), wrap_up="explained")
    with world() as db:
        assert db.get(Case, number).state == "closed"


def hand_over(helper, number, to=""):
    helper.look(f"/cases/{number}")
    return helper.do(f"/cases/{number}/hand-over", version=version(helper), to=to)


def offered(world):
    with world() as db:
        return db.scalars(select(Handover)).one()


def test_an_offer_shows_the_step_the_last_events_and_what_was_checked_on_any_page(samira, lucas, world):
    samira.look()
    samira.do("/visits")
    with world() as db:
        number = db.scalars(select(Case)).one().id
    hand_over(samira, number)
    lucas.look("/callbacks")

    assert "Samira Aidante vous passe un dossier." in lucas.words()
    assert len(lucas.html.xpath('//article[contains(@class, "offer")]//li')) == 2
    assert "Identité pas encore vérifiée." in lucas.words()


def test_who_accepts_stands_at_the_same_step_and_the_sender_is_told(samira, lucas, world):
    samira.look()
    samira.do("/visits")
    place = samira.html.xpath("//main/@data-place")[0]
    with world() as db:
        number = db.scalars(select(Case)).one().id
    hand_over(samira, number)
    lucas.look()
    lucas.do(f"/handed/{offered(world).id}/accept")

    assert lucas.html.xpath("//main/@data-place") == [place]
    with world() as db:
        visit = db.scalars(select(Visit)).one()
        assert db.get(Case, number).owner_id == visit.helper_id == helper_of(db, "lucas").id
    samira.look(f"/cases/{number}")
    assert "Lucas Aidante a pris le dossier." in samira.words()
    assert samira.look("/script").request.path == "/"


def test_who_has_a_visit_open_is_asked_to_finish_it_first(samira, lucas, number, world):
    lucas.look()
    lucas.do("/visits")
    hand_over(samira, number)
    lucas.look()
    lucas.do(f"/handed/{offered(world).id}/accept")

    assert "Finissez d’abord la visite ouverte ici." in lucas.words()


def test_in_a_call_an_offer_leaves_the_step_on_the_screen(samira, lucas, world):
    samira.look()
    samira.do("/visits")
    place = samira.html.xpath("//main/@data-place")[0]
    [form] = [each for each in samira.forms() if each.endswith("/hand-over")]
    samira.do(form, version=version(samira), to="", **{"from": f"/script/{place}"})

    assert samira.html.xpath("//main/@data-place") == [place]
    assert "Proposé à" in samira.words()


def test_a_refusal_comes_back_with_its_reason(samira, lucas, number, world):
    with world() as db:
        to = str(helper_of(db, "lucas").id)
    hand_over(samira, number, to)
    lucas.look()
    lucas.do(f"/handed/{offered(world).id}/refuse", reason="busy")
    samira.look(f"/cases/{number}")

    assert "Je suis avec une autre personne" in samira.words()
    assert f"/cases/{number}/close" in samira.forms()


def test_after_thirty_seconds_an_offer_has_returned(samira, lucas, number, clock, world):
    hand_over(samira, number)
    clock.pass_by(seconds=30)
    lucas.look()
    samira.look("/handed")

    assert not lucas.html.xpath('//*[@id="handed"]')
    assert "Personne n’a répondu en 30 secondes." in samira.words()
    lucas.do(f"/handed/{offered(world).id}/accept")
    assert "Trop tard" in lucas.words()


def save(helper, number, **typed):
    sent = {"version": version(helper), "subject": "object", "priority": "normal", **typed}
    return helper.do(f"/cases/{number}/fields", **sent)


def test_two_who_save_at_once_see_both_versions_of_each_field_and_lose_nothing(samira, lucas, number, world):
    samira.look(f"/cases/{number}")
    lucas.look(f"/cases/{number}")
    old = version(lucas)
    lucas.do(f"/cases/{number}/draft", note="Entend mal de l’oreille gauche.")
    save(samira, number, subject="activate", priority="urgent")
    samira.do(f"/cases/{number}/note", note="Rappeler sa fille.")

    lucas.look(f"/cases/{number}")
    answer = save(lucas, number, version=old, subject="close", labels="paper")

    assert answer.status_code == 409
    shown = " ".join(lucas.html.xpath('//section[contains(@class, "conflict")]')[0].text_content().split())
    for both in ("L’activer", "Le fermer", "Urgente", "Ordinaire", "veut du papier",
                 "Entend mal de l’oreille gauche.", "Rappeler sa fille."):  # fmt: skip
        assert both in shown
    with world() as db:
        assert db.get(Case, number).subject == "activate"
    assert save(lucas, number, subject="close", priority="urgent", labels="paper").status_code == 200
    with world() as db:
        kept = db.get(Case, number)
        assert (kept.subject, kept.priority, kept.labels) == ("close", "urgent", "paper")


@pytest.mark.parametrize("typed", [{"subject": "<script>"}, {"priority": "soon"}, {"labels": "typed"}])
def test_a_choice_that_does_not_exist_is_refused(samira, number, typed, world):
    samira.look(f"/cases/{number}")
    save(samira, number, **typed)

    assert "Ce choix n’existe pas." in samira.words()


def test_presence_shows_at_once_and_is_gone_thirty_seconds_after_the_last_sign(samira, lucas, number, clock):
    lucas.look(f"/cases/{number}/here")
    samira.look(f"/cases/{number}/here")
    assert "Lucas Aidante lit aussi ce dossier." in samira.words()

    clock.pass_by(seconds=30)
    samira.look(f"/cases/{number}/here")

    assert "Lucas" not in samira.words()


def test_presence_alone_never_keeps_a_session_from_being_idle(samira, number, clock):
    for _ in range(20):
        clock.pass_by(minutes=1)
        answer = samira.client.get(f"/cases/{number}/here")

    assert answer.status_code == 401


def test_a_page_that_asks_for_the_same_presence_gets_nothing_new(samira, number):
    first = samira.client.get(f"/cases/{number}/here")

    again = samira.client.get(f"/cases/{number}/here", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_a_case_is_sent_on_and_its_end_is_not_told_without_consent(samira, number, world):
    from carnet.store.staff import Organisation

    with world() as db:
        db.add(Organisation(name="Mairie d’Exemple", kind="town"))
    samira.look(f"/cases/{number}")
    place = samira.html.xpath('//select[@name="place"]/option/@value')[0]
    samira.do(f"/cases/{number}/refer", version=version(samira), place=place)

    assert "Mairie d’Exemple" in samira.words()
    assert "La personne n’a pas souhaité que la suite soit dite." in samira.words()


def test_what_never_was_answers_calmly(samira):
    for address in ("/callbacks/99", "/cases/99/callback"):
        assert samira.look(address).status_code == 200
    for act in ("callbacks/99/take", "callbacks/99/word", "callbacks/99/tried", "callbacks/99/give-up",
                "handed/99/accept", "handed/99/refuse", "cases/99/refer", "cases/99/hand-over"):  # fmt: skip
        samira.look()
        assert samira.do(f"/{act}").status_code == 200
