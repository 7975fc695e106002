"""Signing in: a password with a code that serves once, or whatever else proved who it is, opens one session."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.services import audit, lockouts
from carnet.services.staff import factors, journal, single_use
from carnet.services.staff.factors import LONGEST_TYPED
from carnet.services.staff.sessions import hash_of
from carnet.store.keys import keys_of
from carnet.store.staff import Helper, HelperSession


@dataclass(frozen=True)
class SignIn:
    """``signed_in``, or why not; ``token`` belongs in the helper's cookie and nowhere else."""

    outcome: str
    token: bytes = field(default=b"", repr=False)


def sign_in(db: Session, login: str, password: str, code: str, now: datetime) -> SignIn:
    """Open a session when password and code fit; which of them did not is never told.

    The code comes from a telephone, or from the printed sheet, and serves once. The slow hash is worked out for an
    unknown login too, so that the time tells nothing.
    """
    login = login_of(login)
    subject = keys_of(db).hash("login", login)
    if lockouts.locked(db, now, console=subject):
        return SignIn("locked")
    helper = db.scalars(select(Helper).where(Helper.login == login).with_for_update()).first()
    has_password = factors.fits(helper.password_hash if helper else "", password)
    step = factors.step_of(db, helper, code, now)
    printed = single_use.find(db, "printed", login, code, now)
    is_new = helper is not None and (step > helper.totp_last_step or printed is not None)
    if helper is None or not (has_password and is_new and helper.is_active):
        return wrong(db, subject, helper, now)
    lockouts.forgive(db, console=subject)
    if printed is not None:
        printed.used_at = now
    else:
        helper.totp_last_step = step
    return open_session(db, helper, now, method="printed" if printed else "password")


def use_invitation(db: Session, login: str, code: str, now: datetime) -> SignIn:
    """Open a session that leads to the account's page alone, for who holds the code that somebody gave them in person."""
    login = login_of(login)
    subject = keys_of(db).hash("login", login)
    if lockouts.locked(db, now, console=subject):
        return SignIn("locked")
    helper = db.scalars(select(Helper).where(Helper.login == login).with_for_update()).first()
    found = single_use.find(db, "invitation", login, code, now)
    if helper is None or found is None or not helper.is_active:
        return wrong(db, subject, helper, now)
    lockouts.forgive(db, console=subject)
    found.used_at = now
    return open_session(db, helper, now, method="invitation", is_strong=False)


def open_session(
    db: Session,
    helper: Helper,
    now: datetime,
    *,
    method: str,
    is_strong: bool = True,
    hint: bytes | None = None,
) -> SignIn:
    """Return a new session of ``helper``, who has proved who they are by ``method``."""
    token = secrets.token_bytes(32)
    session = HelperSession(
        helper_id=helper.id,
        token_hash=hash_of(token),
        method=method,
        is_strong=is_strong,
        started_at=now,
        seen_at=now,
        acted_at=now,
        hint_sealed=hint,
    )
    db.add(session)
    db.flush()
    audit.name_credential(db, method, session.id)
    journal.note(db, "sign_in", "signed_in", now, helper)
    return SignIn("signed_in", token)


def wrong(db: Session, subject: str, helper: Helper | None, now: datetime) -> SignIn:
    is_locked = lockouts.fail(db, now, console=subject)
    journal.note(db, "sign_in", "wrong", now, helper)
    return SignIn("locked" if is_locked else "wrong")


def login_of(typed: str) -> str:
    """Return a login as it is kept. What was typed here may be a password in the wrong field: only its hash is counted."""
    # No database holds NUL in a text: a login with one is nobody's.
    return typed[:LONGEST_TYPED].replace("\0", "").strip()
