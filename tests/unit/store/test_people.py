"""People found again, opened again, and told apart from everybody else."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carnet.domain.birth_date import BirthDate
from carnet.domain.protection import KINDS
from carnet.store.contacts import contacts_of
from carnet.store.keys import Unsealable, keys_of
from carnet.store.people import (
    becoming_adult,
    identity_of,
    with_nir,
)
from carnet.store.representation import (
    children_of,
    protected_through,
    representations_of,
    representatives_of,
)
from tests.builders import (
    TODAY,
    make_contact,
    make_identity,
    make_nir,
    make_person,
    make_protection,
    make_representation,
)

pytestmark = pytest.mark.usefixtures("noise")


def test_an_identity_comes_back_as_the_insurer_wrote_it(db: Session) -> None:
    identity = make_identity(
        birth_name="Lévêque-D’Aoust",
        used_name="Ould Ahmed",
        first_names=("Zoé", "Marie-Ange", "أمينة"),
        birth_date=BirthDate(1951, 3, None),
        birth_place="Saint-Denis (974)",
    )
    person = make_person(db, identity=identity, nir="251036399900118")
    db.expire(person)

    assert identity_of(db, person) == identity
    opened = keys_of(db).open(person.registry_key, person.nir_sealed, b"nir")
    assert opened == b"251036399900118"


def test_whoever_comes_of_age_on_a_day_is_found(db: Session) -> None:
    person = make_person(db, identity=make_identity(birth_date=BirthDate(2008, 11, 25)))

    assert becoming_adult(db, date(2026, 11, 25)) == [person]


def test_the_sealed_values_of_one_person_do_not_open_for_another(db: Session) -> None:
    one, other = make_person(db), make_person(db)
    one.identity_sealed = other.identity_sealed

    with pytest.raises(Unsealable):
        identity_of(db, one)


def test_a_number_finds_all_who_are_known_under_it_parents_first(db: Session) -> None:
    nir = make_nir()
    parent = make_person(db, nir=nir)
    child = make_person(db, nir=nir, policy_holder=parent)

    assert with_nir(db, nir) == [parent, child]
    assert with_nir(db, make_nir()) == []


def test_contacts_come_back_opened_and_of_this_person_only(db: Session) -> None:
    person = make_person(db, contacts={"post": "4 rue des Lilas\n63000 Clermont-Ferrand"})
    make_contact(db, person=person, kind="phone", value="06 12 34 56 78", is_shared=True)

    told = [(contact.kind, contact.value, contact.is_shared) for contact in contacts_of(db, person)]

    assert told == [
        ("post", "4 rue des Lilas\n63000 Clermont-Ferrand", False),
        ("phone", "06 12 34 56 78", True),
    ]


def test_a_contact_of_an_unknown_kind_is_refused(db: Session) -> None:
    with pytest.raises(IntegrityError, match="ck_contact_kind"):
        make_person(db, contacts={"pigeon": "coo"})


def test_a_parent_represents_until_the_18th_birthday_and_not_on_it(db: Session) -> None:
    parent, child = make_person(db), make_person(db)
    link = make_representation(db, minor=child, representative=parent, until_on=date(2026, 11, 25))

    assert children_of(db, parent, date(2026, 11, 24)) == [child]
    assert representatives_of(db, child, date(2026, 11, 24)) == [parent]
    assert representations_of(db, child, date(2026, 11, 24)) == [link]
    assert children_of(db, parent, date(2026, 11, 25)) == []
    assert representatives_of(db, child, date(2026, 11, 25)) == []
    assert representations_of(db, child, date(2026, 11, 25)) == []


def test_a_child_is_listed_once_even_with_two_links_to_one_parent(db: Session) -> None:
    parent, child = make_person(db), make_person(db)
    make_representation(db, minor=child, representative=parent)
    make_representation(db, minor=child, representative=parent, kind="guardian")

    assert children_of(db, parent, TODAY) == [child]


def test_the_measure_in_force_protects(db: Session) -> None:
    person, guardian = make_person(db), make_person(db)
    make_protection(db, person=person, guardian=guardian, until_on=date(2025, 1, 1))
    make_protection(db, person=person, guardian=guardian, kind="curatorship", from_on=date(2025, 1, 1))

    def kinds(on: date) -> list[str]:
        return [
            kind for kind in KINDS if protected_through(db, [guardian], [kind], on) == [(person, guardian)]
        ]

    assert kinds(TODAY) == ["curatorship"]
    assert kinds(date(2024, 12, 31)) == ["guardianship"]
    assert kinds(date(2019, 12, 31)) == []
