"""A person reads who has seen their record: on the page after proof, by letter to whoever merely knows a lot."""

import pytest
from sqlalchemy import select

from carnet.services import disclosure
from carnet.store.audit import AuditLine
from carnet.store.outbox import Outbox
from carnet.store.visits import Proof
from tests.web.consoles import Helper, before_card, card, hire


@pytest.fixture
def agent(console, clock, world, someone):
    """An agent before the card of somebody who is on the telephone."""
    with world() as db:
        hire(db, role="agent")
    return before_card(Helper(console, clock), someone)


def recognised(agent, someone) -> str:
    here = card(agent)
    agent.do(f"{here}/check", nir=someone.nir, birth_date=someone.born, serial=someone.serial)
    return here


def prove(world, method: str = "call_back:1:P1-phone") -> None:
    """As if the person had answered at their known number."""
    with world() as db:
        proof = db.scalars(select(Proof)).one()
        proof.level, proof.method = "P1-phone", method


def test_who_looked_when_and_why_is_read_in_two_presses(agent, someone, world):
    here = recognised(agent, someone)
    prove(world)
    agent.look(here)
    [first] = agent.html.xpath('//button[@data-shortcut="j"]/ancestor::form/@action')
    agent.do(first)
    rows = [
        " ".join(" ".join(cell.text_content() for cell in row).split())
        for row in agent.html.xpath("//tbody/tr")
    ]
    [second] = agent.html.xpath('//button[@data-shortcut="p"]/ancestor::form/@action')
    token = agent.html.xpath('//input[@name="forgery"]/@value')[0]
    paper = agent.client.post(second, data={"forgery": token})

    looked = [row for row in rows if "a ouvert votre fiche" in row]
    assert looked == [
        "Le mardi 24 novembre 2026, à 10 h 30 Quelqu’un a ouvert votre fiche. C’était Samira Aidante, Médiathèque. "
        "Pourquoi : vous étiez au téléphone."
    ]
    assert paper.mimetype == "application/pdf"
    assert paper.get_data().startswith(b"%PDF-")


def test_whoever_merely_knows_a_lot_sees_nothing_and_a_letter_leaves(agent, someone, world):
    here = recognised(agent, someone)
    for address in (f"{here}/journal", f"{here}/journal.pdf"):
        agent.do(address)
        assert "Vérifiez d’abord qui appelle." in agent.words()
        assert "a ouvert votre fiche" not in agent.words()
    [letter] = agent.html.xpath('//button[@data-shortcut="j"]/ancestor::form/@action')

    agent.do(letter)

    assert "La lettre part à l’adresse connue." in agent.words()
    with world() as db:
        assert [(row.kind, row.route) for row in db.scalars(select(Outbox))] == [("journal", "post")]


def test_the_letter_can_be_drafted(agent, someone, world, settings):
    from web.parcels import draft_of

    here = recognised(agent, someone)
    agent.do(f"{here}/journal/letter")

    with world() as db:
        draft = draft_of(db, db.scalars(select(Outbox)).one(), settings)

    assert "3 rue des Lilas" in draft.page
    assert "Samira Aidante" in draft.page


def test_nothing_is_sent_before_the_check(agent, world):
    agent.do(f"{card(agent)}/journal/letter")

    with world() as db:
        assert db.scalars(select(Outbox)).all() == []


def test_reading_is_a_line_itself_and_no_line_tells_a_choice(agent, someone, world):
    here = recognised(agent, someone)
    prove(world)
    agent.look(here)
    agent.do(f"{here}/journal")
    with world() as db:
        [line] = db.scalars(select(AuditLine).where(AuditLine.act == "show_journal"))
        told = disclosure.extract(db, someone.person.id)

    assert (line.person, line.outcome) == (f"person:{someone.person.id}", "page")
    assert told[0].act == "show_journal"
    assert {each.why for each in told} <= {"", "call"}
