"""A helper finds the caller by what is said, sees three facts, says why, and leaves a line."""

import dataclasses
import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from carnet.domain.birth_date import BirthDate
from carnet.domain.wanted import Wanted, read_wanted
from carnet.services import search
from carnet.store import audit as journal
from carnet.store import finding, people
from carnet.store.finding import PersonKey
from carnet.store.lookups import Lookup
from tests.builders import NOW, make_helper, make_identity, make_nir, make_person, make_space

BORN = BirthDate(1951, 3, 8)
ADDRESS = "3 rue des Essais\n63000 CLERMONT-FERRAND"


@pytest.fixture
def helper(db):
    return make_helper(db)


@pytest.fixture
def jeanne(db, noise):
    identity = make_identity(
        birth_name="Lefèvre", used_name="Martin", first_names=["Jeanne", "Marie"], birth_date=BORN
    )
    contacts = {"post": ADDRESS, "phone": "0639980101", "mail": "jeanne@exemple.invalid"}
    person = make_person(
        db, identity=identity, contacts=contacts, nir=make_nir(born=BORN, order=7), serial="12345678"
    )
    make_space(db, person=person, state="objected")
    return person


def typed(**fields):
    return read_wanted(fields, on=NOW.date())


def names(found):
    return [candidate.name for candidate in found.candidates]


@pytest.mark.parametrize(
    "fields",
    [
        {"last_name": "Martin", "first_name": "Jeanne", "birth_date": "08031951"},
        {"last_name": "LEFEBVRE", "first_name": "jeanne", "birth_date": "08031951"},
        {"last_name": "Jeanne", "first_name": "Martain", "birth_date": "08031951"},
        {"last_name": "Matrin", "first_name": "Jeane", "birth_date": "08031951"},
        {"last_name": "Martin", "birth_date": "08 03 1951"},
        {"last_name": "Lefaivre", "first_name": "Jeanne", "postcode": "63000"},
        {"last_name": "Martin", "first_name": "Jeanne", "birth_date": "03081951", "postcode": "63000"},
        {"last_name": "Martin", "first_name": "Jeanne", "birth_date": "00001951", "postcode": "63000"},
        {"birth_date": "08031951", "postcode": "63000"},
    ],
    ids=lambda fields: " ".join(fields.values()),
)
def test_the_caller_is_found_by_what_is_said(db, helper, jeanne, fields):
    found = search.search(db, helper, typed(**fields), NOW)

    assert (found.outcome, names(found)[:1]) == ("found", ["MARTIN Jeanne Marie"])


def test_a_number_finds_everybody_who_is_known_by_it_the_likeliest_first(db, helper, jeanne):
    nir = make_nir(born=BORN, order=7)
    child = make_identity(birth_name="Martin", first_names=["Léa"], birth_date=BirthDate(2015, 5, 5))
    make_person(db, identity=child, nir=nir, policy_holder=jeanne)

    assert names(search.search(db, helper, typed(nir=nir), NOW)) == ["MARTIN Jeanne Marie", "MARTIN Léa"]
    sought = typed(nir=nir, first_name="Léa")
    assert names(search.search(db, helper, sought, NOW))[0] == "MARTIN Léa"


def test_nobody_is_found_without_saying_who_is_near(db, helper, jeanne):
    sought = typed(last_name="Bernard", first_name="Paul", birth_date="08031951", postcode="63000")

    assert search.search(db, helper, sought, NOW) == search.Found("nobody")


def test_one_trait_is_refused_and_nothing_is_looked_up(db, helper, jeanne):
    found = search.search(db, helper, typed(last_name="Martin", first_name="Jeanne"), NOW)

    assert found == search.Found("too_little")
    assert db.scalar(select(func.count()).select_from(Lookup)) == 0
    assert [(line.act, line.outcome) for line in lines(db)] == [("search", "too_little")]


def test_ten_people_at_most_are_shown_and_the_likeliest_come_first(db, helper, jeanne):
    for at in range(14):
        make_person(
            db,
            identity=make_identity(
                birth_name=f"Martin{'aeiou'[at % 5] * (at + 1)}", first_names=["Jeanne"], birth_date=BORN
            ),
        )

    found = search.search(
        db, helper, typed(last_name="Martina", first_name="Jeanne", birth_date="08031951"), NOW
    )

    assert len(found.candidates) == search.MOST_SHOWN
    assert names(found)[0] == "MARTINA Jeanne"


