"""The demonstration in a database: it enters by the insurer's door, its letters go out like any others."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from carnet.demonstration import stage
from carnet.demonstration.cast import card_sheets, cast
from carnet.domain.birth_date import BirthDate
from carnet.services import audit as journal
from carnet.services import codes, night
from carnet.store import audit, people, representation
from carnet.store.codes import ProvisionalCode
from carnet.store.database import transaction
from carnet.store.keys import keys_of
from carnet.store.marker import marked
from carnet.store.outbox import Outbox
from carnet.store.people import Card, Person
from carnet.store.references import known_people
from carnet.store.spaces import space_of

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def demonstration(db, tmp_path):
    stage.set_up(db, tmp_path / "demonstration.csv", DAY, NOW)
    return db


def person(db, reference: str) -> Person:
    return db.get_one(Person, known_people(db, [reference])[reference].person_id)


def living_code(db, reference: str) -> ProvisionalCode | None:
    query = select(ProvisionalCode).where(ProvisionalCode.person_id == person(db, reference).id)
    return next((row for row in db.scalars(query) if codes.fate(row, NOW) == "good"), None)


def test_everybody_is_there_in_the_state_of_their_story(demonstration):
    guests = stage.guests(demonstration)

    assert [guest.role.reference for guest in guests] == [role.reference for role in cast(DAY)]
    assert all(guest.state == guest.role.told["state"] for guest in guests)


def test_the_database_says_that_it_is_a_demonstration_and_of_which_day(demonstration):
    assert marked(demonstration, "demonstration") == "yes"
    assert marked(demonstration, "anchored_on") == "2026-11-22"


def test_each_letter_that_a_story_names_waits_to_leave_under_its_name(demonstration):
    names = [name for guest in stage.guests(demonstration) for name in guest.letters]

    assert len(names) == len(set(names)) == demonstration.scalar(select(func.count()).select_from(Outbox))
    jeanne = stage.guests(demonstration)[0]
    assert jeanne.letters[0].startswith("2026-11-12-notice-")


def test_codes_are_as_old_as_their_letters(demonstration):
    assert living_code(demonstration, "D01").valid_until == date(2026, 12, 24)
    assert living_code(demonstration, "D17").valid_until == DAY
    assert living_code(demonstration, "D18") is None
    assert living_code(demonstration, "D34").purpose == "close"


def test_each_card_sheet_fits_the_register(demonstration):
    for sheet in card_sheets(DAY):
        holder = person(demonstration, sheet.holder.reference)
        role = person(demonstration, sheet.role.reference)

        assert holder in people.with_nir(demonstration, sheet.holder.nir)
        assert people.identity_of(demonstration, role).birth_date == sheet.role.born
        serial_hash = people.serial_hash(keys_of(demonstration), sheet.card.serial)
        card = demonstration.scalars(select(Card).where(Card.serial_hash == serial_hash)).one()
        assert (card.person_id, card.ended_on) == (holder.id, sheet.card.ended_on)


def test_families_and_measures_are_linked(demonstration):
    sophie, claire = person(demonstration, "D07"), person(demonstration, "D12")
    names = [
        people.identity_of(demonstration, child).name.first_name
        for child in representation.children_of(demonstration, sophie, DAY)
    ]

    assert names == ["Hugo", "Emma", "Jules"]
    [(_person, guardian)] = representation.protected_through(demonstration, [claire], ["guardianship"], DAY)
    assert guardian == claire
    hugo = people.identity_of(demonstration, person(demonstration, "D08"))
    assert representation.children_of(demonstration, sophie, hugo.birth_date.turns(18))[0] != person(
        demonstration, "D08"
    )


def test_the_night_does_what_the_stories_announce(demonstration):
    done = night.run(demonstration, NOW)

    assert done == {"open": 1, "purge": 1, "close_suspended": 1, "close_after_death": 1}
    after = {guest.role.reference: guest.state for guest in stage.guests(demonstration)}
    assert [after[name] for name in ("D38", "D41", "D42", "D43")] == [
        "closed_archived",
        "deleted",
        "opened_auto",
        "closed_archived",
    ]
    assert night.run(demonstration, NOW) == {}


def test_the_night_of_his_eighteenth_birthday_gives_hugo_his_space(demonstration):
    hugo = person(demonstration, "D08")
    turns_18 = people.identity_of(demonstration, hugo).birth_date.turns(18)

    night.run(demonstration, datetime.combine(turns_18, time(4), UTC))

    assert space_of(demonstration, hugo.id).state == "opened_auto"
    assert representation.representatives_of(demonstration, hugo, turns_18) == []


def test_the_demonstration_starts_again_on_another_day(engine, keys, tmp_path):
    later = DAY + timedelta(days=100)
    with transaction(engine, keys) as db:
        stage.set_up(db, tmp_path / "demonstration.csv", DAY, NOW)
        first = person(db, "D01").id

    with transaction(engine, keys) as db:
        stage.clear(db)
        stage.set_up(db, tmp_path / "demonstration.csv", later, NOW)

    with transaction(engine, keys) as db:
        assert person(db, "D01").id > first
        assert len(stage.guests(db)) == db.scalar(select(func.count()).select_from(Person))
        hugo = people.identity_of(db, person(db, "D08"))
        assert hugo.birth_date == BirthDate(2009, 4, 2)
        assert [line.act for line in audit.lines_of(db, audit.SERVICE)] == ["import_insured"] * 2
        assert journal.verify_all(db) == []


def test_only_a_demonstration_is_ever_cleared(db):
    with pytest.raises(ValueError, match="demonstration"):
        stage.clear(db)


def test_an_empty_database_has_no_guests(db):
    assert stage.guests(db) == []
    assert not stage.is_set(db)
