"""The people who help: their accounts, signing in with two factors, and sessions that the server can end at once.

Source: domain reference 5.4; session lengths as NHS login and SP 800-63B give them for staff.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carnet.domain.errors import Invalid
from carnet.services import audit, lockouts
from carnet.store.keys import keys_of
from carnet.store.staff import Helper, HelperSession, Organisation

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
NEWS = timedelta(seconds=20)
"""A console that polls is written down as present this often, not at each poll."""
LANGUAGES = ("fr", "en")
STEP_S = 30
SHORTEST_PASSWORD = 12
LONGEST_TYPED = 200

_hasher = PasswordHasher()
_NO_SECRET = pyotp.random_base32()
_SEALED_FOR = b"totp"


@cache
def _nobody() -> str:
    return _hasher.hash("a password that nobody has")


@dataclass(frozen=True)
class SignIn:
    """``signed_in``, ``wrong`` or ``locked``; ``token`` belongs in the helper's cookie and nowhere else."""

    outcome: str
    token: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class SignedIn:
    session: HelperSession
    helper: Helper


def add_organisation(db: Session, *, name: str, kind: str) -> Organisation:
    """Return the organisation called ``name``, made now when there is none."""
    found = db.scalars(select(Organisation).where(Organisation.name == name)).first()
    if found is None:
        found = Organisation(name=name, kind=kind)
        db.add(found)
        db.flush()
    return found


def add_helper(
    db: Session,
    *,
    login: str,
    name: str,
    role: str,
    organisation: Organisation,
    password: str,
    totp_secret: str,
    language: str = "fr",
) -> Helper:
    """Return a new helper, or the one who has this login, with this password and this second factor.

    Raises Invalid when the password is shorter than twelve signs.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("length")
    helper = with_login(db, login) or Helper(login=login)
    helper.name, helper.role, helper.organisation_id, helper.language = name, role, organisation.id, language
    helper.password_hash = _hasher.hash(password)
    helper.totp_sealed = keys_of(db).seal(None, totp_secret.encode(), _SEALED_FOR)
    db.add(helper)
    db.flush()
    return helper


def with_login(db: Session, login: str) -> Helper | None:
    return db.scalars(select(Helper).where(Helper.login == login)).first()


def sign_in(db: Session, login: str, password: str, code: str, now: datetime) -> SignIn:
    """Open a session when password and one-time code fit; which of them did not is never told.

    The slow hash is worked out for an unknown login too, so that the time tells nothing. A code serves once.
    """
    # No database holds NUL in a text: a login with one is nobody's.
    login = login[:LONGEST_TYPED].replace("\0", "").strip()
    # What was typed here may be a password in the wrong field: only its keyed hash is counted.
    subject = keys_of(db).hash("login", login)
    if lockouts.locked(db, now, console=subject):
        return SignIn("locked")
    helper = db.scalars(select(Helper).where(Helper.login == login).with_for_update()).first()
    stand_in = _nobody()
    has_password = _fits(helper.password_hash if helper else stand_in, password[:LONGEST_TYPED])
    step = _step_of(secret_of(db, helper) if helper else _NO_SECRET, code, now)
    is_new = helper is not None and step > helper.totp_last_step
    if helper is None or not (has_password and is_new and helper.is_active):
        is_locked = lockouts.fail(db, now, console=subject)
        _note(db, "sign_in", "wrong", now, helper)
        return SignIn("locked" if is_locked else "wrong")
    lockouts.forgive(db, console=subject)
    helper.totp_last_step = step
    token = secrets.token_bytes(32)
    db.add(
        HelperSession(helper_id=helper.id, token_hash=_hash(token), started_at=now, seen_at=now, acted_at=now)
    )
    _note(db, "sign_in", "signed_in", now, helper)
    return SignIn("signed_in", token)


def present(db: Session, token: bytes, now: datetime) -> SignedIn | None:
    """Return who is signed in with ``token``; None once signed out, idle for 15 minutes, or after 10 hours."""
    query = select(HelperSession, Helper).join(Helper, Helper.id == HelperSession.helper_id)
    found = db.execute(query.where(HelperSession.token_hash == _hash(token))).first()
    if found is None:
        return None
    session, helper = found
    is_over = (
        session.ended_at is not None or now - session.acted_at > IDLE or now - session.started_at > LONGEST
    )
    return None if is_over or not helper.is_active else SignedIn(session, helper)


def is_news(signed_in: SignedIn, now: datetime) -> bool:
    """Tell whether this session's presence is old enough to be written again."""
    return now - signed_in.session.seen_at >= NEWS


def keep_alive(db: Session, session_id: int, now: datetime, *, acted: bool) -> None:
    """Write that the console is there, and, when a person ``acted``, that it is not idle."""
    values = {"seen_at": now, "acted_at": now} if acted else {"seen_at": now}
    db.execute(update(HelperSession).where(HelperSession.id == session_id).values(values))


def sign_out(db: Session, signed_in: SignedIn, now: datetime) -> None:
    """End the session on the server: its cookie opens nothing any more."""
    signed_in.session.ended_at = now
    _note(db, "sign_out", "signed_out", now, signed_in.helper)


def end_sessions(db: Session, helper: Helper, now: datetime) -> None:
    """End every session of ``helper``, wherever it is open."""
    living = (HelperSession.helper_id == helper.id, HelperSession.ended_at.is_(None))
    db.execute(update(HelperSession).where(*living).values(ended_at=now))


def choose_language(helper: Helper, language: str) -> None:
    """Let the console speak ``language`` to this helper; any other changes nothing."""
    if language in LANGUAGES:
        helper.language = language


def next_code(db: Session, helper: Helper, now: datetime) -> str:
    """Return a one-time code that opens now: the present one, or the next when it has served. For demonstrations."""
    step = max(_now_step(now), helper.totp_last_step + 1)
    return pyotp.TOTP(secret_of(db, helper)).generate_otp(step)


def secret_of(db: Session, helper: Helper) -> str:
    return keys_of(db).open(None, helper.totp_sealed, _SEALED_FOR).decode()


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _step_of(secret: str, code: str, now: datetime) -> int:
    """Return the time step, one around the present at most, whose code this is, or -1."""
    totp, typed = pyotp.TOTP(secret), code[:LONGEST_TYPED].replace(" ", "").encode()
    steps = range(_now_step(now) - 1, _now_step(now) + 2)
    found = [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), typed)]
    return max(found, default=-1)


def _now_step(now: datetime) -> int:
    return int(now.timestamp()) // STEP_S


def _hash(token: bytes) -> str:
    return hashlib.sha256(token).hexdigest()


def _note(db: Session, act: str, outcome: str, now: datetime, helper: Helper | None) -> None:
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="console",
        helper_id=helper.id if helper else None,
        organisation_id=helper.organisation_id if helper else None,
    )
