"""Cases: opened without knowing who it is about, worked by one helper at a time, never closed without saying how it ended.

Refusals are outcomes: ``taken`` (somebody else has it), ``moved`` (it changed since it was shown), ``gone`` (it is over),
``no_code`` (nobody said how it ended), ``promised_first`` (a call is promised: it is kept or given up first), ``nobody`` (no such helper), ``unknown`` (no such word). A case that
``carnet.services.circle`` does not show is one that never was. Source: requirements 4, 10, 17 and 21 of the console.
"""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from carnet.domain import code
from carnet.domain.errors import Invalid
from carnet.domain.label import LABELS
from carnet.domain.rights import is_on_the_line
from carnet.domain.wrap_up import choose
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import circle, standing
from carnet.services.case_history import add_line, keep_unsent
from carnet.services.turn import paris_date
from carnet.services.visits import is_over
from carnet.store.cases import PRIORITIES, TOPIC, Case, case_to_change
from carnet.store.events import announce
from carnet.store.staff import Helper, Organisation
from carnet.store.visits import Comfort, Visit


def open_case(
    db: Session,
    now: datetime,
    *,
    channel: str,
    helper: Helper | None = None,
    place: str = "",
    visit_id: int | None = None,
    person_id: int | None = None,
    subject: str = "",
    step: str = "",
    priority: str = "normal",
    department: str = "",
) -> Case:
    """Return a new case; nothing about a person is asked for. ``helper`` has it in hand at once."""
    case = Case(
        reference=code.make_proof_number(secrets.token_bytes),
        channel=channel,
        place=place,
        visit_id=visit_id,
        person_id=person_id,
        subject=subject,
        step=step,
        opened_at=now,
        owner_id=helper.id if helper else None,
        taken_at=now if helper else None,
        priority=priority,
        department=department or _department_of(db, helper),
    )
    db.add(case)
    db.flush()
    add_line(db, case, now, helper, "opened", channel)
    standing.settle(db, case, now)
    announce(db, TOPIC, now)
    return case


def join(
    db: Session, case_id: int, now: datetime, *, visit: Visit, subject: str = "", step: str = ""
) -> None:
    """Let a case that waits at a kiosk stand for who presses now, when whoever asked before is gone."""
    case = case_to_change(db, case_id)
    former = db.get(Visit, case.visit_id) if case is not None and case.visit_id is not None else None
    if case is None or former is None or not is_over(former, db.get_one(Comfort, former.id), now):
        return
    case.visit_id, case.person_id, case.subject, case.step = visit.id, visit.person_id, subject, step
    changed(db, case, now, None, "asked_again", "")


def take(db: Session, case_id: int, helper: Helper, now: datetime) -> str:
    """Give a case to ``helper``: ``mine``, ``taken`` when somebody else has it already, ``gone`` when it is over."""
    case = circle.to_change(db, case_id, helper, now)
    return take_up(db, case, helper, now) if case is not None else "gone"


def take_up(db: Session, case: Case, helper: Helper, now: datetime) -> str:
    """Give a case, held, to ``helper``, as ``take`` does: its person is there with them, whoever might see it before."""
    if case.state == "closed":
        return "gone"
    if case.owner_id not in (None, helper.id):
        return "taken"
    if case.owner_id is None:
        _hand_to(db, case, helper, now)
        changed(db, case, now, helper, "taken", "")
    return "mine"


def hand_back(db: Session, case_id: int, helper: Helper, now: datetime, version: int) -> str:
    """Put a case back for whoever comes first."""
    case, refused = held(db, case_id, helper, now, version)
    if case is None:
        return refused
    case.owner_id = case.taken_at = None
    changed(db, case, now, helper, "handed_back", "")
    return "handed_back"


def pause(db: Session, case_id: int, helper: Helper, now: datetime, version: int) -> str:
    """Let a case wait for the person: its clock stands still meanwhile."""
    case, refused = workable(db, case_id, helper, now, version)
    if case is None:
        return refused
    if case.state == "promised":
        return "promised_first"
    case.state = "paused" if case.state == "open" else "open"
    changed(db, case, now, helper, case.state, "")
    return case.state


def close(db: Session, case_id: int, helper: Helper | None, now: datetime, version: int, wrap_up: str) -> str:
    """End a case with a wrap-up code: the one way in which any button, key, macro, list, program or clock can.

    ``helper`` is None when the house itself ends it; a case that nobody has is taken by whoever ends it. What anybody had
    half written becomes a note of theirs.
    """
    if not may_end_with(wrap_up, now):
        return "no_code"
    case, refused = workable(db, case_id, helper, now, version)
    if case is None:
        return refused
    if case.state == "promised":
        return "promised_first"
    case.state, case.wrap_up, case.closed_at, case.due_at = "closed", wrap_up, now, None
    keep_unsent(db, case, now)
    changed(db, case, now, helper, "closed", wrap_up)
    return "closed"


