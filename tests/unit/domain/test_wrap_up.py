"""Requirement 10: a contact ends with one code, never without; two keys set it, and no two codes share them."""

import pytest

from carnet.domain.errors import Invalid
from carnet.domain.wrap_up import MOST, Code, Figure, choose, faults

ACTIVATED = Code("activated", "done", "fa", Figure.HELPED)
OBJECTED = Code("objected", "done", "fr", Figure.HELPED)
CUT_OFF = Code("cut_off", "nothing", "nc", Figure.NOT_HELPED)
CODES = (ACTIVATED, OBJECTED, CUT_OFF)


def many(count):
    return [
        Code(f"code {number}", f"group {number // 26}", two_keys(number), Figure.HELPED)
        for number in range(count)
    ]


def two_keys(number):
    return f"{chr(97 + number // 26)}{chr(97 + number % 26)}"


@pytest.mark.parametrize("name", [None, ""])
def test_a_code_is_compulsory(name):
    with pytest.raises(Invalid, match="compulsory"):
        choose(name, CODES)


@pytest.mark.parametrize("name", ["gone", "Activated", "done", "fa"])
def test_a_code_that_is_not_in_use_is_unknown(name):
    with pytest.raises(Invalid, match="unknown"):
        choose(name, CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_chosen_by_its_name(code):
    assert choose(code.name, CODES) == code


@pytest.mark.parametrize(
    ("codes", "fault"),
    [
        (many(MOST + 1), "25 codes"),
        ([ACTIVATED, Code("other", "done", "fa", Figure.HELPED)], "two codes have the keys fa"),
        ([ACTIVATED, Code("other", "told", "fz", Figure.HELPED)], "two groups have the key f"),
        ([ACTIVATED, Code("activated", "told", "ia", Figure.HELPED)], "two codes are called activated"),
        ([Code("long", "done", "fab", Figure.HELPED)], "not two signs"),
        ([Code("capital", "done", "fA", Figure.HELPED)], "not two signs"),
        ([Code("digit", "done", "1a", Figure.HELPED)], "not two signs"),
    ],
)
def test_a_list_that_nobody_could_use_says_why(codes, fault):
    assert any(fault in found for found in faults(codes))


def test_the_longest_list_allowed_has_no_fault():
    assert faults(many(MOST)) == []
