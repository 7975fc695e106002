"""Provisional codes, by keyed hash only, and the counters of wrong tries."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from carnet.store.rows import NUMBERED, Row, one_of


class ProvisionalCode(Row):
    __tablename__ = "provisional_code"
    __table_args__ = (
        one_of("route", "post", "mail", "phone", "print"),
        one_of("purpose", "decide", "close", "other"),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(index=True)
    issued_at: Mapped[datetime]
    valid_until: Mapped[date]  # last day on which it opens, Europe/Paris
    valid_until_at: Mapped[datetime | None]  # for codes that live hours, not days
    route: Mapped[str]
    # What it was asked for: a code asked for closing proves more than the code of the notice.
    purpose: Mapped[str] = mapped_column(default="decide")
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


class Lockout(Row):
    __tablename__ = "lockout"
    __table_args__ = (one_of("scope", "code", "person", "kiosk", "service", "console"),)

    scope: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
