"""Importing a fund's extract: together or not at all, again without harm, and never over what happened here."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from carnet.demonstration.extract import extract_lines
from carnet.domain.lifecycle import State
from carnet.domain.search_key import Traits
from carnet.services import callers, insurer
from carnet.store import audit, contacts, finding, people, representation
from carnet.store.contacts import Contact
from carnet.store.keys import keys_of
from carnet.store.people import Card, Person
from carnet.store.references import known_people
from carnet.store.representation import Protection, Representation
from carnet.store.spaces import Space, space_of

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SINCE = "2019-05-02"


def line(reference: str, **fields: str) -> dict[str, str]:
    plain = {
        "reference": reference,
        "nir": "251036399900118",
        "birth_name": "Durand",
        "first_names": "Jeanne",
        "birth_date": "1951-03-08",
        "sex": "F",
        "cards": "12345678901",
        "mail": "jeanne@exemple.invalid",
        "mail_known_since": SINCE,
    }
    return plain | fields


def child(reference: str, **fields: str) -> dict[str, str]:
    told = {
        "first_names": "Léa",
        "birth_date": "2015-01-01",
        "cards": "",
        "mail": "",
        "policy_holder": "A1",
        "representatives": "A1/parent/2015-01-01",
    }
    return line(reference, **(told | fields))


@pytest.fixture
def bring(db, tmp_path: Path):
    def bring_in(*rows: dict[str, str]):
        path = tmp_path / "extract.csv"
        path.write_text("".join(extract_lines(rows)), encoding="utf-8")
        judgement = insurer.judge(path, on=TODAY, progress=lambda done, total: None)
        report = insurer.import_extract(
            db, path, judgement, source="test", on=TODAY, now=NOW, progress=lambda done, total: None
        )
        db.expire_all()
        return report

    return bring_in


@pytest.fixture
def person(db):
    def with_reference(reference: str) -> Person:
        return db.get_one(Person, known_people(db, [reference])[reference].person_id)

    return with_reference


def has_only_card(db, person: Person, serial: str) -> bool:
    hashes = list(db.scalars(select(Card.serial_hash).where(Card.person_id == person.id)))
    return hashes == [people.serial_hash(keys_of(db), serial)]


def count(db, row) -> int:
    return db.scalar(select(func.count()).select_from(row))


def test_a_person_comes_with_everything_that_the_line_says(db, bring, person):
    report = bring(
        line(
            "A1",
            used_name="Martin",
            birth_place="Clermont-Ferrand",
            preferred_language="ar",
            easy_text="yes",
            state="notified",
            notified_on="2026-11-12",
            since_on="2026-11-12",
        )
    )

    jeanne = person("A1")
    assert (report.added, report.updated, report.rejects) == (1, 0, [])
    assert people.identity_of(db, jeanne).name.spoken() == "Jeanne Martin"
    assert people.with_nir(db, "251036399900118") == [jeanne]
    assert has_only_card(db, jeanne, "12345678901")
    assert [contact.value for contact in contacts.contacts_of(db, jeanne)] == ["jeanne@exemple.invalid"]
    assert (jeanne.preferred_language, jeanne.easy_text, jeanne.source) == ("ar", True, "test")
    assert space_of(db, jeanne.id).notified_on == date(2026, 11, 12)


def test_families_are_linked_whatever_the_order_of_lines(db, bring, person):
    bring(
        child("A3"),
        child("A2", first_names="Jules"),
        line("A4", first_names="Paul", protection_kind="guardianship", protection_covers_person="yes",
             protection_guardian="A1", protection_from="2020-01-01"),
        line("A1"),
    )  # fmt: skip

    jeanne = person("A1")
    names = [
        people.identity_of(db, each).name.first_name for each in representation.children_of(db, jeanne, TODAY)
    ]
    assert names == ["Léa", "Jules"]
    assert person("A3").policy_holder_id == jeanne.id
    assert representation.protected_through(db, [jeanne], ["guardianship"], TODAY) == [(person("A4"), jeanne)]


@pytest.mark.parametrize(
    ("state", "dates", "has_key"),
    [
        ("eligible", {}, False),
        ("objected", {"notified_on": "2026-01-01"}, False),
        ("objected", {"notified_on": "2026-01-01", "legacy_dmp": "yes"}, True),
        ("opened_auto", {"opened_on": "2026-02-13"}, True),
        ("closed_archived", {"opened_on": "2025-02-13", "closed_on": "2026-02-13"}, True),
        ("deleted", {"closed_on": "2026-02-13"}, False),
    ],
)
def test_a_content_key_exists_exactly_where_there_is_content(db, bring, person, state, dates, has_key):
    since = {} if state == "eligible" else {"since_on": "2026-03-01"}

    bring(line("A1", state=state, **dates, **since))

    space = space_of(db, person("A1").id)
    assert (space.state, space.content_key is not None) == (state, has_key)


def test_the_same_extract_again_changes_nothing(db, bring, person):
    rows = [line("A1"), child("A2")]
    bring(*rows)
    before = person("A1").updated_at, person("A1").identity_sealed

    report = bring(*rows)

    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    assert (person("A1").updated_at, person("A1").identity_sealed) == before
    assert [count(db, row) for row in (Person, Card, Contact, Representation, Space)] == [2, 1, 1, 1, 2]


def test_a_later_extract_updates_the_same_person(db, bring, person):
    bring(line("A1"), child("A2"))
    before = person("A1").id, person("A1").registry_key

    report = bring(
        line("A1", nir="251036399900217", used_name="Martin", cards="99999999999", mail="", phone="0639980101",
             phone_known_since=SINCE, died_on="2026-11-01"),
        child("A2", policy_holder="", representatives=""),
    )  # fmt: skip

    jeanne = person("A1")
    assert (report.added, report.updated) == (0, 2)
    assert (jeanne.id, jeanne.registry_key) == before
    assert people.identity_of(db, jeanne).name.used_name == "Martin"
    assert people.with_nir(db, "251036399900217") == [jeanne]
    assert has_only_card(db, jeanne, "99999999999")
    assert [contact.kind for contact in contacts.contacts_of(db, jeanne)] == ["phone"]
    assert jeanne.died_on == date(2026, 11, 1)
    assert representation.children_of(db, jeanne, TODAY) == []
    assert person("A2").policy_holder_id is None


def test_a_contact_keeps_its_number_when_its_value_changes(db, bring, person):
    both = {"phone": "0639980101", "phone_known_since": SINCE}
    bring(line("A1", **both), line("A2", first_names="Anne"))
    (mail, phone) = contacts.contacts_of(db, person("A1"))

    bring(line("A1", mail="j.martin@exemple.invalid"), line("A2", first_names="Anne", mail="", **both))

    (kept,) = contacts.contacts_of(db, person("A1"))
    (new,) = contacts.contacts_of(db, person("A2"))
    assert (kept.id, kept.value) == (mail.id, "j.martin@exemple.invalid")
    assert new.id > phone.id


def test_what_happened_here_outweighs_what_the_fund_remembers(db, bring, person):
    bring(line("A1", state="notified", notified_on="2026-11-01", since_on="2026-11-01"))
    space_of(db, person("A1").id).state = State.OBJECTED
    db.flush()

    bring(line("A1", state="opened_auto", opened_on="2026-11-20", since_on="2026-11-20"))

    assert space_of(db, person("A1").id).state == "objected"


def test_a_notice_reaches_a_space_where_nothing_happened_yet(db, bring, person):
    bring(line("A1"))

    bring(line("A1", state="notified", notified_on="2026-11-20", since_on="2026-11-20"))

    audit.write_noted(db)
    space = space_of(db, person("A1").id)
    assert (space.state, space.notified_on) == ("notified", date(2026, 11, 20))
    assert [each.act for each in audit.lines_of(db, audit.space_chain(space.person_id))] == ["notify"]


def test_a_rejected_line_leaves_nothing_and_the_others_come_in(db, bring):
    report = bring(line("A1", nir="251036399900119"), child("A2"), line("A5", nir="158082A99900222"))

    assert [(reject.line, reject.column, reject.reason) for reject in report.rejects] == [
        (2, "nir", "key"),
        (3, "policy_holder", "unknown_person"),
    ]
    assert (report.added, count(db, Person), count(db, Card)) == (1, 1, 1)


def test_a_rejected_line_of_a_known_person_leaves_what_was_known(db, bring, person):
    bring(line("A1"), child("A2"))

    report = bring(line("A1", sex="X"), child("A2", first_names="Léa|Rose"))

    assert [reject.line for reject in report.rejects] == [2]
    assert report.updated == 1
    assert representation.children_of(db, person("A1"), TODAY) == [person("A2")]


def test_checking_writes_nothing(db, tmp_path):
    path = tmp_path / "extract.csv"
    path.write_text("".join(extract_lines([line("A1"), child("A2", policy_holder="A9")])), encoding="utf-8")

    report = insurer.check_extract(db, insurer.judge(path, on=TODAY, progress=lambda done, total: None))

    assert (report.lines, [reject.line for reject in report.rejects], count(db, Person)) == (2, [3], 0)


def test_an_import_is_one_line_of_the_journal_without_a_name_or_a_number(db, bring):
    bring(line("A1"), line("A2", nir="1"))

    audit.write_noted(db)
    (written,) = audit.lines_of(db, audit.SERVICE)
    assert (written.act, written.outcome) == ("import_insured", "imported")
    assert '"added":1' in written.detail
    assert '"rejected":1' in written.detail
    for told in ("Durand", "Jeanne", "2510363", "exemple"):
        assert told not in written.detail


def test_more_people_than_one_batch_come_in_and_stay_linked(db, bring):
    parents = [line(f"P{n}", first_names="A" * (1 + n // 26) + chr(97 + n % 26)) for n in range(1_200)]
    children = [
        child(f"C{n}", policy_holder=f"P{n}", representatives=f"P{n}/parent/2015-01-01", nir="158082A99900222",
              first_names="B" * (1 + n // 26) + chr(97 + n % 26))
        for n in range(1_100)
    ]  # fmt: skip

    report = bring(*children, *parents)

    assert (report.added, report.rejects) == (2_300, [])
    assert (count(db, Representation), count(db, Protection)) == (1_100, 0)


def test_letters_about_a_child_go_to_the_parent(db, bring, person):
    bring(line("A1", post="3 rue des Essais|63999 VILLE", post_known_since=SINCE), child("A2"))

    reader, contact = insurer.recipient_of(db, person("A2"), TODAY)

    assert (reader, contact.value) == (person("A1"), "3 rue des Essais\n63999 VILLE")


def test_without_an_address_no_letter_leaves(db, bring, person):
    bring(line("A1"))

    assert insurer.recipient_of(db, person("A1"), TODAY) is None
    assert not insurer.send_letter(db, person("A1"), NOW)


def test_a_correction_of_the_fund_moves_the_search_keys(db, keys, bring, person):
    def finds(last_name: str, postcode: str = "") -> bool:
        traits = Traits((last_name,), ("Jeanne",), ("1951-03-08",) if not postcode else (), postcode)
        return person("A1").id in finding.hits(db, finding.numbers(keys, traits))

    moved = {"post": "3 rue des Essais|63999 VILLENEUVE", "post_known_since": SINCE}
    bring(line("A1"), line("A2", first_names="Paule", birth_date="1960-01-01"))
    assert finds("Duran")
    assert not finds("Durand", "63110")

    bring(line("A1", birth_name="Lefèvre", **moved))

    assert finds("Lefebvre", "63110")
    assert not finds("Durand", "63110")


def test_a_number_of_the_fund_finds_its_person_and_a_corrected_one_no_more(db, bring, person):
    bring(line("A1", phone="06 12 34 56 42", phone_known_since=SINCE), line("A2"))
    assert callers.known_by(db, "+33612345642") == [person("A1").id]

    bring(line("A1", phone="+33611111111", phone_known_since=SINCE))

    assert callers.known_by(db, "+33612345642") == []
    assert callers.known_by(db, "+33611111111") == [person("A1").id]
