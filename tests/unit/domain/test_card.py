"""Serial numbers of both kinds of Vitale card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.card import Serial, read_serial
from carnet.domain.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "serial"),
    [
        ("802500000212345678901", "12345678901"),
        ("8025 0000 0212 3456 7890 1", "12345678901"),
        ("12345678901", "12345678901"),
        ("01234567", "01234567"),
        ("0123456789", "0123456789"),
        ("1234567890123", "1234567890123"),
        ("١٢٣٤٥٦٧٨", "12345678"),
    ],
)
def test_both_kinds_of_card_are_read(typed, serial):
    assert read_serial(typed) == Serial(serial)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        ("1234567", "length"),
        ("12345678901234", "length"),
        ("902500000212345678901", "length"),
        ("1" * 10_000, "length"),
        ("1234567890O", "characters"),
        ("12345\x006789", "characters"),
        ("12345678😀", "characters"),
    ],
)
def test_each_fault_is_told_apart(typed, reason):
    with pytest.raises(Invalid) as fault:
        read_serial(typed)

    assert fault.value.reason == reason


@given(st.text())
def test_no_text_ever_crashes_the_reading(text):
    try:
        serial, reason = read_serial(text).value, ""
    except Invalid as fault:
        serial, reason = "", fault.reason

    assert serial.isdigit() or reason in {"length", "characters"}


def test_a_serial_never_shows_in_a_log():
    assert "12345678901" not in repr(read_serial("12345678901"))
