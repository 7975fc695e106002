"""Many cases at once: one reason, batches, each refusal listed, none passed over in silence."""

import pytest

from carnet.services import bulk, case_history, cases
from carnet.store.cases import Case
from tests.builders import NOW, make_helper


@pytest.fixture
def agent(db):
    return make_helper(db)


def prepared(db, agent, chosen, **said):
    wish = {"change": "close", "value": "no_answer", "reason": "Panne du 24 novembre", **said}
    return bulk.prepare(db, agent, NOW, chosen=chosen, **wish)


def opened(db, count):
    made = [cases.open_case(db, NOW, channel="phone") for _ in range(count)]
    return [(case.id, case.version) for case in made]


def run_all(db, made, agent):
    batches = 0
    while not bulk.progress(db, made).is_over:
        bulk.run_batch(db, made, agent, NOW)
        batches += 1
    return bulk.progress(db, made), batches


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"reason": "  "}, "no_reason"),
        ({"value": ""}, "no_code"),
        ({"value": "invented"}, "no_code"),
        ({"change": "delete"}, "unknown"),
        ({"change": "note"}, "unknown"),
    ],
)
def test_a_bulk_without_reason_code_or_known_change_changes_nothing(db, agent, said, refusal):
    chosen = opened(db, 2)

    assert prepared(db, agent, chosen, **said) == refusal
    assert {db.get(Case, case_id).state for case_id, _ in chosen} == {"open"}


def test_what_was_refused_is_listed_case_by_case_with_its_reason(db, agent):
    chosen = opened(db, 4)
    other = make_helper(db)
    cases.take(db, chosen[0][0], other, NOW)
    cases.close(db, chosen[1][0], other, NOW, 1, "explained")
    cases.prioritise(db, chosen[2][0], agent, NOW, 1, "high")

    done, _batches = run_all(db, prepared(db, agent, chosen), agent)

    assert done.refused == ((chosen[0][0], "taken"), (chosen[1][0], "gone"), (chosen[2][0], "moved"))
    assert (done.total, done.done) == (4, 1)


@pytest.mark.parametrize(
    ("wish", "draft", "notes"),
    [
        ({"change": "priority", "value": "high"}, "Veut un pap", ["Panne du 24 novembre"]),
        ({}, "", ["Veut un pap", "Panne du 24 novembre"]),
    ],
)
def test_a_bulk_loses_nothing_that_its_helper_had_half_written(db, agent, wish, draft, notes):
    [(case_id, version)] = opened(db, 1)
    case_history.keep_draft(db, case_id, agent, NOW, "Veut un pap")

    run_all(db, prepared(db, agent, [(case_id, version)], **wish), agent)

    lines = [line for line in case_history.history(db, db.get(Case, case_id)) if line.kind == "note"]
    assert [case_history.note_of(db, line) for line in lines] == notes
    assert case_history.draft(db, case_id, agent) == draft


def test_the_reason_is_a_sealed_note_of_each_case_that_changed(db, agent):
    chosen = opened(db, 2)
    run_all(db, prepared(db, agent, chosen, change="priority", value="high"), agent)

    for case_id, _version in chosen:
        lines = case_history.history(db, db.get(Case, case_id))
        assert case_history.note_of(db, lines[-1]) == "Panne du 24 novembre"


def test_sticking_a_label_on_many_takes_it_off_none(db, agent):
    [(with_it, version), without] = opened(db, 2)
    cases.label(db, with_it, agent, NOW, version, "paper")
    chosen = [(with_it, db.get(Case, with_it).version), without]

    run_all(db, prepared(db, agent, chosen, change="label", value="+paper"), agent)

    assert {db.get(Case, case_id).labels for case_id, _ in chosen} == {"paper"}


def test_nobody_carries_on_with_somebody_else_s_bulk(db, agent):
    made = prepared(db, agent, opened(db, 1))

    assert bulk.of_helper(db, made.id, make_helper(db)) is None
    assert bulk.of_helper(db, made.id, agent) is made
