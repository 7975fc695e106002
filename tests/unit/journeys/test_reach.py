import pytest

from carnet.domain.lifecycle import State
from carnet.journeys.reach import can_follow


@pytest.mark.parametrize(
    ("step", "state"), [("activate/confirm", State.NOTIFIED), ("reopen/confirm", State.CLOSED_ARCHIVED)]
)
def test_nothing_opens_by_telephone(step, state):
    assert not can_follow(step, state, "phone")
    assert can_follow(step, state, "kiosk")


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("object/confirm", State.NOTIFIED),
        ("close/consequences", State.ACTIVATED),
        ("delete/consequences", State.CLOSED_ARCHIVED),
    ],
)
def test_saying_no_is_possible_by_telephone(step, state):
    assert can_follow(step, state, "phone")


def test_what_is_no_act_can_always_be_followed():
    assert can_follow("explain/what", State.NOTIFIED, "phone")
