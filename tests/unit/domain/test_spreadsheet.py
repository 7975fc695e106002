"""No text of the house becomes a formula in somebody's spreadsheet, and one module alone writes such tables."""

import csv
import io

import pytest

from carnet.domain.spreadsheet import exchanged, written
from setup import ROOT

ROOMS = ("carnet", "helpdesk", "kiosk", "web", "words", "setup", "benchmarks")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_would_be_calculated_begins_with_an_apostrophe(first):
    [[cell, plain]] = csv.reader(io.StringIO(written([[f"{first}1+1", f"1{first}"]], end="\r\n"), newline=""))

    assert (cell, plain) == (f"'{first}1+1", f"1{first}")


def test_numbers_stay_numbers():
    assert written([[-3, 1.5, None, "x;y"]], separator=";", end="\r\n") == '-3;1.5;;"x;y"\r\n'


def test_what_a_program_reads_again_is_told_sign_by_sign():
    assert exchanged([["+33612345642"]]) == "+33612345642\n"


def test_one_module_alone_writes_tables():
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    writing = [
        path.name for path in files if "csv.writer" in path.read_text() or "DictWriter" in path.read_text()
    ]

    assert writing == ["spreadsheet.py"]
