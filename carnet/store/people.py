"""People as the insurer knows them: identity, number and cards.

Names, birth dates and numbers are sealed with the person's registry key; a number is found by its keyed hash.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial

from sqlalchemy import ForeignKey, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.domain.birth_date import BirthDate
from carnet.domain.names import CivilName
from carnet.store.asking import Question, ask
from carnet.store.keys import Keys, keys_of
from carnet.store.rows import NUMBERED, Row


class Person(Row):
    __tablename__ = "person"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Not unique: children are known by a parent's number, and numbers repeat every century.
    nir_hash: Mapped[str] = mapped_column(index=True)
    nir_sealed: Mapped[bytes]
    registry_key: Mapped[bytes]
    identity_sealed: Mapped[bytes]
    preferred_language: Mapped[str] = mapped_column(default="fr")
    easy_text: Mapped[bool] = mapped_column(default=False)
    # A keyed hash of the 18th birthday lets the night find who comes of age without a birth date in clear.
    adult_on_hash: Mapped[str | None] = mapped_column(index=True)
    policy_holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    died_on: Mapped[date | None]
    source: Mapped[str]
    updated_at: Mapped[datetime]


class Card(Row):
    __tablename__ = "card"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    serial_hash: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[date | None]
    ended_on: Mapped[date | None]


@dataclass(frozen=True)
class Identity:
    """Who a person is, as the insurer wrote it. It never shows in a log or a traceback."""

    name: CivilName
    birth_date: BirthDate
    birth_place: str = field(repr=False)
    sex: str = field(repr=False)


def nir_hash(keys: Keys, nir: str) -> str:
    """Return the keyed hash that finds ``nir`` (15 signs, normalised)."""
    return keys.hash("nir", nir)


def serial_hash(keys: Keys, serial: str) -> str:
    """Return the keyed hash that finds a card by its serial (digits only)."""
    return keys.hash("serial", serial)


def adult_on_hash(keys: Keys, adult_on: date) -> str:
    """Return the keyed hash under which the night finds those whose 18th birthday is ``adult_on``."""
    return keys.hash("adult_on", adult_on.isoformat())


def sealed_nir(keys: Keys, registry_key: bytes, nir: str) -> bytes:
    """Return ``nir`` as its column keeps it."""
    return keys.seal(registry_key, nir.encode(), b"nir")


def sealed_identity(keys: Keys, registry_key: bytes, identity: Identity) -> bytes:
    """Return ``identity`` as its column keeps it."""
    return keys.seal(registry_key, _written(identity), b"identity")


def opened_identity(keys: Keys, registry_key: bytes, sealed: bytes) -> Identity:
    """Return an identity as its column keeps it, opened."""
    return _read(keys.open(registry_key, sealed, b"identity"))


def identity_of(db: Session, person: Person) -> Identity:
    """Return who ``person`` is, opened."""
    return opened_identity(keys_of(db), person.registry_key, person.identity_sealed)


def identities_of(db: Session, ids: Collection[int]) -> dict[int, Identity]:
    """Return who these people are, opened, by their number; one query."""
    return {id_: opened() for id_, opened in openings_of(db, ids).items()}


def openings_of(db: Session, ids: Collection[int]) -> dict[int, Callable[[], Identity]]:
    """Return what opens who these people are, by their number and in their order; whoever is not opened stays sealed.

    One query, none for nobody.
    """
    if not ids:
        return {}
    keys = keys_of(db)
    sealed = {id_: row for id_, *row in ask(db, _sealed_identities(), ids=list(ids))}
    return {id_: partial(opened_identity, keys, *sealed[id_]) for id_ in ids}


@cache
def _sealed_identities() -> Question:
    return select(Person.id, Person.registry_key, Person.identity_sealed).where(
        Person.id.in_(bindparam("ids", expanding=True))
    )


def with_nir(db: Session, nir: str) -> list[Person]:
    """Return all people known under ``nir`` (15 signs), oldest row first: a parent, then children."""
    hashed = nir_hash(keys_of(db), nir)
    return list(db.scalars(select(Person).where(Person.nir_hash == hashed).order_by(Person.id)))


def becoming_adult(db: Session, on: date) -> list[Person]:
    """Return the people whose 18th birthday is ``on``."""
    hashed = adult_on_hash(keys_of(db), on)
    return list(db.scalars(select(Person).where(Person.adult_on_hash == hashed).order_by(Person.id)))


def in_use(card: Card, on: date) -> bool:
    """Tell whether ``card`` may be used on ``on``: the day on which it ends is no longer one."""
    return (card.valid_from is None or card.valid_from <= on) and (
        card.ended_on is None or on < card.ended_on
    )


def _read(written: bytes) -> Identity:
    told = json.loads(written.decode())
    return Identity(
        name=CivilName(told["birth_name"], told["used_name"], tuple(told["first_names"])),
        birth_date=BirthDate.parse(told["birth_date"]),
        birth_place=told["birth_place"],
        sex=told["sex"],
    )


def _written(identity: Identity) -> bytes:
    told = {
        "birth_name": identity.name.birth_name,
        "used_name": identity.name.used_name,
        "first_names": identity.name.first_names,
        "birth_date": identity.birth_date.iso(),
        "birth_place": identity.birth_place,
        "sex": identity.sex,
    }
    return json.dumps(told, ensure_ascii=False).encode()
