"""docs/console.md names every requirement, its figure, its bar and a test that exists."""

import re

import pytest

from setup import ROOT
from tests.browser.console.table import figure_of, rows

OF_A_LATER_ISSUE = {19, 20}
NUMBERS = sorted(set(range(1, 26)) - OF_A_LATER_ISSUE)


def test_every_requirement_has_one_row():
    assert [row.number for row in rows()] == NUMBERS


def test_no_cell_is_empty():
    assert [row for row in rows() if not all((row.what, row.figure, row.bar, row.test))] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_the_tests_of_a_row_exist(number):
    [row] = [row for row in rows() if row.number == number]
    named = re.findall(r"`(test_\w+)`", row.test)

    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert named
    assert [name for name in named if f"def {name}(" not in written] == []


def test_a_figure_is_read_from_its_own_row():
    assert figure_of(1) == rows()[0].figure
