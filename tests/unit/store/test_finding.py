"""Search keys follow whatever a person's rows say, and say nothing themselves."""

import pytest
from sqlalchemy import func, select

from carnet.domain.birth_date import BirthDate
from carnet.domain.search_key import Traits, registered_as
from carnet.store import finding
from carnet.store.finding import PersonKey
from carnet.store.keys import new_keys
from carnet.store.people import sealed_identity
from tests.builders import make_contact, make_identity, make_person

BORN = BirthDate(1951, 3, 8)
JEANNE = Traits(("Durand",), ("Jeanne",), registered_as(BORN), "63000")


@pytest.fixture
def jeanne(db, noise):
    return make_person(
        db,
        identity=make_identity(birth_name="Durand", first_names=["Jeanne"], birth_date=BORN),
        contacts={"post": "3 rue des Essais\n63000 CLERMONT"},
    )


def found(db, keys, traits=JEANNE):
    return finding.hits(db, finding.numbers(keys, traits))


def test_a_person_is_found_by_each_kind_of_key(db, keys, jeanne):
    numbers = finding.numbers(keys, JEANNE)

    hit = found(db, keys)[jeanne.id]

    assert {numbers[number][0] for number in hit} == {
        "names_place",
        "date_name",
        "date_place",
        "date_initials",
    }


def test_a_corrected_person_is_found_anew_and_no_more_as_before(db, keys, jeanne):
    corrected = make_identity(birth_name="Lopes", first_names=["Ana"], birth_date=BirthDate(1960))
    jeanne.identity_sealed = sealed_identity(keys, jeanne.registry_key, corrected)
    db.flush()
    finding.index(db, [jeanne.id])

    assert jeanne.id not in found(db, keys)
    assert jeanne.id in found(db, keys, Traits(("Lopez",), ("Anna",), ("1960-00-00",), ""))


def test_a_new_address_brings_its_place(db, keys, noise):
    person = make_person(db, identity=make_identity(birth_name="Durand", first_names=["Jeanne"]))
    without_date = Traits(("Durand",), ("Jeanne",), (), "63000")
    assert person.id not in found(db, keys, without_date)

    make_contact(db, person=person, kind="post", value="3 rue des Essais\n63110 BEAUMONT")
    finding.index(db, [person.id])

    assert person.id in found(db, keys, without_date)


def test_writing_keys_again_changes_nothing(db, keys, jeanne):
    count = select(func.count()).select_from(PersonKey)
    before = db.scalar(count)

    finding.index(db, finding.everybody(db))

    assert db.scalar(count) == before
    assert jeanne.id in found(db, keys)


def test_without_the_lookup_key_a_number_finds_nobody(db, jeanne):
    assert found(db, new_keys(demonstration=True)) == {}


def test_a_number_fits_in_64_bits_and_keeps_its_parts_apart(keys):
    one, other = keys.number("names_place", "ab", "c"), keys.number("names_place", "a", "bc")

    assert one != other
    assert -(2**63) <= one < 2**63
    assert keys.number("names_place", "ab", "c") == one
