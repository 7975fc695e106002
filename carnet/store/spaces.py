"""Health spaces: the state, the dates it follows from, and the key of the content."""

from datetime import date
from types import MappingProxyType

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import Row, one_of

STATES = (
    "eligible",
    "notified",
    "objected",
    "opened_auto",
    "activated",
    "suspended",
    "closed_archived",
    "deletion_pending",
    "deleted",
    "technical_failure",
)


class Space(Row):
    __tablename__ = "space"
    __table_args__ = (
        one_of("state", *STATES),
        one_of("suspended_from", "opened_auto", "activated"),
        CheckConstraint("state <> 'deleted' OR content_key IS NULL", name="deleted_has_no_key"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(default="eligible", index=True)
    since_on: Mapped[date]
    notified_on: Mapped[date | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    deletion_asked_on: Mapped[date | None]
    suspended_on: Mapped[date | None]
    suspended_from: Mapped[str | None]
    has_legacy_dmp: Mapped[bool] = mapped_column(default=False)
    # Destroying this key is what deletes the content; the registry key stays, so that the person can be told.
    content_key: Mapped[bytes | None]
    version: Mapped[int] = mapped_column()

    # Two writers of one space cannot both win: the second fails instead of silently undoing the first.
    __mapper_args__ = MappingProxyType({"version_id_col": version})


def space_of(db: Session, person_id: int) -> Space | None:
    """Return the space of a person, as last recorded, or None."""
    return db.get(Space, person_id)


def space_to_change(db: Session, person_id: int) -> Space | None:
    """Return the space of a person, fresh and held until the end of the transaction, or None."""
    return db.get(Space, person_id, with_for_update=True, populate_existing=True)


def destroy_content_key(space: Space) -> None:
    """Forget the key of the content: nothing sealed with it can be read again, here or in a copy without keys."""
    space.content_key = None
