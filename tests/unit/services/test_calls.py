"""Calls of the line as services see them: events, whom a number may belong to, the case, and the time after."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.domain.call import CallEvent
from carnet.services import agents, callers, calls, cases, search
from carnet.store import finding
from carnet.store.audit import AuditLine, write_noted
from carnet.store.calls import Call, number_of
from carnet.store.cases import Case, CaseLine
from carnet.store.lookups import Lookup
from tests.builders import NOW, make_contact, make_helper, make_person

STAMP = int(NOW.timestamp())
NUMBER = "06 12 34 56 42"
TWELVE = (
    "0612345642",
    "06 12 34 56 42",
    "06.12.34.56.42",
    "06-12-34-56-42",
    "+33612345642",
    "+33 6 12 34 56 42",
    "+33 (0)6 12 34 56 42",
    "0033 6 12 34 56 42",
    "33612345642",
    "tel:+33-6-12-34-56-42",
    "sip:+33612345642@exchange.example;user=phone",
    '"Mairie" <sip:0033612345642@exchange.example>;tag=1',
)


@pytest.fixture
def ines(db):
    return make_helper(db, login="ines", name="Inès")


@pytest.fixture
def odette(db, noise):
    return make_person(db, contacts={"phone": "0612345642", "post": "3 rue des Essais\n63000 CLERMONT"})


def event(kind="ringing", *, reference="r-1", caller=NUMBER, to="ines"):
    return CallEvent("plain", kind, reference, caller, to)


def tell(db, kind="ringing", now=NOW, *, stamp=STAMP, **said):
    return calls.receive(db, event(kind, **said), stamp, now)


def ring(db, now=NOW, **said):
    assert tell(db, now=now, **said) == "ringing"
    return db.scalars(select(Call).order_by(Call.id.desc())).first()


def state(db, helper, now):
    return agents.state_of(db, helper, now).state


@pytest.mark.parametrize("written", TWELVE)
def test_twelve_written_forms_of_a_number_find_the_same_person(db, odette, written):
    assert callers.known_by(db, callers.read_caller(written)) == [odette.id]


@pytest.mark.parametrize(
    ("registered", "rings"),
    [("0692123456", "+262692123456"), ("+33692123456", "0692 12 34 56"), ("+32470123456", "0032470123456")],
)
def test_numbers_overseas_and_abroad_are_found_however_the_fund_wrote_them(db, noise, registered, rings):
    person = make_person(db, contacts={"phone": registered})

    assert callers.known_by(db, callers.read_caller(rings)) == [person.id]


def test_a_corrected_number_is_found_anew_and_no_more_as_before(db, odette):
    person = make_person(db)
    make_contact(db, person=person, kind="phone", value="+33611111111")
    assert callers.known_by(db, "+33611111111") == []
    finding.index(db, [person.id])

    assert callers.known_by(db, "+33611111111") == [person.id]


def test_the_night_makes_keys_of_numbers_that_came_before(db, odette):
    db.execute(finding.PersonKey.__table__.delete())
    assert callers.known_by(db, "+33612345642") == []

    search.index_all(db)

    assert callers.known_by(db, "+33612345642") == [odette.id]


def test_a_shared_number_lists_eight_at_most_in_a_lasting_order_and_chooses_nobody(db, ines, noise):
    people = [make_person(db, contacts={"phone": "0612345642"}).id for _ in range(11)]

    shown = callers.candidates(db, ines, "+33612345642", NOW)
    call = ring(db)
    opened = calls.open_call(db, ines, call.id, "", NOW)

    assert [search.open_card(db, ines, each.handle, "call", NOW).person_id for each in shown] == people[:8]
    assert db.get_one(Case, opened.case_id).person_id is None


@pytest.mark.parametrize(
    "hidden", ["", "anonymous", "sip:anonymous@anonymous.invalid", "Numéro masqué", "rubbish"]
)
def test_a_hidden_number_leaves_nothing_to_match_or_to_keep(db, ines, odette, hidden):
    call = ring(db, caller=hidden)

    assert call.number_sealed is None
    assert callers.known_by(db, callers.read_caller(hidden)) == []


def test_the_number_is_sealed_and_goes_with_the_night(db, ines, odette):
    call = ring(db)
    assert b"612345642" not in call.number_sealed
    assert number_of(db, call) == "+33612345642"

    calls.forget(db, NOW + timedelta(days=2))

    db.refresh(call)
    assert call.number_sealed is None


def test_one_gesture_makes_a_maybe_known_and_the_person_can_read_who_looked(db, ines, odette):
    call = ring(db)
    [maybe] = callers.candidates(db, ines, "+33612345642", NOW)

    opened = calls.open_call(db, ines, call.id, maybe.handle, NOW)

    case = db.get_one(Case, opened.case_id)
    assert (case.channel, case.owner_id, case.person_id) == ("phone", ines.id, odette.id)
    assert [(row.person_id, row.purpose) for row in db.scalars(select(Lookup))] == [(odette.id, "call")]


def test_a_caller_opened_without_a_name_can_be_known_later_in_the_same_case(db, ines, odette):
    call = ring(db)
    first = calls.open_call(db, ines, call.id, "", NOW)
    [maybe] = callers.candidates(db, ines, "+33612345642", NOW)

    again = calls.open_call(db, ines, call.id, maybe.handle, NOW)

    assert again == first
    assert db.get_one(Case, first.case_id).person_id == odette.id
    assert "about" in db.scalars(select(CaseLine.kind)).all()


def test_an_open_card_of_somebody_else_is_refused(db, ines, odette):
    call = ring(db)
    paul = make_helper(db, login="paul")
    [for_paul] = callers.candidates(db, paul, "+33612345642", NOW)

    assert calls.open_call(db, ines, call.id, for_paul.handle, NOW).outcome == "refused"
    assert calls.open_call(db, paul, call.id, for_paul.handle, NOW).outcome == "gone"
    assert db.scalars(select(Case)).all() == []


def test_events_told_again_change_nothing_and_the_very_same_message_is_a_replay(db, ines):
    assert tell(db) == "ringing"
    assert tell(db) == "replayed"
    assert tell(db, stamp=STAMP + 1) == "repeated"
    assert tell(db, "answered", stamp=STAMP + 2) == "answered"
    assert tell(db, "answered", stamp=STAMP + 2) == "replayed"
    assert tell(db, stamp=STAMP) == "replayed"

    assert len(db.scalars(select(Call)).all()) == 1


def test_events_out_of_order_leave_the_call_over(db, ines):
    assert tell(db, "ended") == "unknown"
    assert tell(db, "ringing") == "ringing"
    assert tell(db, "ended") == "ended"
    assert tell(db, "answered", stamp=STAMP + 9) == "over"

    assert state(db, ines, NOW) == "free"


def test_an_exchange_that_tells_only_the_answer_is_understood(db, ines):
    assert tell(db, "answered") == "answered"

    assert state(db, ines, NOW) == "on_call"


@pytest.mark.parametrize("role", ["volunteer", "employee"])
def test_only_the_agents_of_the_line_can_be_rung(db, ines, role):
    make_helper(db, login="samira", role=role)
    make_helper(db, login="gone", is_active=False)

    assert [tell(db, to=login) for login in ("samira", "gone", "nobody", "")] == ["nobody"] * 4
    assert db.scalars(select(Call)).all() == []


def test_a_telephone_that_is_off_keeps_nothing_of_a_call(db, ines):
    agents.choose(db, ines, "phone_off", NOW)

    assert tell(db) == "off"
    assert db.scalars(select(Call)).all() == []


def test_an_agent_is_free_then_on_call_then_wrapping_up_then_free(db, ines):
    seen = [state(db, ines, NOW)]
    call = ring(db)
    seen.append(state(db, ines, NOW))
    tell(db, "answered")
    seen.append(state(db, ines, NOW))
    calls.open_call(db, ines, call.id, "", NOW)
    tell(db, "ended", NOW + timedelta(minutes=4))
    for seconds in (44, 45):
        seen.append(state(db, ines, NOW + timedelta(minutes=4, seconds=seconds)))

    assert seen == ["free", "free", "on_call", "wrapping_up", "free"]


def test_after_45_seconds_the_case_is_flagged_and_never_closed(db, ines):
    call = ring(db)
    tell(db, "answered")
    opened = calls.open_call(db, ines, call.id, "", NOW)
    tell(db, "ended")
    version = db.get_one(Case, opened.case_id).version

    assert calls.settle(db, NOW + timedelta(seconds=44)) == 0
    assert calls.settle(db, NOW + timedelta(seconds=46)) == 1
    assert calls.settle(db, NOW + timedelta(seconds=47)) == 0

    case = db.get_one(Case, opened.case_id)
    assert (case.to_check, case.state, case.wrap_up) == (True, "open", None)
    assert case.version == version
    assert agents.state_of(db, ines, NOW + timedelta(minutes=2)).since == NOW + timedelta(seconds=45)


def test_one_key_ends_the_time_after_the_call_and_flags_the_case(db, ines):
    call = ring(db)
    tell(db, "answered")
    opened = calls.open_call(db, ines, call.id, "", NOW)
    assert calls.finish(db, ines, NOW) == "gone"
    tell(db, "ended")

    assert calls.finish(db, ines, NOW + timedelta(seconds=5)) == "free"

    case = db.get_one(Case, opened.case_id)
    assert (case.to_check, case.state) == (True, "open")
    assert state(db, ines, NOW + timedelta(seconds=5)) == "free"


def test_a_case_that_has_its_code_is_not_flagged_and_frees_the_desk(db, ines):
    call = ring(db)
    tell(db, "answered")
    case_id = calls.open_call(db, ines, call.id, "", NOW).case_id
    tell(db, "ended")
    ended = cases.close(db, case_id, ines, NOW, db.get_one(Case, case_id).version, "objected")
    assert ended == "closed"

    assert state(db, ines, NOW + timedelta(seconds=1)) == "free"
    calls.settle(db, NOW + timedelta(seconds=1))
    assert db.get_one(Case, case_id).to_check is False


def test_a_call_that_nobody_took_needs_no_writing_up(db, ines):
    ring(db)
    tell(db, "ended")

    assert state(db, ines, NOW) == "free"
    assert calls.settle(db, NOW + timedelta(hours=1)) == 0


def test_an_exchange_that_forgets_the_end_does_not_keep_a_desk_busy(db, ines):
    ring(db)
    tell(db, "answered")

    assert state(db, ines, NOW + timedelta(hours=4)) == "free"
    assert calls.settle(db, NOW + timedelta(hours=4)) == 1


def test_a_desk_phone_that_tells_nothing_opens_a_nameless_case_and_is_hung_up_by_hand(db, ines):
    opened = calls.begin_by_hand(db, ines, NOW)
    call = db.scalars(select(Call)).one()
    assert (opened.outcome, state(db, ines, NOW)) == ("opened", "on_call")

    assert calls.hang_up(db, ines, call.id, NOW) == "ended"

    assert state(db, ines, NOW) == "wrapping_up"
    assert db.get_one(Case, opened.case_id).person_id is None


def test_a_call_begun_by_hand_is_over_with_its_case(db, ines):
    case_id = calls.begin_by_hand(db, ines, NOW).case_id
    cases.close(db, case_id, ines, NOW, db.get_one(Case, case_id).version, "explained")

    assert state(db, ines, NOW) == "free"


def test_a_call_of_an_exchange_is_not_hung_up_by_hand(db, ines):
    call = ring(db)

    assert calls.hang_up(db, ines, call.id, NOW) == "gone"


def test_the_whole_number_is_given_to_its_own_agent_alone_and_the_journal_says_so(db, ines):
    call = ring(db)
    paul = make_helper(db, login="paul")

    assert calls.number_to_dial(db, paul, call.id, NOW) == ""
    assert calls.number_to_dial(db, ines, call.id, NOW) == "+33612345642"

    write_noted(db)
    lines = db.scalars(select(AuditLine).where(AuditLine.act == "call").order_by(AuditLine.seq)).all()
    assert [line.outcome for line in lines] == ["ringing", "dial"]
    assert "612345642" not in "".join(str(line.detail) for line in lines)
