"""What was written on a case: the lines of its history, its notes, and what is half written. Notes are sealed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from carnet.services import audit, circle
from carnet.store.audit import Detail
from carnet.store.cases import (
    TOPIC,
    Case,
    CaseDraft,
    CaseLine,
    case_to_change,
    drafts_of,
    lines_of,
    save_draft,
    seen_by,
    signed_lines_of,
)
from carnet.store.events import announce
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

LONGEST_NOTE = 4_000
UNSENT: Final = "unsent"
"""Said of a note that its author had not sent when the case ended."""


@dataclass(frozen=True)
class Told:
    """One line of a case's history, its note opened. ``author`` is empty when the house wrote it."""

    line: CaseLine
    author: str
    note: str = field(repr=False)


@dataclass(frozen=True)
class Shown:
    """A case as one helper sees it. ``owner`` has it in hand, nobody when empty; ``draft`` is what they had half written."""

    case: Case
    owner: str
    draft: str = field(repr=False)
    lines: tuple[Told, ...]


def write(db: Session, case_id: int, helper: Helper, now: datetime, note: str) -> str:
    """Add a note to the history, as ``add_note`` does: it is what ``helper`` had half written, so that the draft is over."""
    outcome = add_note(db, case_id, helper, now, note)
    if outcome == "written":
        db.execute(delete(CaseDraft).where(CaseDraft.case_id == case_id, CaseDraft.helper_id == helper.id))
    return outcome


def add_note(db: Session, case_id: int, helper: Helper, now: datetime, note: str) -> str:
    """Add a note to the history, whoever has the case: two notes never dispute. What is half written stays half written."""
    return _added(db, circle.to_change(db, case_id, helper, now), helper, now, note)


def say_why(db: Session, case_id: int, helper: Helper, now: datetime, reason: str) -> str:
    """Add the reason of a change that ``helper`` has just made: by it the case may have left what they see."""
    return _added(db, case_to_change(db, case_id), helper, now, reason)


def _added(db: Session, case: Case | None, helper: Helper, now: datetime, note: str) -> str:
    text = note.strip()[:LONGEST_NOTE]
    if case is None or not text:
        return "gone" if case is None else "empty"
    add_line(db, case, now, helper, "note", "", text)
    announce(db, TOPIC, now)
    return "written"


def keep_draft(db: Session, case_id: int, helper: Helper, now: datetime, note: str) -> None:
    """Keep what is half written, sealed; an empty one is forgotten."""
    text = note[:LONGEST_NOTE]
    if not text.strip():
        db.execute(delete(CaseDraft).where(CaseDraft.case_id == case_id, CaseDraft.helper_id == helper.id))
        return
    sealed = keys_of(db).seal(None, text.encode(), _draft_mark(case_id, helper))
    save_draft(db, case_id, helper.id, sealed, now)


def keep_unsent(db: Session, case: Case, now: datetime) -> None:
    """Make a note of whatever anybody had half written on a case that ends, signed by its author: no sign of it is lost."""
    for row, author in drafts_of(db, case.id):
        text = _draft_of(db, case.id, author, row.note_sealed).strip()
        if text:
            add_line(db, case, now, author, "note", UNSENT, text)
        db.delete(row)


def draft(db: Session, case_id: int, helper: Helper) -> str:
    """Return what ``helper`` had half written on a case, or nothing."""
    row = db.get(CaseDraft, (case_id, helper.id), populate_existing=True)
    return _draft_of(db, case_id, helper, row.note_sealed) if row else ""


def look(db: Session, case_id: int, helper: Helper, now: datetime) -> Shown | None:
    """Return a case as ``helper`` sees it, with what they may read of it, or None; three queries at most, however long it is.

    What others wrote stays closed until the case is in the hands of theirs, but for the line and for who wrote it.
    """
    sees, reads = circle.sight(db, case_id, helper, now)
    seen = seen_by(db, case_id, helper.id) if sees else None
    if seen is None:
        return None
    return Shown(
        case=seen.case,
        owner=seen.owner or "",
        draft=_draft_of(db, case_id, helper, seen.draft_sealed) if seen.draft_sealed else "",
        lines=tuple(
            Told(line, author or "", note_of(db, line) if reads or line.helper_id == helper.id else "")
            for line, author in signed_lines_of(db, case_id)
        ),
    )


def _draft_of(db: Session, case_id: int, helper: Helper, sealed: bytes) -> str:
    return keys_of(db).open(None, sealed, _draft_mark(case_id, helper)).decode()


def note_of(db: Session, line: CaseLine) -> str:
    """Return the text of a note, or nothing for a line without one."""
    if line.note_sealed is None:
        return ""
    return keys_of(db).open(None, line.note_sealed, _note_mark(line.case_id)).decode()


def history(db: Session, case: Case) -> list[CaseLine]:
    return lines_of(db, case.id)


def add_line(
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
