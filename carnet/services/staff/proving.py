"""Proving again who sits here: an open console may be under anybody's hands, so what opens an account asks for this first."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.services.staff import factors, journal, passkeys, sessions, single_use
from carnet.services.staff.passkeys import Question, Site
from carnet.services.staff.sessions import SignedIn
from carnet.store.staff import Helper

LASTS = timedelta(minutes=5)


def forbids(signed_in: SignedIn, now: datetime) -> str:
    """Return why this session changes no credential now: ``weak``, ``unproved``, or nothing when it may.

    A session of one factor makes no second one for itself. Who entered by an invitation has nothing yet to prove with.
    """
    session = signed_in.session
    if session.method == "invitation":
        return ""
    if not session.is_strong:
        return "weak"
    is_proved = session.proved_at is not None and now - session.proved_at <= LASTS
    return "" if is_proved else "unproved"


def is_possible(db: Session, helper: Helper) -> bool:
    """Tell whether ``helper`` has something to type that proves them; a passkey is no typing."""
    return bool(helper.password_hash or helper.totp_sealed) or single_use.left(db, helper) > 0


def reproved(db: Session, helper: Helper, typed: str, now: datetime) -> bool:
    """Tell whether ``typed`` is what only ``helper`` has: the password, or a code that has not served and serves now."""
    db.refresh(helper, with_for_update=True)
    if factors.fits(helper.password_hash, typed):
        return True
    step = factors.step_of(db, helper, typed, now)
    if step > helper.totp_last_step:
        helper.totp_last_step = step
        return True
    printed = single_use.find(db, "printed", helper.login, typed, now)
    if printed is not None:
        printed.used_at = now
    return printed is not None


def prove(db: Session, signed_in: SignedIn, typed: str, now: datetime) -> str:
    """Let who typed this change what opens the account, for five minutes: ``proved``, ``wrong``, or ``over`` after three."""
    _hold(db, signed_in)
    is_open = signed_in.session.ended_at is None
    return _judged(db, signed_in, now, is_right=is_open and reproved(db, signed_in.helper, typed, now))


def ask_key(db: Session, signed_in: SignedIn, site: Site, now: datetime) -> Question:
    """Return what a browser needs to let a key prove who sits at this very session."""
    return passkeys.ask_to_prove(db, site, now, purpose=_purpose(signed_in))


def prove_by_key(
    db: Session, signed_in: SignedIn, site: Site, token: bytes, answer: str, now: datetime
) -> str:
    """As ``prove``, for the key of this very helper, asked for this and nothing else."""
    _hold(db, signed_in)
    owner = passkeys.prove(db, site, token, answer, now, purpose=_purpose(signed_in))
    is_right = owner is not None and owner.id == signed_in.helper.id and signed_in.session.ended_at is None
    return _judged(db, signed_in, now, is_right=is_right)


def _hold(db: Session, signed_in: SignedIn) -> None:
    # Tries at the same instant are counted one after the other.
    db.flush()
    db.refresh(signed_in.session, with_for_update=True)


def _judged(db: Session, signed_in: SignedIn, now: datetime, *, is_right: bool) -> str:
    if not is_right:
        return sessions.slip(db, signed_in, "wrong_proofs", "credential", now)
    signed_in.session.proved_at, signed_in.session.wrong_proofs = now, 0
    journal.note(db, "credential", "proved", now, signed_in.helper)
    return "proved"


def _purpose(signed_in: SignedIn) -> str:
    return f"prove again {signed_in.session.id}"
