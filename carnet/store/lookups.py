"""Who looked for whom: one row per search and per opened card, for the daily report. The journal is the lasting truth."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import ForeignKey, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.audit import AuditLine, space_chain, write_noted
from carnet.store.contacts import IS_POST, Contact, opened_with_post
from carnet.store.people import Identity, Person
from carnet.store.rows import NUMBERED, Row

LOOKING: Final = ("open_card", "case_read")
"""Acts of the journal by which somebody only looked."""


class Lookup(Row):
    """A search names nobody; an opened card names whose it is, and why it was opened."""

    __tablename__ = "lookup"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(default="")


class HelperStreet(Row):
    """The street where a helper lives, by keyed hash: compared with people's, never read."""

    __tablename__ = "helper_street"

    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    street_hash: Mapped[str]


class Opened(NamedTuple):
    """An opened card: the look-up that opened it, whose it is, and where they live."""

    lookup: Lookup
    person_id: int
    identity: Identity
    post: str


def opened(db: Session, number: int) -> Opened | None:
    """Return the card that was opened under this number, or None; one query."""
    # Somebody with two addresses comes twice: the last one holds.
    found = ask(db, _opened(), number=number)
    if not found:
        return None
    lookup, person_id, *sealed = found[-1]
    return Opened(lookup, person_id, *opened_with_post(db, *sealed))


@cache
def _opened() -> Question:
    return (
        select(Lookup, Person.id, Person.registry_key, Person.identity_sealed, Contact.value_sealed)
        .join(Person, Person.id == Lookup.person_id)
        .outerjoin(Contact, IS_POST)
        .where(Lookup.id == bindparam("number"))
        .order_by(Contact.id)
    )


def between(db: Session, start: datetime, end: datetime) -> list[Lookup]:
    """Return the look-ups from ``start`` until before ``end``, oldest first."""
    query = select(Lookup).where(Lookup.at >= start, Lookup.at < end)
    return list(db.scalars(query.order_by(Lookup.at, Lookup.id)))


def acts_of(db: Session, person_ids: set[int], start: datetime, end: datetime) -> Iterator[tuple[str, str]]:
    """Yield chain and helper of what helpers did for these people, looking apart, as the journal names them."""
    write_noted(db)
    lines = select(AuditLine.chain, AuditLine.helper).where(
        AuditLine.at >= start, AuditLine.at < end, AuditLine.helper != "", AuditLine.act.not_in(LOOKING)
    )
    for person_id in sorted(person_ids):
        # One chain at a time: its lines lie together, and a long journal is never read through.
        for line in db.execute(lines.where(AuditLine.chain == space_chain(person_id)).distinct()):
            yield line.chain, line.helper


def forget(db: Session, before: datetime) -> None:
    """Remove the look-ups older than ``before``."""
    db.execute(delete(Lookup).where(Lookup.at < before))
