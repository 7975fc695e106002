"""Who may act for whom: those who represent a minor, and the measures that protect an adult."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.domain.protection import KINDS
from carnet.store.keys import Keys, keys_of
from carnet.store.people import Person
from carnet.store.rows import NUMBERED, Row, one_of

_SPAN = b"representation"


class Representation(Row):
    """A minor's representative, and from when until when, sealed with the minor's key: these days are a birth and a majority.

    ``from_on`` and ``until_on`` are those of rows that no night has sealed yet.
    """

    __tablename__ = "representation"
    __table_args__ = (one_of("kind", "parent", "guardian"), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    minor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    representative_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    span_sealed: Mapped[bytes | None]


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


def sealed_span(keys: Keys, registry_key: bytes, from_on: date, until_on: date | None) -> bytes:
    """Return the days of a representation as their column keeps them; ``registry_key`` is the minor's."""
    told = f"{from_on.isoformat()}/{until_on.isoformat() if until_on else ''}"
    return keys.seal(registry_key, told.encode(), _SPAN)


def span_of(db: Session, link: Representation, minor: Person) -> tuple[date, date | None]:
    """Return from when until when ``link`` holds. The last day is outside: a right ends as the 18th birthday begins."""
    if link.span_sealed is None:
        return link.from_on or date.min, link.until_on
    from_on, _, until_on = (
        keys_of(db).open(minor.registry_key, link.span_sealed, _SPAN).decode().partition("/")
    )
    return date.fromisoformat(from_on), date.fromisoformat(until_on) if until_on else None


def set_span(db: Session, link: Representation, minor: Person, from_on: date, until_on: date | None) -> None:
    link.span_sealed = sealed_span(keys_of(db), minor.registry_key, from_on, until_on)
    link.from_on = link.until_on = None


def end_on(db: Session, minor: Person, on: date) -> None:
    """Let nobody represent ``minor`` from ``on``."""
    for link in representations_of(db, minor, on):
        set_span(db, link, minor, span_of(db, link, minor)[0], on)


def seal_spans(db: Session) -> int:
    """Seal the days that are still in clear; return of how many rows."""
    query = select(Representation, Person).join(Person, Person.id == Representation.minor_id)
    rows = db.execute(query.where(Representation.span_sealed.is_(None))).all()
    for link, minor in rows:
        set_span(db, link, minor, *span_of(db, link, minor))
    db.flush()
    return len(rows)


def children_of(db: Session, person: Person, on: date) -> list[Person]:
    """Return the people whom ``person`` represents on ``on``, oldest row first."""
    return list(dict.fromkeys(minor for minor, _ in represented_by(db, [person], on)))


def represented_by(db: Session, people: Sequence[Person], on: date) -> list[tuple[Person, Person]]:
    """Return each living minor whom one of ``people`` represents on ``on``, with who represents them; one query."""
    by_id = {person.id: person for person in people}
    query = (
        select(Person, Representation)
        .join(Representation, Representation.minor_id == Person.id)
        .where(Representation.representative_id.in_(by_id))
        .order_by(Person.id, Representation.id)
    )
    found = db.execute(query).all()
    return [(minor, by_id[link.representative_id]) for minor, link in found if _holds(db, link, minor, on)]


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
            *_running(on),
        )
        .order_by(Person.id, Protection.id)
    )
    return [(person, by_id[number]) for person, number in db.execute(query) if number is not None]


def representatives_of(db: Session, minor: Person, on: date) -> list[Person]:
    """Return those who represent ``minor`` on ``on``, oldest row first."""
    query = (
        select(Person, Representation)
        .join(Representation, Representation.representative_id == Person.id)
        .where(Representation.minor_id == minor.id)
        .order_by(Person.id)
    )
    found = db.execute(query).all()
    return list(dict.fromkeys(person for person, link in found if _holds(db, link, minor, on)))


def representations_of(db: Session, minor: Person, on: date) -> list[Representation]:
    """Return the links by which ``minor`` is represented on ``on``, oldest row first."""
    query = select(Representation).where(Representation.minor_id == minor.id).order_by(Representation.id)
    return [link for link in db.scalars(query) if _holds(db, link, minor, on)]


def _holds(db: Session, link: Representation, minor: Person, on: date) -> bool:
    from_on, until_on = span_of(db, link, minor)
    return from_on <= on and (until_on is None or on < until_on)


def _running(on: date) -> tuple[ColumnElement[bool], ...]:
    return Protection.from_on <= on, or_(Protection.until_on.is_(None), Protection.until_on > on)
