"""The codes in use: few, set by two keys, each with a name and a figure; saying no counts as saying yes."""

import copy
from datetime import date

import pytest

from carnet.domain.queue import Reason
from carnet.domain.wrap_up import MOST, Figure
from carnet.reference import wrap_up
from carnet.reference.facts import NoFactError, read
from carnet.reference.wrap_up import UnfitCodesError, wrap_up_codes
from helpdesk.queue_words import WHY
from helpdesk.wrap_up_words import CODES, FIGURES, GROUPS
from tests.builders import TODAY


@pytest.fixture
def spoiled(monkeypatch):
    """The list of codes, for a test to spoil."""
    facts = copy.deepcopy(read("wrap_up"))
    monkeypatch.setattr(wrap_up, "read", lambda _name: facts)
    return facts["codes"][0]["groups"]


def test_there_are_at_most_twenty_four_codes_and_two_keys_set_each():
    codes = wrap_up_codes(TODAY)

    assert 0 < len(codes) <= MOST == 24
    assert all(len(code.keys) == 2 for code in codes)
    assert len({code.keys for code in codes}) == len(codes)


def test_objections_closures_and_decisions_put_off_count_exactly_as_activations():
    figures = {code.name: code.figure for code in wrap_up_codes(TODAY)}

    acts = ("activated", "objected", "closed", "reopened", "deletion_asked", "decides_later")
    assert {figures[act] for act in acts} == {Figure.HELPED}


def test_every_group_code_figure_and_reason_has_its_words_and_no_words_are_left_over():
    codes = wrap_up_codes(TODAY)

    assert set(CODES) == {code.name for code in codes}
    assert set(GROUPS) == {code.group for code in codes}
    assert set(FIGURES) == set(Figure) == {code.figure for code in codes}
    assert set(WHY) == set(Reason)


def test_a_list_that_is_too_long_is_not_read(spoiled):
    spoiled["done"]["codes"] |= {f"more_{key}": {"key": key, "figure": "helped"} for key in "bdg"}

    with pytest.raises(UnfitCodesError, match="25 codes"):
        wrap_up_codes(TODAY)


def test_clashing_keys_are_not_read_and_all_faults_are_told_at_once(spoiled):
    spoiled["done"]["codes"]["objected"]["key"] = "a"
    spoiled["told"]["key"] = "f"

    with pytest.raises(UnfitCodesError, match=r"keys fa.*two groups have the key f"):
        wrap_up_codes(TODAY)


def test_a_figure_that_reports_do_not_know_is_not_read(spoiled):
    spoiled["done"]["codes"]["objected"]["figure"] = "lost"

    with pytest.raises(ValueError, match="lost"):
        wrap_up_codes(TODAY)


def test_before_the_first_list_there_are_no_codes():
    with pytest.raises(NoFactError):
        wrap_up_codes(date(2026, 11, 21))
