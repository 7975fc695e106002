"""Cases: opened without a name, in one pair of hands at a time, never closed without a code, nothing written is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import case_history, cases, presence
from carnet.store.audit import AuditLine
from carnet.store.cases import Case, CaseLine
from tests.builders import NOW, make_helper


@pytest.fixture
def agent(db):
    return make_helper(db, role="agent")


@pytest.fixture
def other(db):
    return make_helper(db, role="agent")


@pytest.fixture
def mine(db, agent):
    return cases.open_case(db, NOW, channel="phone", helper=agent)


def kinds(db, case):
    return [(line.kind, line.said) for line in case_history.history(db, case)]


def test_a_case_is_opened_worked_and_closed_without_anybody_s_name(db, agent, mine):
    assert cases.close(db, mine.id, agent, NOW, mine.version, "explained") == "closed"

    assert (mine.person_id, mine.visit_id, mine.state, mine.wrap_up) == (None, None, "closed", "explained")
    assert kinds(db, mine) == [("opened", "phone"), ("closed", "explained")]


@pytest.mark.parametrize("wrap_up", ["", "invented", "activated "])
def test_no_case_ends_without_a_code_in_use(db, agent, mine, wrap_up):
    assert cases.close(db, mine.id, agent, NOW, mine.version, wrap_up) == "no_code"
    assert mine.state == "open"


def test_the_first_to_take_has_it(db, agent, other):
    case = cases.open_case(db, NOW, channel="kiosk", place="kiosk-1")

    assert cases.take(db, case.id, agent, NOW) == "mine"
    assert cases.take(db, case.id, other, NOW) == "taken"
    assert cases.take(db, case.id, agent, NOW) == "mine"
    assert kinds(db, case) == [("opened", "kiosk"), ("taken", "")]


def test_only_who_has_it_may_end_it(db, mine, other):
    assert cases.close(db, mine.id, other, NOW, mine.version, "explained") == "taken"
    assert cases.pause(db, mine.id, other, NOW, mine.version) == "taken"


def test_what_changed_meanwhile_is_shown_first(db, agent, mine):
    seen = mine.version
    cases.pause(db, mine.id, agent, NOW, seen)

    assert cases.close(db, mine.id, agent, NOW, seen, "explained") == "moved"
    assert cases.close(db, mine.id, agent, NOW, mine.version, "explained") == "closed"
    assert cases.close(db, mine.id, agent, NOW, mine.version, "explained") == "gone"


def test_two_who_write_at_once_both_keep_every_sign(db, agent, mine, other):
    assert case_history.write(db, mine.id, agent, NOW, "Veut un papier.") == "written"
    assert case_history.write(db, mine.id, other, NOW, "A rappelé.") == "written"

    notes = [case_history.note_of(db, line) for line in case_history.history(db, mine)]
    assert notes[-2:] == ["Veut un papier.", "A rappelé."]


def test_a_draft_waits_for_its_author_alone_until_it_is_a_note(db, agent, mine, other):
    case_history.keep_draft(db, mine.id, agent, NOW, "Veut un pap")
    case_history.keep_draft(db, mine.id, agent, NOW, "Veut un papier")

    assert case_history.draft(db, mine.id, agent) == "Veut un papier"
    assert case_history.draft(db, mine.id, other) == ""
    case_history.write(db, mine.id, agent, NOW, "Veut un papier.")
    assert case_history.draft(db, mine.id, agent) == ""


def notes(db, case):
    return [
        (line.helper_id, case_history.note_of(db, line))
        for line in case_history.history(db, case)
        if line.kind == "note"
    ]


def test_what_anybody_had_half_written_is_a_note_of_theirs_once_the_case_ends(db, agent, mine, other):
    case_history.keep_draft(db, mine.id, other, NOW, "  A rappelé, ent")
    case_history.keep_draft(db, mine.id, agent, NOW + timedelta(seconds=2), "Veut un pap")

    assert cases.close(db, mine.id, agent, NOW, mine.version, "explained") == "closed"

    assert notes(db, mine) == [(other.id, "A rappelé, ent"), (agent.id, "Veut un pap")]
    assert kinds(db, mine)[-1] == ("closed", "explained")
    assert [case_history.draft(db, mine.id, each) for each in (agent, other)] == ["", ""]


def test_an_end_that_is_refused_leaves_what_is_half_written_as_it_is(db, agent, mine, other):
    case_history.keep_draft(db, mine.id, agent, NOW, "Veut un pap")

    assert cases.close(db, mine.id, other, NOW, mine.version, "explained") == "taken"
    assert cases.close(db, mine.id, agent, NOW, mine.version, "invented") == "no_code"

    assert case_history.draft(db, mine.id, agent) == "Veut un pap"
    assert notes(db, mine) == []


def test_an_unsent_note_is_there_once_however_often_its_case_is_reopened_and_ended(db, agent, mine):
    case_history.keep_draft(db, mine.id, agent, NOW, "Veut un pap")
    for _ in range(2):
        cases.close(db, mine.id, agent, NOW, mine.version, "explained")
        cases.reopen(db, mine.id, agent, NOW)

    assert notes(db, mine) == [(agent.id, "Veut un pap")]


def test_an_empty_draft_is_forgotten_and_an_empty_note_is_none(db, agent, mine):
    case_history.keep_draft(db, mine.id, agent, NOW, "Veut")
    case_history.keep_draft(db, mine.id, agent, NOW, "  ")

    assert case_history.draft(db, mine.id, agent) == ""
    assert case_history.write(db, mine.id, agent, NOW, " \n ") == "empty"


def test_what_is_written_is_sealed_and_the_journal_holds_none_of_it(db, agent, mine):
    case_history.write(db, mine.id, agent, NOW, "Veut un papier.")
    case_history.keep_draft(db, mine.id, agent, NOW, "Autre chose")
    db.flush()

    line = db.scalars(select(CaseLine).where(CaseLine.kind == "note")).one()
    assert b"papier" not in line.note_sealed
    lines = db.scalars(select(AuditLine)).all()
    assert "papier" not in repr([vars(each) for each in lines])


def test_a_reopened_case_starts_a_new_clock_in_the_hands_of_who_reopens(db, agent, mine, other):
    cases.close(db, mine.id, agent, NOW, mine.version, "explained")
    later = NOW + timedelta(days=3)

    assert cases.reopen(db, mine.id, other, later) == "reopened"
    assert (mine.opened_at, mine.owner_id, mine.wrap_up) == (later, other.id, None)
    assert cases.reopen(db, mine.id, agent, later) == "moved"


def test_who_reads_is_seen_for_half_a_minute(db, agent, mine, other):
    presence.be_present(db, mine.id, other, NOW, "reading")

    def others(helper, seconds):
        return presence.seen_from(db, mine.id, helper, NOW + timedelta(seconds=seconds)).others

    assert others(agent, 29) == [(other.name, "reading")]
    assert others(agent, 30) == []
    assert others(other, 0) == []


@pytest.mark.parametrize(("doing", "until"), [("reading", 20), ("writing", 30)])
def test_a_sign_of_life_is_written_again_once_it_is_old_and_who_writes_is_told_so_until_then(
    db, mine, other, doing, until
):
    def is_due(seconds):
        return presence.seen_from(db, mine.id, other, NOW + timedelta(seconds=seconds)).is_due

    assert is_due(0)
    presence.be_present(db, mine.id, other, NOW, doing)

    assert not is_due(until - 1)
    assert is_due(until)
    assert presence.seen_from(db, mine.id, other, NOW).until == NOW + timedelta(seconds=until)


def test_a_case_handed_back_is_nobody_s(db, agent, mine, other):
    assert cases.hand_back(db, mine.id, agent, NOW, mine.version) == "handed_back"
    assert cases.take(db, mine.id, other, NOW) == "mine"


def test_each_case_has_a_reference_of_its_own(db, agent):
    made = {cases.open_case(db, NOW, channel="phone").reference for _ in range(50)}

    assert len(made) == 50
    assert {len(reference) for reference in made} == {8}
    assert db.scalars(select(Case.reference)).all()
