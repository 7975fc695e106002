"""Codes: every slip is found, and found in the right group, without asking whether the code exists."""

from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.code import (
    ALPHABET,
    GROUP_LENGTH,
    GROUPS,
    LENGTH,
    digits_of,
    in_fours,
    make_code,
    make_proof_number,
    make_resume_code,
    read_code,
    read_digits,
    read_proof_number,
    read_resume_code,
    show,
)
from carnet.domain.errors import Invalid

codes = st.binary(min_size=16, max_size=16).map(lambda drawn: make_code(lambda size: drawn[:size]))
A_CODE = make_code(bytes)


def fault_of(typed: str, read=read_code) -> Invalid:
    with pytest.raises(Invalid) as fault:
        read(typed)
    return fault.value


def reason_for(read, typed: str) -> str:
    try:
        read(typed)
    except Invalid as fault:
        return fault.reason
    return ""


def group_of(position: int) -> int:
    return position // GROUP_LENGTH + 1


def test_the_alphabet_leaves_out_what_eyes_and_ears_confound():
    assert len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("0O1IL")


@given(codes)
def test_a_code_survives_paper_and_reading(code):
    assert len(code) == LENGTH
    assert read_code(show(code)) == code
    assert read_code(f" {show(code).lower().replace('-', ' ')}\n") == code


@given(codes)
def test_a_code_survives_the_digits_of_its_qr(code):
    digits = digits_of(code)

    assert len(digits) == 16
    assert digits.isdigit()
    assert read_digits(digits) == read_code(digits) == code


@given(codes, st.data())
def test_one_wrong_sign_is_found_in_its_group(code, data):
    position = data.draw(st.integers(0, LENGTH - 1))
    sign = data.draw(st.sampled_from([other for other in ALPHABET if other != code[position]]))

    fault = fault_of(code[:position] + sign + code[position + 1 :])

    assert (fault.reason, fault.where) == ("group", {"group": group_of(position)})


@given(codes)
def test_two_signs_swapped_are_found_in_the_first_wrong_group(code):
    for one, other in combinations(range(LENGTH), 2):
        if code[one] == code[other]:
            continue
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]

        fault = fault_of("".join(swapped))

        assert (fault.reason, fault.where) == ("group", {"group": group_of(one)})


@given(codes)
def test_two_groups_swapped_are_found_from_the_first_one(code):
    groups = [code[start : start + GROUP_LENGTH] for start in range(0, LENGTH, GROUP_LENGTH)]
    for one, other in combinations(range(GROUPS), 2):
        swapped = list(groups)
        swapped[one], swapped[other] = groups[other], groups[one]

        fault = fault_of("".join(swapped))

        assert (fault.reason, fault.where) == ("group", {"group": one + 1})


@given(codes, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_of_the_qr_is_found(code, position, step):
    digits = digits_of(code)
    slipped = digits[:position] + str((int(digits[position]) + step) % 10) + digits[position + 1 :]

    assert fault_of(slipped).reason == "key"


@given(codes, st.integers(0, 14))
def test_two_neighbouring_digits_swapped_are_found(code, position):
    digits = digits_of(code)
    swapped = digits[:position] + digits[position + 1] + digits[position] + digits[position + 2 :]

    if swapped != digits:
        assert fault_of(swapped).reason == "key"


def test_a_number_too_great_for_a_code_is_refused():
    assert fault_of(f"{99_999_999_999_999:014d}{97 - 99_999_999_999_999 % 97:02d}").reason == "key"


@pytest.mark.parametrize(
    ("typed", "reason", "where"),
    [
        ("", "length", {"missing": 12}),
        (A_CODE[:-1], "length", {"missing": 1}),
        (A_CODE + "A", "length", {"extra": 1}),
        ("1" * 15, "length", {"missing": 1}),
        ("1" * 17, "length", {"extra": 1}),
        ("A" * 10_000, "length", {"found": 10_000}),
        ("AAAA-OAAA-AAAA", "characters", {"sign": "O", "group": 2}),
        ("0AAA-AAAA-AAAA", "characters", {"sign": "0", "group": 1}),
        ("AAAAAAAAAAA\x00", "characters", {"sign": "", "group": 3}),
        ("AAAAAAAAAAA😀", "characters", {"sign": "😀", "group": 3}),
        ("AAAAAAAAAAAß", "characters", {"sign": "ß", "group": 3}),
    ],
)
def test_each_fault_is_told_apart(typed, reason, where):
    fault = fault_of(typed)

    assert (fault.reason, fault.where) == (reason, where)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        ("123", "length"),
        ("123456789012345A", "characters"),
        ("123456789012345²", "characters"),
    ],
)
def test_digits_that_are_no_code_are_refused(typed, reason):
    assert fault_of(typed, read_digits).reason == reason


@given(st.text())
def test_no_text_ever_crashes_a_reading(text):
    reasons = {
        reason_for(read, text) for read in (read_code, read_digits, read_resume_code, read_proof_number)
    }

    assert reasons <= {"", "length", "characters", "group", "key"}


@given(st.binary(min_size=16, max_size=16))
def test_a_resume_code_is_a_selector_and_a_secret(drawn):
    code = make_resume_code(lambda size: drawn[:size])

    selector, secret = read_resume_code(show(code).lower())

    assert (len(selector), len(secret), selector + secret) == (3, 5, code)


@given(st.binary(min_size=16, max_size=16))
def test_a_proof_number_survives_paper(drawn):
    number = make_proof_number(lambda size: drawn[:size])

    assert show(number)[4] == "-"
    assert in_fours(number) == f"{number[:4]} {number[4:]}"
    assert in_fours("") == ""
    assert read_proof_number(show(number)) == number


def test_new_codes_use_every_sign_about_equally():
    drawn = (byte for seed in range(4000) for byte in _scrambled(seed))
    signs = "".join(
        make_proof_number(lambda size: bytes(next(drawn) for _ in range(size))) for _ in range(4000)
    )

    assert max(abs(signs.count(sign) - len(signs) / 31) for sign in ALPHABET) < len(signs) / 31 * 0.2


def _scrambled(seed: int) -> bytes:
    return sha256(seed.to_bytes(4, "big")).digest()
