"""Properties of all journeys at once: the graph is data, so dead ends and unequal efforts are unit tests."""

import re
from collections import deque
from itertools import pairwise

import pytest

from carnet.domain.journey import DONE, END, Choice, Entry, Pick
from carnet.journeys import JOURNEYS
from carnet.journeys.progress import WAYS, progress
from setup import ROOT

PLACES = [(journey.name, step.id) for journey in JOURNEYS.values() for step in journey.steps]


def _after(place):
    step = JOURNEYS.step(place)
    outcomes = [DONE] if isinstance(step.then, str) else list(step.then)
    return {JOURNEYS.after(place, outcome) for outcome in outcomes}


def _reached(start):
    seen, queue = {start}, deque([start])
    while queue:
        for place in _after(queue.popleft()):
            if place[1] != END and place not in seen:
                seen.add(place)
                queue.append(place)
    return seen


CLOSED = {("receipt", "closed")}


def _shortest(start, goals):
    """Count the answers on the shortest way from ``start`` to one of ``goals``."""
    distance, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        if here in goals:
            return distance[here]
        for place in _after(here):
            if place[1] != END and place not in distance:
                distance[place] = distance[here] + 1
                queue.append(place)
    raise AssertionError("no way")


def test_the_page_of_progress_counts_the_journeys():
    told = re.search(r"(\d+) journeys", (ROOT / "docs" / "progress.md").read_text("utf-8"))

    assert told is not None
    assert int(told[1]) == len(list(JOURNEYS.values()))


def test_every_way_leads_to_a_step_that_exists():
    for place in PLACES:
        for target in _after(place):
            assert target[1] == END or target in PLACES, (place, target)


def test_every_step_is_reachable_from_the_welcome():
    assert _reached(JOURNEYS.first) == set(PLACES)


@pytest.mark.parametrize("place", PLACES, ids="/".join)
def test_an_end_is_reachable_from_every_step(place):
    assert JOURNEYS.last in _reached(place)


def test_a_step_id_names_one_step_only():
    assert len(PLACES) == len(set(PLACES))


def test_a_choice_has_at_most_five_answers_and_each_leads_on():
    for place in PLACES:
        step = JOURNEYS.step(place)
        if isinstance(step.asks, Choice):
            assert 1 <= len(step.asks.options) <= 5, place
            if step.does is None and not isinstance(step.then, str):
                assert set(step.asks.options) == set(step.then), place


def test_a_private_ask_never_chooses_the_next_step_by_itself():
    for place in PLACES:
        step = JOURNEYS.step(place)
        if isinstance(step.asks, Entry | Pick) and step.does is None:
            outcomes = {DONE} if isinstance(step.then, str) else set(step.then)
            assert outcomes <= {DONE, *step.asks.ways}, place


def test_every_way_beside_an_entry_leads_on():
    for place in PLACES:
        step = JOURNEYS.step(place)
        if isinstance(step.asks, Entry | Pick):
            assert set(step.asks.ways) <= set(step.then if not isinstance(step.then, str) else ()), place


def test_refusing_costs_as_many_answers_as_activating():
    start = ("choices", "notified")
    activate = _shortest(start, {("receipt", "activated")})
    refuse = _shortest(start, {("receipt", "objected")})
    assert abs(refuse - activate) <= 1
    assert refuse == activate


@pytest.mark.parametrize("state", ["opened", "active"])
def test_closing_costs_at_most_two_answers_more_than_activating(state):
    activate = _shortest(("choices", "notified"), {("receipt", "activated")})
    close = _shortest(("choices", state), {("receipt", "closed")})
    assert close - activate <= 2


def test_closing_offered_to_whoever_refuses_too_late_costs_as_many_answers_as_closing_asked_directly():
    offered = JOURNEYS.step(("choices", "opened")).asks.options

    assert "close" in offered
    assert "object" not in offered
    assert JOURNEYS.after(("object", "confirm"), "late") == ("choices", "opened")
    assert _shortest(("choices", "opened"), CLOSED) == _shortest(("choices", "active"), CLOSED)


CONFIRMATIONS = [place for place in PLACES if place[1] in ("confirm", "again") and place[0] not in ("start",)]


@pytest.mark.parametrize("place", CONFIRMATIONS, ids="/".join)
def test_a_confirmation_offers_yes_no_and_i_do_not_know_and_the_third_leads_to_a_human(place):
    step = JOURNEYS.step(place)
    assert list(step.asks.options) == ["yes", "no", "unknown"]
    assert JOURNEYS.after(place, "unknown") == ("assist", "ask")
    assert JOURNEYS.after(place, "no") == ("leave", "unchanged")


def test_a_way_of_known_length_is_counted_step_by_step():
    counted = [place for way in WAYS for place in way]
    assert len(counted) == len(set(counted))
    for way in WAYS:
        assert all(after in _after(before) for before, after in pairwise(way)), way
        assert [progress(place) for place in way] == [(n, len(way)) for n in range(1, len(way) + 1)]


def test_what_is_typed_in_turn_and_what_only_leads_on_are_on_a_counted_way():
    typed = {
        journey.name: [step.id for step in journey.steps if isinstance(step.asks, Entry)]
        for journey in JOURNEYS.values()
    }
    in_turn = {(name, step) for name, steps in typed.items() if len(steps) > 1 for step in steps}
    leading = {
        place
        for place in PLACES
        if isinstance(JOURNEYS.step(place).asks, Choice)
        and list(JOURNEYS.step(place).asks.options) == ["next"]
    }

    assert in_turn
    assert leading
    assert {place for place in in_turn | leading if progress(place) is None} == set()
    for place in leading:
        number, total = progress(place)
        assert progress(*_after(place)) == (number + 1, total)


def test_every_step_has_words_for_the_person_and_for_the_helper():
    for place in PLACES:
        says = JOURNEYS.step(place).says
        assert says.screen, place
        assert says.do, place
        assert says.watch, place


DEEDS = [*CONFIRMATIONS, *(place for place in PLACES if place[0] == "asked")]


@pytest.mark.parametrize("place", DEEDS, ids="/".join)
def test_an_act_leads_where_it_is_done_and_nothing_else_does(place):
    then = JOURNEYS.step(place).then
    refused = {"yes", "no", "unknown", "moved", "late", "code_needed", "no_post"}

    assert {
        outcome for outcome in then if JOURNEYS.after(place, outcome) in JOURNEYS.done
    } == then.keys() - refused


def test_only_acts_lead_to_where_an_act_is_done():
    leading = {place for place in PLACES if _after(place) & JOURNEYS.done}

    assert leading == {place for place in DEEDS if place != ("delete", "confirm")} | {("by_phone", "wish")}


def test_from_where_nothing_is_left_one_answer_ends_the_visit():
    assert JOURNEYS.done | JOURNEYS.served <= set(PLACES)
    for place in JOURNEYS.served - {JOURNEYS.last}:
        assert JOURNEYS.last in _after(place), place


def test_the_position_restarts_gently_when_a_step_is_gone():
    trail = [(("welcome", "language"), "chosen"), (("welcome", "removed"), "good")]
    assert JOURNEYS.position(JOURNEYS.first, trail) == JOURNEYS.first


def test_the_fingerprint_is_the_same_in_every_process_and_moves_with_the_words():
    import subprocess
    import sys

    command = [sys.executable, "-c", "from carnet.journeys import JOURNEYS; print(JOURNEYS.fingerprint)"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert told == JOURNEYS.fingerprint
