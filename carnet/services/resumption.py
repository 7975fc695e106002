"""Resume codes: three signs find the visit, five are secret. Single use, slow hash, counted per code and per place."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete

from carnet.domain import code
from carnet.services import identity, lockouts, slow_hash, visits
from carnet.services.turn import Turn, binding
from carnet.store.visits import Proof, ResumeCode, Seal, Visit

TRIES = 5


UNTYPED: Final = frozenset({"resume_shown", "beside"})
"""What a visit keeps under seal without anybody having typed it."""


def is_worth_it(turn: Turn) -> bool:
    """Tell whether whoever leaves now loses something: a fact typed, or a proof made."""
    return turn.proof is not None or any(value for name, value in turn.kept.items() if name not in UNTYPED)


def give(turn: Turn) -> str:
    """Return the resume code of this visit: the one it has shown while that one still works, else a new one.

    Whoever asks twice may have noted the first: it must not die of it.
    """
    shown = turn.kept.get("resume_shown", "")
    row = turn.db.get(ResumeCode, shown[: code.SELECTOR_LENGTH]) if shown else None
    if row is None or not _is_alive(row, turn.now):
        return make(turn)
    row.valid_until = _ends_at(turn)
    return shown


def make(turn: Turn) -> str:
    """Return a new resume code for this visit; it is shown once, only its slow hash is stored. The former one ends."""
    former = delete(ResumeCode).where(ResumeCode.visit_id == turn.visit.id, ResumeCode.used_at.is_(None))
    turn.db.execute(former)
    while True:
        signs = code.make_resume_code(secrets.token_bytes)
        selector, secret = code.read_resume_code(signs)
        if turn.db.get(ResumeCode, selector) is None:
            break
    turn.db.add(
        ResumeCode(
            selector=selector,
            visit_id=turn.visit.id,
            secret_hash=slow_hash.make(secret),
            made_at=turn.now,
            valid_until=_ends_at(turn),
        )
    )
    turn.keep(resume_shown=signs)
    turn.note("make_resume_code", "made", turn.visit.person_id)
    return signs


@binding
def resume(turn: Turn, signs: str) -> str:
    """Hand the visit of a good code over to this surface (``turn.successor``); a wrong, late or used one is just wrong."""
    place = _place(turn)
    if is_paused(turn):
        return "wrong"
    selector, secret = code.read_resume_code(signs)
    row = turn.db.get(ResumeCode, selector, with_for_update=True)
    is_alive = row is not None and _is_alive(row, turn.now)
    # The slow hash is worked out for an unknown code too: the time tells nothing.
    if not slow_hash.fits(row.secret_hash if row else "", secret) or not is_alive or row is None:
        if row is not None:
            row.failures += 1
        lockouts.fail(turn.db, turn.now, **place)
        turn.note("resume", "wrong")
        return "wrong"
    row.used_at = turn.now
    visit = turn.db.get_one(Visit, row.visit_id)
    # What was typed was sealed with the first cookie, and what was proved was proved elsewhere: both start again.
    turn.db.execute(delete(Seal).where(Seal.visit_id == visit.id))
    turn.db.execute(delete(Proof).where(Proof.visit_id == visit.id))
    visits.take_over(turn, visit, surface=turn.surface)
    turn.note("resume", "resumed", visit.person_id)
    return "resumed"


def is_paused(turn: Turn) -> bool:
    """Tell whether this place has tried too many wrong codes, and must wait."""
    return lockouts.locked(turn.db, turn.now, **_place(turn))


@binding
def after(turn: Turn, wish: str) -> str:
    """Print the resume code, leave, or go back to the choices."""
    return wish if wish == "print" else identity.place(turn, wish)


def _is_alive(row: ResumeCode, now: datetime) -> bool:
    return row.used_at is None and now <= row.valid_until and row.failures < TRIES


def _ends_at(turn: Turn) -> datetime:
    return turn.now + timedelta(hours=turn.delays.resume_hours)


def _place(turn: Turn) -> dict[str, str]:
    return {"kiosk": turn.visit.kiosk} if turn.helper is None else {"code": f"console-{turn.helper.id}"}
