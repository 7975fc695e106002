"""The NIR: the vectors and the must-fail list of the domain reference, section 3.3, and every text a person may type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.errors import Invalid
from carnet.domain.nir import Nir, check_nir, key_for, read_nir

VECTORS = {
    "V1 mainland": "251036399900118",
    "V2 southern Corsica": "158082A99900222",
    "V3 northern Corsica": "271112B99900388",
    "V4 Réunion": "212059749900534",
    "V5 born abroad": "185099999900445",
    "V6 key 97": "268067599994797",
    "V7 key 01": "268067599994601",
}
MUST_FAIL = {
    "wrong key": "251036399900119",
    "two digits swapped": "251036399090118",
    "2B instead of 2A": "158082B99900222",
    "letter replaced by 0": "158082099900222",
    "key 00": "268067599994700",
}


def keyed(first13: str) -> str:
    return first13 + key_for(first13)


@pytest.mark.parametrize("number", VECTORS.values(), ids=VECTORS.keys())
def test_every_vector_of_the_reference_is_read(number):
    assert check_nir(number).nir == Nir(number)


@pytest.mark.parametrize("number", MUST_FAIL.values(), ids=MUST_FAIL.keys())
def test_every_must_fail_number_is_refused_for_its_key(number):
    result = check_nir(number)

    assert (result.ok, result.reason, result.nir) == (False, "key", None)


@pytest.mark.parametrize(
    ("first13", "key"),
    [("2510363999001", "18"), ("2510363990901", "67"), ("158082B999002", "49"), ("1580820999002", "92")],
)
def test_the_key_is_the_one_of_the_reference(first13, key):
    assert key_for(first13) == key


@pytest.mark.parametrize(
    "typed",
    [
        "2 51 03 63 999 001 18",
        "2\N{NO-BREAK SPACE}51\N{NARROW NO-BREAK SPACE}03 63 999 001 18",
        "2-51-03-63-999-001-18",
        "2.51.03.63.999.001.18\n",
        "٢٥١٠٣٦٣٩٩٩٠٠١١٨",
        "\N{RIGHT-TO-LEFT MARK}251036399900118\N{LEFT-TO-RIGHT MARK}",
        "２５１０３６３９９９００１１８",
    ],
)
def test_separators_marks_and_other_digits_are_understood(typed):
    assert read_nir(typed).value == VECTORS["V1 mainland"]


def test_lower_case_is_understood():
    assert read_nir("158082a99900222").value == VECTORS["V2 southern Corsica"]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        ("25103639990011", "length"),
        ("2510363999001181", "length"),
        ("2" * 10_000, "length"),
        ("25103639990011O", "characters"),
        ("2510363999001\0008", "characters"),
        ("25103639990011😀", "characters"),
        ("25103639990011²", "characters"),
        ("2510A6399900118", "characters"),
        ("251032C99900118", "characters"),
        (keyed("0510363999001"), "sex"),
        (keyed("5510363999001"), "sex"),
        (keyed("2510063999001"), "month"),
        (keyed("2511363999001"), "month"),
        (keyed("2512963999001"), "month"),
        (keyed("2514363999001"), "month"),
        (keyed("2510300999001"), "department"),
        ("251033A99900118", "department"),
        (keyed("2510397000001"), "department"),
        (keyed("2510397999001"), "department"),
    ],
)
def test_each_reason_is_told_apart(typed, reason):
    assert check_nir(typed).reason == reason


def test_a_letter_o_is_located():
    with pytest.raises(Invalid) as fault:
        read_nir("2 51 O3 63 999 001 18")

    assert fault.value.where == {"position": 4}


@pytest.mark.parametrize("month", ["20", "30", "42", "50", "99"])
def test_the_month_of_an_incomplete_civil_record_is_accepted(month):
    assert read_nir(keyed(f"251{month}63999001")).groups[2] == month


@pytest.mark.parametrize("first", "3478")
def test_a_provisional_number_is_accepted_and_said(first):
    assert read_nir(keyed(f"{first}510363999001")).is_provisional


def test_an_ordinary_number_is_not_provisional():
    assert not read_nir(VECTORS["V1 mainland"]).is_provisional


@pytest.mark.parametrize(
    ("number", "groups"),
    [
        ("251036399900118", ("2", "51", "03", "63", "999", "001", "18")),
        ("158082A99900222", ("1", "58", "08", "2A", "999", "002", "22")),
        ("212059749900534", ("2", "12", "05", "974", "99", "005", "34")),
        ("185099999900445", ("1", "85", "09", "99", "999", "004", "45")),
    ],
)
def test_groups_follow_the_printed_card(number, groups):
    nir = read_nir(number)

    assert nir.groups == groups
    assert nir.department == groups[3]


@pytest.mark.parametrize(
    "department", ["01", "19", "20", "21", "95", "96", "971", "978", "988", "99", "2A", "2B"]
)
def test_every_department_of_birth_is_accepted(department):
    assert read_nir(keyed(f"25103{department}{'9' * (5 - len(department))}001")).department == department


@given(st.text())
def test_no_text_ever_crashes_the_reading(text):
    result = check_nir(text)

    assert result.ok == (result.nir is not None) == (not result.reason)


@given(st.sampled_from(list(VECTORS.values())), st.integers(0, 14), st.sampled_from("0123456789"))
def test_one_wrong_digit_never_passes(number, position, digit):
    slipped = number[:position] + digit + number[position + 1 :]

    assert check_nir(slipped).ok == (slipped == number)


@given(st.sampled_from(list(VECTORS.values())), st.integers(0, 13))
def test_two_neighbours_swapped_never_pass(number, position):
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]

    assert check_nir(swapped).ok == (swapped == number)


def test_a_number_never_shows_in_a_log():
    nir = read_nir(VECTORS["V1 mainland"])

    assert nir.value not in f"{nir!r} {nir} {check_nir(nir.value)!r}"
