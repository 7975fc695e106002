"""A reader who wants what a table hides: subtracts everything from everything, and knows that people are never negative.

Written without a word of the code it judges. Unknowns are the hidden counts and hidden totals; each row and each column,
those of the totals too, is one equation.
"""

from fractions import Fraction
from itertools import product

from carnet.domain.small_cells import Table


def flat(table):
    """Each number of a table by its place, the totals in the last row and the last column."""
    rows = [[*row, total] for row, total in zip(table.cells, table.row_totals, strict=True)]
    rows.append([*table.column_totals, table.total])
    return {(i, j): value for i, row in enumerate(rows) for j, value in enumerate(row)}


def whole(counts):
    """The table of ``counts`` with nothing hidden."""
    columns = tuple(sum(column) for column in zip(*counts, strict=True))
    return Table(
        tuple(tuple(row) for row in counts), tuple(sum(row) for row in counts), columns, sum(columns)
    )


def only_small_ones_hidden(counts, small):
    """What a careless report shows: cells under ``small`` are hidden, and nothing else."""
    table = whole(counts)
    cells = tuple(tuple(value if value >= small else None for value in row) for row in table.cells)
    return Table(cells, table.row_totals, table.column_totals, table.total)


def found_by_subtraction(table):
    """The hidden places whose number follows from the shown ones, by elimination."""
    places = flat(table)
    unknown = [place for place, value in places.items() if value is None]
    rows = [[Fraction(line.get(place, 0)) for place in unknown] for line in _equations(places)]
    pivots = _reduce(rows, len(unknown))
    return {
        unknown[column]
        for row, column in pivots
        if all(value == 0 for other, value in enumerate(rows[row]) if other != column)
    }


def found_by_trying(table, counts):
    """The hidden places that have the same number in every table one step away that is shown alike."""
    truth, shown = flat(whole(counts)), flat(table)
    hidden = [place for place, value in shown.items() if value is None]
    cells = [(i, j) for i, j in hidden if i < len(counts) and j < len(counts[0])]
    found = set(hidden)
    for steps in product((0, 1, -1), repeat=len(cells)):
        other = [list(row) for row in counts]
        for (i, j), step in zip(cells, steps, strict=True):
            other[i][j] += step
        if any(value < 0 for row in other for value in row):
            continue
        numbers = flat(whole(other))
        if all(value is None or numbers[place] == value for place, value in shown.items()):
            found -= {place for place in hidden if numbers[place] != truth[place]}
        if not found:
            break
    return found


def sums_of_hidden(table, counts):
    """The sum of what each row and column hides, where its total is shown."""
    shown, truth = flat(table), flat(whole(counts))
    height, width = len(counts), len(counts[0])
    rows = [[(i, j) for j in range(width + 1)] for i in range(height + 1)]
    columns = [[(i, j) for i in range(height + 1)] for j in range(width + 1)]
    for *parts, total in rows + columns:
        hidden = [place for place in parts if shown[place] is None]
        if hidden and shown[total] is not None:
            yield sum(truth[place] for place in hidden)


def _equations(places):
    height, width = (max(ends) for ends in zip(*places, strict=True))
    for i in range(height + 1):
        yield {(i, j): -1 if j == width else 1 for j in range(width + 1)}
    for j in range(width + 1):
        yield {(i, j): -1 if i == height else 1 for i in range(height + 1)}


def _reduce(rows, width):
    pivots, top = [], 0
    for column in range(width):
        pivot = next((row for row in range(top, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        rows[top] = [value / rows[top][column] for value in rows[top]]
        for row in range(len(rows)):
            if row != top and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[top], strict=True)]
        pivots.append((top, column))
        top += 1
    return pivots
