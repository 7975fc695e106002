"""What a helper types is read field by field; a single trait is refused."""

from datetime import date

import pytest

from carnet.domain.birth_date import BirthDate
from carnet.domain.errors import Invalid
from carnet.domain.wanted import Wanted, faults, fields_of, read_wanted

TODAY = date(2026, 11, 22)
TYPED = {
    "last_name": " durand ",
    "first_name": "Jeanne",
    "birth_date": "08/03/1951",
    "postcode": "63 000",
    "nir": "",
    "other": "x",
}


def test_what_was_typed_is_read():
    wanted = read_wanted(TYPED, on=TODAY)

    assert wanted == Wanted("", "durand", "Jeanne", BirthDate(1951, 3, 8), "63000")
    assert wanted.given == ("names", "birth_date", "postcode")


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("postcode", "630", "length"),
        ("postcode", "6300A", "characters"),
        ("birth_date", "08031", "length"),
        ("birth_date", "08032051", "future"),
        ("nir", "123", "length"),
        ("last_name", "12", "characters"),
        ("first_name", "x" * 300, "length"),
        ("last_name", "a\0b", "characters"),
    ],
)
def test_what_cannot_be_read_names_its_field_and_never_the_words(field, text, reason):
    with pytest.raises(Invalid) as fault:
        read_wanted({field: text}, on=TODAY)

    assert (fault.value.reason, fault.value.where["field"]) == (reason, field)
    assert text not in fault.value.where.values()


BORN = BirthDate(1951, 3, 8)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(last_name="Durand"),
        Wanted(last_name="Durand", first_name="Jeanne"),
        Wanted(birth_date=BORN),
        Wanted(postcode="63000"),
        Wanted(last_name="Durand", postcode="63000"),
    ],
    ids=["nothing", "surname", "names", "date", "postcode", "a family in a town"],
)
def test_one_trait_is_not_enough(wanted):
    assert not wanted.is_enough


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(nir="251036399900118"),
        Wanted(last_name="Durand", birth_date=BORN),
        Wanted(last_name="Durand", first_name="Jeanne", postcode="63000"),
        Wanted(birth_date=BORN, postcode="63000"),
    ],
    ids=["number", "name and date", "names and postcode", "date and postcode"],
)
def test_two_traits_are_enough(wanted):
    assert wanted.is_enough


def test_what_is_wanted_never_shows_in_a_traceback():
    assert repr(read_wanted(TYPED, on=TODAY)) == "Wanted()"


def test_all_that_is_wrong_is_told_at_once():
    typed = {"nir": "12", "last_name": "Durand", "birth_date": "31022000", "postcode": "x"}

    found = faults(typed, on=TODAY)

    assert {name: fault.reason for name, fault in found.items()} == {
        "nir": "length",
        "birth_date": "day",
        "postcode": "length",
    }


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Durand", {"last_name": "Durand"}),
        ("durand  jeanne marie", {"last_name": "durand", "first_name": "jeanne marie"}),
        (
            "Durand Jeanne 08/03/1951",
            {"last_name": "Durand", "first_name": "Jeanne", "birth_date": "08031951"},
        ),
        ("08031951 63000", {"birth_date": "08031951", "postcode": "63000"}),
        (
            "Durand 08 03 1951 63000",
            {"last_name": "Durand", "birth_date": "08031951", "postcode": "63000"},
        ),
        ("2 51 03 63 999 001 42", {"nir": "2 51 03 63 999 001 42"}),
        ("", {}),
    ],
)
def test_one_line_fills_the_fields_that_it_can(line, fields):
    assert fields_of(line) == fields
