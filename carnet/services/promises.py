"""Promised calls: made inside a window of opening hours, tried, kept, or answered by a letter when nobody picks up.

Refusals are outcomes: ``no_window`` (not a window that is offered), ``no_number`` (nothing that can be dialled), ``no_message``
(none may be left), ``not_in_hand`` (whoever has the case promises), and those of ``carnet.services.cases``. Source: requirement 14.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from carnet.domain.callback import Next, State, Window, is_time_to_call, next_state, windows_on
from carnet.domain.errors import Invalid
from carnet.domain.opening import Hours
from carnet.domain.rights import is_on_the_line
from carnet.reference.helpline import hours_in, promises
from carnet.reference.numbering import read_number
from carnet.services import callback_words, cases, circle, news, standing, visits
from carnet.services.turn import PARIS, paris_date
from carnet.store import contacts
from carnet.store.calls import number_of as number_of_call
from carnet.store.cases import Case
from carnet.store.keys import keys_of
from carnet.store.people import Person
from carnet.store.promises import (
    ANSWERS,
    Callback,
    CallbackAttempt,
    callback_to_change,
    last_call_of,
    open_callback_about,
    open_callbacks,
    open_promises,
    tries_of,
)
from carnet.store.staff import Helper

DAYS_OFFERED = 5
FARTHEST = timedelta(days=31)
JUST_MADE = timedelta(minutes=15)
"""So long after the promise, who made it may still tell the person a word that no paper tells."""

_NUMBER = b"callback number"


@dataclass(frozen=True)
class Promised:
    """One open promise as a list shows it. ``owner`` is the name of who has its case, or nothing."""

    callback: Callback
    case: Case
    owner: str
    next: Next
    tries: int


def windows(case: Case, now: datetime) -> list[Window]:
    """Return the windows that may be promised: those that have not begun, on the next five days with any."""
    rules, hours = promises(paris_date(now)).callback, _hours(case)
    found: list[Window] = []
    days = 0
    for ahead in range(FARTHEST.days):
        day = paris_date(now + timedelta(days=ahead))
        offered = [window for window in windows_on(day, hours, rules) if window.starts_at > now]
        if offered and days == DAYS_OFFERED:
            break
        days += bool(offered)
        found += offered
    return found


def known_number(db: Session, case: Case) -> str:
    """Return the number by which the insurer knows the person of a case, or else the one that they called from, or nothing."""
    person = db.get(Person, case.person_id) if case.person_id else None
    for contact in contacts.contacts_of(db, person) if person else []:
        if contact.kind == "phone" and (number := _dialled(contact.value)):
            return number
    call = last_call_of(db, case.id)
    return number_of_call(db, call) if call else ""


def make(
    db: Session,
    case_id: int,
    helper: Helper,
    now: datetime,
    version: int,
    starts_at: datetime | None,
    *,
    number: str = "",
    may_leave_message: bool = False,
) -> str:
    """Promise a call: ``promised``. Without ``number``, at the one that is known; a former promise of the case ends.

    The case goes back to the queue and rises by itself ten minutes before the window.
    """
    # Nobody takes it meanwhile: where no call can be promised, it stays where it was.
    case, refused = cases.workable(db, case_id, helper, now, version, takes=False)
    if case is None:
        return refused
    if not may_make(db, case, helper, now):
        return "taken" if case.owner_id not in (None, helper.id) else "not_in_hand"
    window = next((each for each in windows(case, now) if each.starts_at == starts_at), None)
    if window is None:
        return "no_window"
    dialled = _dialled(number) if number else known_number(db, case)
    if not dialled:
        return "no_number"
    for former in open_callbacks(db, case.id):
        former.state = "given_up"
    printed = callback_words.known_to(db, case)
    db.add(
        Callback(
            case_id=case.id,
            from_at=window.starts_at,
            until_at=window.ends_at,
            number_sealed=keys_of(db).seal(None, dialled.encode(), _NUMBER),
            word_sealed=callback_words.sealed(db, printed or callback_words.drawn()),
            is_word_printed=bool(printed),
            may_leave_message=may_leave_message,
            made_by=helper.id,
            made_at=now,
        )
    )
    db.flush()
    _rests(case)
    cases.changed(db, case, now, helper, "promised", "")
    return "promised"


def may_make(db: Session, case: Case, helper: Helper, now: datetime) -> bool:
    """Tell whether ``helper`` may promise a call: their own case, or that of the visit that they accompany now.

    The line also promises for what nobody has: it is the line that calls, and it could take the case in the same breath.
    """
    if case.owner_id == helper.id:
        return True
    if case.owner_id is not None:
        return False
    return visits.goes_on_with(db, case.visit_id, helper, now) is not None or is_on_the_line(helper.role)


def may_look(db: Session, callback: Callback, helper: Helper, now: datetime) -> bool:
    """Tell whether a promise is there for ``helper``: they see its case, or have just made it and tell the person."""
    return is_fresh(callback, helper, now) or circle.may_see(db, callback.case_id, helper, now)


def is_fresh(callback: Callback, helper: Helper, now: datetime) -> bool:
    """Tell whether ``helper`` has just made this promise, and still tells the person."""
    is_just_made = callback.made_by == helper.id and now - callback.made_at < JUST_MADE
    return is_just_made and callback.state == "open"


def is_time(db: Session, callback: Callback, case: Case, now: datetime) -> bool:
    """Tell whether it is the time of a promised call."""
    tried, rules = tries_of(db, [callback.id]).get(callback.id, []), promises(paris_date(now)).callback
    window = Window(callback.from_at, callback.until_at)
    return is_time_to_call(tried, now, window=window, hours=_hours(case), rules=rules)


def take(db: Session, callback_id: int, helper: Helper, now: datetime) -> str:
    """Give the case of a promise to who will call, on the line: ``mine``, ``taken`` or ``gone``; the promise stays."""
    callback = callback_to_change(db, callback_id)
    if callback is None or callback.state != "open" or not is_on_the_line(helper.role):
        return "gone"
    return cases.take(db, callback.case_id, helper, now)


def tried(db: Session, callback_id: int, helper: Helper, now: datetime, answer: str) -> str:
    """Write how a try ended: ``answered``, ``later`` (another half-day), ``letter`` (one leaves), ``no_letter`` (none can)."""
    callback, case, refused = _in_hand(db, callback_id, helper, now)
    if callback is None or case is None:
        return refused
    if answer not in ANSWERS:
        return "moved"
    if answer == "message_left" and not callback.may_leave_message:
        return "no_message"
    db.add(CallbackAttempt(callback_id=callback.id, at=now, helper_id=helper.id, outcome=answer))
    db.flush()
    if answer == "answered":
        callback.state, case.state = "done", "open"
        cases.changed(db, case, now, helper, "tried", answer)
        return "answered"
    asks = _next(callback, case, tries_of(db, [callback.id])[callback.id], now)
    # A wrong number is not tried again: a stranger would be called three times.
    if answer != "wrong_number" and asks.state is not State.LETTER:
        _rests(case)
        cases.changed(db, case, now, helper, "tried", answer)
        return "later"
    cases.changed(db, case, now, helper, "tried", answer)
    return _write_instead(db, callback, case, helper, now)


def give_up(db: Session, callback_id: int, helper: Helper, now: datetime) -> str:
    """End a promise because the person no longer wants the call: only somebody's own gesture does that."""
    callback = callback_to_change(db, callback_id)
    if callback is None or callback.state != "open" or not may_look(db, callback, helper, now):
        return "gone"
    case = db.get_one(Case, callback.case_id)
    if case.owner_id not in (None, helper.id):
        return "taken"
    callback.state, case.state = "given_up", "open"
    cases.changed(db, case, now, helper, "promise_given_up", "")
    return "given_up"


