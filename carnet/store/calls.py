"""Telephone calls at the desks of the line, and what each agent chose: here, away, telephone off, hand raised."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ForeignKey, UniqueConstraint, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.domain.call import Times
from carnet.store.asking import Question, ask
from carnet.store.cases import Case
from carnet.store.keys import keys_of
from carnet.store.rows import NUMBERED, Row, one_of, partial_index

CHOICES = ("present", "away", "phone_off")
OPEN = "done_at IS NULL"
_HELPERS: BindParameter[Any] = bindparam("helper_ids", expanding=True)
BY_HAND = "hand"
"""Begun by the agent: no exchange tells anything of it."""


class Call(Row):
    """``exchange`` and ``reference`` name it; ``stamp`` is the newest time that the exchange signed.

    ``done_at``: nothing more is to come of it, the time after the call included. The number is sealed, and goes with the night.
    """

    __tablename__ = "call"
    __table_args__ = (
        UniqueConstraint("exchange", "reference"),
        # A year of calls must not slow down the few that are under way.
        partial_index("ix_call_open", "helper_id", condition=OPEN),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exchange: Mapped[str]
    reference: Mapped[str]
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("support_case.id"), index=True)
    number_sealed: Mapped[bytes | None]
    stamp: Mapped[int] = mapped_column(default=0)
    rang_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class AgentChoice(Row):
    """What an agent chose, and since when; ``hand_at``: a raised hand."""

    __tablename__ = "agent_choice"
    __table_args__ = (one_of("choice", *CHOICES),)

    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    choice: Mapped[str] = mapped_column(default="present")
    since_at: Mapped[datetime]
    hand_at: Mapped[datetime | None]


def sealed_number(db: Session, number: str, reference: str) -> bytes:
    """Return a canonical number as its column keeps it."""
    return keys_of(db).seal(None, number.encode(), _mark(reference))


def number_of(db: Session, call: Call) -> str:
    """Return the canonical number of the caller, or nothing when it was hidden or is forgotten."""
    if call.number_sealed is None:
        return ""
    return keys_of(db).open(None, call.number_sealed, _mark(call.reference)).decode()


def named(db: Session, exchange: str, reference: str) -> Call | None:
    """Return the call that ``exchange`` calls ``reference``, held until the end of the transaction, or None."""
    query = select(Call).where(Call.exchange == exchange, Call.reference == reference).with_for_update()
    return db.scalars(query.execution_options(populate_existing=True)).first()


def to_change(db: Session, call_id: int) -> Call | None:
    """Return a call, fresh and held until the end of the transaction, or None."""
    return db.get(Call, call_id, with_for_update=True, populate_existing=True)


def under_way(db: Session, helper_ids: Collection[int] | None = None) -> list[tuple[Call, Times]]:
    """Return the calls that nothing has ended for good yet, with their times, the newest first; of everybody by default."""
    whose: dict[str, Any] = {} if helper_ids is None else {"helper_ids": list(helper_ids)}
    found = ask(db, _under_way(is_everybody=helper_ids is None), **whose)
    return [(call, _times(call, closed_at)) for call, closed_at in found]


@cache
def _under_way(*, is_everybody: bool) -> Question:
    query = (
        select(Call, Case.closed_at).outerjoin(Case, Case.id == Call.case_id).where(Call.done_at.is_(None))
    )
    if not is_everybody:
        query = query.where(Call.helper_id.in_(_HELPERS))
    return query.order_by(Call.id.desc())


def choices_of(db: Session, helper_ids: Collection[int]) -> dict[int, AgentChoice]:
    """Return what these helpers chose, by their number; who never chose anything is not in it."""
    return {row.helper_id: row for (row,) in ask(db, _choices(), helper_ids=list(helper_ids))}


@cache
def _choices() -> Question:
    return select(AgentChoice).where(AgentChoice.helper_id.in_(_HELPERS))


def forget_numbers(db: Session, before: datetime) -> None:
    """Remove the callers' numbers of calls that rang before ``before``."""
    old = (Call.rang_at < before, Call.number_sealed.is_not(None))
    db.execute(update(Call).where(*old).values(number_sealed=None))


def _times(call: Call, closed_at: datetime | None) -> Times:
    # Nobody tells the end of a call begun by hand: its case may be closed first.
    ended_at = call.ended_at or (closed_at if call.exchange == BY_HAND else None)
    return Times(call.rang_at, call.answered_at, ended_at, closed_at)


def _mark(reference: str) -> bytes:
    return f"call:{reference}".encode()
