"""Codes that serve once: ten on a printed sheet instead of a telephone, and the one that lets a newcomer in."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from carnet.domain.code import make_entry_code, read_entry_code
from carnet.domain.errors import Invalid
from carnet.reference.accounts import invitation_days
from carnet.services.staff import journal
from carnet.services.turn import paris_date
from carnet.store.credentials import Credential
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

ON_A_SHEET = 10


def print_codes(db: Session, helper: Helper, now: datetime) -> tuple[str, ...]:
    """Return ten new codes, told this once; those of an earlier sheet serve no more."""
    revoke(db, helper, "printed", now)
    codes = tuple(_new(db, helper, "printed", now) for _ in range(ON_A_SHEET))
    journal.note(db, "credential", "printed", now, helper)
    return codes


def make_invitation(db: Session, helper: Helper, now: datetime) -> str:
    """Return the code that somebody hands to ``helper`` in person, told this once; an earlier one serves no more."""
    revoke(db, helper, "invitation", now)
    return _new(db, helper, "invitation", now)


def find(db: Session, kind: str, login: str, typed: str, now: datetime) -> Credential | None:
    """Return the code of this login that was typed, when it may still serve."""
    try:
        handle = _handle(db, kind, login, read_entry_code(typed[:50]))
    except Invalid:
        return None
    found = db.scalars(select(Credential).where(Credential.handle == handle).with_for_update()).first()
    if found is None or found.used_at is not None or found.revoked_at is not None:
        return None
    lives = timedelta(days=invitation_days(paris_date(found.made_at)))
    return None if kind == "invitation" and now - found.made_at > lives else found


def left(db: Session, helper: Helper) -> int:
    """Return how many codes of the sheet have not served."""
    living = (Credential.used_at.is_(None), Credential.revoked_at.is_(None))
    mine = (Credential.helper_id == helper.id, Credential.kind == "printed", *living)
    return db.scalar(select(func.count()).where(*mine)) or 0


def revoke(db: Session, helper: Helper, kind: str, now: datetime) -> None:
    mine = (Credential.helper_id == helper.id, Credential.kind == kind, Credential.revoked_at.is_(None))
    db.execute(update(Credential).where(*mine).values(revoked_at=now))


def _new(db: Session, helper: Helper, kind: str, now: datetime) -> str:
    code = make_entry_code(secrets.token_bytes)
    db.add(
        Credential(helper_id=helper.id, kind=kind, handle=_handle(db, kind, helper.login, code), made_at=now)
    )
    return code


def _handle(db: Session, kind: str, login: str, code: str) -> str:
    # The key of the hash lies outside the database, and 40 bits are behind it: no slow hash is needed.
    return keys_of(db).hash(f"{kind} code", login, code)
