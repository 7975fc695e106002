"""Where the insurer can reach somebody: post, mail and telephone, sealed with the person's registry key."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sqlalchemy import ForeignKey, and_, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.keys import Keys, keys_of
from carnet.store.people import Identity, Person, opened_identity
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
    # A letter came back from there: nothing more is sent until the fund corrects it.
    doubtful_since: Mapped[date | None]


IS_POST = and_(Contact.person_id == Person.id, Contact.kind == "post")
"""What a postal address of the person of a question fulfils."""


@dataclass(frozen=True)
class KnownContact:
    """One way to reach a person, opened. ``kind`` is post, mail or phone; a post value has one line per line."""

    id: int
    kind: str
    value: str = field(repr=False)
    is_shared: bool
    known_since: date
    is_doubtful: bool = False


def sealed_contact(keys: Keys, registry_key: bytes, kind: str, value: str) -> bytes:
    """Return a contact's value as its column keeps it."""
    return keys.seal(registry_key, value.encode(), _contact_mark(kind))


def opened_contact(keys: Keys, registry_key: bytes, kind: str, sealed: bytes) -> str:
    """Return the value of a contact as its column keeps it, opened."""
    return keys.open(registry_key, sealed, _contact_mark(kind)).decode()


def contacts_of(db: Session, person: Person) -> list[KnownContact]:
    """Return the contacts of ``person``, opened, oldest row first."""
    keys = keys_of(db)
    rows = db.scalars(select(Contact).where(Contact.person_id == person.id).order_by(Contact.id))
    return [
        KnownContact(
            id=row.id,
            kind=row.kind,
            value=opened_contact(keys, person.registry_key, row.kind, row.value_sealed),
            is_shared=row.is_shared,
            known_since=row.known_since,
            is_doubtful=row.doubtful_since is not None,
        )
        for row in rows
    ]


def reachable(db: Session, person: Person) -> list[KnownContact]:
    """Return the contacts of ``person`` where something may be sent: those that no letter came back from."""
    return [contact for contact in contacts_of(db, person) if not contact.is_doubtful]


def posts_of(db: Session, ids: Collection[int]) -> dict[int, str]:
    """Return the postal addresses of these people, opened, by their number; one query."""
    return dict(_values_of(db, ids, "post"))


def people_of(db: Session, ids: Collection[int]) -> dict[int, tuple[Identity, str]]:
    """Return who these people are and their postal addresses, opened, by their number; one query. An unknown address is empty."""
    # Somebody with two addresses comes twice: the last one holds.
    found = {id_: sealed for id_, *sealed in ask(db, _people_of(), ids=ids)}
    return {id_: opened_with_post(db, *sealed) for id_, sealed in found.items()}


def opened_with_post(
    db: Session, registry_key: bytes, identity: bytes, post: bytes | None
) -> tuple[Identity, str]:
    """Return who a person is and their postal address, as their columns keep them, opened."""
    keys = keys_of(db)
    address = keys.open(registry_key, post, _contact_mark("post")).decode() if post else ""
    return opened_identity(keys, registry_key, identity), address


@cache
def _people_of() -> Question:
    return (
        select(Person.id, Person.registry_key, Person.identity_sealed, Contact.value_sealed)
        .outerjoin(Contact, IS_POST)
        .where(Person.id.in_(bindparam("ids", expanding=True)))
        .order_by(Contact.id)
    )


def phones_of(db: Session, ids: Collection[int]) -> list[tuple[int, str]]:
    """Return the telephone numbers of these people, opened, as the fund wrote them, each with its person; one query."""
    return list(_values_of(db, ids, "phone"))


def _values_of(db: Session, ids: Collection[int], kind: str) -> Iterator[tuple[int, str]]:
    keys, mark = keys_of(db), _contact_mark(kind)
    rows = ask(db, _sealed_values(), ids=list(ids), kind=kind)
    return ((id_, keys.open(key, sealed, mark).decode()) for id_, key, sealed in rows)


@cache
def _sealed_values() -> Question:
    return (
        select(Contact.person_id, Person.registry_key, Contact.value_sealed)
        .join(Person, Person.id == Contact.person_id)
        .where(Contact.person_id.in_(bindparam("ids", expanding=True)), Contact.kind == bindparam("kind"))
    )


def _contact_mark(kind: str) -> bytes:
    return f"contact:{kind}".encode()
