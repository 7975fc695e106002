"""Cases: opened without knowing who it is about, worked by one helper at a time, never closed without saying how it ended.

Refusals are outcomes: ``taken`` (somebody else has it), ``moved`` (it changed since it was shown), ``gone`` (it is over),
``no_code`` (nobody said how it ended). Source: requirements 4, 10, 17 and 21 of the console.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from carnet.domain import code
from carnet.domain.errors import Invalid
from carnet.domain.wrap_up import choose
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import audit
from carnet.services.turn import paris_date
from carnet.store.audit import Detail
from carnet.store.cases import Case, CaseDraft, CaseLine, CasePresence, case_to_change, lines_of
from carnet.store.events import announce
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

TOPIC = "cases"
PRESENT = timedelta(seconds=30)
LONGEST_NOTE = 4_000


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
    )
    db.add(case)
    db.flush()
    _line(db, case, now, helper, "opened", channel)
    announce(db, TOPIC, now)
    return case


def take(db: Session, case_id: int, helper: Helper, now: datetime) -> str:
    """Give a case to ``helper``: ``mine``, ``taken`` when somebody else has it already, ``gone`` when it is over."""
    case = case_to_change(db, case_id)
    if case is None or case.state == "closed":
        return "gone"
    if case.owner_id not in (None, helper.id):
        return "taken"
    if case.owner_id is None:
        case.owner_id, case.taken_at = helper.id, now
        _changed(db, case, now, helper, "taken", "")
    return "mine"


def hand_back(db: Session, case_id: int, helper: Helper, now: datetime, version: int) -> str:
    """Put a case back for whoever comes first."""
    case, refused = _mine(db, case_id, helper, version)
    if case is None:
        return refused
    case.owner_id = case.taken_at = None
    _changed(db, case, now, helper, "handed_back", "")
    return "handed_back"


def pause(db: Session, case_id: int, helper: Helper, now: datetime, version: int) -> str:
    """Let a case wait for the person: its clock stands still meanwhile."""
    case, refused = _mine(db, case_id, helper, version)
    if case is None:
        return refused
    case.state = "paused" if case.state == "open" else "open"
    _changed(db, case, now, helper, case.state, "")
    return case.state


def close(db: Session, case_id: int, helper: Helper, now: datetime, version: int, wrap_up: str) -> str:
    """End a case with a wrap-up code: the one way in which any button, key, list or clock can."""
    try:
        code_used = choose(wrap_up, wrap_up_codes(paris_date(now)))
    except Invalid:
        return "no_code"
    case, refused = _mine(db, case_id, helper, version)
    if case is None:
        return refused
    case.state, case.wrap_up, case.closed_at, case.due_at = "closed", code_used.name, now, None
    db.execute(delete(CaseDraft).where(CaseDraft.case_id == case.id))
    _changed(db, case, now, helper, "closed", code_used.name)
    return "closed"


def reopen(db: Session, case_id: int, helper: Helper, now: datetime) -> str:
    """Open a case again, in the hands of ``helper``: its clock starts anew."""
    case = case_to_change(db, case_id)
    if case is None or case.state != "closed":
        return "moved"
    case.state, case.wrap_up, case.closed_at, case.to_check = "open", None, None, False
    case.owner_id, case.taken_at, case.opened_at = helper.id, now, now
    _changed(db, case, now, helper, "reopened", "")
    return "reopened"


def write(db: Session, case_id: int, helper: Helper, now: datetime, note: str) -> str:
    """Add a note to the history, whoever has the case: two notes never dispute. The draft is over."""
    case = case_to_change(db, case_id)
    text = note.strip()[:LONGEST_NOTE]
    if case is None or not text:
        return "gone" if case is None else "empty"
    _line(db, case, now, helper, "note", "", text)
    db.execute(delete(CaseDraft).where(CaseDraft.case_id == case_id, CaseDraft.helper_id == helper.id))
    announce(db, TOPIC, now)
    return "written"


def keep_draft(db: Session, case_id: int, helper: Helper, now: datetime, note: str) -> None:
    """Keep what is half written, sealed; an empty one is forgotten."""
    text = note[:LONGEST_NOTE]
    if not text.strip():
        db.execute(delete(CaseDraft).where(CaseDraft.case_id == case_id, CaseDraft.helper_id == helper.id))
        return
    sealed = keys_of(db).seal(None, text.encode(), _draft_mark(case_id, helper))
    db.merge(CaseDraft(case_id=case_id, helper_id=helper.id, note_sealed=sealed, saved_at=now))


def draft(db: Session, case_id: int, helper: Helper) -> str:
    """Return what ``helper`` had half written on a case, or nothing."""
    row = db.get(CaseDraft, (case_id, helper.id))
    return keys_of(db).open(None, row.note_sealed, _draft_mark(case_id, helper)).decode() if row else ""


def note_of(db: Session, line: CaseLine) -> str:
    """Return the text of a note, or nothing for a line without one."""
    if line.note_sealed is None:
        return ""
    return keys_of(db).open(None, line.note_sealed, _note_mark(line.case_id)).decode()


def history(db: Session, case: Case) -> list[CaseLine]:
    return lines_of(db, case.id)


def be_present(db: Session, case_id: int, helper: Helper, now: datetime, doing: str) -> None:
    """Say that ``helper`` reads or writes a case now; other consoles show it until the sign of life is old."""
    db.merge(CasePresence(case_id=case_id, helper_id=helper.id, doing=doing, at=now))


def others_present(db: Session, case_id: int, helper: Helper, now: datetime) -> list[tuple[str, str]]:
    """Return the names of other helpers before the same case, each with ``reading`` or ``writing``."""
    query = (
        select(Helper.name, CasePresence.doing)
        .join(CasePresence, CasePresence.helper_id == Helper.id)
        .where(CasePresence.case_id == case_id, Helper.id != helper.id, CasePresence.at > now - PRESENT)
        .order_by(Helper.name)
    )
    return [(name, doing) for name, doing in db.execute(query)]


def _mine(db: Session, case_id: int, helper: Helper, version: int) -> tuple[Case | None, str]:
    """Return the case when ``helper`` may change it, or why not."""
    case = case_to_change(db, case_id)
    if case is None or case.state == "closed":
        return None, "gone"
    if case.owner_id != helper.id:
        return None, "taken" if case.owner_id else "moved"
    return (case, "") if case.version == version else (None, "moved")


def _changed(db: Session, case: Case, now: datetime, helper: Helper, kind: str, said: str) -> None:
    case.version += 1
    _line(db, case, now, helper, kind, said)
    announce(db, TOPIC, now)


def _line(
    db: Session, case: Case, now: datetime, helper: Helper | None, kind: str, said: str, note: str = ""
) -> None:
    """Write one line of the case's own history, and one of the journal, which holds no text."""
    sealed = keys_of(db).seal(None, note.encode(), _note_mark(case.id)) if note else None
    author = helper.id if helper else None
    db.add(CaseLine(case_id=case.id, at=now, helper_id=author, kind=kind, said=said, note_sealed=sealed))
    detail: Detail = {"case": case.id}
    audit.note(
        db,
        act=f"case_{kind}",
        outcome=said or "done",
        now=now,
        channel="console",
        person_id=case.person_id,
        helper_id=author,
        organisation_id=helper.organisation_id if helper else None,
        detail=detail,
    )


def _note_mark(case_id: int) -> bytes:
    return f"case:{case_id}".encode()


def _draft_mark(case_id: int, helper: Helper) -> bytes:
    return f"draft:{case_id}:{helper.id}".encode()
