"""Each pattern of unusual looking-up is found, one step below it is not, and honest days stay quiet."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks import french
from carnet.domain.curiosity import (
    MOST_IN_AN_HOUR,
    MOST_ON_A_STREET,
    MOST_ORGANISATIONS,
    MOST_WITHOUT_OUTCOME,
    Look,
    Pattern,
    is_namesake,
    street_in,
    unusual,
)
from carnet.domain.names import CivilName

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def opened(person_id, *, minute=0, helper=1, **facts):
    facts = {"has_outcome": True} | facts
    return Look(helper, NINE + timedelta(minutes=minute), person_id, **facts)


def patterns(looks):
    return {line.pattern for line in unusual(looks)}


def test_an_ordinary_day_is_quiet():
    looks = [opened(at, minute=at * 12, street=f"rue {at}", own_street="rue du lac") for at in range(1, 40)]

    assert unusual(looks) == []


def test_a_card_of_the_same_surname_is_told_even_when_something_was_done():
    (line,) = unusual([opened(7, is_namesake=True), opened(8)])

    assert (line.pattern, line.helper_id, line.person_ids, line.count) == (Pattern.SURNAME, 1, (7,), 1)


def test_a_card_of_the_helpers_own_street_is_told():
    (line,) = unusual(
        [opened(7, street="rue du lac", own_street="rue du lac"), opened(8, own_street="rue du lac")]
    )

    assert (line.pattern, line.person_ids) == (Pattern.STREET, (7,))


def test_many_people_of_one_street_are_told_without_knowing_where_the_helper_lives():
    neighbours = [opened(at, street="rue du lac") for at in range(MOST_ON_A_STREET + 1)]

    assert patterns(neighbours) == {Pattern.STREET}
    assert patterns(neighbours[1:]) == set()
    assert patterns([opened(1, street="rue du lac") for _ in range(9)]) == set()


def test_cards_for_which_nothing_is_done_are_told_once_there_are_too_many_people():
    left = [opened(at, has_outcome=False) for at in range(1, MOST_WITHOUT_OUTCOME + 2)]

    assert patterns(left) == {Pattern.NO_OUTCOME}
    assert patterns(left[1:]) == set()
    assert patterns([opened(1, has_outcome=False) for _ in range(9)]) == set()


def test_too_much_in_one_hour_is_told_whatever_the_clock_says():
    def searches(minutes):
        return [Look(1, NINE + timedelta(minutes=minutes * at)) for at in range(MOST_IN_AN_HOUR + 1)]

    (line,) = unusual(searches(1.4))
    assert (line.pattern, line.person_ids, line.count) == (Pattern.MANY, (), MOST_IN_AN_HOUR + 1)
    assert unusual(searches(1.5)) == []


def test_a_card_opened_by_many_organisations_is_told_for_the_person():
    looks = [opened(7, helper=at, organisation_id=at) for at in range(1, MOST_ORGANISATIONS + 2)]

    (line,) = unusual(looks)
    assert (line.pattern, line.helper_id, line.person_ids) == (Pattern.ORGANISATIONS, 0, (7,))
    assert unusual(looks[1:]) == []


def test_one_helper_is_not_told_for_what_another_one_did():
    left = [opened(at, helper=at % 2, has_outcome=False) for at in range(2 * MOST_WITHOUT_OUTCOME)]

    assert unusual(left) == []


@pytest.mark.parametrize(
    ("helper", "birth_name", "used_name", "expected"),
    [
        ("Lucas Martin", "Martin", None, True),
        ("Lucas MARTIN", "Durand", "martin", True),
        ("Anne Le Goff", "Le Goff", None, True),
        ("Martin Petit", "Martin", None, False),
        ("Lucas Martin", "Martinez", None, False),
        ("Samira", "Samira", None, False),
    ],
)
def test_a_namesake_has_a_surname_of_the_helper(helper, birth_name, used_name, expected):
    assert is_namesake(helper, CivilName(birth_name, used_name, ("Jeanne",))) is expected


def test_a_street_is_the_same_whatever_its_number_and_its_case():
    assert street_in("3 bis rue des Essais\n63999 VILLENEUVE") == street_in(
        "12, Rue des Éssais\n63999 Villeneuve"
    )
    assert street_in("3 rue des Essais\n63999 X") != street_in("3 rue des Essais\n75001 X")
    assert street_in("63999 VILLENEUVE") == street_in("") == ""


def test_in_a_month_of_two_hundred_helpers_the_curious_are_found_and_few_honest_days_are_told():
    luck = random.Random("a month")
    told: set[tuple[int, int]] = set()
    curious = {0: _namesakes, 1: _neighbours, 2: _idle, 3: _hurried, 4: _idle}
    for day, helper in ((day, helper) for day in range(20) for helper in range(200)):
        looks = list(_honest_day(luck, helper, day))
        if helper in curious and luck.random() < 0.5:
            looks += curious[helper](helper)
        told |= {(line.helper_id, day) for line in unusual(looks)}

    caught = {helper for helper, _ in told if helper in curious}
    false_alarms = [helper for helper, _ in told if helper not in curious]
    assert len(caught) >= 4
    assert len(false_alarms) <= 0.02 * 195 * 20


SURNAMES = [someone.name for someone in french.people(range(10_000))]
HELPERS = [f"Camille {someone.name.birth_name}" for someone in french.people(range(50_000, 50_200))]


def _honest_day(luck: random.Random, helper: int, day: int) -> Iterator[Look]:
    for call in range(luck.randrange(25, 45)):
        person = luck.randrange(10_000)
        yield opened(
            person,
            minute=call * 10,
            helper=helper,
            is_namesake=is_namesake(HELPERS[helper], SURNAMES[person]),
            street=f"rue {luck.randrange(50_000)}",
            own_street=f"rue {helper}",
            has_outcome=luck.random() < 0.97,
        )
        yield Look(helper, NINE + timedelta(minutes=call * 10))


def _namesakes(helper: int) -> list[Look]:
    return [opened(20_001, helper=helper, is_namesake=True)]


def _neighbours(helper: int) -> list[Look]:
    return [opened(20_002 + at, helper=helper, street="rue d'à côté") for at in range(3)]


def _idle(helper: int) -> list[Look]:
    return [opened(20_010 + at, minute=at * 60, helper=helper, has_outcome=False) for at in range(7)]


def _hurried(helper: int) -> list[Look]:
    return [Look(helper, NINE + timedelta(seconds=30 * at)) for at in range(60)]