def may_end_with(wrap_up: str, now: datetime) -> bool:
    """Tell whether a code is in use: the one question that every route to an end asks."""
    try:
        choose(wrap_up, wrap_up_codes(paris_date(now)))
    except Invalid:
        return False
    return True


def assign(db: Session, case_id: int, helper: Helper, now: datetime, version: int, to_id: int) -> str:
    """Give a case that is free, or one's own, to somebody; a supervisor may give anybody's: ``assigned``."""
    to = db.get(Helper, to_id)
    if to is None or not to.is_active:
        return "nobody"
    case, refused = workable(db, case_id, helper, now, version, takes=False)
    if case is None:
        return refused
    _hand_to(db, case, to, now)
    changed(db, case, now, helper, "assigned", "")
    return "assigned"


def prioritise(db: Session, case_id: int, helper: Helper, now: datetime, version: int, priority: str) -> str:
    """Give a case another priority, hence another deadline from the same start: ``prioritised``."""
    if priority not in PRIORITIES:
        return "unknown"
    case, refused = workable(db, case_id, helper, now, version, takes=False)
    if case is None:
        return refused
    case.priority = priority
    changed(db, case, now, helper, "prioritised", priority)
    return "prioritised"


def label(db: Session, case_id: int, helper: Helper, now: datetime, version: int, name: str) -> str:
    """Stick a label on a case, or take it off when it is there: ``labelled``. ``+name`` only ever sticks it on."""
    wanted = name.removeprefix("+")
    if wanted not in LABELS:
        return "unknown"
    case, refused = workable(db, case_id, helper, now, version, takes=False)
    if case is None:
        return refused
    present = set(case.labels.split())
    kept = present | {wanted} if name.startswith("+") else present ^ {wanted}
    case.labels = " ".join(each for each in LABELS if each in kept)
    changed(db, case, now, helper, "labelled", wanted)
    return "labelled"


def reopen(db: Session, case_id: int, helper: Helper, now: datetime) -> str:
    """Open a case again, in the hands of ``helper``: its clock starts anew. ``not_yours``: only who ended it may, or the line."""
    case = circle.to_change(db, case_id, helper, now)
    if case is None or case.state != "closed":
        return "moved"
    if case.owner_id != helper.id and not is_on_the_line(helper.role):
        return "not_yours"
    case.state, case.wrap_up, case.closed_at, case.to_check = "open", None, None, False
    case.owner_id, case.taken_at, case.opened_at = helper.id, now, now
    changed(db, case, now, helper, "reopened", "")
    return "reopened"


def may_change(case: Case, helper: Helper) -> bool:
    """Tell whether ``helper`` may correct a case that they see: the line any, anybody else what is free, or their own."""
    return case.owner_id in (None, helper.id) or is_on_the_line(helper.role)


def workable(
    db: Session, case_id: int, helper: Helper | None, now: datetime, version: int, *, takes: bool = True
) -> tuple[Case | None, str]:
    """Return the case when it is free or ``helper``'s own, or why not. ``takes``: a free one is now theirs.

    A supervisor who does not take it may change anybody's; the house, which is nobody, only what waits for the person.
    """
    case = circle.to_change(db, case_id, helper, now) if helper else case_to_change(db, case_id)
    if case is None or case.state == "closed":
        return None, "gone"
    if helper is None:
        return (case, "") if case.version == version and case.state == "paused" else (None, "moved")
    may_take = not takes and helper.role == "supervisor"
    if case.owner_id not in (None, helper.id) and not may_take:
        return None, "taken"
    if case.version != version:
        return None, "moved"
    if takes and case.owner_id is None:
        _hand_to(db, case, helper, now)
    return case, ""


def _hand_to(db: Session, case: Case, helper: Helper, now: datetime) -> None:
    case.owner_id, case.taken_at = helper.id, now
    case.department = case.department or _department_of(db, helper)


def _department_of(db: Session, helper: Helper | None) -> str:
    return db.get_one(Organisation, helper.organisation_id).department if helper else ""


def held(db: Session, case_id: int, helper: Helper, now: datetime, version: int) -> tuple[Case | None, str]:
    """Return the case, held, when ``helper`` has it in hand and saw it as it is; or none and why not."""
    case = circle.to_change(db, case_id, helper, now)
    if case is None or case.state == "closed":
        return None, "gone"
    if case.owner_id != helper.id:
        return None, "taken" if case.owner_id else "moved"
    return (case, "") if case.version == version else (None, "moved")


def changed(db: Session, case: Case, now: datetime, helper: Helper | None, kind: str, said: str) -> None:
    """Write what was done to a case in its history and in the journal, find its place anew, tell every console that looks."""
    case.version += 1
    add_line(db, case, now, helper, kind, said)
    standing.settle(db, case, now)
    announce(db, TOPIC, now)
