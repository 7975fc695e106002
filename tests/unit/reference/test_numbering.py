"""Requirement 2: one number has one form, however people and exchanges write it; shown, it is masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.errors import Invalid
from carnet.reference.numbering import masked, read_number, written_forms

ONE = "+33612345642"
WRITTEN = (
    "0612345642",
    "06 12 34 56 42",
    "06.12.34.56.42",
    "06-12-34-56-42",
    "(06) 12/34/56/42",
    "+33612345642",
    "+33 6 12 34 56 42",
    "+33 (0)6 12 34 56 42",
    "0033 6 12 34 56 42",
    "0033 (0) 612345642",
    "33612345642",
    "+33 06 12 34 56 42",
    "06\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}34\N{NO-BREAK SPACE}56\N{NO-BREAK SPACE}42",
    "\N{LEFT-TO-RIGHT MARK}٠٦١٢٣٤٥٦٤٢",
    "tel:+33-6-12-34-56-42",
    "tel:0612345642;phone-context=+33",
    "sip:+33612345642@exchange.example;user=phone",
    "sips:0612345642@exchange.example:5061",
    "sip:%2B33612345642@exchange.example",
    '"Mairie" <sip:0033612345642@exchange.example;user=phone>;tag=1',
)


@pytest.mark.parametrize("written", WRITTEN)
def test_one_number_has_one_form_however_it_is_written(written):
    assert read_number(written) == ONE


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("0262 20 12 34", "+262262201234"),  # Réunion
        ("0692 12 34 56", "+262692123456"),
        ("+262 692 12 34 56", "+262692123456"),
        ("+262 (0)692 12 34 56", "+262692123456"),
        ("00262692123456", "+262692123456"),
        ("+33 692 12 34 56", "+262692123456"),  # as seen from the mainland
        ("0269 60 12 34", "+262269601234"),  # Mayotte
        ("0590 81 12 34", "+590590811234"),  # Guadeloupe
        ("0690 30 12 34", "+590690301234"),
        ("+590 690 30 12 34", "+590690301234"),
        ("0594 30 12 34", "+594594301234"),  # Guyane
        ("0694 20 12 34", "+594694201234"),
        ("0596 70 12 34", "+596596701234"),  # Martinique
        ("0696 20 10 10", "+596696201010"),
        ("0508 41 12 34", "+508411234"),  # Saint-Pierre-et-Miquelon
        ("+508 41 12 34", "+508411234"),
        ("+32 470 12 34 56", "+32470123456"),
    ],
)
def test_numbers_overseas_and_abroad_have_the_code_of_their_place(written, canonical):
    assert read_number(written) == canonical


@pytest.mark.parametrize(
    "written", ["3422", "112", "06 12 34", "0012345642", "+33 6 12 34 56 42 34", "0000000000"]
)
def test_a_number_that_nobody_can_have_is_unknown(written):
    with pytest.raises(Invalid) as found:
        read_number(written)

    assert found.value.reason == "unknown"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (ONE, "06 •• •• •• 42"),
        ("+33144556677", "01 •• •• •• 77"),
        ("+262692123456", "0692 •• •• 56"),
        ("+508411234", "+508 •• •• 34"),
        ("+32470123456", "+32 ••• •• •• 56"),
    ],
)
def test_a_shown_number_keeps_its_beginning_and_its_last_two_digits(number, shown):
    assert masked(number) == shown


@given(st.integers(min_value=0, max_value=9_999_999).map("066{:07d}".format))
def test_every_mobile_number_keeps_its_form_and_its_digits(national):
    number = read_number(national)

    assert read_number(number) == number == f"+33{national[1:]}"
    assert masked(number) == f"06 •• •• •• {national[-2:]}"


@pytest.mark.parametrize("written", ["06 39 98 01 26", "+33 6 39 98 01 26", "0033639980126"])
def test_a_number_kept_for_fiction_is_read_like_any_other(written):
    assert read_number(written) == "+33639980126"


@pytest.mark.parametrize(
    "written", [*WRITTEN, "0692 12 34 56", "+33 692 12 34 56", "0508 41 12 34", "+32 470 12 34 56"]
)
def test_however_a_register_wrote_a_number_it_is_among_its_forms(written):
    number = read_number(written)

    assert all(read_number(form) == number for form in written_forms(number))
    assert number in written_forms(number)


def test_the_ways_in_which_the_fund_may_have_written_a_number_are_few():
    assert written_forms(ONE) == (ONE, "0612345642")
    assert written_forms("+262692123456") == ("+262692123456", "0692123456", "+33692123456")
    assert written_forms("+508411234") == ("+508411234", "0508411234")
    assert written_forms("+32470123456") == ("+32470123456",)
