"""Who may see a case: the line all, everybody else those of their circle, and nobody anything else."""

from itertools import product

import pytest

from carnet.domain.circle import Onlooker, Stands, may_see, reads_notes
from carnet.domain.rights import ALL, LINE

ME, COLLEAGUE, STRANGER = 7, 8, 9
HOME, ELSEWHERE = 1, 2
HERE = Onlooker(ME, HOME, is_on_the_line=False)
CHANNELS = ("kiosk", "phone", "counter", "paper", "text")
STATES = ("open", "paused", "promised", "closed")
OWNERS = ((None, None), (ME, HOME), (COLLEAGUE, HOME), (STRANGER, ELSEWHERE))
EVERY = [
    Stands(channel, state, *owner, sent_to, is_offered)
    for channel, state, owner, sent_to, is_offered in product(
        CHANNELS, STATES, OWNERS, (None, HOME, ELSEWHERE), (False, True)
    )
]


@pytest.mark.parametrize("role", sorted(ALL))
def test_the_line_is_whoever_answers_calls(role):
    assert Onlooker.of(ME, HOME, role).is_on_the_line == (role in LINE)


def test_the_line_sees_every_case_and_its_notes():
    agent = Onlooker.of(ME, HOME, "agent")

    assert all(may_see(agent, case) and reads_notes(agent, case) for case in EVERY)


def test_everybody_sees_what_they_or_a_colleague_have_or_ended():
    assert all(may_see(HERE, case) for case in EVERY if case.owner_organisation == HOME)


def test_of_what_another_organisation_has_only_what_it_offers_or_what_was_sent_here_is_seen():
    others = [case for case in EVERY if case.owner == STRANGER]

    assert all(
        may_see(HERE, case) == (case.state != "closed" and (case.is_offered or case.sent_to == HOME))
        for case in others
    )


def test_what_nobody_has_is_seen_where_somebody_stands_beside_it_or_where_it_was_sent():
    for case in (each for each in EVERY if each.owner is None):
        waits = case.channel in ("kiosk", "counter") and case.state in ("open", "paused")
        was_sent_here = case.sent_to == HOME and case.state != "closed"
        assert may_see(HERE, case) == ((waits and case.sent_to is None) or was_sent_here), case


def test_notes_are_read_once_the_case_is_in_the_hands_of_theirs():
    assert {case.owner for case in EVERY if reads_notes(HERE, case)} == {ME, COLLEAGUE}


def test_whoever_is_not_on_the_line_is_an_audience_alone():
    other = Onlooker(COLLEAGUE, HOME, is_on_the_line=False)

    assert Onlooker.of(ME, HOME, "agent").audience is Onlooker.of(STRANGER, ELSEWHERE, "supervisor").audience
    assert len({HERE.audience, other.audience, None}) == 3