@pytest.mark.parametrize(
    ("last_name", "seen"),
    [("Martin", ["MARTIN Jeanne Marie"]), ("Mercier", ["MARCHAND Jeanne", "MARTIN Jeanne Marie"])],
)
def test_names_of_others_stay_sealed_once_somebody_fits(db, helper, jeanne, monkeypatch, last_name, seen):
    """All were born that day, and called Jeanne, or M. and J.: only while nobody fits are their names opened."""
    for birth_name, first_name in (("Marchand", "Jeanne"), ("Moreau", "Julie")):
        identity = make_identity(birth_name=birth_name, first_names=[first_name], birth_date=BORN)
        make_person(db, identity=identity)
    opened = []
    really = people.opened_identity
    monkeypatch.setattr(people, "opened_identity", lambda *sealed: opened.append(1) or really(*sealed))

    ranked = search.ranked(db, typed(last_name=last_name, first_name="Jeanne", birth_date="08031951"))

    assert len(opened) == (1 if last_name == "Martin" else 3)
    assert sorted(identity.name.listed() for identity in ranked.values()) == seen


def test_a_result_holds_name_birth_year_and_department_and_nothing_else(db, helper, jeanne):
    (candidate,) = search.search(db, helper, typed(nir=make_nir(born=BORN, order=7)), NOW).candidates

    shown = dataclasses.asdict(candidate)
    assert shown.pop("handle").startswith(f"{jeanne.id}-")
    assert shown == {"name": "MARTIN Jeanne Marie", "birth_year": 1951, "department": "63"}
    assert "MARTIN" not in repr(candidate)


def test_opening_a_card_asks_why(db, helper, jeanne):
    handle = search.handle_for(db, helper, jeanne.id, NOW)

    assert search.open_card(db, helper, handle, "", NOW) == search.Opened("no_purpose")
    assert search.open_card(db, helper, handle, "curiosity", NOW) == search.Opened("no_purpose")
    assert lines(db, jeanne) == []


@pytest.mark.parametrize("purpose", search.PURPOSES)
def test_an_opened_card_is_a_line_of_the_persons_own_chain(db, helper, jeanne, purpose):
    opened = search.open_card(db, helper, search.handle_for(db, helper, jeanne.id, NOW), purpose, NOW)

    assert (opened.outcome, opened.person_id) == ("opened", jeanne.id)
    assert opened.candidate is not None
    assert opened.candidate.name == "MARTIN Jeanne Marie"
    (line,) = lines(db, jeanne)
    assert (line.act, line.outcome, line.helper, line.person) == (
        "open_card",
        "opened",
        f"helper:{helper.id}",
        f"person:{jeanne.id}",
    )
    assert json.loads(line.detail) == {"purpose": purpose}


def test_a_card_cannot_be_opened_by_trying_numbers_nor_with_somebody_elses_handle_nor_tomorrow(
    db, helper, jeanne
):
    colleague = make_helper(db)
    handle = search.handle_for(db, helper, jeanne.id, NOW)

    refused = [
        search.open_card(db, who, what, "call", at)
        for who, what, at in (
            (helper, f"{jeanne.id}", NOW),
            (helper, f"{jeanne.id}-{'0' * 32}", NOW),
            (helper, f"{jeanne.id + 1}{handle[handle.index('-') :]}", NOW),
            (helper, "é-1", NOW),
            (helper, "", NOW),
            (colleague, handle, NOW),
            (helper, handle, NOW + timedelta(days=1)),
        )
    ]

    assert refused == [search.Opened("refused")] * 7
    assert lines(db, jeanne) == []
    assert [(line.act, line.outcome) for line in lines(db)] == [("open_card", "refused")] * 7


def test_the_line_of_a_search_tells_which_traits_and_never_what_was_typed(db, helper, jeanne):
    search.search(db, helper, typed(last_name="Martin", birth_date="08031951", postcode="63000"), NOW)

    (line,) = lines(db)
    assert json.loads(line.detail) == {"by": "names+birth_date+postcode", "shown": 1}
    assert (line.person, line.helper) == ("", f"helper:{helper.id}")


def test_people_who_came_before_the_keys_are_indexed_once(db, helper, jeanne):
    db.execute(PersonKey.__table__.delete())
    sought = Wanted(last_name="Martin", birth_date=BORN)
    assert search.search(db, helper, sought, NOW).outcome == "nobody"

    assert search.index_all(db) == len(finding.everybody(db))

    assert search.search(db, helper, sought, NOW).outcome == "found"
    assert search.index_all(db) == 0


def lines(db, person=None):
    return journal.lines_of(db, journal.space_chain(person.id) if person else journal.SERVICE)
