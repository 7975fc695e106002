"""The invented crowd is always the same and as unequal as people are; among 20,000 the right one is among the ten."""

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, delete

from benchmarks import crowd, finding, french
from carnet.services import search
from carnet.store import finding as keyed
from carnet.store.database import make_engine, reading, transaction
from carnet.store.finding import PersonKey
from carnet.store.keys import Keys

SIZE = 20_000
COUNT = 200


@pytest.fixture(scope="module")
def everybody(keys: Keys) -> crowd.Crowd:
    return crowd.gather(keys, SIZE)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def town(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    keys: Keys,
    everybody: crowd.Crowd,
) -> Iterator[Engine]:
    """A database of our own: filling it changes its indexes."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('crowd') / 'crowd.db'}"
    else:
        url = request.getfixturevalue("new_postgres")("crowd")
    engine = make_engine(url)
    asked = [finding.missed_by(kind, SIZE, COUNT) for kind in finding.RECALL]
    numbers = finding.timed("number", SIZE)
    crowd.fill(engine, keys, everybody, [*itertools.chain.from_iterable(asked), *numbers])
    yield engine
    engine.dispose()


def test_the_person_of_a_number_is_always_the_same():
    in_a_row = list(french.people(range(100)))

    assert [next(french.people([number])) for number in range(100)] == in_a_row


def test_names_places_and_birth_days_are_as_unequal_as_in_life():
    people = list(french.people(range(SIZE)))
    shares = {
        name: [count / SIZE for _, count in Counter(map(of, people)).most_common()]
        for name, of in {
            "surname": lambda one: one.name.birth_name,
            "first name": lambda one: one.name.first_name,
            "department": lambda one: one.postcode[:2],
            "day": lambda one: (one.born.month, one.born.day),
        }.items()
    }

    assert 0.003 < shares["surname"][0] < 0.01
    assert 0.02 < shares["first name"][0] < 0.06
    assert 0.03 < shares["department"][0] < 0.06
    assert shares["day"][0] > 2 * shares["day"][1]
    assert len(shares["surname"]) > SIZE / 4


@pytest.mark.parametrize("kind", finding.RECALL)
def test_the_right_person_is_among_the_ten(town: Engine, keys: Keys, kind: str):
    found = finding.share_found(town, keys, finding.missed_by(kind, SIZE, COUNT))

    assert found >= finding.RECALL[kind].least


def test_a_number_finds_its_person(town: Engine, keys: Keys):
    assert finding.share_found(town, keys, finding.timed("number", SIZE)[:50]) == 1.0


def test_a_search_that_lost_its_keys_is_seen(town: Engine, keys: Keys):
    asked = finding.missed_by("recall@10, without postcode", SIZE, 20)
    with transaction(town, keys) as db:
        db.execute(delete(PersonKey).where(PersonKey.person_id.in_([number + 1 for number, _ in asked])))

        met = [number + 1 in search.ranked(db, wanted) for number, wanted in asked]

        db.rollback()
    assert not any(met)


def test_few_people_are_looked_at_for_one_search(town: Engine, keys: Keys):
    with reading(town, keys) as db:
        counts = [
            len(keyed.hits(db, keyed.numbers(keys, wanted.traits())))
            for _, wanted in finding.missed_by("recall@10, born on 1 January", SIZE, COUNT)
        ]

    assert max(counts) < search.MOST_OPENED
