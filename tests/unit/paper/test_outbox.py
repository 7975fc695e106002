"""What waits in the outbox leaves once, one row never holds the others, and a fault is told and tried again."""

import email
import email.policy
import errno
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from carnet.domain.birth_date import BirthDate
from carnet.domain.code import show
from carnet.services import codes
from carnet.settings import Settings
from carnet.store.contacts import contacts_of
from carnet.store.database import reading, transaction
from carnet.store.keys import Keys
from carnet.store.outbox import Outbox, Receipt
from carnet.store.people import Person
from tests.builders import (
    NOW,
    make_code,
    make_identity,
    make_person,
    make_representation,
    make_space,
    make_visit,
)
from tests.unit.paper.samples import CODE
from web.outbox import FIRST_WAIT, Outgoing, Round, run
from web.paper.fonts import MissingFont
from web.paper.workshop import Unprinted
from web.parcels import draft_of
from web.senders import NullSender, Parcel

SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
CONTACTS = {
    "post": "14 rue du Marché\n87000 Limoges",
    "mail": "odette@example.org",
    "phone": "06 00 00 00 00",
}


class Full:
    """A sender whose disk is full, until it is emptied."""

    def __init__(self) -> None:
        self.is_full, self.names = True, []

    def send(self, parcel: Parcel) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device", "/data/outbox/secret-name")
        self.names.append(parcel.name)


def as_text(page: str) -> bytes:
    return b"%PDF " + page.encode()


def outgoing(engine: Engine, keys: Keys, sender: object, to_pdf=as_text) -> Outgoing:
    return Outgoing(engine, keys, SETTINGS, sender, to_pdf)


def put(
    db: Session, person: Person, kind: str, route: str, *, reader: Person | None = None, **payload: object
) -> None:
    contact = next(each for each in contacts_of(db, reader or person) if each.kind == route)
    codes.queue(db, person, kind, route, NOW, {"contact": contact.id, "language": "fr", **payload})


def put_code(db: Session, kind: str = "code", route: str = "post", **changes: object) -> Person:
    person = make_person(db, contacts=CONTACTS, **changes)
    make_space(db, person=person, notified_on=date(2026, 11, 22))
    make_code(db, person=person, code=CODE, valid_until=date(2027, 1, 3))
    put(db, person, kind, route, code=CODE)
    return person


def put_receipt(db: Session, kind: str, route: str) -> Receipt:
    person = make_person(db, contacts=CONTACTS)
    receipt = Receipt(
        proof_number="7K4M29PT",
        visit_id=make_visit(db, person=person).id,
        person_id=person.id,
        act="closed",
        state="closed_archived",
        at=NOW,
        language="fr",
        facts={"done_on": "2026-11-24", "archive_ends_on": "2036-11-24"},
    )
    db.add(receipt)
    db.flush()
    put(db, person, kind, route, receipt=receipt.id)
    return receipt


def rows(engine: Engine, keys: Keys) -> list[Outbox]:
    with reading(engine, keys) as db:
        return list(db.scalars(select(Outbox).order_by(Outbox.id)))


def drafts(db: Session) -> list:
    db.flush()
    return [draft_of(db, row, SETTINGS) for row in db.scalars(select(Outbox).order_by(Outbox.id))]


def test_a_letter_leaves_as_a_paper_named_after_nobody(engine: Engine, keys: Keys) -> None:
    sender = NullSender()
    with transaction(engine, keys) as db:
        put_code(db, kind="notice")

    done = outgoing(engine, keys, sender).deliver(NOW)

    (parcel,), (row,) = sender.parcels, rows(engine, keys)
    assert done == Round(sent=1, kept=0)
    assert parcel.name == f"2026-11-24-notice-{row.id:06d}.pdf"
    assert parcel.content.startswith(b"%PDF")
    assert "Odette Perrin" in parcel.content.decode()
    assert "dimanche 3 janvier 2027" in parcel.content.decode()
    assert "Odette" not in repr(parcel)


def test_a_row_leaves_once_and_its_code_is_forgotten(engine: Engine, keys: Keys) -> None:
    sender = NullSender()
    with transaction(engine, keys) as db:
        put_code(db)

    outgoing(engine, keys, sender).deliver(NOW)
    again = outgoing(engine, keys, sender).deliver(NOW + timedelta(days=1))

    (row,) = rows(engine, keys)
    assert again == Round(sent=0, kept=0)
    assert len(sender.parcels) == 1
    assert row.sent_at == NOW
    assert row.payload_sealed == b""


def test_one_row_that_fails_holds_no_other_back(engine: Engine, keys: Keys) -> None:
    sender = NullSender()
    with transaction(engine, keys) as db:
        person = make_person(db, contacts=CONTACTS)
        put(db, person, "notice", "post", code="nobody issued it")
        codes.queue(db, person, "code", "post", NOW, {"contact": 999_999, "language": "fr", "code": CODE})
        codes.queue(db, person, "code", "post", NOW, {})
        put_code(db)

    done = outgoing(engine, keys, sender).deliver(NOW)

    assert done == Round(sent=1, kept=3)
    kept = [row for row in rows(engine, keys) if row.sent_at is None]
    assert [row.last_error for row in kept] == ["no such code", "no such contact", "KeyError"]
    assert [row.failures for row in kept] == [1, 1, 1]


