"""The events that live pages wait for."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import NUMBERED, Row


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


def versions(db: Session) -> dict[str, str]:
    """Return a text per topic that changes whenever an event of the topic is committed."""
    # On PostgreSQL number 12 may be committed before number 11: the highest number alone would miss 11.
    query = select(Event.topic, func.max(Event.id), func.count()).group_by(Event.topic)
    return {topic: f"{newest}-{count}" for topic, newest, count in db.execute(query)}


def forget_events(db: Session, before: datetime) -> None:
    """Remove the events older than ``before``; watchers look once more, which harms nobody."""
    db.execute(delete(Event).where(Event.at < before))
