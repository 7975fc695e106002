"""What a finished month shows, written once with its small cells hidden for good; longer periods are sums of what months show.

The tables of a month share nothing but their total: docs/decisions/0008-a-month-is-shown-once.md. Source: requirement 23.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carnet.domain.report import (
    AID,
    EFFORT,
    ENDING,
    LANGUAGE,
    MONTH,
    PEOPLE,
    PLACE,
    SITE,
    SITE_STAY,
    SOLVED,
    SPACES,
    STAY,
    STEP,
    STOP,
    TOTAL,
    WAY,
    shown,
)  # fmt: skip
from carnet.domain.small_cells import SMALL, SMALL_OF_NEEDS, hide_small_cells
from carnet.store import stats
from carnet.store.spaces import STATES, Space
from carnet.store.stats import Cell

COUNTED: Final = (ENDING, WAY, PLACE, SOLVED, STOP, STEP, STAY, SITE, SITE_STAY, LANGUAGE, AID, EFFORT)
ROUNDED_TO: Final = SMALL


def publish(db: Session, last: date, *, with_spaces: bool = True) -> None:
    """Write what the month that ends on ``last`` shows of each report, small cells hidden for good."""
    found = stats.between(db, last.replace(day=1), last, *COUNTED)
    counts = {report: {cell: each.figure for cell, each in cells.items()} for report, cells in found.items()}
    endings = protected(counts.get(ENDING, {}))
    visits = sum(counts.get(LANGUAGE, {}).values())
    sites = counts.get(SITE, {})
    if sum(sites.values()) != visits:
        # Counted by place on some of its days only: the visits of the others would be the rest.
        sites = {}
    tables = {
        ENDING: endings,
        WAY: protected(counts.get(WAY, {})),
        PLACE: protected(_whole(counts.get(PLACE, {}))),
        SOLVED: protected(_solved(counts.get(SOLVED, {}), endings)),
        STOP: protected(counts.get(STOP, {})),
        SITE: protected(_visits(sites, counts.get(STOP, {}))),
        LANGUAGE: protected(_visits(counts.get(LANGUAGE, {}), counts.get(STOP, {})), SMALL_OF_NEEDS),
    }
    stats.add(db, last, shown(MONTH), {(MONTH, MONTH): 1})
    for report, cells in tables.items():
        # A table that had to hide its own total would be given it back by the table beside it.
        if (TOTAL, TOTAL) in cells:
            stats.add(db, last, shown(report), cells)
    for report in (STEP, STAY):
        stats.add(db, last, shown(report), _often_enough(counts.get(report, {})))
    stats.add(db, last, shown(SITE_STAY), _where_told(counts.get(SITE_STAY, {}), tables[SITE]))
    stats.add(db, last, shown(AID), _usual_enough(counts.get(AID, {}), visits))
    stats.add(db, last, shown(EFFORT), _shared_enough(counts.get(EFFORT, {})))
    if with_spaces:
        stats.add(db, last, shown(SPACES), _rounded_spaces(db))


def protected(counts: Mapping[Cell, int], least: int = SMALL) -> dict[Cell, int]:
    """Return the cells and totals that may be shown. A line where nobody at all stands is no line: there is nobody to find."""
    rows, columns = (sorted({cell[part] for cell in counts}) for part in (0, 1))
    table = hide_small_cells([[counts.get((row, column), 0) for column in columns] for row in rows], least)
    cells = {
        (row, column): figure
        for row, line in zip(rows, table.cells, strict=True)
        for column, figure in zip(columns, line, strict=True)
    }
    cells |= {(row, TOTAL): figure for row, figure in zip(rows, table.row_totals, strict=True)}
    cells |= {(TOTAL, column): figure for column, figure in zip(columns, table.column_totals, strict=True)}
    cells[TOTAL, TOTAL] = table.total
    return {cell: figure for cell, figure in cells.items() if figure is not None}


def _whole(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return people by row alone."""
    whole: Counter[Cell] = Counter()
    for (row, _column), people in counts.items():
        whole[row, PEOPLE] += people
    return dict(whole)


def _solved(counts: Mapping[Cell, int], endings: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return whoever was helped, by first contact, of those alone whose outcome is shown: nothing is told of the others."""
    solved: Counter[Cell] = Counter()
    for (wrap_up, when), people in counts.items():
        if {(TOTAL, wrap_up), (TOTAL, TOTAL)} <= endings.keys():
            solved[when, PEOPLE] += people
    return dict(solved)


def _visits(counts: Mapping[Cell, int], stopped: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return visits by row, unless their total less those that stopped would tell how few came to the end."""
    ended = sum(counts.values()) - sum(stopped.values())
    return dict(counts) if ended >= SMALL else {}


def _usual_enough(counts: Mapping[Cell, int], visits: int) -> dict[Cell, int]:
    """Return how many visits used each aid, where neither those that did nor those that did not are few."""
    return {
        cell: used
        for cell, used in counts.items()
        if used >= SMALL_OF_NEEDS and visits - used >= SMALL_OF_NEEDS
    }


def _often_enough(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return the spans of the steps that at least ``SMALL`` visits passed: only medians are drawn from them."""
    passed: Counter[str] = Counter()
    for (place, _edge), visits in counts.items():
        passed[place] += visits
    return {cell: visits for cell, visits in counts.items() if passed[cell[0]] >= SMALL}


def _where_told(counts: Mapping[Cell, int], sites: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return the stays of the sites whose visits are shown: a time beside a hidden count would tell that it is not small."""
    is_told = (TOTAL, TOTAL) in sites
    return {cell: visits for cell, visits in counts.items() if is_told and (cell[0], TOTAL) in sites}


def _shared_enough(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return the effort of those who shared the cases of at least ``SMALL`` people. It has no total, so nothing to subtract."""
    return {cell: figure for cell, figure in counts.items() if counts.get((cell[0], PEOPLE), 0) >= SMALL}


def _rounded_spaces(db: Session) -> dict[Cell, int]:
    """Return how many spaces are in each state, rounded: two months laid side by side tell no small movement."""
    query = select(Space.state, func.count()).group_by(Space.state)
    found = {state: int(spaces) for state, spaces in db.execute(query)}
    rounded = {state: (found.get(state, 0) + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO for state in STATES}
    return {(state, PEOPLE): figure for state, figure in rounded.items() if found.get(state, 0) >= SMALL}
