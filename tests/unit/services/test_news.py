"""Letters of news: each act of time or of the insurer leaves one row in the outbox, and its paper says the day."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from carnet.domain.birth_date import BirthDate
from carnet.services import night, requests, spaces
from carnet.services.news import ACCESS_ENDED, CALLED, KINDS
from carnet.settings import Settings
from carnet.store.audit import AuditLine, write_noted
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox
from carnet.store.people import Person
from carnet.store.spaces import space_of
from tests.builders import (
    NOW,
    TODAY,
    make_identity,
    make_person,
    make_protection,
    make_representation,
    make_space,
)
from web.paper.news_words import NEWS
from web.parcels import draft_of

POST = {"post": "14 rue du Marché\n87000 Limoges"}
EVERYTHING = {**POST, "mail": "odette@example.org", "phone": "06 00 00 00 00"}
SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
LONG_AGO = date(2026, 1, 1)


def rows(db) -> list[Outbox]:
    return list(db.scalars(select(Outbox).order_by(Outbox.id)))


def told(db, row: Outbox) -> str:
    """Return the words of a row's paper or message, as they are read."""
    draft = draft_of(db, row, SETTINGS)
    return re.sub(r"<[^>]+>", "", draft.page).replace("\N{NO-BREAK SPACE}", " ") or draft.text


def make_due(db, act: str, **whose: object):
    """Return somebody to whose space time does ``act`` tonight, or did a moment ago."""
    born = BirthDate(2008, 11, 24) if act == "come_of_age" else BirthDate(1951, 3, 8)
    person = make_person(db, identity=make_identity(birth_date=born), **{"contacts": POST, **whose})
    since = {"since_on": LONG_AGO, "notified_on": LONG_AGO}
    match act:
        case "open":
            days = {"state": "notified", "notified_on": TODAY - timedelta(days=43)}
        case "delete":
            days = {
                "state": "deletion_pending",
                "closed_on": LONG_AGO,
                "deletion_asked_on": date(2026, 8, 24),
            }
        case "close_suspended":
            days = {
                "state": "suspended",
                "suspended_on": TODAY - timedelta(days=43),
                "suspended_from": "activated",
            }
        case "come_of_age" | "suspend":
            days = {"state": "activated", "opened_on": LONG_AGO}
        case "fail":
            days = {"state": "notified", "notified_on": TODAY - timedelta(days=2)}
    make_space(db, person=person, **{**since, **days})
    return person


@pytest.mark.parametrize(
    ("act", "kind", "day"),
    [
        ("open", "opened", "Il s’est ouvert tout seul le mardi 24 novembre 2026."),
        ("delete", "deleted", "Tout le contenu a été détruit le mardi 24 novembre 2026."),
        ("close_suspended", "suspension_ended", "Il est fermé depuis le mardi 24 novembre 2026."),
        ("come_of_age", "came_of_age", "Vous êtes adulte depuis le mardi 24 novembre 2026."),
    ],
)
@pytest.mark.usefixtures("noise")
def test_a_night_writes_one_letter_and_the_paper_says_the_day(db, act, kind, day):
    person = make_due(db, act)

    night.run(db, NOW)
    night.run(db, NOW + timedelta(days=1))

    (row,) = rows(db)
    assert (row.kind, row.route, row.person_id) == (kind, "post", person.id)
    assert day in told(db, row)


@pytest.mark.parametrize(
    ("act", "kind", "days"),
    [
        (
            "suspend",
            "suspended",
            (
                "Il est arrêté depuis le mardi 24 novembre 2026.",
                "Dernier jour pour appeler : mardi 5 janvier 2027.",
                "il ferme le mercredi 6 janvier 2027.",
            ),
        ),
        ("fail", "failed", ("La panne a eu lieu le mardi 24 novembre 2026.",)),
    ],
)
def test_what_the_insurer_does_is_told_by_one_letter_with_its_day(db, act, kind, days):
    person = make_due(db, act)

    assert spaces.record(db, person, act, NOW) != "moved"
    night.run(db, NOW + timedelta(days=1))

    (row,) = rows(db)
    assert (row.kind, row.route) == (kind, "post")
    assert all(day in told(db, row) for day in days)


def test_the_day_on_which_a_suspended_space_closes_is_the_one_that_the_letter_says(db):
    person = make_due(db, "suspend")
    spaces.record(db, person, "suspend", NOW)
    closes_on = date.fromisoformat(payload(db, rows(db)[0])["days"]["closes_on"])

    night.run(db, at(closes_on - timedelta(days=1)))
    assert space_of(db, person.id).state == "suspended"
    night.run(db, at(closes_on))
    assert space_of(db, person.id).state == "closed_archived"


