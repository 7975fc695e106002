"""Calls at the desks of the line: told by an exchange or begun by hand, opened as a case, written up, never closed by the clock.

Refusals are outcomes. Of an exchange: ``nobody`` (no such agent), ``off`` (telephone off: nothing is kept), ``unknown`` (a call
that never rang), ``over`` (it ended before), ``repeated`` (told again, nothing changes), ``replayed`` (the very same message).
Of an agent: ``gone`` (over, or at another desk) and ``refused`` (no right to that card). Source: requirements 1, 2, 4, 5 and 10.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from carnet.domain.call import CallEvent, Phase, standing
from carnet.domain.rights import is_on_the_line
from carnet.reference.after_call import after_call
from carnet.services import agents, audit, callers, cases, desk_visits, search, staff
from carnet.services.turn import paris_date
from carnet.store import calls
from carnet.store.audit import Detail
from carnet.store.calls import BY_HAND, Call
from carnet.store.cases import TOPIC, Case, CaseLine, case_to_change
from carnet.store.events import announce
from carnet.store.staff import Helper

NUMBERS_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """``opened`` with the case, or why not."""

    outcome: str
    case_id: int | None = None


def receive(db: Session, event: CallEvent, stamp: int, now: datetime) -> str:
    """Take down what an exchange tells, signed at ``stamp``: the kind of event once it is taken, or why it is not."""
    call = calls.named(db, event.exchange, event.reference)
    if call is None:
        return _begin(db, event, stamp, now)
    told_at = {"ringing": call.rang_at, "answered": call.answered_at, "ended": call.ended_at}[event.kind]
    if told_at is not None:
        outcome = "repeated" if stamp > call.stamp else "replayed"
    elif call.ended_at is not None:
        outcome = "over"
    else:
        outcome = event.kind
        if event.kind == "answered":
            call.answered_at = now
            desk_visits.make_way(db, call, now)
        else:
            call.ended_at = now
            # Nobody picked up: there is nothing to write up.
            call.done_at = None if call.answered_at else now
        _tell(db, call, now, event.kind)
    call.stamp = max(call.stamp, stamp)
    return outcome


def begin_by_hand(db: Session, helper: Helper, now: datetime) -> Opening:
    """Open a case for a caller whose exchange tells nothing: no number, no name, one gesture."""
    if not is_on_the_line(helper.role):
        return Opening("refused")
    call = _add(db, helper, BY_HAND, secrets.token_hex(8), now)
    call.answered_at = now
    db.flush()
    _tell(db, call, now, "by_hand")
    return open_call(db, helper, call.id, "", now)


def open_call(db: Session, helper: Helper, call_id: int, handle: str, now: datetime) -> Opening:
    """Open the case of a call; ``handle``, of a candidate, makes the caller known, with the call as the reason why."""
    call = _own(db, helper, call_id, now)
    if call is None:
        return Opening("gone")
    if call.ended_at is None:
        desk_visits.make_way(db, call, now)
    person_id = None
    if handle:
        opened = search.open_card(db, helper, handle, "call", now)
        if opened.person_id is None:
            return Opening("refused")
        person_id = opened.person_id
    case = case_to_change(db, call.case_id) if call.case_id else None
    if case is None:
        case = cases.open_case(db, now, channel="phone", helper=helper, person_id=person_id)
        call.case_id = case.id
        agents.announce_line(db, helper.id, now)
    elif person_id is not None and case.person_id != person_id:
        case.person_id = person_id
        cases.changed(db, case, now, helper, "about", "")
    return Opening("opened", case.id)


def hang_up(db: Session, helper: Helper, call_id: int, now: datetime) -> str:
    """End a call that was begun by hand; an exchange tells the end of its own."""
    call = _own(db, helper, call_id, now)
    if call is None or call.exchange != BY_HAND or call.ended_at is not None:
        return "gone"
    call.ended_at = now
    _tell(db, call, now, "ended")
    return "ended"


def finish(db: Session, helper: Helper, now: datetime) -> str:
    """End the time after the call early: the desk is free, and the case is to be checked, never closed."""
    written = [call for call, _ in calls.under_way(db, [helper.id]) if call.ended_at is not None]
    settled = [_settle(db, call.id, now, now, is_said=True) for call in written]
    return "free" if any(settled) else "gone"


def settle(db: Session, now: datetime, helper: Helper | None = None) -> int:
    """Flag the cases of calls whose time is over, at one desk or all; return how many calls. Never closes anything."""
    ids = None if helper is None else [helper.id]
    limit = after_call(paris_date(now))
    standings = [(call, standing(times, now, limit)) for call, times in calls.under_way(db, ids)]
    over = [(call.id, stands.since) for call, stands in standings if stands.phase is Phase.OVER]
    return sum(_settle(db, call_id, now, since) for call_id, since in over)


def number_to_dial(db: Session, helper: Helper, call_id: int, now: datetime) -> str:
    """Return the whole number of one's own caller, to be called back; nothing when it was hidden. The journal keeps who asked."""
    call = db.get(Call, call_id)
    if call is None or call.helper_id != helper.id:
        return ""
    number = calls.number_of(db, call)
    if number:
        _note(db, call, now, "dial")
    return number


