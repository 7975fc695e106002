"""The report of a day tells who looked at namesakes, neighbours, too many, or for nothing; it reads rows as they are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.curiosity import MOST_IN_AN_HOUR, MOST_ORGANISATIONS, MOST_WITHOUT_OUTCOME, Pattern
from carnet.domain.wanted import Wanted
from carnet.services import audit, curiosity, search
from carnet.store import audit as journal
from carnet.store.lookups import HelperStreet, Lookup
from tests.builders import NOW, TODAY, make_helper, make_identity, make_person

OTHER = "12 avenue du Lac\n63110 BEAUMONT"
STREET = "{} rue des Essais\n63000 CLERMONT-FERRAND"


@pytest.fixture
def helper(db, noise):
    return make_helper(db, name="Lucas Martin")


def open_card(db, helper, person, *, at=NOW, act=""):
    handle = search.handle_for(db, helper, person.id, at)
    assert search.open_card(db, helper, handle, "call", at).outcome == "opened"
    if act:
        audit.note(
            db, act=act, outcome="done", now=at, channel="phone", person_id=person.id, helper_id=helper.id
        )


def told(db, on=TODAY):
    return {line.pattern: line for line in curiosity.report(db, on)}


def test_a_day_of_calls_that_end_in_something_is_quiet(db, helper):
    for _ in range(MOST_WITHOUT_OUTCOME + 3):
        open_card(
            db, helper, make_person(db, contacts={"post": OTHER.replace("Lac", f"Lac {_}")}), act="activate"
        )

    assert curiosity.report(db, TODAY) == []


def test_the_same_surname_is_told(db, helper):
    namesake = make_person(db, identity=make_identity(birth_name="Perrin", used_name="MARTIN"))
    open_card(db, helper, namesake, act="activate")
    open_card(db, helper, make_person(db), act="activate")

    assert told(db)[Pattern.SURNAME].person_ids == (namesake.id,)


def test_the_helpers_own_street_is_told_and_kept_as_a_hash_only(db, helper):
    neighbour = make_person(db, contacts={"post": STREET.format(3)})
    open_card(db, helper, neighbour, act="activate")
    assert told(db) == {}

    curiosity.declare_street(db, helper, STREET.format("27 ter"), NOW)

    assert told(db)[Pattern.STREET].person_ids == (neighbour.id,)
    assert "essais" not in db.scalars(select(HelperStreet.street_hash)).one()


def test_a_street_is_forgotten_on_request(db, helper):
    open_card(db, helper, make_person(db, contacts={"post": STREET.format(3)}), act="activate")
    curiosity.declare_street(db, helper, STREET.format(1), NOW)
    curiosity.declare_street(db, helper, "", NOW)

    assert told(db) == {}


def test_a_street_said_or_forgotten_is_a_line_of_the_journal_without_the_street(db, helper):
    curiosity.declare_street(db, helper, STREET.format(1), NOW)
    assert curiosity.has_street(db, helper)
    curiosity.declare_street(db, helper, "", NOW)

    lines = journal.lines_of(db, journal.SERVICE)
    assert [(line.act, line.outcome, line.detail) for line in lines] == [
        ("declare_street", "kept", "{}"),
        ("declare_street", "forgotten", "{}"),
    ]
    assert not curiosity.has_street(db, helper)


def test_several_people_of_one_street_are_told(db, helper):
    for number in (1, 2, 3):
        open_card(db, helper, make_person(db, contacts={"post": STREET.format(number)}), act="activate")

    assert len(told(db)[Pattern.STREET].person_ids) == 3


def test_cards_for_which_this_helper_did_nothing_are_told(db, helper):
    colleague = make_helper(db, name="Inès Garcia")
    people = [make_person(db) for _ in range(MOST_WITHOUT_OUTCOME + 1)]
    for person in people:
        open_card(db, helper, person)
        open_card(db, colleague, person, act="activate")

    line = told(db)[Pattern.NO_OUTCOME]

    assert (line.helper_id, line.count) == (helper.id, len(people))


def test_many_searches_in_an_hour_are_told(db, helper):
    for at in range(MOST_IN_AN_HOUR + 1):
        wanted = Wanted(last_name="Martin", first_name="Anne", postcode=f"{at:05d}")
        search.search(db, helper, wanted, NOW + timedelta(seconds=at))

    assert told(db)[Pattern.MANY].count == MOST_IN_AN_HOUR + 1


def test_a_card_that_many_organisations_open_is_told(db, helper):
    person = make_person(db)
    for _ in range(MOST_ORGANISATIONS + 1):
        open_card(db, make_helper(db, name="Inès Garcia"), person, act="activate")

    assert told(db)[Pattern.ORGANISATIONS].person_ids == (person.id,)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_a_day_is_a_day_in_paris(db, helper, at, day):
    open_card(db, helper, make_person(db, identity=make_identity(birth_name="Martin")), at=at)

    assert [on for on in (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)) if told(db, on)] == [
        day
    ]


def test_old_look_ups_are_forgotten_and_the_journal_keeps_them(db, helper):
    person = make_person(db)
    open_card(db, helper, person)
    open_card(db, helper, person, at=NOW + timedelta(days=20))

    curiosity.forget_old(db, NOW + curiosity.KEPT + timedelta(days=1))

    assert [row.at for row in db.scalars(select(Lookup))] == [NOW + timedelta(days=20)]
    chain = journal.space_chain(person.id)
    assert len(journal.lines_of(db, chain)) == 2
