"""Where the letters of a check go, and in which language: to whoever reads for the person, as the notice does."""

import json

import pytest
from sqlalchemy import select, update

from carnet.journeys import JOURNEYS
from carnet.services import checks, disclosure, visits
from carnet.store.contacts import Contact
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox
from tests.builders import NOW, TODAY, make_helper, make_nir, make_person
from tests.scenarios import SERIAL, Someone, make_child, make_someone


def checked(db, someone):
    """Return the turn of an agent who has checked who calls."""
    turn = visits.start(db, JOURNEYS, surface="script", now=NOW, kiosk="console-1", helper=make_helper(db))
    typed = {"nir": someone.nir, "birth_date": someone.born, "serial": someone.serial}
    assert checks.check(turn, someone.person.id, typed) == "passed"
    return turn


def letter(db, someone, kind):
    """Return what the letter in the outbox says of who reads it."""
    [row] = db.scalars(select(Outbox).where(Outbox.kind == kind))
    told = json.loads(keys_of(db).open(someone.person.registry_key, row.payload_sealed, b"outbox"))
    return db.get_one(Contact, told["contact"]).person_id, told["language"]


SENT = [(checks.send_letter, "sent", "code"), (disclosure.send, "posted", "journal")]


@pytest.mark.parametrize(("send", "sent", "kind"), SENT, ids=["code", "journal"])
def test_a_letter_goes_to_the_address_that_the_insurer_knows_in_the_text_that_the_person_reads(
    send, sent, kind, db
):
    someone = make_someone(db)
    someone.person.easy_text = True

    assert send(checked(db, someone), someone.person.id) == sent
    assert letter(db, someone, kind) == (someone.person.id, "fr@easy")


@pytest.mark.parametrize(("send", "sent", "kind"), SENT, ids=["code", "journal"])
def test_a_letter_about_a_child_goes_to_the_parent_in_the_parent_s_language(send, sent, kind, db):
    parent = make_someone(db)
    parent.person.preferred_language = "ar"
    child = make_child(db, parent)

    assert send(checked(db, child), child.person.id) == sent
    assert letter(db, child, kind) == (parent.person.id, "ar")


@pytest.mark.parametrize("send", [checks.send_letter, disclosure.send], ids=["code", "journal"])
def test_no_letter_goes_to_whoever_only_carries_the_rights_of_a_grown_up(send, db):
    nir = make_nir()
    spouse = make_someone(db)
    person = make_person(db, nir=nir, serial=SERIAL, policy_holder=spouse.person, contacts={})
    turn = checked(db, Someone(person, nir, code=""))

    assert send(turn, person.id) == "no_address"


def test_no_letter_goes_where_one_came_back_from(db):
    someone = make_someone(db)
    turn = checked(db, someone)
    db.execute(update(Contact).values(doubtful_since=TODAY))

    assert checks.send_letter(turn, someone.person.id) == "no_address"