def know(
    db: Session, helper: Helper, person_id: int, now: datetime, visit_id: int | None = None
) -> Case | None:
    """Return the case of the call in hand, known now to be about this person; None when there is none, or it is about another."""
    case = case_in_hand(db, helper, now)
    if case is None or case.person_id not in (None, person_id) or case.state == "closed":
        return None
    if case.person_id is None:
        case.person_id = person_id
        cases.changed(db, case, now, helper, "about", "")
    if case.visit_id is None and visit_id is not None:
        _give_visit(db, case, visit_id, now)
    return case


def join(db: Session, helper: Helper, visit_id: int, now: datetime) -> bool:
    """Make a visit that begins during a call part of its case; False when no case of a call waits for one."""
    case = case_in_hand(db, helper, now)
    if case is None or case.visit_id is not None or case.state == "closed":
        return False
    _give_visit(db, case, visit_id, now)
    audit.note(
        db,
        act="case_visit",
        outcome="done",
        now=now,
        channel="console",
        person_id=case.person_id,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"case": case.id},
    )
    return True


def case_in_hand(db: Session, helper: Helper, now: datetime) -> Case | None:
    """Return the case of the call at this desk, or None: what begins meanwhile belongs to it."""
    call, stands = agents.newest_calls(db, [helper.id], now).get(helper.id, (None, None))
    if call is None or call.case_id is None or stands is None or stands.phase is Phase.OVER:
        return None
    return db.get(Case, call.case_id)


def forget(db: Session, now: datetime) -> None:
    """Let the night have the callers' numbers, and what nobody ended."""
    settle(db, now)
    calls.forget_numbers(db, now - NUMBERS_KEPT)


def _give_visit(db: Session, case: Case, visit_id: int, now: datetime) -> None:
    """Let the list of those who wait tell what helps the person, which their visit knows."""
    case.visit_id = visit_id
    announce(db, TOPIC, now)


def _begin(db: Session, event: CallEvent, stamp: int, now: datetime) -> str:
    if event.kind == "ended":
        return "unknown"
    helper = staff.with_login(db, event.to)
    if helper is None or not helper.is_active or not is_on_the_line(helper.role):
        return "nobody"
    chosen = calls.choices_of(db, [helper.id]).get(helper.id)
    if chosen is not None and chosen.choice == "phone_off":
        return "off"
    settle(db, now, helper)
    number = callers.read_caller(event.caller)
    call = _add(db, helper, event.exchange, event.reference, now)
    call.stamp = stamp
    call.number_sealed = calls.sealed_number(db, number, event.reference) if number else None
    call.answered_at = now if event.kind == "answered" else None
    db.flush()
    if call.answered_at:
        desk_visits.make_way(db, call, now)
    # Whom the card will show is read here, once, for the journal; the card itself is drawn for this agent alone.
    _tell(db, call, now, event.kind, {"shown": len(callers.known_by(db, number))})
    return event.kind


def _add(db: Session, helper: Helper, exchange: str, reference: str, now: datetime) -> Call:
    call = Call(exchange=exchange, reference=reference, helper_id=helper.id, rang_at=now, stamp=0)
    db.add(call)
    return call


def _own(db: Session, helper: Helper, call_id: int, now: datetime) -> Call | None:
    """Return the call, held, when it is at this very desk and not over."""
    call = calls.to_change(db, call_id)
    if call is None or call.helper_id != helper.id or call.done_at is not None:
        return None
    times = next((times for each, times in calls.under_way(db, [helper.id]) if each.id == call_id), None)
    is_over = times is None or standing(times, now, after_call(paris_date(now))).phase is Phase.OVER
    return None if is_over else call


def _settle(db: Session, call_id: int, now: datetime, free_since: datetime, *, is_said: bool = False) -> bool:
    """End a call for good, unless another page of the same desk was first: every page asks each second.

    What was checked in it ends too, but for whoever is just called back: ``is_said``, the agent says that this is over as well.
    """
    call = calls.to_change(db, call_id)
    if call is None or call.done_at is not None:
        return False
    call.done_at = now
    helper = db.get_one(Helper, call.helper_id)
    agents.free_again(db, helper, free_since)
    case = case_to_change(db, call.case_id) if call.case_id else None
    if case is not None and case.state != "closed" and not case.to_check:
        case.to_check = True
        # No new version: whoever is writing its end at this very second does not start again.
        db.add(CaseLine(case_id=case.id, at=now, helper_id=helper.id, kind="to_check"))
        announce(db, TOPIC, now)
    desk_visits.end_with(db, call, call.ended_at or free_since, now, spares_called_back=not is_said)
    _tell(db, call, now, "done")
    return True


def _tell(db: Session, call: Call, now: datetime, outcome: str, more: Detail | None = None) -> None:
    agents.announce_line(db, call.helper_id, now)
    _note(db, call, now, outcome, more)


def _note(db: Session, call: Call, now: datetime, outcome: str, more: Detail | None = None) -> None:
    helper = db.get_one(Helper, call.helper_id)
    audit.note(
        db,
        act="call",
        outcome=outcome,
        now=now,
        channel="phone",
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"call": call.id, **(more or {})},
    )
