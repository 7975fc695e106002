"""The table of docs/console.md: what each requirement of the console measures, against its bar."""

import re
from dataclasses import dataclass

from setup import ROOT

PAGE = ROOT / "docs" / "console.md"


@dataclass(frozen=True)
class Row:
    number: int
    what: str
    figure: str
    bar: str
    test: str


def rows() -> list[Row]:
    lines = re.findall(r"^\| *(\d+) *\|(.+)\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [Row(int(number), *(cell.strip() for cell in cells.split("|"))) for number, cells in lines]


def figure_of(number: int) -> str:
    """Return the figure that the page prints for a requirement, to be held against what a test counts."""
    return next(row.figure for row in rows() if row.number == number)
