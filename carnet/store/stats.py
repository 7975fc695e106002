"""What reports count, by day, and what a finished month shows. Written once by the night and never changed."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.rows import WITHOUT_ROWID, Row

Cell = tuple[str, str]
"""The row and the column of a report."""


class StatDay(Row):
    """One figure of one report: what a day adds to it, or, under the last day of a month, what the month shows.

    A cell that has nothing, or that may not be shown, has no row.
    """

    __tablename__ = "stat_day"
    __table_args__: Any = (CheckConstraint("figure >= 0", name="figure"), WITHOUT_ROWID)

    report: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    row_name: Mapped[str] = mapped_column(primary_key=True)
    column_name: Mapped[str] = mapped_column(primary_key=True)
    figure: Mapped[int]


class Summed(NamedTuple):
    """A figure over several days, and on how many of them it stands."""

    figure: int
    days: int


def add(db: Session, day: date, report: str, figures: Mapping[Cell, int]) -> None:
    """Write what ``day`` adds to ``report``."""
    rows = [
        {"day": day, "report": report, "row_name": row, "column_name": column, "figure": figure}
        for (row, column), figure in figures.items()
    ]
    if rows:
        db.execute(insert(StatDay), rows)


def between(db: Session, first: date, last: date, *reports: str) -> dict[str, dict[Cell, Summed]]:
    """Return the sums of these reports from ``first`` to ``last``, both included."""
    query = (
        select(StatDay.report, StatDay.row_name, StatDay.column_name, func.sum(StatDay.figure), func.count())
        .where(StatDay.report.in_(reports), StatDay.day.between(first, last))
        .group_by(StatDay.report, StatDay.row_name, StatDay.column_name)
    )
    found: defaultdict[str, dict[Cell, Summed]] = defaultdict(dict)
    for report, row, column, figure, days in db.execute(query):
        found[report][row, column] = Summed(int(figure), days)
    return dict(found)


def days_of(db: Session, report: str) -> list[date]:
    """Return the days under which ``report`` has a figure, in order."""
    return list(
        db.scalars(select(StatDay.day).where(StatDay.report == report).distinct().order_by(StatDay.day))
    )
