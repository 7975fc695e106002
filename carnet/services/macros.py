"""Macros: several changes of one case under one name, listed before they run, all or none, undone within ten seconds.

A macro goes through the same functions as any button, so that it can skip no rule. Source: requirement 11 of the console.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from carnet.services import audit, case_history, cases, circle, standing
from carnet.services.changes import DONE
from carnet.services.macro_effects import EFFECTS, UNDO, UNDOES
from carnet.store.cases import TOPIC, CaseLine, case_to_change
from carnet.store.events import announce
from carnet.store.keys import keys_of
from carnet.store.macros import Macro, MacroRun, last_run
from carnet.store.staff import Helper

MOST_EFFECTS: Final = 6
MOST_MACROS: Final = 9
LONGEST_NAME: Final = 40
LONGEST_VALUE: Final = 500
_RESTORED: Final = ("state", "priority", "labels", "wrap_up", "owner_id", "department", "to_check")
_INSTANTS: Final = ("taken_at", "closed_at", "opened_at")


@dataclass(frozen=True)
class Effect:
    """One change: its kind is a name of ``EFFECTS``."""

    kind: str
    value: str = ""


@dataclass(frozen=True)
class Known:
    """A macro, opened. ``key`` is the digit that starts it; ``uses`` are for its owner to see."""

    id: int
    name: str
    effects: tuple[Effect, ...]
    is_mine: bool
    is_shared: bool
    uses: int


_LAST: Final = {"assign": 1, "callback": 2, "wrap_up": 3}
"""Whatever gives a case away or ends it comes after what needs it in hand."""


def keep(
    db: Session,
    helper: Helper,
    now: datetime,
    *,
    name: str,
    effects: Sequence[Effect],
    is_shared: bool = False,
) -> Macro | str:
    """Return a new macro of ``helper``; ``no_name``, ``empty``, ``unknown`` or ``no_code`` when it cannot be one."""
    title, kept = name.strip()[:LONGEST_NAME], [each for each in effects if each.kind][:MOST_EFFECTS]
    refusal = _refusal(now, title, kept)
    if refusal:
        return refusal
    ordered = sorted(kept, key=lambda each: _LAST.get(each.kind, 0))
    content = json.dumps(
        {"name": title, "effects": [[each.kind, each.value[:LONGEST_VALUE]] for each in ordered]}
    )
    macro = Macro(owner_id=helper.id, is_shared=is_shared, content_sealed=b"", made_at=now)
    db.add(macro)
    db.flush()
    macro.content_sealed = keys_of(db).seal(None, content.encode(), _mark(macro.id))
    _note(db, helper, now, "macro_kept", "done", {"macro": macro.id})
    return macro


def end(db: Session, macro_id: int, helper: Helper, now: datetime) -> str:
    """Put a macro of ``helper``'s own away: ``ended``, or ``gone``."""
    macro = db.get(Macro, macro_id)
    if macro is None or macro.owner_id != helper.id or macro.ended_at is not None:
        return "gone"
    macro.ended_at = now
    _note(db, helper, now, "macro_ended", "done", {"macro": macro.id})
    return "ended"


def known(db: Session, helper: Helper) -> tuple[Known, ...]:
    """Return the macros that ``helper`` may start, in the order of their keys: their own, then those shared by colleagues."""
    shared = select(Helper.id).where(Helper.organisation_id == helper.organisation_id)
    query = (
        select(Macro)
        .where(Macro.ended_at.is_(None))
        .where(or_(Macro.owner_id == helper.id, Macro.is_shared & Macro.owner_id.in_(shared)))
        .order_by((Macro.owner_id != helper.id), Macro.id)
    )
    return tuple(_open(db, macro, helper) for macro in db.scalars(query.limit(MOST_MACROS)))


def find(db: Session, macro_id: int, helper: Helper) -> Known | None:
    """Return a macro that ``helper`` may start, or None."""
    return next((each for each in known(db, helper) if each.id == macro_id), None)


