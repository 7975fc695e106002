"""The likelier person has the higher number; somebody else stays below what is shown."""

import pytest

from carnet.domain.birth_date import BirthDate
from carnet.domain.likeness import likeness, of_dates, of_words
from carnet.domain.names import CivilName
from carnet.domain.wanted import Wanted

BORN = BirthDate(1951, 3, 8)
NAME = CivilName("Durand", "Martin", ("Jeanne", "Marie"))


def like(last="Durand", first="Jeanne", born=BORN, postcode="", *, is_near=False):
    return likeness(Wanted("", last, first, born, postcode), NAME, BORN, is_near=is_near)


def test_the_very_same_is_one():
    assert like() == 1.0
    assert like("MARTIN", "marie") == 1.0
    assert like(postcode="63000", is_near=True) == 1.0
    assert likeness(Wanted(birth_date=BORN, postcode="63000"), NAME, BORN, is_near=True) == 1.0


def test_slips_cost_in_their_order():
    assert 1 > like("Dunard") > like("Durant") > like("Durin") > 0
    assert 1 > like("Jeanne", "Durand") > 0
    assert 1 > like("", "Jeane") > 0


@pytest.mark.parametrize(
    ("said", "least"), [(BirthDate(1951, 8, 3), 0.8), (BirthDate(1951, 3, 9), 0.8), (BirthDate(1951), 0.7)]
)
def test_a_date_that_slipped_is_likelier_than_another_one(said, least):
    assert 1 > of_dates(said, BORN) >= least > of_dates(BirthDate(1962, 7, 21), BORN)


def test_a_stranger_of_the_same_day_is_not_shown():
    assert like("Bernard", "Paul") == 0
    assert like("Dumas", "Julien") == 0
    assert like("Bernard", "") == 0


def test_swapped_signs_are_closer_than_other_signs():
    assert of_words("Matrin", "Martin") > of_words("Mabbin", "Martin")
    assert of_words("abc", "xyz") == 0.0


def test_part_of_a_composed_name_is_nearly_the_name():
    assert of_words("Pierre", "Jean-Pierre") > 0.9