def test_a_full_disk_keeps_the_row_with_its_reason_and_loses_nothing(engine: Engine, keys: Keys) -> None:
    sender = Full()
    with transaction(engine, keys) as db:
        put_code(db)
    loop = outgoing(engine, keys, sender)

    assert loop.deliver(NOW) == Round(sent=0, kept=1)
    assert rows(engine, keys)[0].last_error == "No space left on device"
    sender.is_full = False
    assert loop.deliver(NOW + FIRST_WAIT) == Round(sent=0, kept=0)
    assert loop.deliver(NOW + 2 * FIRST_WAIT) == Round(sent=1, kept=0)
    assert len(sender.names) == 1
    assert rows(engine, keys)[0].last_error == ""


@pytest.mark.parametrize(
    "fault", [MissingFont("Missing fonts: vazirmatn-400.woff2"), Unprinted("The press died")]
)
def test_a_paper_that_cannot_be_printed_waits_with_its_reason(
    engine: Engine, keys: Keys, fault: Exception
) -> None:
    def broken(page: str) -> bytes:
        raise fault

    with transaction(engine, keys) as db:
        put_code(db)
        put_code(db, route="mail")
    sender = NullSender()

    done = outgoing(engine, keys, sender, broken).deliver(NOW)

    assert done == Round(sent=1, kept=1)
    assert rows(engine, keys)[0].last_error == str(fault)


def test_a_database_that_is_away_ends_no_loop() -> None:
    stop, tries = threading.Event(), []

    class Away:
        def deliver(self, now: object) -> None:
            tries.append(now)
            if len(tries) == 3:
                stop.set()
            raise OperationalError("SELECT 1", {}, Exception("gone"))

    run(Away(), stop, lambda: NOW, every_s=0)

    assert tries == [NOW, NOW, NOW]


def test_a_code_by_mail_is_a_message_to_the_known_address(db: Session) -> None:
    put_code(db, route="mail")

    (draft,) = drafts(db)

    mail = email.message_from_string(draft.text, policy=email.policy.default)
    assert draft.name.endswith(".eml")
    assert (mail["To"], draft.to) == ("odette@example.org", "odette@example.org")
    assert show(CODE) in mail.get_content()
    assert "Il sert une fois, pendant 24 heures." in mail.get_content()


def test_a_code_by_telephone_fits_one_short_message_without_rare_signs(db: Session) -> None:
    put_code(db, route="phone")

    (draft,) = drafts(db)

    assert draft.to == "06 00 00 00 00"
    assert show(CODE) in draft.text
    assert len(draft.text) <= 160
    assert not set(draft.text) - set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n.,:?'-éèàù"
    )


def test_a_confirmation_names_neither_the_act_nor_the_service(db: Session) -> None:
    put_receipt(db, "confirmation", "phone")

    (draft,) = drafts(db)

    assert "7K4M 29PT" in draft.text
    assert len(draft.text) <= 160
    assert not any(word in draft.text.lower() for word in ("santé", "ferm", "espace"))


def test_a_receipt_goes_home_with_an_address_in_its_window(db: Session) -> None:
    put_receipt(db, "receipt", "post")

    (draft,) = drafts(db)

    assert "<p>14 rue du Marché</p>" in draft.page
    assert "lundi 24 novembre 2036" in draft.page


def test_the_letter_about_a_child_goes_to_the_parent(db: Session) -> None:
    parent = make_person(db, contacts=CONTACTS)
    child = make_person(
        db,
        identity=make_identity(first_names=("Lina",), birth_date=BirthDate(2015, 5, 2)),
        policy_holder=parent,
    )
    make_representation(db, minor=child, representative=parent)
    make_space(db, person=child, notified_on=date(2026, 11, 22))
    make_code(db, person=child, code=CODE)
    put(db, child, "notice", "post", reader=parent, code=CODE)

    (draft,) = drafts(db)

    assert "<p>Odette Perrin</p>" in draft.page
    assert 'votre enfant\N{NO-BREAK SPACE}: <bdi class="child" dir="ltr">Lina</bdi>' in draft.page


def test_the_letter_about_a_protected_adult_says_so(db: Session) -> None:
    guardian, person = make_person(db, contacts=CONTACTS), make_person(db)
    make_code(db, person=person, code=CODE)
    put(db, person, "code", "post", reader=guardian, code=CODE)

    (draft,) = drafts(db)

    assert "la personne que vous protégez" in draft.page


def test_only_a_demonstration_borrows_an_invented_sender(db: Session) -> None:
    put_code(db)
    row = db.scalars(select(Outbox)).one()
    real = Settings.from_env({"CARNET_MODE": "production", "CARNET_SENDER": "CPAM de l’Exemple; 1 rue Haute"})

    assert "Caisse de démonstration" in draft_of(db, row, SETTINGS).page
    assert "<p>CPAM de l’Exemple</p>\n<p>1 rue Haute</p>" in draft_of(db, row, real).page
