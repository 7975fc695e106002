"""The two applications as an attacker meets them: the same factories, clock and robots as the walks of tests/web."""

import pytest

from tests.scenarios import BEGIN
from tests.walk import walk
from tests.web.conftest import console, kiosk, robot
from tests.web.consoles import Helper, hire

__all__ = ["console", "kiosk", "robot"]


@pytest.fixture
def helper(console, clock, world):
    """A volunteer, signed in."""
    with world() as db:
        hire(db)
    helper = Helper(console, clock)
    helper.sign_in()
    return helper


@pytest.fixture
def visitor(robot):
    """Somebody at the kiosk, asked for the code of a letter."""
    walk(robot, BEGIN, "identify/code")
    return robot
