"""Cases: what somebody asked the line or a helper for, what was done, what was promised. What is written is sealed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import NUMBERED, Row, one_of

CHANNELS = ("kiosk", "phone", "counter", "paper", "text")
STATES = ("open", "paused", "promised", "closed")
PRIORITIES = ("urgent", "high", "normal")
LIVING = text("state != 'closed'")


class Case(Row):
    """``owner_id`` has it in hand, nobody when empty. ``version`` grows with every change that two people could dispute.

    ``due_at``: when something was promised. ``subject`` and ``step`` say where the person stood, never who they are.
    """

    __tablename__ = "support_case"
    __table_args__ = (
        one_of("channel", *CHANNELS),
        one_of("state", *STATES),
        one_of("priority", *PRIORITIES),
        # A million closed ones must not slow down the few that are open.
        Index("ix_support_case_living", "opened_at", sqlite_where=LIVING, postgresql_where=LIVING),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    subject: Mapped[str] = mapped_column(default="")
    step: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"), index=True)
    taken_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="open")
    priority: Mapped[str] = mapped_column(default="normal")
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    wrap_up: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    to_check: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class CaseLine(Row):
    """One line of a case's history: a note, or a change in our own words (``said``)."""

    __tablename__ = "case_line"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    at: Mapped[datetime]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    kind: Mapped[str]
    said: Mapped[str] = mapped_column(default="")
    note_sealed: Mapped[bytes | None]


class CaseDraft(Row):
    """A note that is not finished: one for each helper and case. It outlives the browser and the server."""

    __tablename__ = "case_draft"

    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    note_sealed: Mapped[bytes]
    saved_at: Mapped[datetime]


class CasePresence(Row):
    """Who has a case before their eyes, and whether they write: the last sign of life."""

    __tablename__ = "case_presence"
    __table_args__ = (one_of("doing", "reading", "writing"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    doing: Mapped[str]
    at: Mapped[datetime]


class Callback(Row):
    """A promise to call somebody, between two instants. The number and the word that the person knows are sealed."""

    __tablename__ = "callback"
    __table_args__ = (one_of("state", "open", "done", "given_up", "letter"), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    number_sealed: Mapped[bytes]
    word_sealed: Mapped[bytes]
    may_leave_message: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="open")
    made_by: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    made_at: Mapped[datetime]


class CallbackAttempt(Row):
    __tablename__ = "callback_attempt"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    callback_id: Mapped[int] = mapped_column(ForeignKey("callback.id"), index=True)
    at: Mapped[datetime]
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    outcome: Mapped[str]


def case_to_change(db: Session, case_id: int) -> Case | None:
    """Return a case, fresh and held until the end of the transaction, or None."""
    return db.get(Case, case_id, with_for_update=True, populate_existing=True)


def living(db: Session) -> list[Case]:
    """Return the cases that nobody has closed, the oldest first."""
    return list(db.scalars(select(Case).where(Case.state != "closed").order_by(Case.opened_at, Case.id)))


def living_of(db: Session, visit_id: int) -> Case | None:
    """Return the case of a visit that nobody has closed, or None."""
    return db.scalars(select(Case).where(Case.visit_id == visit_id, Case.state != "closed")).first()


def lines_of(db: Session, case_id: int) -> list[CaseLine]:
    """Return the history of a case, the oldest line first."""
    return list(db.scalars(select(CaseLine).where(CaseLine.case_id == case_id).order_by(CaseLine.id)))
