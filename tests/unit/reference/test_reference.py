"""Dated facts: each has a source, and they agree with the rules that use them."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from carnet import reference
from carnet.domain import lifecycle
from carnet.domain.birth_date import ADULT_AT
from carnet.domain.protection import KINDS
from carnet.reference import loader
from carnet.reference.facts import read
from tests.builders import TODAY

FILES = sorted(Path(loader.__file__).parent.glob("*.yaml"))


def test_the_delays_of_today_are_those_of_the_law() -> None:
    delays = reference.delays(TODAY)

    assert (delays.objection_days, delays.suspension_days) == (42, 42)
    assert (delays.deletion_months, delays.archive_years, delays.majority_age) == (3, 10, ADULT_AT)
    assert lifecycle.opens_on(date(2026, 11, 22), delays) == date(2027, 1, 4)


def test_before_the_service_existed_there_is_no_fact() -> None:
    with pytest.raises(reference.NoFactError, match="objection_days"):
        reference.delays(date(2021, 12, 31))


def test_a_new_value_holds_from_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {name: [*values] for name, values in read("delays").items()}
    facts["objection_days"].append({"value": 60, "from": date(2030, 1, 1), "source": "a later decree"})
    monkeypatch.setattr(loader, "read", lambda _name: facts)

    assert reference.delays(date(2029, 12, 31)).objection_days == 42
    assert reference.delays(date(2030, 1, 1)).objection_days == 60


def test_every_transition_of_people_is_opened_by_the_level_it_asks() -> None:
    levels = reference.proof_levels(TODAY)

    for transition in lifecycle.TRANSITIONS:
        for channel in transition.proof.keys() & transition.channels:
            assert transition.id in levels[transition.proof[channel]].allows, (transition.id, channel)


def test_no_level_opens_a_transition_that_does_not_exist() -> None:
    known = {transition.id for transition in lifecycle.TRANSITIONS}

    assert all(level.allows <= known for level in reference.proof_levels(TODAY).values())


def test_the_strongest_level_is_fresh_and_has_a_way_without_a_sign_in() -> None:
    strongest = reference.proof_levels(TODAY)["P4"]

    assert strongest.fresh_minutes == 5
    assert any("sign_in" not in way for way in strongest.asks)


def test_every_kind_of_measure_says_what_it_allows_and_nothing_that_a_guardian_may_not() -> None:
    measures = reference.protections(TODAY)
    for_guardians = {row.id for row in lifecycle.TRANSITIONS if "guardian" in row.who}

    assert tuple(measures) == KINDS
    assert all(measure.acts <= for_guardians for measure in measures.values())
    assert measures["guardianship"].acts == for_guardians
    assert not measures["curatorship"].acts
    assert not measures["court_safeguard"].acts


def test_the_defaults_chosen_against_contradictions_are_the_ones_applied() -> None:
    found, delays = reference.contradictions(TODAY), reference.delays(TODAY)
    by_id = {transition.id: transition for transition in lifecycle.TRANSITIONS}

    assert found["C1"].default["days"] == delays.objection_days
    assert {act: by_id[number].act for act, number in found["C2"].default.items()} == {
        "close": "close",
        "ask_deletion": "ask_deletion",
    }
    assert all(hasattr(delays, key) for key in found["C3"].default.values())
    assert set(found["C4"].default["channels"]) == by_id["T3"].channels


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_value_says_since_when_and_from_where(file: Path) -> None:
    facts = yaml.safe_load(file.read_text(encoding="utf-8"))

    for name, values in facts.items():
        days = [value["from"] for value in values]
        assert days == sorted(set(days)), name
        assert all(value.get("source") or (value["found"] and value["why"]) for value in values), name
