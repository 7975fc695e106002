"""Facts about the database itself: is it a demonstration, the day it is anchored on."""

from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import Row


class Marker(Row):
    __tablename__ = "marker"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def marked(db: Session, name: str) -> str | None:
    """Return what the database says of itself under ``name``, or None."""
    marker = db.get(Marker, name)
    return marker.value if marker else None


def mark(db: Session, name: str, value: str) -> None:
    """Write what the database says of itself under ``name``."""
    db.merge(Marker(name=name, value=value))