def number_of(db: Session, callback: Callback) -> str:
    """Return the whole number: a page shows its ends alone, ``carnet.services.dialling`` gives it to the telephone."""
    return keys_of(db).open(None, callback.number_sealed, _NUMBER).decode()


def next_of(db: Session, case: Case, now: datetime) -> Next | None:
    """Return what the open promise of a case asks at ``now``, or None without one."""
    for callback in open_callbacks(db, case.id):
        return _next(callback, case, tries_of(db, [callback.id])[callback.id], now)
    return None


def due_today(db: Session, now: datetime, helper: Helper) -> list[Promised]:
    """Return the promises that ``helper`` sees to be kept until midnight in Paris, the first first; what was missed comes with them.

    Two queries, whatever their number; a third for who is not on the line.
    """
    tomorrow = datetime.combine(paris_date(now) + timedelta(days=1), time(), PARIS)
    rises_before = promises(paris_date(now)).callback.rises_before
    known = open_promises(db, tomorrow + rises_before)
    if not is_on_the_line(helper.role):
        there = circle.seen_among(db, [case.id for _, case, _ in known], helper, now)
        known = [each for each in known if each[1].id in there]
    found = _promised(db, known, now)
    due = [each for each in found if each.next.top_at is None or each.next.top_at < tomorrow]
    return sorted(due, key=lambda each: (each.next.top_at or now, each.callback.id))


