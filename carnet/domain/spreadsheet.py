"""Tables for spreadsheets: the one place where the house writes CSV, so that no name becomes a formula in somebody's program."""

import csv
import io
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins to calculate."""


def is_formula(text: str) -> bool:
    return text.startswith(FORMULA)


def written(rows: Iterable[Iterable[object]], *, separator: str = ",", end: str = "\n") -> str:
    """Return ``rows`` as CSV. A text that a spreadsheet would calculate begins with an apostrophe; a number stays one."""
    return exchanged([[_safe(cell) for cell in row] for row in rows], separator=separator, end=end)


def exchanged(rows: Iterable[Iterable[object]], *, separator: str = ",", end: str = "\n") -> str:
    """Return ``rows`` as CSV sign by sign, for a program of ours that reads them again: ``+33`` begins a telephone number."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
