"""Macros and their runs, changes over many cases, and each helper's own keys."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, ForeignKey, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.rows import NUMBERED, Row


class Macro(Row):
    """Several changes under one name. Name, key and changes are sealed: whoever writes them may name somebody."""

    __tablename__ = "macro"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    is_shared: Mapped[bool] = mapped_column(default=False)
    content_sealed: Mapped[bytes]
    uses: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class MacroRun(Row):
    """One run on one case: what stood ``before``, and the last line of its history then, so that it can be undone."""

    __tablename__ = "macro_run"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    macro_id: Mapped[int] = mapped_column(ForeignKey("macro.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    at: Mapped[datetime]
    version: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after_line: Mapped[int]
    undone_at: Mapped[datetime | None]


class Bulk(Row):
    """One change asked for many cases at once, with one reason."""

    __tablename__ = "bulk"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    change: Mapped[str]
    value: Mapped[str] = mapped_column(default="")
    reason_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]


class BulkCase(Row):
    """One case of a bulk, as it was when it was chosen; ``outcome`` is empty until it was tried."""

    __tablename__ = "bulk_case"

    bulk_id: Mapped[int] = mapped_column(ForeignKey("bulk.id"), primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    version: Mapped[int]
    outcome: Mapped[str | None]


class Keyboard(Row):
    """The keys that a helper changed (an empty one is off), and whether single keys act at all."""

    __tablename__ = "helper_keyboard"

    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    is_on: Mapped[bool] = mapped_column(default=True)
    changed: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


def keys_kept(db: Session, helper_id: int) -> tuple[bool, Mapping[str, str]] | None:
    """Return whether single keys act for a helper, and those that they changed; None for who never changed any."""
    for is_on, changed in ask(db, _keys(), helper_id=helper_id):
        return is_on, changed
    return None


def last_run(db: Session, helper_id: int, after: datetime) -> int:
    """Return the number of the newest run of a helper since ``after`` that nobody undid, or nothing (0)."""
    return next((number for (number,) in ask(db, _last_run(), helper_id=helper_id, after=after)), 0)


@cache
def _keys() -> Question:
    return select(Keyboard.is_on, Keyboard.changed).where(Keyboard.helper_id == bindparam("helper_id"))


@cache
def _last_run() -> Question:
    mine = (MacroRun.helper_id == bindparam("helper_id"), MacroRun.at >= bindparam("after"))
    query = select(MacroRun.id).where(*mine, MacroRun.undone_at.is_(None))
    return query.order_by(MacroRun.id.desc()).limit(1)
