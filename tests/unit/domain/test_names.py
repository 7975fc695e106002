"""Names as in the civil register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.errors import Invalid
from carnet.domain.names import CivilName, read_name

JEANNE = CivilName("Durand", "Martin", ("Jeanne", "Marie"))


@pytest.mark.parametrize(
    "name",
    [
        "Lefèvre",
        "N'Diaye",
        "N’Guyen",
        "Le Goff",
        "Martin-Dupont",
        "St. Clair",
        "Øster",
        "حداد",
        "Ћирић",
        "Ñíguez",
    ],
)
def test_names_of_all_registers_are_read(name):
    assert read_name(name) == name


def test_spaces_and_accents_are_brought_to_one_form():
    assert read_name("  Le   Fe\N{COMBINING GRAVE ACCENT}vre ") == "Le Fèvre"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("A" * 101, "length"),
        ("A" * 10_000, "length"),
        ("R2D2", "characters"),
        ("Léa😀", "characters"),
        ("Lé\x00a", "characters"),
        ("-", "characters"),
        ("Martin\N{RIGHT-TO-LEFT OVERRIDE}", "characters"),
    ],
)
def test_what_is_no_name_is_refused(text, reason):
    with pytest.raises(Invalid) as fault:
        read_name(text)

    assert fault.value.reason == reason


def test_a_used_name_is_the_one_that_is_said():
    assert JEANNE.spoken() == "Jeanne Martin"
    assert JEANNE.listed() == "MARTIN Jeanne Marie"
    assert JEANNE.initial() == "M"


def test_a_birth_name_serves_where_there_is_no_used_name():
    assert CivilName("Durand", None, ("Jeanne",)).spoken() == "Jeanne Durand"


def test_a_name_never_shows_in_a_log():
    assert "Jeanne" not in repr(JEANNE)
    assert "Martin" not in repr(JEANNE)


@given(st.text())
def test_no_text_ever_crashes_the_reading(text):
    try:
        name, reason = read_name(text), ""
    except Invalid as fault:
        name, reason = "", fault.reason

    assert reason in {"empty", "length", "characters"} or read_name(name) == name
