"""What the database is asked of a list, and what the rule says of each of its cases, are the same: for every kind of case."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import insert

from carnet.domain.circle import OFFER_WAITS, Onlooker, may_see
from carnet.store import circle, queue
from carnet.store.cases import Case
from carnet.store.promises import Handover, Referral
from carnet.store.queue import VIEWS, Wanted
from tests.builders import NOW, make_helper, make_organisation

CHANNELS = ("counter", "phone")
STATES = ("open", "promised", "closed")
OWNERS = ("nobody", "me", "colleague", "stranger", "agent")
SENT = ((), ("here",), ("there",), ("here", "there"), ("there", "here"))
OFFERED = ("", "now", "late", "answered", "to another", "by a former owner")


@pytest.fixture
def helpers(db):
    here, there = make_organisation(db, name="Ici"), make_organisation(db, name="Là-bas")
    return {
        "nobody": None,
        "me": make_helper(db, role="volunteer", organisation=here),
        "colleague": make_helper(db, role="employee", organisation=here),
        "stranger": make_helper(db, role="employee", organisation=there),
        "agent": make_helper(db, role="agent", organisation=make_organisation(db, name="La ligne")),
    }


@pytest.fixture
def every(db, helpers):
    """One case of each kind."""
    places = {name: helpers[who].organisation_id for name, who in (("here", "me"), ("there", "stranger"))}
    rows, sent, offers = [], [], []
    kinds = product(CHANNELS, STATES, OWNERS, SENT, OFFERED)
    for number, (channel, state, owner, path, offered) in enumerate(kinds, 1):
        has = helpers[owner]
        rows.append(
            {
                "id": number,
                "reference": f"{number:08}",
                "channel": channel,
                "state": state,
                "owner_id": has and has.id,
                "closed_at": NOW if state == "closed" else None,
                "department": f"{number % 90 + 10}",
                "opened_at": NOW,
                "queue_at": NOW,
            }
        )
        made = {"case_id": number, "may_tell_back": False, "made_by": helpers["agent"].id, "made_at": NOW}
        sent += [{**made, "organisation_id": places[place]} for place in path]
        if offered:
            offers.append(offer(helpers, number, has, offered))
    db.execute(insert(Case), rows)
    db.execute(insert(Referral), sent)
    db.execute(insert(Handover), offers)
    return [row["id"] for row in rows]


def offer(helpers, number, has, kind):
    to = helpers["colleague" if kind == "to another" else "me"].id
    by = helpers["stranger"] if kind == "by a former owner" else has or helpers["stranger"]
    return {
        "case_id": number,
        "from_id": by.id,
        "to_id": to,
        "asked_at": NOW - (OFFER_WAITS if kind == "late" else timedelta(seconds=29)),
        "answer": "refused" if kind == "answered" else None,
    }


def onlooker(helper):
    return Onlooker.of(helper.id, helper.organisation_id, helper.role)


@pytest.mark.parametrize("who", [name for name in OWNERS if name != "nobody"])
def test_every_list_holds_what_the_rule_lets_see_and_nothing_else(db, helpers, every, who):
    asks, line = onlooker(helpers[who]), Onlooker(helpers[who].id, 0, is_on_the_line=True)
    seen = {number for number in every if may_see(asks, circle.stands_of(db, number, asks, NOW))}

    counts = queue.counts(db, asks, NOW, NOW - timedelta(days=1))._mapping
    for view in VIEWS:
        whole = [number for number, _ in queue.all_of(db, Wanted(view), line, NOW)]
        shown = [number for number, _ in queue.all_of(db, Wanted(view), asks, NOW)]
        assert shown == [number for number in whole if number in seen], view
        assert counts[view] == queue.count(db, Wanted(view), asks, NOW) == len(shown), view
        first = [each.id for each in queue.page(db, Wanted(view), asks, NOW)]
        assert first == shown[: queue.PAGE + 1]
    assert circle.seen_among(db, [*every, 10_000_000], asks, NOW) == seen
    assert (who == "agent") == (seen == set(every))


def test_the_departments_offered_are_those_of_what_is_seen(db, helpers, every):
    me = onlooker(helpers["me"])
    seen = circle.seen_among(db, every, me, NOW)
    living = {db.get(Case, number) for number in seen}

    assert set(queue.departments(db, me, NOW)) == {
        case.department for case in living if case.state != "closed"
    }


def test_what_never_was_stands_nowhere(db, helpers):
    assert circle.stands_of(db, 99, onlooker(helpers["me"]), NOW) is None
