"""Who may act for whom: those who represent a minor, and the measures that protect an adult."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.domain.protection import KINDS
from carnet.store.people import Person
from carnet.store.rows import NUMBERED, Row, one_of


class Representation(Row):
    __tablename__ = "representation"
    __table_args__ = (one_of("kind", "parent", "guardian"), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    minor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    representative_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class Protection(Row):
    __tablename__ = "protection"
    __table_args__ = (one_of("kind", *KINDS), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    covers_person: Mapped[bool]
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]


def children_of(db: Session, person: Person, on: date) -> list[Person]:
    """Return the people whom ``person`` represents on ``on``, oldest row first."""
    query = (
        select(Person)
        .join(Representation, Representation.minor_id == Person.id)
        .where(Representation.representative_id == person.id, *_running(Representation, on))
        .order_by(Person.id)
    )
    return list(db.scalars(query).unique())


def represented_by(db: Session, people: Sequence[Person], on: date) -> list[tuple[Person, Person]]:
    """Return each living minor whom one of ``people`` represents on ``on``, with who represents them; one query."""
    by_id = {person.id: person for person in people}
    query = (
        select(Person, Representation.representative_id)
        .join(Representation, Representation.minor_id == Person.id)
        .where(Representation.representative_id.in_(by_id), *_running(Representation, on))
        .order_by(Person.id, Representation.id)
    )
    return [(minor, by_id[number]) for minor, number in db.execute(query)]


def protected_through(
    db: Session, people: Sequence[Person], kinds: Collection[str], on: date
) -> list[tuple[Person, Person]]:
    """Return each person whom one of ``people`` protects on ``on``, with who protects them; one query.

    Only measures of these ``kinds`` that cover the person, not property alone.
    """
    by_id = {person.id: person for person in people}
    query = (
        select(Person, Protection.guardian_id)
        .join(Protection, Protection.person_id == Person.id)
        .where(
            Protection.guardian_id.in_(by_id),
            Protection.covers_person,
            Protection.kind.in_(kinds),
            *_running(Protection, on),
        )
        .order_by(Person.id, Protection.id)
    )
    return [(person, by_id[number]) for person, number in db.execute(query) if number is not None]


def representatives_of(db: Session, minor: Person, on: date) -> list[Person]:
    """Return those who represent ``minor`` on ``on``, oldest row first."""
    query = (
        select(Person)
        .join(Representation, Representation.representative_id == Person.id)
        .where(Representation.minor_id == minor.id, *_running(Representation, on))
        .order_by(Person.id)
    )
    return list(db.scalars(query).unique())


def representations_of(db: Session, minor: Person, on: date) -> list[Representation]:
    """Return the links by which ``minor`` is represented on ``on``, oldest row first."""
    query = select(Representation).where(Representation.minor_id == minor.id, *_running(Representation, on))
    return list(db.scalars(query.order_by(Representation.id)))


def _running(row: type[Representation] | type[Protection], on: date) -> tuple[ColumnElement[bool], ...]:
    # The last day is outside: a parent's right ends as the 18th birthday begins.
    return row.from_on <= on, or_(row.until_on.is_(None), row.until_on > on)
