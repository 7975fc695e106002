"""Who works and who writes, in the tests of what happens."""

import pytest

from tests.builders import NOW, make_helper
from tests.phone import PhoneRobot
from tests.scenarios import make_someone


@pytest.fixture
def agent(world):
    with world() as db:
        return make_helper(db, role="agent")


@pytest.fixture
def colleague(world):
    with world() as db:
        return make_helper(db, role="employee")


@pytest.fixture
def odette(world):
    with world() as db:
        return make_someone(db)


@pytest.fixture
def phone(engine, keys, agent):
    return PhoneRobot(engine, keys, NOW, helper=agent)
