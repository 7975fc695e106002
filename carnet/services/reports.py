"""What may be read of the months that are over: figures already published, summed for a longer period. Writes nothing.

Nothing here sees a count that its month did not show: whatever is computed from published figures tells no more than they do.
Source: requirement 23, and 5.6 of the domain reference.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from sqlalchemy.orm import Session

from carnet.domain import report
from carnet.domain.report import PEOPLE, TOTAL, shown
from carnet.domain.small_cells import SMALL
from carnet.domain.spans import percentile
from carnet.store import stats
from carnet.store.stats import Cell, Summed

REPORTS = (
    report.ENDING, report.WAY, report.PLACE, report.SOLVED, report.STOP, report.SITE, report.LANGUAGE, report.AID,
    report.EFFORT,
)  # fmt: skip
UNMEASURED: Final = {
    "empty_shell_share": "documents",
    "document_flow_share": "documents",
    "monthly_return_rate": "records",
    "weekly_users": "records",
    "professionals_month": "records",
    "satisfaction": "surveys",
    "help_refused": "gestures",
    "site_detail": "crossing",
}
"""The other indicators of section 5.6, each with what would have to exist before it could be measured here, or why it may not be told."""


@dataclass(frozen=True)
class Period:
    """A month (``2026-12``) or a year (``2026``) of which at least one month is published."""

    name: str
    first: date
    last: date
    months: int


@dataclass(frozen=True)
class Figure:
    """``is_whole`` when every published month of the period shows it; otherwise it is "at least"."""

    people: int
    is_whole: bool = True


@dataclass(frozen=True)
class Span:
    """The seconds under which half of the passages of a step lie, and nine in ten; ``place`` is a channel or a site for whole visits."""

    place: str
    median_s: int
    ninetieth_s: int


@dataclass(frozen=True)
class Indicator:
    """A rate of section 5.6, from rounded figures. ``numerator`` or ``denominator`` is None while it may not be told."""

    name: str
    numerator: int | None
    denominator: int | None
    on: date

    @property
    def rate(self) -> Fraction | None:
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True)
class Report:
    """Figures by row and column; ``TOTAL`` names the line of totals. What is absent may not be told."""

    figures: Mapping[Cell, Figure]

    def by_row(self) -> list[tuple[str, Figure]]:
        """Return the rows with a total that may be told, the most people first."""
        return self._totals(0)

    def by_cell(self) -> list[tuple[str, Figure]]:
        """Return the rows of a list that has no totals, the most people first."""
        found = [(row, figure) for (row, column), figure in self.figures.items() if column == PEOPLE]
        return sorted(found, key=lambda each: (-each[1].people, each[0]))

    def by_column(self) -> list[tuple[str, Figure]]:
        return self._totals(1)

    def total(self) -> Figure | None:
        return self.figures.get((TOTAL, TOTAL))

    def names(self, part: int) -> list[str]:
        """Return the rows (0) or the columns (1) that show anything, by name."""
        return sorted({cell[part] for cell in self.figures} - {TOTAL})

    def _totals(self, part: int) -> list[tuple[str, Figure]]:
        found = [(cell[part], figure) for cell, figure in self.figures.items() if cell[1 - part] == TOTAL]
        named = [(name, figure) for name, figure in found if name != TOTAL]
        return sorted(named, key=lambda each: (-each[1].people, each[0]))


def periods(db: Session) -> tuple[Period, ...]:
    """Return the periods that can be read, the newest first: each year, and its months under it."""
    ends = stats.days_of(db, shown(report.MONTH))
    years: defaultdict[int, list[date]] = defaultdict(list)
    for last in ends:
        years[last.year].append(last)
    found: list[Period] = []
    for year in sorted(years, reverse=True):
        months = sorted(years[year], reverse=True)
        found.append(Period(str(year), date(year, 1, 1), date(year, 12, 31), len(months)))
        found += [Period(f"{last:%Y-%m}", last.replace(day=1), last, 1) for last in months]
    return tuple(found)


def read(db: Session, period: Period) -> dict[str, Report]:
    """Return the reports of a period, by name; one query."""
    found = stats.between(db, period.first, period.last, *map(shown, REPORTS))
    return {name: Report(_figures(found.get(shown(name), {}), period.months)) for name in REPORTS}


def spans(db: Session, period: Period, name: str = report.STEP) -> tuple[Span, ...]:
    """Return how long steps take, or visits (``STAY``, ``SITE_STAY``), the longest median first; only of what enough visits passed in a month."""
    found = stats.between(db, period.first, period.last, shown(name)).get(shown(name), {})
    counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for (place, edge), each in found.items():
        counts[place][int(edge)] = each.figure
    told = [
        Span(place, percentile(edges, 50) or 0, percentile(edges, 90) or 0) for place, edges in counts.items()
    ]
    return tuple(sorted(told, key=lambda each: (-each.median_s, -each.ninetieth_s, each.place)))


def indicators(db: Session, period: Period) -> tuple[Indicator, ...]:
    """Return the rates of the newest month of the period, each with numerator, denominator and day."""
    days = [day for day in stats.days_of(db, shown(report.SPACES)) if period.first <= day <= period.last]
    if not days:
        return ()
    on = days[-1]
    found = stats.between(db, on, on, shown(report.SPACES)).get(shown(report.SPACES), {})
    counts = {state: each.figure for (state, column), each in found.items() if column == PEOPLE}
    activated, objected, closed = (
        counts.get(state) for state in ("activated", "objected", "closed_archived")
    )
    opened = _sum(activated, counts.get("opened_auto"))
    return (
        Indicator("activation_rate", activated, opened, on),
        Indicator("objection_rate", objected, _sum(objected, opened), on),
        Indicator("closure_rate", closed, opened, on),
    )


def _figures(found: Mapping[Cell, Summed], months: int) -> dict[Cell, Figure]:
    return {
        cell: Figure(each.figure, each.days == months) for cell, each in found.items() if each.figure >= SMALL
    }


def _sum(*figures: int | None) -> int | None:
    """Return the sum of rounded figures: from the same ones as are told, never from what stands behind them."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if len(known) == len(figures) else None
