"""What leaves the building: rows to send, written with the act that causes them, and receipts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, bindparam, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import NUMBERED, Instant, Row, one_of


class Outbox(Row):
    __tablename__ = "outbox"
    __table_args__ = (one_of("route", "post", "mail", "phone", "print"), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    route: Mapped[str]
    payload_sealed: Mapped[bytes]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")


class Printing(Row):
    """Who held a letter in order to print it, and since when: its number and its code were before their eyes."""

    __tablename__ = "printing"

    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True, autoincrement=False)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime]


class Receipt(Row):
    """Proof of an act. Its number is permanent and opens nothing; ``facts`` name no person."""

    __tablename__ = "receipt"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    proof_number: Mapped[str] = mapped_column(unique=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    act: Mapped[str]
    state: Mapped[str]
    at: Mapped[datetime]
    language: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReceiptWord(Row):
    """The word that a receipt tells, sealed: whoever calls back says it first."""

    __tablename__ = "receipt_word"

    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), primary_key=True, autoincrement=False)
    word_sealed: Mapped[bytes]


# Two presses at once are one holding: the first instant stays.
_HOLD = text(
    "INSERT INTO printing (outbox_id, helper_id, at) SELECT id, :helper, :now FROM outbox WHERE id = :letter "
    "ON CONFLICT (outbox_id, helper_id) DO NOTHING"
).bindparams(bindparam("now", type_=Instant))


def hold_to_print(db: Session, letters: Collection[int], helper_id: int, now: datetime) -> None:
    """Write down that ``helper_id`` holds these letters from now on; those that no row made are nobody's."""
    if letters:
        db.execute(_HOLD, [{"letter": each, "helper": helper_id, "now": now} for each in sorted(letters)])


def first_held(db: Session, letters: Collection[int]) -> dict[int, datetime]:
    """Return since when each of ``letters`` has been in somebody's hands; those that nobody held are not there."""
    if not letters:
        return {}
    query = (
        select(Printing.outbox_id, func.min(Printing.at))
        .where(Printing.outbox_id.between(min(letters), max(letters)))
        .group_by(Printing.outbox_id)
    )
    wanted = set(letters)
    return {number: at for number, at in db.execute(query) if number in wanted}
