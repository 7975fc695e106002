"""What was stated by telephone or on paper and awaits proof; the letters that left, by the number they bear."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.cases import Case
from carnet.store.outbox import Outbox
from carnet.store.rows import NUMBERED, Row, one_of

ACTS = ("object", "close")


class Request(Row):
    """``stated_on`` is the day it was said, or posted: the day that counts once it is proved.

    ``made_at`` is when its newest letter was made: the days that are left count from there.
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
    case_id: Mapped[int | None] = mapped_column(ForeignKey(Case.id))
    state: Mapped[str] = mapped_column(default="open")
    ended_at: Mapped[datetime | None]


class Statement(Row):
    """One time that a request was said, or typed: by whose hands, and the letter that answered, unless one was on its way.

    A letter that asks for proof, signed and sent back, proves who reads letters at the known address: the first as the last.
    """

    __tablename__ = "statement"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), unique=True)
    at: Mapped[datetime]


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


def open_for(db: Session, person_id: int, act: str) -> Request | None:
    """Return the request of a person for this act that still awaits proof, or None."""
    query = select(Request).where(Request.person_id == person_id, Request.act == act, Request.state == "open")
    return db.scalars(query.order_by(Request.stated_on, Request.id).limit(1)).first()


def asked_by(db: Session, letter: Letter) -> Request | None:
    """Return the request that ``letter`` answered, be it the first or the last of its letters, held until the end of the transaction."""
    query = select(Request).join(Statement).where(Statement.outbox_id == letter.outbox_id)
    return db.scalars(query.with_for_update(of=Request)).first()


def hands_of(db: Session, request_id: int) -> frozenset[int]:
    """Return the numbers of the helpers who typed this request, each time that it was said."""
    query = select(Statement.helper_id).where(
        Statement.request_id == request_id, Statement.helper_id.is_not(None)
    )
    return frozenset(each for each in db.scalars(query) if each is not None)


def answers_since(db: Session, person_id: int, act: str, since: datetime) -> frozenset[tuple[str, str]]:
    """Return the letters that answered this person about this act since then and did not come back: kind, state of the request."""
    query = (
        select(Outbox.kind, Request.state)
        .join(Statement, Statement.outbox_id == Outbox.id)
        .join(Request, Request.id == Statement.request_id)
        .join(Letter, Letter.outbox_id == Outbox.id)
        .where(Request.person_id == person_id, Request.act == act)
        .where(Outbox.made_at > since, Letter.returned_at.is_(None))
    )
    return frozenset((kind, state) for kind, state in db.execute(query))


def letter_to_change(db: Session, number: str) -> Letter | None:
    """Return the letter that bears ``number``, fresh and held until the end of the transaction, or None."""
    return db.get(Letter, number, with_for_update=True, populate_existing=True)


def made_before(db: Session, when: datetime) -> list[Request]:
    """Return the open requests that were made before ``when``."""
    return list(db.scalars(select(Request).where(Request.state == "open", Request.made_at < when)))


def letter_of(db: Session, outbox_id: int) -> Letter | None:
    """Return the letter that an outbox row became, or None for a message."""
    return db.scalars(select(Letter).where(Letter.outbox_id == outbox_id)).first()


def returned_of(db: Session, owner_id: int) -> list[datetime]:
    """Return when each letter that came back from the address of ``owner_id`` was made."""
    query = select(Outbox.made_at).join(Letter, Letter.outbox_id == Outbox.id)
    return list(db.scalars(query.where(Letter.owner_id == owner_id, Letter.returned_at.is_not(None))))
