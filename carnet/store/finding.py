"""Keyed hashes that find a person whose names stay sealed: what the database holds says nothing without the lookup key."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import BigInteger, ForeignKey, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.domain.search_key import Key, Traits, keys, postcode_in, registered
from carnet.store.asking import Question, ask
from carnet.store.contacts import phones_of, posts_of
from carnet.store.keys import Keys, keys_of
from carnet.store.people import Identity, Person, identities_of
from carnet.store.rows import WITHOUT_ROWID, Row

MOST_ROWS = 2_000
"""Rows that one search reads at most: a key hit by more people than this narrows nothing down."""


class PersonKey(Row):
    __tablename__ = "person_key"
    __table_args__ = (WITHOUT_ROWID,)

    # 64 bits of the hash: two keys of strangers that meet cost one look, and the table stays half as large.
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, autoincrement=False
    )


def numbers(keyring: Keys, traits: Traits) -> dict[int, Key]:
    """Return the keys of ``traits`` by the number under which the table holds each."""
    return {keyring.number(*key): key for key in keys(traits)}


def phone_number(keyring: Keys, phone: str) -> int:
    """Return the number under which the table holds a telephone number, written as the register writes it."""
    return keyring.number("phone", phone)


def everybody(db: Session) -> list[int]:
    """Return the numbers of all people, oldest row first."""
    return list(db.scalars(select(Person.id).order_by(Person.id)))


def index(db: Session, ids: Collection[int]) -> None:
    """Write the keys of these people anew, from what their rows hold now. Whoever writes such rows calls this."""
    keyring, posts = keys_of(db), posts_of(db, ids)
    values = [
        {"key": number, "person_id": id_}
        for id_, identity in identities_of(db, ids).items()
        for number in numbers(keyring, _traits(identity, posts.get(id_, "")))
    ]
    phones = {(phone_number(keyring, phone), id_) for id_, phone in phones_of(db, ids)}
    values += [{"key": number, "person_id": id_} for number, id_ in phones]
    db.execute(delete(PersonKey).where(PersonKey.person_id.in_(ids)))
    if values:
        db.execute(insert(Row.metadata.tables[PersonKey.__tablename__]), values)


def hits(db: Session, wanted: Collection[int]) -> dict[int, list[int]]:
    """Return the people whom some of these numbers find, each with the numbers that do."""
    if not wanted:
        return {}
    found: dict[int, list[int]] = {}
    for person_id, number in ask(db, _hits(), wanted=list(wanted)):
        found.setdefault(person_id, []).append(number)
    return found


@cache
def _hits() -> Question:
    some = PersonKey.key.in_(bindparam("wanted", expanding=True))
    return select(PersonKey.person_id, PersonKey.key).where(some).limit(MOST_ROWS)


def _traits(identity: Identity, address: str) -> Traits:
    return registered(identity.name, identity.birth_date, postcode_in(address))
