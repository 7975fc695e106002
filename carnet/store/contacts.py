"""Where the insurer can reach somebody: post, mail and telephone, sealed with the person's registry key."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.keys import Keys, keys_of
from carnet.store.people import Person
from carnet.store.rows import NUMBERED, Row, one_of

CONTACT_KINDS = ("post", "mail", "phone")


class Contact(Row):
    __tablename__ = "contact"
    __table_args__ = (one_of("kind", *CONTACT_KINDS), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    value_sealed: Mapped[bytes]
    is_shared: Mapped[bool] = mapped_column(default=False)
    known_since: Mapped[date]


@dataclass(frozen=True)
class KnownContact:
    """One way to reach a person, opened. ``kind`` is post, mail or phone; a post value has one line per line."""

    id: int
    kind: str
    value: str = field(repr=False)
    is_shared: bool
    known_since: date


def sealed_contact(keys: Keys, registry_key: bytes, kind: str, value: str) -> bytes:
    """Return a contact's value as its column keeps it."""
    return keys.seal(registry_key, value.encode(), _contact_mark(kind))


def add_contact(
    db: Session, person: Person, kind: str, value: str, *, known_since: date, is_shared: bool = False
) -> Contact:
    """Return a new contact of ``person``, sealed."""
    sealed = sealed_contact(keys_of(db), person.registry_key, kind, value)
    contact = Contact(
        person_id=person.id, kind=kind, value_sealed=sealed, is_shared=is_shared, known_since=known_since
    )
    db.add(contact)
    return contact


def contacts_of(db: Session, person: Person) -> list[KnownContact]:
    """Return the contacts of ``person``, opened, oldest row first."""
    keys = keys_of(db)
    rows = db.scalars(select(Contact).where(Contact.person_id == person.id).order_by(Contact.id))
    return [
        KnownContact(
            id=row.id,
            kind=row.kind,
            value=keys.open(person.registry_key, row.value_sealed, _contact_mark(row.kind)).decode(),
            is_shared=row.is_shared,
            known_since=row.known_since,
        )
        for row in rows
    ]


def posts_of(db: Session, ids: Collection[int]) -> dict[int, str]:
    """Return the postal addresses of these people, opened, by their number; one query."""
    keys = keys_of(db)
    rows = (
        select(Contact.person_id, Person.registry_key, Contact.value_sealed)
        .join(Person, Person.id == Contact.person_id)
        .where(Contact.person_id.in_(ids), Contact.kind == "post")
    )
    mark = _contact_mark("post")
    return {id_: keys.open(key, sealed, mark).decode() for id_, key, sealed in db.execute(rows)}


def _contact_mark(kind: str) -> bytes:
    return f"contact:{kind}".encode()
