"""Provisional codes, by keyed hash only, and the counters of wrong tries."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, bindparam, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import NUMBERED, Instant, Row, one_of


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


# An update that changes nothing holds the row: two first tries at once must not both make it, nor a removal come between.
_MAKE_OR_HOLD = text(
    "INSERT INTO lockout (scope, subject, failures, first_at) VALUES (:scope, :subject, 0, :now) "
    "ON CONFLICT (scope, subject) DO UPDATE SET failures = lockout.failures"
).bindparams(bindparam("now", type_=Instant))


def counter_to_change(db: Session, scope: str, subject: str, now: datetime) -> Lockout:
    """Return the counter of ``subject``, made now when there is none, held until the end of the transaction."""
    db.execute(_MAKE_OR_HOLD, {"scope": scope, "subject": subject, "now": now})
    return db.get_one(Lockout, (scope, subject), populate_existing=True)
