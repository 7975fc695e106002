"""One key hit is enough to find somebody; no key is made of a single trait."""

import pytest

from carnet.domain.birth_date import BirthDate
from carnet.domain.names import CivilName
from carnet.domain.search_key import (
    WEIGHTS,
    Traits,
    department_of,
    keys,
    postcode_in,
    registered,
    registered_as,
)

BORN = BirthDate(1951, 3, 8)
JEANNE = keys(registered(CivilName("Durand", "Martin", ("Jeanne", "Marie")), BORN, "63000"))


def said(last="", first="", born=None, postcode=""):
    dates = registered_as(born) if born else ()
    return keys(Traits((last,) if last else (), (first,) if first else (), dates, postcode))


@pytest.mark.parametrize(
    "words",
    [
        {"last": "Durand", "first": "Jeanne", "born": BORN},
        {"last": "Martin", "first": "Jeanne", "born": BORN},
        {"last": "Duran", "first": "X", "born": BORN},
        {"last": "Jeanne", "first": "Durand", "born": BORN},
        {"last": "XXX", "first": "Jeane", "born": BORN},
        {"last": "Dxxx", "first": "Jxxx", "born": BORN},
        {"last": "Xxx", "first": "Xxx", "born": BORN, "postcode": "63000"},
        {"last": "Durant", "first": "Jeanne", "born": BirthDate(1960, 1, 1), "postcode": "63999"},
        {"last": "Jeanne", "first": "Martain", "postcode": "63110"},
    ],
    ids=lambda words: " ".join(str(word) for word in words.values() if isinstance(word, str)),
)
def test_what_a_caller_says_hits_at_least_one_key(words):
    assert said(**words) & JEANNE


@pytest.mark.parametrize(
    "words",
    [
        {"last": "Bernard", "first": "Paul", "born": BORN},
        {"last": "Durand", "first": "Jeanne", "born": BirthDate(1952, 3, 8)},
        {"last": "Durand", "first": "Jeanne", "postcode": "75001"},
        {"born": BORN, "postcode": "63001"},
    ],
    ids=["other names", "other year", "other department", "other place"],
)
def test_somebody_else_hits_nothing(words):
    assert not said(**words) & JEANNE


@pytest.mark.parametrize(
    "words", [{"last": "Durand", "first": "Jeanne"}, {"born": BORN}, {"postcode": "63000"}]
)
def test_a_single_trait_makes_no_key(words):
    assert said(**words) == set()


def test_every_kind_of_key_has_its_weight():
    assert {kind for kind, *_ in JEANNE} == set(WEIGHTS)


def test_a_register_that_lacks_the_day_is_found_by_whoever_knows_it_and_the_other_way_round():
    without_day = keys(registered(CivilName("Durand", None, ("Jeanne",)), BirthDate(1951, 3), "63000"))
    new_year = keys(registered(CivilName("Durand", None, ("Jeanne",)), BirthDate(1951, 1, 1), "63000"))

    assert said("Durand", "Jeanne", BORN) & without_day
    assert said("Durand", "Jeanne", BirthDate(1951)) & new_year


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("3 rue des Essais\n63999 VILLENEUVE", "63999"),
        ("Chez Mme X\n12345 route du Nord\n20999 PORTO\nFRANCE", "20999"),
        ("3 rue des Essais\nVILLENEUVE", ""),
        ("1234567 X\nVille", ""),
        ("", ""),
    ],
)
def test_the_postcode_is_read_from_the_last_line_that_has_one(address, postcode):
    assert postcode_in(address) == postcode


@pytest.mark.parametrize(
    ("postcode", "department"),
    [
        ("63000", "63"),
        ("20090", "2A"),
        ("20200", "2B"),
        ("97400", "974"),
        ("98800", "988"),
        ("01000", "01"),
        ("", ""),
    ],
)
def test_the_department_follows_from_the_postcode(postcode, department):
    assert department_of(postcode) == department
