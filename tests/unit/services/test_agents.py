"""What the board and the head of each page say of an agent: one state, since when, and a raised hand."""

from datetime import timedelta

import pytest

from carnet.services import agents, staff
from carnet.store.staff import HelperSession
from tests.builders import NOW, make_helper, make_organisation


@pytest.fixture
def line(db):
    return make_organisation(db, name="34 22")


def hire(db, line, name, role="agent", *, started=NOW, ended=None):
    helper = make_helper(db, login=name.lower(), name=name, role=role, organisation=line)
    db.add(
        HelperSession(
            helper_id=helper.id,
            token_hash=name,
            started_at=started,
            seen_at=started,
            acted_at=started,
            ended_at=ended,
        )
    )
    db.flush()
    return helper


def test_only_agents_with_a_living_session_are_on_the_board(db, line):
    hire(db, line, "Paul")
    hire(db, line, "Ines")
    hire(db, line, "Samira", "volunteer")
    hire(db, line, "Lea", ended=NOW)
    hire(db, line, "Noe", started=NOW - staff.IDLE - timedelta(seconds=1))

    assert [each.name for each in agents.states(db, NOW)] == ["Ines", "Paul"]


def test_one_organisation_sees_its_own_agents(db, line):
    hire(db, line, "Ines")
    hire(db, make_organisation(db), "Elsewhere")

    assert [each.name for each in agents.states(db, NOW, line.id)] == ["Ines"]


def test_somebody_who_chose_nothing_is_free_since_signing_in(db, line):
    ines = hire(db, line, "Ines")

    assert agents.states(db, NOW + timedelta(minutes=3)) == (agents.AgentState(ines.id, "Ines", "free", NOW),)
    assert agents.state_of(db, ines, NOW + timedelta(minutes=3)).since == NOW


@pytest.mark.parametrize("choice", ["away", "phone_off"])
def test_a_choice_is_told_since_it_was_made_and_undone(db, line, choice):
    ines = hire(db, line, "Ines")
    later = NOW + timedelta(minutes=5)

    assert agents.choose(db, ines, choice, later) == choice
    assert agents.choose(db, ines, choice, later + timedelta(minutes=1)) == choice
    [told] = agents.states(db, later + timedelta(minutes=2))
    assert (told.state, told.since) == (choice, later)

    agents.choose(db, ines, "present", later + timedelta(minutes=3))
    [told] = agents.states(db, later + timedelta(minutes=4))
    assert (told.state, told.since) == ("free", later + timedelta(minutes=3))


def test_a_choice_that_does_not_exist_or_of_somebody_without_telephone_is_refused(db, line):
    assert agents.choose(db, hire(db, line, "Ines"), "asleep", NOW) == "refused"
    assert agents.choose(db, hire(db, line, "Samira", "volunteer"), "away", NOW) == "refused"
    assert agents.raise_hand(db, hire(db, line, "Lucas", "employee"), NOW) == "refused"


def test_a_hand_is_raised_and_lowered_whatever_the_state(db, line):
    ines = hire(db, line, "Ines")
    agents.choose(db, ines, "away", NOW)

    assert agents.raise_hand(db, ines, NOW) == "raised"
    assert [(each.state, each.hand_at) for each in agents.states(db, NOW)] == [("away", NOW)]
    assert agents.raise_hand(db, ines, NOW) == "lowered"
    assert agents.state_of(db, ines, NOW).hand_at is None
