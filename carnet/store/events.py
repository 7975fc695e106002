"""The events that live pages wait for."""

from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.rows import NUMBERED, Row

_LATEST = 200


class Event(Row):
    """Something changed under a topic. The truth of live pages; what changed is read elsewhere."""

    __tablename__ = "event"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


def announce(db: Session, topic: str, now: datetime) -> None:
    """Tell whoever watches ``topic`` to look again, once the transaction is committed."""
    db.add(Event(topic=topic, at=now))


def version_of(db: Session, topic: str) -> str:
    """Return a text that changes whenever an event of ``topic`` is committed; it costs the same however many there are."""
    # A late commit has a lower number than the newest: it changes the sum, and is never two hundred events behind.
    [(highest, total)] = ask(db, _version(), topic=topic)
    return f"{highest or 0}-{total or 0}"


@cache
def _version() -> Question:
    mine = select(Event.id).where(Event.topic == bindparam("topic"))
    newest = mine.order_by(Event.id.desc()).limit(_LATEST).subquery()
    return select(func.max(newest.c.id), func.sum(newest.c.id))


def newest_events(db: Session, most: int) -> dict[int, str]:
    """Return the topics of the newest events, by their number."""
    return dict(tuple(row) for row in ask(db, _newest(), most=most))


@cache
def _newest() -> Question:
    return select(Event.id, Event.topic).order_by(Event.id.desc()).limit(bindparam("most"))


def forget_events(db: Session, before: datetime) -> None:
    """Remove the events older than ``before``; watchers look once more, which harms nobody."""
    db.execute(delete(Event).where(Event.at < before))
