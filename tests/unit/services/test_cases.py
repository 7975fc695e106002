"""Cases: opened without a name, in one pair of hands at a time, never closed without a code, nothing written is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import cases
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
    return [(line.kind, line.said) for line in cases.history(db, case)]


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
    assert cases.write(db, mine.id, agent, NOW, "Veut un papier.") == "written"
    assert cases.write(db, mine.id, other, NOW, "A rappelé.") == "written"

    notes = [cases.note_of(db, line) for line in cases.history(db, mine)]
    assert notes[-2:] == ["Veut un papier.", "A rappelé."]


def test_a_draft_waits_for_its_author_alone_until_it_is_a_note(db, agent, mine, other):
    cases.keep_draft(db, mine.id, agent, NOW, "Veut un pap")
    cases.keep_draft(db, mine.id, agent, NOW, "Veut un papier")

    assert cases.draft(db, mine.id, agent) == "Veut un papier"
    assert cases.draft(db, mine.id, other) == ""
    cases.write(db, mine.id, agent, NOW, "Veut un papier.")
    assert cases.draft(db, mine.id, agent) == ""


def test_an_empty_draft_is_forgotten_and_an_empty_note_is_none(db, agent, mine):
    cases.keep_draft(db, mine.id, agent, NOW, "Veut")
    cases.keep_draft(db, mine.id, agent, NOW, "  ")

    assert cases.draft(db, mine.id, agent) == ""
    assert cases.write(db, mine.id, agent, NOW, " \n ") == "empty"


def test_what_is_written_is_sealed_and_the_journal_holds_none_of_it(db, agent, mine):
    cases.write(db, mine.id, agent, NOW, "Veut un papier.")
    cases.keep_draft(db, mine.id, agent, NOW, "Autre chose")
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
    cases.be_present(db, mine.id, other, NOW, "reading")

    assert cases.others_present(db, mine.id, agent, NOW + timedelta(seconds=29)) == [(other.name, "reading")]
    assert cases.others_present(db, mine.id, agent, NOW + timedelta(seconds=30)) == []
    assert cases.others_present(db, mine.id, other, NOW) == []


def test_a_case_handed_back_is_nobody_s(db, agent, mine, other):
    assert cases.hand_back(db, mine.id, agent, NOW, mine.version) == "handed_back"
    assert cases.take(db, mine.id, other, NOW) == "mine"


def test_each_case_has_a_reference_of_its_own(db, agent):
    made = {cases.open_case(db, NOW, channel="phone").reference for _ in range(50)}

    assert len(made) == 50
    assert {len(reference) for reference in made} == {8}
    assert db.scalars(select(Case.reference)).all()
