"""Visits: one use by one person on any surface, its comfort, its trail, its sealed half-typed answers, its proofs."""

from datetime import datetime
from functools import cache, reduce
from typing import Any, NamedTuple

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    String,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from carnet.store.asking import ask
from carnet.store.outbox import Receipt
from carnet.store.people import Person
from carnet.store.rows import NUMBERED, Row, one_of
from carnet.store.spaces import Space

KIOSK, SCRIPT = SURFACES = ("kiosk", "script")


class Visit(Row):
    __tablename__ = "visit"
    __table_args__ = (one_of("surface", *SURFACES), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    surface: Mapped[str]
    kiosk: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    end_reason: Mapped[str | None]
    # One token a surface: taking the visit up on the other surface empties the first.
    kiosk_token_hash: Mapped[str | None] = mapped_column(unique=True)
    script_token_hash: Mapped[str | None] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    acting_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    fingerprint: Mapped[str] = mapped_column(default="")
    journey_started: Mapped[str] = mapped_column(default="")


class Comfort(Row):
    __tablename__ = "comfort"
    __table_args__ = (
        one_of("size", "S", "M", "L", "XL", "XXL"),
        one_of("theme", "light", "black-on-white", "white-on-black", "yellow-on-black", "soft", "cream"),
        CheckConstraint("speed BETWEEN 1 AND 7", name="speed"),
        CheckConstraint("volume BETWEEN 1 AND 9", name="volume"),
        CheckConstraint("pace IN (1, 2, 5)", name="pace"),
    )

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(default="fr")
    easy: Mapped[bool] = mapped_column(default=False)
    size: Mapped[str] = mapped_column(default="M")
    theme: Mapped[str] = mapped_column(default="light")
    voice: Mapped[bool] = mapped_column(default=False)
    voice_private: Mapped[bool] = mapped_column(default=False)
    speed: Mapped[int] = mapped_column(default=4)
    volume: Mapped[int] = mapped_column(default=5)
    pace: Mapped[int] = mapped_column(default=1)


class TrailRow(Row):
    """One step passed. Only the public outcome is here, never an answer."""

    __tablename__ = "trail"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    journey: Mapped[str]
    step: Mapped[str]
    outcome: Mapped[str]
    channel: Mapped[str]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    at: Mapped[datetime]


class Seal(Row):
    """What was half typed, sealed with a key that only the visit's cookie gives. Erased at proof or end."""

    __tablename__ = "seal"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True, autoincrement=False)
    box: Mapped[bytes]


class Proof(Row):
    __tablename__ = "proof"
    __table_args__ = (one_of("surface", *SURFACES), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    acting_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    level: Mapped[str]
    method: Mapped[str]
    at: Mapped[datetime]
    surface: Mapped[str]


class ResumeCode(Row):
    __tablename__ = "resume_code"

    selector: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    secret_hash: Mapped[str]
    made_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    used_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


class Passed(NamedTuple):
    """One step passed, as a page reads it."""

    seq: int
    journey: str
    step: str
    outcome: str
    channel: str


class Found(NamedTuple):
    """A visit and what a page of it shows. ``proof`` is the last one made on the surface that asks."""

    visit: Visit
    comfort: Comfort
    seal: Seal | None
    proof: Proof | None
    person: Person | None
    space: Space | None
    trail: list[Passed]
    proof_number: str


def with_token(db: Session, surface: str, token_hash: str) -> Found | None:
    """Return the visit that a token opens on ``surface``, or None. One query: every page begins with it."""
    for *shown, trail, number in ask(db, _by_token(surface), unseen=_UNSEEN, token_hash=token_hash):
        return Found._make([*shown, _steps(trail), number or ""])
    return None


_UNSEEN = frozenset(
    {
        *("nir_hash", "nir_sealed", "adult_on_hash", "source", "updated_at"),
        *("content_key", "version", "suspended_from"),
        *("started_at", "end_reason", "journey_started"),
    }
)
"""What no page shows is not read for it: least of all a person's number."""


@cache
def _by_token(surface: str) -> Select[Visit, Comfort, Seal, Proof, Person, Space, str | None, str | None]:
    column = Visit.kiosk_token_hash if surface == KIOSK else Visit.script_token_hash
    made = aliased(Proof)
    last = select(func.max(made.id)).where(made.visit_id == Visit.id, made.surface == surface)
    return (
        select(
            Visit, Comfort, Seal, Proof, Person, Space, _trail(Visit.id), _number(Visit.id, Proof.person_id)
        )
        .join(Comfort, Comfort.visit_id == Visit.id)
        .outerjoin(Seal, Seal.visit_id == Visit.id)
        .outerjoin(Proof, Proof.id == last.correlate(Visit).scalar_subquery())
        .outerjoin(Person, Person.id == Proof.person_id)
        .outerjoin(Space, Space.person_id == Proof.person_id)
        .where(column == bindparam("token_hash"))
    )


def trail_of(db: Session, visit_id: int) -> list[Passed]:
    """Return the steps passed in a visit, in order."""
    return _steps(db.scalar(select(_trail(visit_id))))


def instants_of(db: Session, visit_id: int) -> dict[int, datetime]:
    """Return when each step of a visit was passed, by its number: only who helps is told."""
    return dict(db.execute(select(TrailRow.seq, TrailRow.at).where(TrailRow.visit_id == visit_id)).all())


def number_given(db: Session, visit_id: int, person_id: int) -> str:
    """Return the number of the newest receipt that a visit gave to a person, or nothing."""
    return db.scalar(select(_number(visit_id, person_id))) or ""


def _number(
    visit_id: SQLColumnExpression[int] | int, person_id: SQLColumnExpression[int] | int
) -> ScalarSelect[str]:
    theirs = (Receipt.visit_id == visit_id, Receipt.person_id == person_id)
    return select(Receipt.proof_number).where(*theirs).order_by(Receipt.id.desc()).limit(1).scalar_subquery()


# Written into the statement: as a parameter it would be prepared anew for every page.
_BETWEEN: Any = literal_column("';'")


def _trail(visit_id: SQLColumnExpression[int] | int) -> ScalarSelect[str | None]:
    """Return the trail of a visit as one text, so that it comes with the visit. All in it are words of our own."""
    columns = (
        cast(TrailRow.seq, String),
        TrailRow.journey,
        TrailRow.step,
        TrailRow.outcome,
        TrailRow.channel,
    )
    told = reduce(lambda text, column: text + literal_column("' '") + column, columns)
    return (
        select(func.aggregate_strings(told, _BETWEEN)).where(TrailRow.visit_id == visit_id).scalar_subquery()
    )


def _steps(told: str | None) -> list[Passed]:
    # Neither engine promises an order within the text.
    rows = (line.split(" ") for line in (told.split(";") if told else ()))
    return sorted(Passed(int(seq), *words) for seq, *words in rows)


def visit_to_change(db: Session, visit_id: int) -> Visit | None:
    """Return a visit, fresh and held until the end of the transaction, or None."""
    return db.get(Visit, visit_id, with_for_update=True, populate_existing=True)
