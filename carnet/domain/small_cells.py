"""Tables of counts in which nobody can be found: small cells are hidden, and enough others that no sum gives them back.

Requirement 23 of the console. A report is given with the totals of its rows and columns, so a cell hidden alone is the
total less the others. Cells that would betray it are hidden too (complementary suppression), with three promises:

1. no cell, and no total, under ``SMALL`` is shown;
2. no row and no column lets the sum of its hidden cells be computed to less than ``SMALL``;
3. no hidden value follows from what is shown, even for a reader who knows that counts are never negative.

The third is the theorem of D. Gusfield, "A graph theoretic approach to statistical data security" (SIAM Journal on
Computing 17, 1988): a hidden cell can have another value exactly when it lies on a cycle of cells that may rise and fall
in turn. Totals are cells of a row and of a column of their own, of opposite sign, so that every line sums to nothing.

Not promised: that reports of overlapping groups or periods, laid side by side, betray nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

SMALL = 5
"""Fewer people than this are hidden. Source: requirement 23."""
SMALL_OF_NEEDS = 10
"""The same for what tells a language or a disability. Source: domain reference, section 5.6."""

Cell = tuple[int, int]
Line = tuple[str, int]


@dataclass(frozen=True)
class Table:
    """Counts as they may be shown: None stands where one is hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def hide_small_cells(counts: Sequence[Sequence[int]], least: int = SMALL) -> Table:
    """Return the table of ``counts``, row by row, with its totals and without what must not be seen.

    ``least`` is the smallest number that may be shown.

    Raises ValueError when rows differ in length or a count is negative.
    """
    if len({len(row) for row in counts}) > 1 or any(count < 0 for row in counts for count in row):
        raise ValueError("not a table of counts")
    grid = _Grid(counts, least)
    grid.protect()
    *rows, totals = [[grid.shown((i, j)) for j in range(grid.width)] for i in range(grid.height)]
    return Table(
        cells=tuple(tuple(row[:-1]) for row in rows),
        row_totals=tuple(row[-1] for row in rows),
        column_totals=tuple(totals[:-1]),
        total=totals[-1],
    )


class _Grid:
    """The counts with their totals as a last row and a last column, and which of all these are hidden."""

    def __init__(self, counts: Sequence[Sequence[int]], least: int) -> None:
        self.least = least
        rows = [[*row, sum(row)] for row in counts]
        rows.append([sum(column) for column in zip(*rows, strict=True)] or [0])
        self.height, self.width = len(rows), len(rows[0])
        self.value = {(i, j): rows[i][j] for i, j in product(range(self.height), range(self.width))}
        self.hidden: set[Cell] = set()
        self.free: set[Cell] = set()
        self.ways: dict[Line, list[tuple[Line, Cell]]] = defaultdict(list)
        self.hide({cell for cell, value in self.value.items() if value < least})

    def shown(self, cell: Cell) -> int | None:
        return None if cell in self.hidden else self.value[cell]

    def hide(self, cells: set[Cell]) -> None:
        """Hide ``cells``; each opens a way from its row to its column when it may rise, and back when it may fall."""
        self.hidden |= cells
        for i, j in cells:
            for begin, end, way in ((("row", i), ("column", j), 1), (("column", j), ("row", i), -1)):
                if self._may_move((i, j), way):
                    self.ways[begin].append((end, (i, j)))

    def protect(self) -> None:
        if self.height == 1 or self.width == 1:
            return  # no row or no column: the total of nothing
        while more := self._way_out() or self._thin_line():
            self.hide(more)

    def _thin_line(self) -> set[Cell]:
        """A cell to hide in a line whose hidden cells add up to too few, if there is one."""
        for line in self._lines():
            *parts, total = line
            hidden = [cell for cell in parts if cell in self.hidden]
            if hidden and total not in self.hidden and sum(self.value[cell] for cell in hidden) < self.least:
                return {min((cell for cell in parts if cell not in self.hidden), key=self._cost)}
        return set()

    def _way_out(self) -> set[Cell]:
        """The cheapest three cells that let a hidden cell, which has one possible value, have another."""
        for cell in sorted(self.hidden - self.free):
            if not self._is_free(cell):
                return min(self._rectangles(cell), key=self._costs)
            self.free.add(cell)  # for good: to hide more takes no freedom away
        return set()

    def _rectangles(self, cell: Cell) -> Iterator[set[Cell]]:
        i, j = cell
        for k, m in product(range(self.height), range(self.width)):
            if k != i and m != j:
                # Around the rectangle, one neighbour falls when the corner rises: signs of totals are taken in.
                up = self._may_move(cell, 1) and self._may_move((k, m), 1)
                down = self._may_move((i, m), -1) and self._may_move((k, j), -1)
                back = self._may_move(cell, -1) and self._may_move((k, m), -1)
                forth = self._may_move((i, m), 1) and self._may_move((k, j), 1)
                if (up and down) or (back and forth):
                    yield {(i, m), (k, j), (k, m)} - self.hidden

    def _is_free(self, cell: Cell) -> bool:
        i, j = cell
        return (self._may_move(cell, 1) and self._reaches(("column", j), ("row", i), cell)) or (
            self._may_move(cell, -1) and self._reaches(("row", i), ("column", j), cell)
        )

    def _reaches(self, start: Line, goal: Line, without: Cell) -> bool:
        """Tell whether other hidden cells than ``without``, rising and falling, lead from ``start`` to ``goal``."""
        seen, to_visit = {start}, [start]
        while to_visit:
            for line, cell in self.ways[to_visit.pop()]:
                if cell != without and line not in seen:
                    seen.add(line)
                    to_visit.append(line)
        return goal in seen

    def _may_move(self, cell: Cell, way: int) -> bool:
        """Tell whether the signed value of ``cell`` may rise (1) or fall (-1) without a count under nought."""
        i, j = cell
        is_total_of_one_line = (i == self.height - 1) != (j == self.width - 1)
        return (way == 1) != is_total_of_one_line or self.value[cell] > 0

    def _lines(self) -> Iterator[list[Cell]]:
        for i in range(self.height):
            yield [(i, j) for j in range(self.width)]
        for j in range(self.width):
            yield [(i, j) for i in range(self.height)]

    def _cost(self, cell: Cell) -> tuple[bool, int]:
        """What a reader loses: rather a count than a total, rather a few people than many."""
        i, j = cell
        return (i == self.height - 1 or j == self.width - 1), self.value[cell]

    def _costs(self, cells: set[Cell]) -> tuple[int, int]:
        costs = [self._cost(cell) for cell in cells]
        return sum(is_total for is_total, _value in costs), sum(value for _is_total, value in costs)
