"""A helper's own credentials: chosen, replaced, revoked. What is replaced opens nothing any more, anywhere, at once.

Whoever calls has asked ``proving.forbids`` first.
"""

import secrets
from datetime import datetime

import pyotp
from sqlalchemy.orm import Session

from carnet.domain.errors import Invalid
from carnet.services.staff import factors, federation, journal, passkeys, sessions, single_use
from carnet.services.staff.sessions import SignedIn
from carnet.store.credentials import Credential
from carnet.store.keys import Unsealable, keys_of
from carnet.store.staff import Helper

PIN_LENGTH = range(4, 9)


def choose_password(db: Session, signed_in: SignedIn, chosen: str, now: datetime) -> str:
    """Change the password: ``password`` or ``short``."""
    try:
        factors.set_password(signed_in.helper, chosen)
    except Invalid:
        return "short"
    return _replaced(db, signed_in, "password", now)


def offer_secret(db: Session, helper: Helper) -> tuple[str, str]:
    """Return a secret for a telephone, and the same sealed: the form brings it back with a code that proves it arrived."""
    secret = pyotp.random_base32()
    return secret, keys_of(db).seal(None, secret.encode(), _offer(helper)).hex()


def choose_secret(db: Session, signed_in: SignedIn, sealed: str, code: str, now: datetime) -> str:
    """Let the telephone that shows ``code`` give the codes from now on: ``telephone`` or ``wrong``."""
    helper = signed_in.helper
    try:
        secret = keys_of(db).open(None, bytes.fromhex(sealed[:1000]), _offer(helper)).decode()
    except (Unsealable, ValueError):
        return "wrong"
    step = factors.step_of_secret(secret, code, now)
    if step < 0:
        return "wrong"
    factors.set_secret(db, helper, secret)
    helper.totp_last_step = step
    return _replaced(db, signed_in, "telephone", now)


def choose_pin(db: Session, signed_in: SignedIn, pin: str, now: datetime) -> str:
    """Let these 4 to 8 digits lift the veil: ``pin`` or ``short``."""
    if not (pin.isascii() and pin.isdigit() and len(pin) in PIN_LENGTH and len(set(pin)) > 1):
        return "short"
    helper = signed_in.helper
    single_use.revoke(db, helper, "pin", now)
    db.add(
        Credential(
            helper_id=helper.id,
            kind="pin",
            handle=secrets.token_hex(16),
            secret=factors.hashed(pin).encode(),
            made_at=now,
        )
    )
    journal.note(db, "credential", "pin", now, helper)
    return "pin"


def revoke_passkey(db: Session, signed_in: SignedIn, number: int, now: datetime) -> str:
    """Let a passkey open nothing any more: ``revoked``, or ``gone`` when it is not one of theirs."""
    found = db.get(Credential, number)
    if found is None or found not in passkeys.of(db, signed_in.helper):
        return "gone"
    found.revoked_at = now
    return _replaced(db, signed_in, "revoked", now)


def unlink_provider(db: Session, signed_in: SignedIn, now: datetime) -> str:
    single_use.revoke(db, signed_in.helper, "provider", now)
    return _replaced(db, signed_in, "unlinked", now)


def revoke_all(db: Session, helper: Helper, now: datetime) -> None:
    """Let nothing that ``helper`` held open a console any more, and end every session."""
    helper.password_hash, helper.totp_sealed = "", b""
    for kind in ("passkey", "printed", "provider", "pin", "invitation"):
        single_use.revoke(db, helper, kind, now)
    sessions.end_sessions(db, helper, now)


def can_sign_in(db: Session, helper: Helper) -> bool:
    """Tell whether ``helper`` has what it takes to come back: a newcomer must not leave without."""
    has_second = bool(helper.totp_sealed) or single_use.left(db, helper) > 0
    is_held = bool(passkeys.of(db, helper)) or federation.is_linked(db, helper)
    return is_held or (bool(helper.password_hash) and has_second)


def _replaced(db: Session, signed_in: SignedIn, outcome: str, now: datetime) -> str:
    # Whoever had the former one may sit at another console.
    sessions.end_sessions(db, signed_in.helper, now, but=signed_in.session.id)
    journal.note(db, "credential", outcome, now, signed_in.helper)
    return outcome


def _offer(helper: Helper) -> bytes:
    return f"telephone of helper {helper.id}".encode()
