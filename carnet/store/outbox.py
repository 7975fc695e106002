"""What leaves the building: rows to send, written with the act that causes them, and receipts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from carnet.store.rows import NUMBERED, Row, one_of


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
