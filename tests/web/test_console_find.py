"""Somebody is found on screen by what they say; nothing more than a name, a year and a department is shown."""

import pytest
from sqlalchemy import select

from carnet.store.audit import AuditLine
from carnet.store.cases import Case
from carnet.store.lookups import Lookup
from tests.builders import make_nir, make_person
from tests.web.consoles import Helper, hire

ADDRESS = "14 impasse Karvenouille\n23000 Guéret"


@pytest.fixture
def agent(console, clock, world):
    with world() as db:
        hire(db, role="agent")
    agent = Helper(console, clock)
    agent.sign_in()
    agent.look("/search")
    return agent


@pytest.fixture
def odette(world):
    with world() as db:
        make_person(db, nir=make_nir(order=411), contacts={"post": ADDRESS, "phone": "0698765432"})
    return {"last_name": "Perrin", "first_name": "Odette", "birth_date": "08031951"}


def results(agent) -> list[str]:
    return [" ".join(each.text_content().split()) for each in agent.html.xpath('//label[@class="candidate"]')]


def opened(agent, purpose="call"):
    handle = agent.html.xpath('//input[@name="handle"]/@value')[0]
    return agent.do("/people", handle=handle, purpose=purpose)


def test_a_result_is_a_name_a_birth_year_and_a_department(agent, odette):
    agent.do("/search", **odette)

    assert results(agent) == ["PERRIN Odette année 1951, département 23"]


def test_a_number_finds_and_never_comes_back(agent, odette, world):
    number = make_nir(order=411)
    answer = agent.do("/search", nir=number)

    assert results(agent) == ["PERRIN Odette année 1951, département 23"]
    assert number not in answer.get_data(as_text=True)


def test_each_wrong_field_has_its_sentence_and_nothing_typed_is_lost(agent):
    answer = agent.do(
        "/search", nir="12", last_name="Per rin", first_name="4", birth_date="31022000", postcode="2"
    )

    assert answer.status_code == 422
    assert len(agent.html.xpath('//p[@class="fault"]')) == 4
    assert "Le numéro a 15 signes. Ici, il y en a 2." in agent.words()
    assert agent.html.xpath('//input[@name="last_name"]/@value') == ["Per rin"]
    assert agent.html.xpath('//input[@name="birth_date"]/@value') == ["31022000"]
    assert agent.html.xpath('//input[@name="nir"]/@value') == [""]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"last_name": "Perrin"}, "Une seule chose ne suffit pas."),
        ({"last_name": "Perrin", "postcode": "23000"}, "Ajoutez le prénom ou la date."),
        ({}, "Rien n’est tapé."),
    ],
)
def test_too_little_is_told_with_an_example_and_looks_up_nobody(typed, said, agent, odette, world):
    agent.do("/search", **typed)

    assert said in agent.words()
    assert results(agent) == []
    with world() as db:
        assert db.scalars(select(Lookup)).all() == []


def test_ten_people_at_most_are_shown(agent, world):
    with world() as db:
        for _ in range(13):
            make_person(db, contacts={"post": ADDRESS})
    agent.do("/search", last_name="Perrin", first_name="Odette", birth_date="08031951")

    assert len(results(agent)) == 10


def test_nobody_is_told_with_a_way_to_help_all_the_same(agent):
    agent.do("/search", last_name="Nul", first_name="Personne", birth_date="01011950")

    assert "Personne ne correspond." in agent.words()
    assert "/visits" in agent.forms()


def test_opening_a_card_asks_why_and_is_written_down(agent, odette, world):
    agent.do("/search", **odette)
    assert agent.html.xpath('//button[@name="purpose"]/@data-shortcut') == ["1", "2", "3", "4", "5"]
    handle = agent.html.xpath('//input[@name="handle"]/@value')[0]

    agent.do("/people", handle=handle, purpose="")
    assert "Cherchez encore." in agent.words()
    agent.do("/people", handle=handle, purpose="desk")

    assert agent.html.xpath("//h1")[0].text == "PERRIN Odette"
    assert "Identité non vérifiée" in agent.words()
    with world() as db:
        lines = db.scalars(select(AuditLine).where(AuditLine.act == "open_card")).all()
    assert [(line.outcome, line.person, line.detail) for line in lines] == [
        ("opened", "person:1", '{"credential":"password:1","purpose":"desk"}')
    ]


def test_an_opened_card_is_nobody_elses_and_not_tomorrows(agent, odette, console, clock, world):
    agent.do("/search", **odette)
    opened(agent)
    with world() as db:
        hire(db, "lucas", role="agent")
        number = db.scalars(select(Lookup.id).where(Lookup.person_id.is_not(None))).one()
    other = Helper(console, clock, "lucas")
    other.sign_in()

    answers = [other.look(f"/people/{each}").get_data() for each in (number, number + 1, 0)]

    assert "n’est plus ouverte" in other.words()
    assert len({answer.replace(other.cookie.encode(), b"") for answer in answers}) == 1
    clock.pass_by(minutes=1)
    agent.do("/sign-out")
    agent.sign_in()
    agent.look(f"/people/{number}")
    assert "n’est plus ouverte" in agent.words()


def test_a_volunteer_finds_nobody(console, clock, world, odette):
    with world() as db:
        hire(db, "lea")
    volunteer = Helper(console, clock, "lea")
    volunteer.sign_in()
    volunteer.do("/find", wanted="Perrin Odette 08031951")

    assert results(volunteer) == []
    assert "compte de salarié ou d’agent" in volunteer.words()
    assert not volunteer.html.xpath('//nav//a[@href="/search"]')
    assert volunteer.look("/search").status_code == 403


def test_a_case_and_a_script_begin_from_the_card_and_a_case_is_known_by_its_reference(agent, odette, world):
    agent.do("/search", **odette)
    opened(agent, "desk")
    card = agent.html.xpath('//form[contains(@action, "/case")]/@action')[0].rpartition("/")[0]

    agent.do(f"{card}/case")
    agent.do(f"{card}/case")
    with world() as db:
        [case] = db.scalars(select(Case))
    assert (case.channel, case.person_id) == ("counter", 1)
    agent.look(card)
    told = [each.text.replace(" ", "") for each in agent.html.xpath('//span[@class="reference"]')]
    assert told == [case.reference]
    agent.do(f"{card}/script")

    assert agent.html.xpath("//main/@data-place") == ["welcome/language"]


def test_the_box_takes_a_name_and_a_date_at_once(agent, odette):
    agent.do("/find", wanted="Perrin Odette 08/03/1951")

    assert results(agent) == ["PERRIN Odette année 1951, département 23"]


def test_the_box_takes_the_reference_of_a_case(agent, odette, world):
    agent.do("/search", **odette)
    opened(agent)
    card = agent.html.xpath('//form[contains(@action, "/case")]/@action')[0]
    agent.do(card)
    with world() as db:
        reference = db.scalars(select(Case.reference)).one()

    agent.do("/find", wanted=f"{reference[:4]} {reference[4:]}".lower())

    assert agent.html.xpath("//main/@data-place") == ["case"]
