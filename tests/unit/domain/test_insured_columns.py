"""The page for those who make extracts names every column, every state and nothing that is not read."""

import re
from pathlib import Path

from carnet.domain.insured import COLUMNS
from carnet.domain.lifecycle import State

PAGE = Path(__file__).parents[3] / "docs" / "insured-csv.md"


def test_the_page_names_exactly_the_columns_that_are_read():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]

    assert sorted(named) == sorted(COLUMNS)


def test_the_page_names_every_state():
    page = PAGE.read_text(encoding="utf-8")

    assert all(f"`{state}`" in page for state in State)
