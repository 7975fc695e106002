"""Macros: all or nothing, through the same rules as a button, undone within ten seconds, counted for their owner alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import case_history, cases, macros
from carnet.services.macros import Effect
from carnet.store.cases import Case
from carnet.store.macros import Macro, MacroRun
from carnet.store.outbox import Outbox
from carnet.store.promises import open_callbacks
from carnet.store.requests import Letter
from carnet.store.visits import Proof, Visit
from tests.builders import NOW, make_helper, make_person, make_visit


@pytest.fixture
def agent(db):
    return make_helper(db)


@pytest.fixture
def case(db):
    return cases.open_case(db, NOW, channel="phone")


def kept(db, agent, *effects, name="Explique et termine", **more):
    return macros.keep(db, agent, NOW, name=name, effects=effects, **more)


def kinds(db, case):
    return [line.kind for line in case_history.history(db, case)]


def test_a_macro_makes_all_its_effects_with_what_ends_the_case_last(db, agent, case):
    macro = kept(db, agent, Effect("wrap_up", "explained"), Effect("note", "Tout est dit."))

    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)

    assert isinstance(made, MacroRun)
    assert (case.state, case.wrap_up, case.owner_id) == ("closed", "explained", agent.id)
    assert kinds(db, case) == ["opened", "note", "closed"]


@pytest.mark.parametrize(
    ("name", "effects", "refusal"),
    [
        ("", [Effect("note", "x")], "no_name"),
        ("A", [], "empty"),
        ("A", [Effect("note", " ")], "empty"),
        ("A", [Effect("delete", "x")], "unknown"),
        ("A", [Effect("note", "x"), Effect("note", "y")], "unknown"),
        ("A", [Effect("wrap_up", "")], "no_code"),
        ("A", [Effect("wrap_up", "invented")], "no_code"),
    ],
)
def test_a_macro_that_could_not_be_made_by_hand_is_not_kept(db, agent, name, effects, refusal):
    assert kept(db, agent, *effects, name=name) == refusal
    assert db.query(Macro).count() == 0


def test_a_macro_whose_code_left_the_list_makes_nothing_at_all(db, agent, case, monkeypatch):
    macro = kept(db, agent, Effect("note", "Tout est dit."), Effect("wrap_up", "explained"))
    monkeypatch.setattr(cases, "wrap_up_codes", lambda _on: ())

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version) == "no_code"
    assert (case.state, kinds(db, case)) == ("open", ["opened"])


def test_a_refused_effect_leaves_nothing_of_those_before_it(db, agent, case):
    cases.take(db, case.id, make_helper(db), NOW)
    macro = kept(db, agent, Effect("note", "Tout est dit."), Effect("wrap_up", "explained"))

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version) == "taken"
    assert kinds(db, case) == ["opened", "taken"]


def test_what_changed_since_it_was_shown_is_shown_first(db, agent, case):
    macro = kept(db, agent, Effect("note", "x"))

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version + 1) == "moved"


def test_within_ten_seconds_everything_is_as_it_was_before(db, agent, case):
    before = (case.state, case.owner_id, case.wrap_up, case.due_at, case.queue_rank, case.queue_at)
    macro = kept(db, agent, Effect("note", "x"), Effect("state", "yes"), Effect("wrap_up", "explained"))
    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)
    assert macros.undoable(db, agent, NOW + timedelta(seconds=10)) == made.id

    assert macros.undo(db, made.id, agent, NOW + timedelta(seconds=10)) == "undone"

    assert (
        case.state,
        case.owner_id,
        case.wrap_up,
        case.due_at,
        case.queue_rank,
        case.queue_at,
    ) == before
    assert kinds(db, case) == ["opened", "undone"]
    assert macros.undo(db, made.id, agent, NOW) == "gone"


def notes(db, case):
    lines = [line for line in case_history.history(db, case) if line.kind == "note"]
    return sorted((line.helper_id, case_history.note_of(db, line)) for line in lines)


def test_what_was_half_written_outlives_a_macro_that_ends_the_case_and_its_undoing(db, agent, case):
    colleague = make_helper(db)
    unsent = [(agent.id, "Veut un pap"), (colleague.id, "Entend m")]
    for helper, text in zip((agent, colleague), ("Veut un pap", "Entend m"), strict=True):
        case_history.keep_draft(db, case.id, helper, NOW, text)
    macro = kept(db, agent, Effect("note", "Tout est dit."), Effect("wrap_up", "explained"))

    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)
    assert notes(db, case) == sorted([*unsent, (agent.id, "Tout est dit.")])
    assert macros.undo(db, made.id, agent, NOW) == "undone"
    assert notes(db, case) == unsent
    cases.close(db, case.id, agent, NOW, case.version, "explained")

    assert notes(db, case) == unsent


def test_the_note_of_a_macro_leaves_what_its_helper_had_half_written(db, agent, case):
    case_history.keep_draft(db, case.id, agent, NOW, "Veut un pap")
    macro = kept(db, agent, Effect("note", "Tout est dit."))

    macros.run(db, macro.id, case.id, agent, NOW, case.version)

    assert case_history.draft(db, case.id, agent) == "Veut un pap"


def test_after_ten_seconds_or_another_change_nothing_is_undone(db, agent, case):
    macro = kept(db, agent, Effect("state", "yes"))
    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)
    after = NOW + timedelta(seconds=10, microseconds=1)

    assert macros.undo(db, made.id, agent, after) == "late"
    assert macros.undoable(db, agent, after) == 0
    cases.pause(db, case.id, agent, NOW, case.version)
    assert macros.undo(db, made.id, agent, NOW) == "moved"
    assert macros.undo(db, made.id, make_helper(db), NOW) == "gone"


def test_how_often_a_macro_served_is_for_its_owner_to_see(db, agent, case):
    macro = kept(db, agent, Effect("note", "x"), is_shared=True)
    colleague = make_helper(db)
    colleague.organisation_id = agent.organisation_id
    macros.run(db, macro.id, case.id, agent, NOW, case.version)
    macros.run(db, macro.id, case.id, colleague, NOW, case.version)

    assert [each.uses for each in macros.known(db, agent)] == [2]
    assert [(each.name, each.uses) for each in macros.known(db, colleague)] == [("Explique et termine", 0)]


def test_a_macro_is_for_its_owner_and_shared_with_colleagues_alone(db, agent):
    kept(db, agent, Effect("note", "x"))
    shared = kept(db, agent, Effect("note", "x"), name="B", is_shared=True)
    stranger = make_helper(db)

    assert len(macros.known(db, agent)) == 2
    assert macros.known(db, stranger) == ()
    assert macros.end(db, shared.id, stranger, NOW) == "gone"
    assert macros.end(db, shared.id, agent, NOW) == "ended"
    assert len(macros.known(db, agent)) == 1


def test_the_words_of_a_macro_are_sealed(db, agent):
    macro = kept(db, agent, Effect("note", "Un mot de trop"), name="Chez Odette")

    assert b"Odette" not in macro.content_sealed
    assert b"trop" not in macro.content_sealed


def test_the_case_stays_where_it_was_when_an_effect_is_refused(db, agent, case):
    macro = kept(db, agent, Effect("state", "yes"), Effect("assign", "999999"))

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version) == "nobody"
    assert db.get(Case, case.id).state == "open"


def test_a_promised_call_is_made_in_the_next_window_and_taken_back_by_undoing(db, agent):
    person = make_person(db, contacts={"phone": "0612345678"})
    case = cases.open_case(db, NOW, channel="phone", person_id=person.id)
    macro = kept(db, agent, Effect("callback", "next"), Effect("note", "Rappelée bientôt."))
    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)
    assert (case.state, len(open_callbacks(db, case.id))) == ("promised", 1)

    assert macros.undo(db, made.id, agent, NOW) == "undone"

    assert (case.state, open_callbacks(db, case.id)) == ("open", [])


def test_a_promised_call_without_a_known_number_makes_nothing(db, agent, case):
    macro = kept(db, agent, Effect("callback", "next"), Effect("note", "x"))

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version) == "no_number"
    assert kinds(db, case) == ["opened"]


def test_nothing_is_sent_to_whoever_proved_nothing(db, agent):
    visit = make_visit(db, surface="script", helper=agent)
    case = cases.open_case(db, NOW, channel="phone", helper=agent, visit_id=visit.id)
    macro = kept(db, agent, Effect("letter", "letter:proof"))

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version) == "not_proved"


def proved_case(db, agent):
    """A case in hand whose person has proved who they are in the visit under way."""
    person = make_person(db, contacts={"post": "3 rue des Lilas\n63000 Ailleurs", "phone": "0612345642"})
    visit = make_visit(db, surface="script", person=person, helper=agent)
    db.add(Proof(visit_id=visit.id, person_id=person.id, level="P2", method="code", at=NOW, surface="script"))
    return cases.open_case(db, NOW, channel="phone", helper=agent, visit_id=visit.id)


def _is_free(case, _visit, _other):
    case.owner_id = None


def _is_anothers(case, _visit, other):
    case.owner_id = other.id


def _has_ended(_case, visit, _other):
    visit.ended_at = NOW


def _fell_silent(_case, visit, _other):
    visit.seen_at = NOW - timedelta(hours=1)


def _goes_on_elsewhere(_case, visit, other):
    visit.helper_id = other.id


def _is_none(case, _visit, _other):
    case.visit_id = None


@pytest.mark.parametrize(
    ("moves", "refusal"),
    [
        (_is_free, "not_in_hand"),
        (_is_anothers, "not_in_hand"),
        (_has_ended, "no_visit"),
        (_fell_silent, "no_visit"),
        (_goes_on_elsewhere, "no_visit"),
        (_is_none, "no_visit"),
    ],
)
def test_nothing_is_sent_but_from_ones_own_case_and_ones_own_living_visit(db, agent, moves, refusal):
    case, other = proved_case(db, agent), make_helper(db)
    moves(case, db.get(Visit, case.visit_id), other)
    macro = kept(db, agent, Effect("note", "Expliqué."), Effect("letter", "letter:proof"))

    assert macros.run(db, macro.id, case.id, agent, NOW, case.version) == refusal
    assert db.scalars(select(Outbox.id)).all() == []
    assert "note" not in kinds(db, case)


@pytest.mark.parametrize(("form", "route"), [("letter", "post"), ("sms", "phone")])
def test_what_is_sent_waits_until_it_can_no_longer_be_undone_and_undoing_takes_it_back(
    db, agent, form, route
):
    case = proved_case(db, agent)
    macro = kept(db, agent, Effect("letter", f"{form}:proof"))
    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)
    sent = [(row.route, row.made_at) for row in db.scalars(select(Outbox))]
    assert sent == [(route, NOW + macros.UNDO)]

    assert macros.undo(db, made.id, agent, NOW + macros.UNDO) == "undone"

    assert db.scalars(select(Outbox.id)).all() == []
    assert db.scalars(select(Letter.number)).all() == []


def test_a_case_is_given_to_a_colleague_and_undoing_gives_it_back(db, agent, case):
    colleague = make_helper(db, name="Ines Aidante")
    cases.take(db, case.id, agent, NOW)
    macro = kept(db, agent, Effect("note", "Pour toi."), Effect("assign", str(colleague.id)))
    made = macros.run(db, macro.id, case.id, agent, NOW, case.version)
    assert (case.owner_id, kinds(db, case)) == (colleague.id, ["opened", "taken", "note", "assigned"])

    assert macros.undo(db, made.id, agent, NOW) == "undone"

    assert (case.owner_id, kinds(db, case)) == (agent.id, ["opened", "taken", "undone"])
