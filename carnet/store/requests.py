"""What was stated by telephone or on paper and awaits proof; the letters that left, by the number they bear."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.cases import Case
from carnet.store.rows import NUMBERED, Row, one_of

ACTS = ("object", "close")


class Request(Row):
    """``stated_on`` is the day it was said, or posted: the day that counts once it is proved.

    ``outbox_id`` is the letter that asks for proof: signed and sent back, it proves who reads letters at the known address.
    """

    __tablename__ = "request"
    __table_args__ = (
        one_of("act", *ACTS),
        one_of("channel", "phone", "paper"),
        one_of("state", "open", "proved", "withdrawn", "lapsed", "refused"),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    acting_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act: Mapped[str]
    channel: Mapped[str]
    stated_on: Mapped[date]
    made_at: Mapped[datetime]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey(Case.id))
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), index=True)
    state: Mapped[str] = mapped_column(default="open")
    ended_at: Mapped[datetime | None]


class Letter(Row):
    """One letter that left by post. ``number`` stands on it and opens nothing; ``owner_id`` is whose address it bears."""

    __tablename__ = "letter"

    number: Mapped[str] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]


def open_of(db: Session, person_id: int) -> Request | None:
    """Return the oldest request of a person that still awaits proof, or None: the first word counts."""
    query = select(Request).where(Request.person_id == person_id, Request.state == "open")
    return db.scalars(query.order_by(Request.stated_on, Request.id).limit(1)).first()


def asked_by(db: Session, letter: Letter) -> Request | None:
    """Return the request whose proof ``letter`` asks for, held until the end of the transaction, or None."""
    query = select(Request).where(Request.outbox_id == letter.outbox_id)
    return db.scalars(query.with_for_update()).first()


def letter_to_change(db: Session, number: str) -> Letter | None:
    """Return the letter that bears ``number``, fresh and held until the end of the transaction, or None."""
    return db.get(Letter, number, with_for_update=True, populate_existing=True)


def made_before(db: Session, when: datetime) -> list[Request]:
    """Return the open requests that were made before ``when``."""
    return list(db.scalars(select(Request).where(Request.state == "open", Request.made_at < when)))


def letter_of(db: Session, outbox_id: int) -> Letter | None:
    """Return the letter that an outbox row became, or None for a message."""
    return db.scalars(select(Letter).where(Letter.outbox_id == outbox_id)).first()