def open_for(db: Session, case: Case) -> Callback | None:
    """Return the open promise of a case, or of another case of the same person: a new contact does not end it."""
    return open_callback_about(db, case.id, case.person_id)


def open_seen(db: Session, case: Case, helper: Helper, now: datetime) -> Callback | None:
    """Return that promise when ``helper`` may see it: the one of another case may not be theirs to know of."""
    found = open_for(db, case)
    is_seen = found is not None and (found.case_id == case.id or may_look(db, found, helper, now))
    return found if is_seen else None


def _promised(
    db: Session, found: Sequence[tuple[Callback, Case, str | None]], now: datetime
) -> Iterator[Promised]:
    tried = tries_of(db, [callback.id for callback, _case, _owner in found])
    for callback, case, owner in found:
        tries = tried[callback.id]
        yield Promised(callback, case, owner or "", _next(callback, case, tries, now), len(tries))


def _next(callback: Callback, case: Case, tried: list[datetime], now: datetime) -> Next:
    rules, window = promises(paris_date(now)).callback, Window(callback.from_at, callback.until_at)
    return next_state(tried, now, window=window, hours=_hours(case), rules=rules)


def _hours(case: Case) -> Hours:
    return hours_in(case.department or standing.EVERYWHERE)


def _in_hand(
    db: Session, callback_id: int, helper: Helper, now: datetime
) -> tuple[Callback | None, Case | None, str]:
    callback = callback_to_change(db, callback_id)
    if callback is None or callback.state != "open" or not may_look(db, callback, helper, now):
        return None, None, "gone"
    case = db.get_one(Case, callback.case_id)
    if case.owner_id != helper.id:
        return None, None, "taken" if case.owner_id else "moved"
    return callback, case, ""


def _write_instead(db: Session, callback: Callback, case: Case, helper: Helper, now: datetime) -> str:
    """Send a letter in the place of the call; without anybody or any address to write to, the case goes on in hand."""
    person = db.get(Person, case.person_id) if case.person_id else None
    is_sent = person is not None and news.tell_of_call(db, person, paris_date(callback.from_at), now)
    callback.state, case.state = "letter" if is_sent else "given_up", "open"
    cases.changed(db, case, now, helper, "letter" if is_sent else "no_letter", "")
    return "letter" if is_sent else "no_letter"


def _rests(case: Case) -> None:
    case.state, case.owner_id, case.taken_at = "promised", None, None


def _dialled(text: str) -> str:
    try:
        return read_number(text)
    except Invalid:
        return ""