def test_a_suspended_space_comes_back_as_it_was_and_the_person_is_told(db):
    person = make_due(db, "suspend")
    spaces.record(db, person, "suspend", NOW)

    assert spaces.record(db, person, "resume", NOW + timedelta(days=3)) == "activated"

    assert [row.kind for row in rows(db)] == ["suspended", "resumed"]
    assert "Il marche de nouveau depuis le vendredi 27 novembre 2026." in told(db, rows(db)[1])


def test_an_act_that_the_table_refuses_changes_nothing_tells_nobody_and_is_noted(db):
    person = make_due(db, "open", contacts=POST)

    assert spaces.record(db, person, "suspend", NOW - timedelta(days=10)) == "moved"

    write_noted(db)
    assert rows(db) == []
    assert [line.outcome for line in db.scalars(select(AuditLine).where(AuditLine.act == "suspend"))] == [
        "state"
    ]


def test_a_suspension_is_told_by_every_means(db):
    spaces.record(db, make_due(db, "suspend", contacts=EVERYTHING), "suspend", NOW)

    assert [row.route for row in rows(db)] == ["post", "mail", "phone"]
    message = told(db, rows(db)[2])
    assert "34 22" in message
    assert not any(word in message.lower() for word in ("santé", "suspendu", "espace"))


def test_without_an_address_a_message_says_to_call_and_without_anything_the_journal_says_so(db):
    make_due(db, "open", contacts={"phone": "06 00 00 00 00"})
    unreachable = make_due(db, "open", contacts={})

    night.run(db, NOW)

    write_noted(db)
    assert [row.route for row in rows(db)] == ["phone"]
    noted = select(AuditLine).where(
        AuditLine.act == "send_news", AuditLine.person == f"person:{unreachable.id}"
    )
    assert [line.outcome for line in db.scalars(noted)] == ["no_address"]


def test_nobody_is_written_to_after_a_death(db):
    make_due(db, "open", died_on=TODAY - timedelta(days=1))

    assert night.run(db, NOW)["close_after_death"] == 1
    assert rows(db) == []


def test_the_letter_about_a_child_goes_to_the_parent_and_names_the_child(db):
    parent = make_person(db, contacts=POST)
    child = make_person(
        db,
        identity=make_identity(first_names=("Lina",), birth_date=BirthDate(2018, 5, 3)),
        policy_holder=parent,
    )
    make_representation(db, minor=child, representative=parent)
    make_space(db, person=child, notified_on=TODAY - timedelta(days=43))

    night.run(db, NOW)

    (row,) = rows(db)
    assert "Odette Perrin" in told(db, row)
    assert "Cette lettre concerne votre enfant : Lina." in told(db, row)


def test_a_new_adult_without_an_address_is_told_at_home_in_their_own_name(db):
    parent = make_person(db, contacts=EVERYTHING, preferred_language="ar")
    person = make_due(db, "come_of_age", contacts={})
    make_representation(db, minor=person, representative=parent, until_on=date(2026, 11, 24))

    night.run(db, NOW)

    row, _ = rows(db)
    assert (row.kind, row.route, payload(db, row)["language"]) == ("came_of_age", "post", "fr")
    assert "votre enfant" not in told(db, row)
    assert "<p>14 rue du Marché</p>" in draft_of(db, row, SETTINGS).page


def test_those_who_represented_a_new_adult_are_told_once_that_their_access_ended_and_nothing_else(db):
    parent = make_person(db, contacts=POST)
    person = make_due(db, "come_of_age")
    make_representation(db, minor=person, representative=parent, until_on=date(2026, 11, 24))

    night.run(db, NOW)
    night.run(db, NOW + timedelta(days=1))

    _, row = rows(db)
    assert (row.kind, payload(db, row)["reader"]) == ("access_ended", parent.id)
    assert "Cette lettre concerne votre enfant : Odette." in told(db, row)
    assert "Votre enfant a 18 ans depuis le mardi 24 novembre 2026." in told(db, row)
    assert not any(word in told(db, row) for word in ("ouvert", "activ", "ferm"))


def test_the_letter_about_a_protected_person_goes_to_that_person(db):
    person = make_due(db, "open")
    make_protection(db, person=person, guardian=make_person(db, contacts=POST))

    night.run(db, NOW)

    assert payload(db, rows(db)[0])["reader"] == person.id


def test_every_letter_is_sent_by_some_act_and_every_act_has_its_letter():
    assert {*KINDS.values(), ACCESS_ENDED, CALLED, *requests.KINDS} == set(NEWS)


def payload(db, row: Outbox) -> dict:
    person = db.get_one(Person, row.person_id)
    return json.loads(keys_of(db).open(person.registry_key, row.payload_sealed, b"outbox"))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