def run(
    db: Session, macro_id: int, case_id: int, helper: Helper, now: datetime, version: int
) -> MacroRun | str:
    """Return the run of a macro on a case, all its effects made; otherwise nothing is made and the refusal is returned."""
    macro, case = find(db, macro_id, helper), circle.to_change(db, case_id, helper, now)
    if macro is None or case is None or case.state == "closed":
        return "gone"
    if case.version != version:
        return "moved"
    before = {name: getattr(case, name) for name in _RESTORED}
    before |= {name: _told(getattr(case, name)) for name in _INSTANTS}
    after_line = db.scalars(select(func.coalesce(func.max(CaseLine.id), 0))).one()
    attempt = db.begin_nested()
    for effect in macro.effects:
        outcome = EFFECTS[effect.kind](db, case_id, helper, now, case.version, effect.value)
        if outcome not in DONE:
            attempt.rollback()
            return outcome
    db.flush()
    attempt.commit()
    made = MacroRun(
        macro_id=macro.id,
        case_id=case_id,
        helper_id=helper.id,
        at=now,
        version=case.version,
        before=before,
        after_line=after_line,
    )
    db.add(made)
    db.get_one(Macro, macro.id).uses += 1
    _note(db, helper, now, "macro_run", "done", {"macro": macro.id, "case": case_id})
    db.flush()
    return made  # fmt: skip


def undo(db: Session, run_id: int, helper: Helper, now: datetime) -> str:
    """Put a case back as it stood before a run: ``undone``; ``late`` after ten seconds, ``moved`` when it changed since."""
    made = db.get(MacroRun, run_id, with_for_update=True)
    if made is None or made.helper_id != helper.id or made.undone_at is not None:
        return "gone"
    if now - made.at > UNDO:
        return "late"
    case = case_to_change(db, made.case_id)
    if case is None or case.version != made.version:
        return "moved"
    for name in _RESTORED:
        setattr(case, name, made.before[name])
    for name in _INSTANTS:
        setattr(case, name, _instant(made.before[name]))
    case.version += 1
    made.undone_at = now
    # Its own lines go, so that no pause and no note remains; the journal keeps every one of them. What the helper had half
    # written is no effect of the macro: it was saved as a note when the case ended, and stays one.
    db.execute(
        delete(CaseLine).where(
            CaseLine.case_id == case.id, CaseLine.id > made.after_line, CaseLine.helper_id == helper.id, CaseLine.at == made.at,
            CaseLine.said != case_history.UNSENT,
        )
    )  # fmt: skip
    for take_back in UNDOES.values():
        take_back(db, case, helper, made.at)
    db.add(CaseLine(case_id=case.id, at=now, helper_id=helper.id, kind="undone", said="", note_sealed=None))
    db.flush()
    standing.settle(db, case, now)
    announce(db, TOPIC, now)
    _note(db, helper, now, "macro_undone", "done", {"macro": made.macro_id, "case": case.id}, case.person_id)
    return "undone"


def undoable(db: Session, helper: Helper, now: datetime) -> int:
    """Return the number of the run that ``helper`` can still undo, or nothing (0)."""
    return last_run(db, helper.id, now - UNDO)


def _refusal(now: datetime, title: str, effects: Sequence[Effect]) -> str:
    if not title:
        return "no_name"
    if not effects:
        return "empty"
    if any(each.kind not in EFFECTS for each in effects) or len({each.kind for each in effects}) < len(
        effects
    ):
        return "unknown"
    if any(each.kind == "wrap_up" and not cases.may_end_with(each.value, now) for each in effects):
        return "no_code"
    return "empty" if any(each.kind == "note" and not each.value.strip() for each in effects) else ""


def _open(db: Session, macro: Macro, helper: Helper) -> Known:
    content: Mapping[str, Any] = json.loads(keys_of(db).open(None, macro.content_sealed, _mark(macro.id)))
    is_mine = macro.owner_id == helper.id
    return Known(
        id=macro.id,
        name=content["name"],
        effects=tuple(Effect(kind, value) for kind, value in content["effects"]),
        is_mine=is_mine,
        is_shared=macro.is_shared,
        uses=macro.uses if is_mine else 0,
    )


def _note(
    db: Session, helper: Helper, now: datetime, act: str, outcome: str, detail: Mapping[str, int], person_id: int | None = None
) -> None:  # fmt: skip
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="console",
        person_id=person_id,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail=detail,
    )


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _instant(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _mark(macro_id: int) -> bytes:
    return f"macro:{macro_id}".encode()
