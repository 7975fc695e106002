"""From identity passed to confirmation: activate, refuse and close cost about the same, on every channel. Requirement 7."""

from collections import deque
from itertools import combinations

import pytest

from carnet.domain.journey import END
from carnet.domain.lifecycle import State
from carnet.journeys import JOURNEYS
from carnet.journeys.answers import BY_STATE
from carnet.journeys.choices import CODE_FIRST

MOST, WIDEST = 9, 2
SENT = {("new_code", step) for step in ("sent_mail", "sent_phone", "sent_post")}
CLOSED, OBJECTED, ACTIVATED = {("receipt", "closed")}, {("receipt", "objected")}, {("receipt", "activated")}


def after(place, channel):
    """Return the steps that can follow; on the telephone a wish to open leads to a code and nowhere else."""
    step = JOURNEYS.step(place)
    if isinstance(step.then, str):
        return {JOURNEYS.after(place, "done")}
    outcomes = set(step.then)
    if "code_first" in outcomes:
        opening = {"activate", "reopen", "give_up"}
        outcomes -= opening if channel == "phone" else {"code_first"}
    return {JOURNEYS.after(place, outcome) for outcome in outcomes - {"again", "unknown", "explain", "later"}}


def effort(start, goals, channel):
    """Count the answers on the shortest way from ``start`` to one of ``goals``; None when there is no way."""
    distance, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        if here in goals:
            return distance[here]
        for place in after(here, channel):
            if place[1] != END and place not in distance:
                distance[place] = distance[here] + 1
                queue.append(place)
    return None


def with_children(place):
    """Return the effort to close for somebody with children who closes their own first: the warning is in the way."""
    return 1 + effort(("close", "children"), CLOSED, "phone") if place[0] == "choices" else None


def efforts(channel):
    opened = SENT if channel == "phone" else ACTIVATED
    return {
        "activate": effort(("choices", "notified"), opened, channel),
        "object": effort(("choices", "notified"), OBJECTED, channel),
        "close an open one": effort(("choices", "opened"), CLOSED, channel),
        "close an activated one": effort(("choices", "active"), CLOSED, channel),
        "close with children": with_children(("choices", "active")),
    }


@pytest.mark.parametrize("channel", ["phone", "kiosk"])
def test_requirement_7_each_act_takes_nine_answers_at_most_and_no_two_differ_by_more_than_two(channel):
    found = efforts(channel)

    assert all(0 < count <= MOST for count in found.values()), found
    assert all(abs(one - other) <= WIDEST for one, other in combinations(found.values(), 2)), found


def test_a_longer_way_to_say_no_is_seen():
    longer = {**efforts("phone"), "object": efforts("phone")["activate"] + WIDEST + 1}

    assert any(abs(one - other) > WIDEST for one, other in combinations(longer.values(), 2))


def test_without_a_call_back_the_three_wishes_cost_the_same():
    wish = JOURNEYS.step(("by_phone", "wish"))

    assert list(wish.asks.options)[:3] == ["activate", "object", "close"]
    assert {JOURNEYS.after(("by_phone", "wish"), outcome) for outcome in ("noted", "code")} == {
        ("by_phone", "noted"),
        ("by_phone", "code"),
    }


def test_the_three_consequences_of_closing_are_told_one_by_one_children_first_and_no_step_waits():
    trail = [("close", "consequences"), ("close", "kept"), ("close", "confirm")]
    said = [JOURNEYS.step(place).says.screen for place in trail]

    assert [JOURNEYS.after(place, "next") for place in trail[:2]] == trail[1:]
    assert ["lire" in said[0], "dix ans" in said[1], "rouvrir" in said[2]] == [True, True, True]
    assert JOURNEYS.after(("choices", "active"), "children") == ("close", "children")
    assert JOURNEYS.after(("close", "children"), "mine") == ("close", "kept")
    assert "plus personne ne le lit" in JOURNEYS.step(("close", "children")).says.screen


def test_each_state_of_a_space_and_each_request_has_its_step():
    assert {str(state) for state in State} <= set(BY_STATE)
    assert {"asked_object", "asked_close"} <= set(BY_STATE)


def test_whatever_opens_by_telephone_begins_with_a_code():
    opening = [
        step
        for step in JOURNEYS["choices"].steps
        if not isinstance(step.then, str) and {"activate", "reopen", "give_up"} & set(step.then)
    ]

    assert len(opening) == 7
    assert {step.then["code_first"] for step in opening} == {CODE_FIRST}
