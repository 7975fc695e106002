"""Who may do what: what nobody listed is refused, and each refusal says the first thing that forbids."""

from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise, product

import pytest

from carnet.domain.rights import (
    ALL,
    RIGHTS,
    Actor,
    Decision,
    Grant,
    Target,
    held,
    is_lawful,
    may,
    may_give,
    may_stop,
)
from tests.builders import NOW

HOME, ELSEWHERE = 1, 2
ORDER = ("volunteer", "employee", "agent", "supervisor")
POWERS = ("beside", "for")
GRANTS = [Grant(*pair) for pair in product(ORDER, POWERS)]


def actor(role="agent", **facts):
    return Actor(number=7, role=role, organisation=HOME, **facts)


def asked(someone, action, target=None, at=NOW):
    return may(someone, action, target or Target(), at)


@pytest.mark.parametrize("role", sorted(ALL))
def test_what_nobody_listed_nobody_may(role):
    assert asked(actor(role), "open_the_safe") == Decision(False, "unknown")
    assert asked(actor(role), "") == Decision(False, "unknown")


@pytest.mark.parametrize("action", sorted(RIGHTS))
@pytest.mark.parametrize("role", [*sorted(ALL), "nobody"])
def test_a_role_has_the_rights_that_are_listed_for_it_and_no_other(role, action):
    decision = asked(actor(role, max_power="for"), action)

    assert decision.allowed == (role in RIGHTS[action].roles)
    assert decision.reason == ("" if decision.allowed else "role")


@pytest.mark.parametrize(
    ("facts", "action", "reason"),
    [
        ({"is_active": False}, "assist", "inactive"),
        ({"since": NOW + timedelta(days=1)}, "assist", "not_yet"),
        ({"is_entering": True}, "assist", "entering"),
        ({"role": "supervisor", "is_strong": False}, "supervise", "second_factor"),
        ({"max_power": "for", "is_strong": False}, "act_for", "second_factor"),
        ({"max_power": "beside"}, "act_for", "power"),
        ({"role": "volunteer", "max_power": "for"}, "act_for", "role"),
    ],
)
def test_the_first_thing_that_forbids_is_the_reason(facts, action, reason):
    assert asked(actor(**facts), action) == Decision(False, reason)


def test_a_newcomer_reaches_their_own_account_and_nothing_else():
    newcomer = actor("supervisor", is_entering=True)

    assert [action for action in RIGHTS if asked(newcomer, action).allowed] == ["own_account"]


def test_a_referent_looks_after_helpers_at_home_and_a_supervisor_everywhere():
    referent, supervisor = actor("employee", is_referent=True), actor("supervisor")

    assert asked(referent, "manage_helpers", Target(HOME, 8)).allowed
    assert asked(referent, "manage_helpers", Target(ELSEWHERE, 9)) == Decision(False, "organisation")
    assert asked(supervisor, "manage_helpers", Target(ELSEWHERE, 9)).allowed
    assert asked(actor("employee"), "manage_helpers", Target(HOME, 8)) == Decision(False, "role")


@pytest.mark.parametrize("role", ["supervisor", "employee"])
def test_nobody_looks_after_themselves(role):
    someone = actor(role, is_referent=True)

    assert asked(someone, "manage_helpers", Target(HOME, someone.number)) == Decision(False, "organisation")


@pytest.mark.parametrize("role", sorted(ALL - {"supervisor"}))
def test_who_answers_for_articles_reads_what_is_wrong_in_them_whatever_the_role(role):
    assert asked(actor(role, answers_for="rights"), "mend_articles").allowed
    assert asked(actor(role), "mend_articles") == Decision(False, "role")
    assert not asked(actor(role, answers_for="rights"), "supervise").allowed


def test_each_role_holds_all_that_the_one_below_holds_and_more():
    assert set(ORDER) == ALL
    for power in POWERS:
        assert all(held(Grant(low, power)) < held(Grant(high, power)) for low, high in pairwise(ORDER))


def test_the_larger_power_adds_to_every_role_but_a_volunteer():
    for role in ORDER:
        more = held(Grant(role, "for")) - held(Grant(role))
        assert more == (set() if role == "volunteer" else {"act_for"})
        assert is_lawful(Grant(role, "for")) == (role != "volunteer")


@pytest.mark.parametrize("giver", GRANTS, ids=str)
@pytest.mark.parametrize("given", GRANTS, ids=str)
def test_nobody_gives_a_role_or_a_power_above_their_own(giver, given):
    is_higher = ORDER.index(given.role) > ORDER.index(giver.role)
    is_larger = given.max_power == "for" and given.role != "volunteer" and giver.max_power != "for"

    referent = Actor(number=7, organisation=HOME, **{**asdict(giver), "is_referent": True})

    assert may_give(referent, given) == (not is_higher and not is_larger)


@pytest.mark.parametrize("giver", GRANTS, ids=str)
def test_whoever_takes_an_account_over_may_nothing_that_they_could_not_do_before(giver):
    """Whoever holds the code of an account enters with it: all that it may do must be theirs already."""
    charges = product(ORDER, POWERS, (True, False), ("", "rights"))
    referent = Actor(number=7, organisation=HOME, **{**asdict(giver), "is_referent": True})
    for given in (each for each in (Grant(*charge) for charge in charges) if may_give(referent, each)):
        newcomer = Actor(number=8, organisation=HOME, **asdict(given))
        gained = [
            right
            for right in RIGHTS
            if asked(newcomer, right, Target(HOME, 9)).allowed
            and not asked(referent, right, Target(HOME, 9)).allowed
        ]
        assert gained == [], given


def test_taking_away_asks_for_less_than_giving():
    referent = actor("employee", is_referent=True)
    agent, lowered = Grant("agent", "for"), Grant("agent")

    assert may_stop(referent, agent)
    assert may_give(referent, lowered, agent)
    assert not may_give(referent, agent, lowered)
    assert not may_give(referent, lowered)


def test_only_who_supervises_stops_a_supervisor():
    boss = Grant("supervisor")

    assert [may_stop(actor(role, is_referent=True), boss) for role in ORDER] == [False, False, False, True]


def test_who_answers_for_articles_is_not_taken_over_by_who_does_not():
    charged = Grant("volunteer", answers_for="rights")

    assert not may_give(actor("employee", is_referent=True), charged)
    assert may_give(actor("employee", is_referent=True, answers_for="limits"), charged)
    assert may_give(actor("supervisor"), charged)
