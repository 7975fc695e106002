"""Sessions of a console: who is there, how long, behind which veil; the server ends any of them at once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from carnet.services import audit
from carnet.services.staff import factors, journal
from carnet.store.credentials import Credential
from carnet.store.staff import Helper, HelperSession, Membership, is_living, with_token

LOCK = timedelta(minutes=5)
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
NEWS = timedelta(seconds=20)
"""A console that polls is written down as present this often, not at each poll."""
UNLOCK_TRIES = 3


@dataclass(frozen=True)
class SignedIn:
    """``membership`` is None for an account that nobody gave more than the smaller power."""

    session: HelperSession
    helper: Helper
    membership: Membership | None = None


def present(db: Session, token: bytes, now: datetime) -> SignedIn | None:
    """Return who is signed in with ``token``; None once signed out, idle for 15 minutes, or after 10 hours.

    What is noted in ``db`` from here on names this session.
    """
    found = with_token(db, hash_of(token))
    if found is None:
        return None
    session, helper, membership = found
    is_over = (
        session.ended_at is not None or now - session.acted_at > IDLE or now - session.started_at > LONGEST
    )
    if is_over or not helper.is_active:
        return None
    audit.name_credential(db, session.method, session.id)
    return SignedIn(session, helper, membership)


def ends_at(session: HelperSession) -> datetime:
    """Return when ``session`` closes if nobody does anything more."""
    return min(session.acted_at + IDLE, session.started_at + LONGEST)


def keep_alive(db: Session, session_id: int, now: datetime, *, acted: bool) -> None:
    """Write that the console is there, and, when a person ``acted``, that it is not idle."""
    values = {"seen_at": now, "acted_at": now} if acted else {"seen_at": now}
    db.execute(update(HelperSession).where(HelperSession.id == session_id).values(values))


def is_locked(signed_in: SignedIn, now: datetime) -> bool:
    """Tell whether the console shows its veil: somebody asked for it, or nobody did anything for five minutes."""
    session = signed_in.session
    return session.locked_at is not None or now - session.acted_at > LOCK


def lock(signed_in: SignedIn, now: datetime) -> None:
    """Draw the veil now; the time without a gesture goes on counting. Who lifts it by a PIN has proved nothing else."""
    signed_in.session.locked_at, signed_in.session.proved_at = now, None


def quick_way(db: Session, helper: Helper) -> str:
    """Return what lifts the veil when typed: ``pin``, ``password`` where there is none, empty where there is neither."""
    return "pin" if pin_of(db, helper) else "password" if helper.password_hash else ""


def pin_of(db: Session, helper: Helper) -> Credential | None:
    living = (Credential.helper_id == helper.id, Credential.kind == "pin", Credential.revoked_at.is_(None))
    return db.scalars(select(Credential).where(*living)).first()


def unlock(db: Session, signed_in: SignedIn, typed: str, now: datetime) -> str:
    """Lift the veil with the PIN, or with the password of who has none: ``unlocked``, ``wrong``, or ``over`` after three."""
    session, helper = signed_in.session, signed_in.helper
    db.flush()
    db.refresh(session, with_for_update=True)
    pin = pin_of(db, helper)
    is_right = factors.fits(pin.secret.decode() if pin else helper.password_hash, typed)
    if is_right and session.ended_at is None:
        if pin is None:
            session.wrong_proofs = 0
        lift(db, signed_in, now)
        return "unlocked"
    return slip(db, signed_in, "wrong_unlocks" if pin else "wrong_proofs", "unlock", now)


def slip(db: Session, signed_in: SignedIn, kind: str, act: str, now: datetime) -> str:
    """Count one slip of this session, ``wrong_unlocks`` or ``wrong_proofs``: ``wrong``, or ``over`` when it ended the session.

    Whoever knows the PIN lifts the veil and forgets its slips, never those of a password.
    """
    session = signed_in.session
    setattr(session, kind, getattr(session, kind) + 1)
    is_over = getattr(session, kind) >= UNLOCK_TRIES
    if is_over:
        session.ended_at = session.ended_at or now
    outcome = "over" if is_over else "wrong"
    journal.note(db, act, outcome, now, signed_in.helper)
    return outcome


def lift(db: Session, signed_in: SignedIn, now: datetime) -> None:
    """Show the console again: whoever sat there is there."""
    session = signed_in.session
    session.locked_at, session.wrong_unlocks, session.acted_at, session.seen_at = None, 0, now, now
    journal.note(db, "unlock", "unlocked", now, signed_in.helper)


def sign_out(db: Session, signed_in: SignedIn, now: datetime) -> None:
    """End the session on the server: its cookie opens nothing any more."""
    signed_in.session.ended_at = now
    journal.note(db, "sign_out", "signed_out", now, signed_in.helper)


def end_sessions(db: Session, helper: Helper, now: datetime, *, but: int | None = None) -> None:
    """End every session of ``helper``, wherever it is open, save the one numbered ``but``."""
    open_ = [HelperSession.helper_id == helper.id, HelperSession.ended_at.is_(None)]
    if but is not None:
        open_.append(HelperSession.id != but)
    db.execute(update(HelperSession).where(*open_).values(ended_at=now))


def open_now(db: Session, helper: Helper, now: datetime) -> list[HelperSession]:
    """Return the sessions of ``helper`` that open a console now, newest first."""
    mine = select(HelperSession).where(HelperSession.helper_id == helper.id, living(now))
    return list(db.scalars(mine.order_by(HelperSession.id.desc())))


def living(now: datetime) -> ColumnElement[bool]:
    """Return what a session fulfils that opens a console at ``now``."""
    return is_living(now - IDLE, now - LONGEST)


def latest(db: Session, helper: Helper, count: int = 10) -> list[HelperSession]:
    """Return the last times that ``helper`` signed in, newest first."""
    mine = select(HelperSession).where(HelperSession.helper_id == helper.id)
    return list(db.scalars(mine.order_by(HelperSession.id.desc()).limit(count)))


def hash_of(token: bytes) -> str:
    return hashlib.sha256(token).hexdigest()
