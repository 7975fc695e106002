"""Letters that come back, and papers that are printed: what each stops, and for how long."""

import json
from datetime import timedelta

from sqlalchemy import select

from carnet.reference.loader import delays
from carnet.services import printing, requests, returned
from carnet.store import audit, contacts
from carnet.store.cases import Case
from carnet.store.contacts import Contact
from tests.builders import NOW, TODAY, make_helper
from tests.post import POST, letters, typed
from tests.scenarios import make_someone


def test_a_letter_that_comes_back_makes_its_address_doubtful_and_its_case_open(agent, odette, world):
    with world() as db:
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        [letter] = letters(db, "request_object")

        outcome, case_id = returned.came_back(db, agent, letter.number, NOW + POST)

        assert outcome == "back"
        case = db.get(Case, case_id)
        assert (case.state, case.person_id, case.channel) == ("open", odette.person.id, "paper")
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["mail", "phone"]
        assert returned.came_back(db, agent, letter.number, NOW + POST) == ("already", None)
        assert requests.prove_by_letter(db, agent, letter.number, NOW + POST) == "over"
        again = requests.state(
            db, odette.person, "object", channel="paper", on=TODAY, now=NOW + POST, helper=agent
        )
        assert again == "no_address"


def test_an_address_corrected_since_the_letter_left_is_trusted(agent, odette, world):
    with world() as db:
        requests.state(db, odette.person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        post = db.scalars(
            select(Contact).where(Contact.person_id == odette.person.id, Contact.kind == "post")
        ).one()
        post.known_since = TODAY + timedelta(days=1)
        [letter] = letters(db, "request_object")

        returned.came_back(db, agent, letter.number, NOW + timedelta(days=6))

        assert post.doubtful_since is None


def test_a_number_that_no_letter_has_changes_nothing(agent, world):
    with world() as db:
        assert returned.came_back(db, agent, "ABCD 2345", NOW) == ("unknown", None)
        assert returned.came_back(db, agent, "trop court", NOW) == ("unreadable", None)


def test_no_letter_is_back_on_the_day_it_was_made(agent, odette, world):
    with world() as db:
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")

        assert returned.came_back(db, agent, letter.number, NOW) == ("too_early", None)
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["post", "mail", "phone"]


def test_numbers_that_are_guessed_as_returns_make_a_console_wait_for_signed_ones_too(
    agent, colleague, odette, world
):
    with world() as db:
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        at = NOW + POST
        tries = {returned.came_back(db, colleague, "ABCD2345", at) for _ in range(15)}

        assert tries == {("unknown", None)}
        assert returned.came_back(db, colleague, letter.number, at) == ("locked", None)
        assert requests.prove_by_letter(db, colleague, letter.number, at) == "locked"
        assert letter.returned_at is None


def test_returns_that_come_too_fast_wait_and_those_of_a_day_do_not(agent, colleague, world):
    with world() as db:
        people = [make_someone(db) for _ in range(22)]
        for someone in people:
            typed(db, someone, agent)
        numbers = [letter.number for letter in letters(db, "request_object")]
        at = NOW + POST
        slow = [
            returned.came_back(db, agent, number, at + timedelta(minutes=2 * rank))[0]
            for rank, number in enumerate(numbers)
        ]
        for letter in letters(db, "request_object"):
            letter.returned_at = None
        fast = [returned.came_back(db, colleague, number, at)[0] for number in numbers]

        assert set(slow) == {"back"}
        assert fast == ["back"] * 20 + ["too_fast"] * 2


def test_a_return_noted_by_mistake_is_undone_with_a_line_and_the_letter_proves_again(
    agent, colleague, odette, world
):
    with world() as db:
        supervisor = make_helper(db, role="supervisor")
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        returned.came_back(db, agent, letter.number, NOW + POST)

        assert returned.undo(db, supervisor, letter.number, NOW + POST) == "undone"
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["post", "mail", "phone"]
        chain = audit.space_chain(odette.person.id)
        assert [line.outcome for line in audit.lines_of(db, chain) if line.act == "undo_return"] == ["undone"]
        assert returned.undo(db, supervisor, letter.number, NOW + POST) == "not_back"
        assert returned.undo(db, supervisor, "ABCD2345", NOW + POST) == "unknown"
        assert requests.prove_by_letter(db, colleague, letter.number, NOW + POST) == "objected"


def test_an_address_from_which_another_letter_came_back_stays_doubtful(agent, odette, world):
    with world() as db:
        typed(db, odette, agent)
        typed(db, odette, agent, "close")
        first, second = letters(db, *requests.KINDS)
        for letter in (first, second):
            returned.came_back(db, agent, letter.number, NOW + POST)

        assert returned.undo(db, agent, first.number, NOW + POST) == "still_doubtful"
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["mail", "phone"]
        assert returned.undo(db, agent, second.number, NOW + POST) == "undone"
        assert [each.kind for each in contacts.reachable(db, odette.person)] == ["post", "mail", "phone"]


def test_a_paper_is_handed_out_again_for_a_week_then_to_nobody(agent, odette, world):
    with world() as db:
        supervisor, other = make_helper(db, role="supervisor"), make_helper(db, role="supervisor")
        typed(db, odette, agent)
        [letter] = letters(db, "request_object")
        number, week = letter.outbox_id, timedelta(days=delays(TODAY).reprint_days)

        assert printing.over(db, [number], NOW + 9 * week) == frozenset()
        assert printing.take(db, supervisor, TODAY, [number, 999_999], NOW) == {number, 999_999}
        assert printing.take(db, other, TODAY, [number], NOW + week) == {number}
        assert printing.take(db, other, TODAY, [number], NOW + week + timedelta(days=1)) == frozenset()
        taken = [line for line in audit.lines_of(db, audit.SERVICE) if line.act == "take_letters"]
        assert [json.loads(line.detail) for line in taken] == [
            {"day": TODAY.isoformat(), "letters": 2},
            {"day": TODAY.isoformat(), "letters": 1},
        ]
