"""Birth dates, complete or not, and the day on which someone certainly turns eighteen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.birth_date import BirthDate, read_birth_date, read_birth_text
from carnet.domain.errors import Invalid

TODAY = date(2026, 11, 22)


def fault_of(read) -> str:
    try:
        read()
    except Invalid as fault:
        return fault.reason
    return ""


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        (("8", "3", "1951"), "1951-03-08"),
        (("08", "03", "1951"), "1951-03-08"),
        (("00", "03", "1951"), "1951-03-00"),
        (("00", "00", "1951"), "1951-00-00"),
        (("٠٨", "٠٣", "١٩٥١"), "1951-03-08"),
        ((" 29 ", "02", "2024"), "2024-02-29"),
        (("22", "11", "2026"), "2026-11-22"),
    ],
)
def test_a_date_typed_in_three_fields_is_read(typed, iso):
    assert read_birth_date(*typed, on=TODAY).iso() == iso


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (("32", "01", "1951"), "day"),
        (("31", "04", "1951"), "day"),
        (("29", "02", "2023"), "day"),
        (("", "04", "1951"), "day"),
        (("8", "13", "1951"), "month"),
        (("8", "", "1951"), "month"),
        (("8", "mars", "1951"), "month"),
        (("8", "3", "51"), "year"),
        (("8", "3", "0000"), "year"),
        (("8", "3", "1851"), "year"),
        (("8", "3", "195\x00"), "year"),
        (("23", "11", "2026"), "future"),
        (("00", "12", "2026"), "future"),
    ],
)
def test_an_impossible_date_names_its_part(typed, reason):
    with pytest.raises(Invalid) as fault:
        read_birth_date(*typed, on=TODAY)

    assert fault.value.reason == reason


def test_eight_digits_are_a_date():
    assert read_birth_text("08/03/1951", on=TODAY) == BirthDate(1951, 3, 8)


@pytest.mark.parametrize(
    ("typed", "reason"), [("0803195", "length"), ("", "length"), ("0803195O", "characters")]
)
def test_eight_signs_that_are_no_date_are_refused(typed, reason):
    with pytest.raises(Invalid) as fault:
        read_birth_text(typed, on=TODAY)

    assert fault.value.reason == reason


@pytest.mark.parametrize(
    ("born", "turns_18"),
    [
        ("2008-12-22", date(2026, 12, 22)),
        ("2008-02-29", date(2026, 2, 28)),
        ("2008-02-00", date(2026, 2, 28)),
        ("2007-02-00", date(2025, 2, 28)),
        ("2008-00-00", date(2026, 12, 31)),
        ("2008-04-00", date(2026, 4, 30)),
    ],
)
def test_an_age_is_reached_on_the_latest_possible_day(born, turns_18):
    assert BirthDate.parse(born).turns(18) == turns_18


@pytest.mark.parametrize(
    ("text", "reason"),
    [("08031951", "format"), ("1951-13-00", "month"), ("1951-02-30", "day"), ("0000-01-01", "year")],
)
def test_a_stored_date_that_is_none_is_refused(text, reason):
    with pytest.raises(Invalid) as fault:
        BirthDate.parse(text)

    assert fault.value.reason == reason


def test_a_date_knows_whether_it_is_complete():
    assert BirthDate(1951, 3, 8).is_complete
    assert not BirthDate(1951, 3).is_complete


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY), st.sampled_from(["", "day", "month"]))
def test_a_date_survives_writing_and_reading(day, unknown):
    born = BirthDate(day.year, None if unknown == "month" else day.month, None if unknown else day.day)

    assert BirthDate.parse(born.iso()) == born
    assert read_birth_date(f"{born.day or 0}", f"{born.month or 0}", f"{born.year}", on=TODAY) == born


@given(st.text(), st.text(), st.text())
def test_no_text_ever_crashes_the_three_fields(day, month, year):
    fault = fault_of(lambda: read_birth_date(day, month, year, on=TODAY))

    assert fault in {"", "day", "month", "year", "future", "length"}


@given(st.text())
def test_no_text_ever_crashes_the_single_field(text):
    faults = {fault_of(lambda: read_birth_text(text, on=TODAY)), fault_of(lambda: BirthDate.parse(text))}

    assert faults <= {"", "length", "characters", "format", "day", "month", "year", "future"}


def test_a_birth_date_never_shows_in_a_log():
    assert "1951" not in repr(BirthDate(1951, 3, 8))
