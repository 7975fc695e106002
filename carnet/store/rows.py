"""What every row shares: the declarative root, the names of constraints, and how an instant is kept."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import CheckConstraint, Date, DateTime, Index, LargeBinary, MetaData, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

NUMBERED: Final = {"sqlite_autoincrement": True}
"""Table option: a number is never given twice, even after a removal, because audit chains are named after it."""

WITHOUT_ROWID: Final = {"sqlite_with_rowid": False}
"""Table option: SQLite has no hidden number by which INSERT OR REPLACE could remove another row."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite has no time zone, so it keeps UTC without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        bytes: LargeBinary,
        datetime: Instant,
        date: Date,
    }


CONDITION: Final = "condition"


def partial_index(name: str, *columns: str, condition: str) -> Index:
    """Return an index of the rows for which ``condition`` holds.

    ``tables`` tells both engines: to say it here would load the one that this process does not use.
    """
    return Index(name, *columns, info={CONDITION: text(condition)})


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the constraint that ``column`` holds one of ``values``."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
