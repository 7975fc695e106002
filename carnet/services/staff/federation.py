"""Accounts at a provider of identities: known by issuer and subject, never by a mail; none makes an account here."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.services.staff import journal, single_use
from carnet.services.staff.entrance import SignIn, open_session
from carnet.store.credentials import Credential
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

_HINT = b"sign-out hint"


def link(db: Session, helper: Helper, issuer: str, subject: str, now: datetime) -> str:
    """Let this account of the provider open ``helper``'s: ``linked``, or ``taken`` when it is somebody else's."""
    handle = _handle(db, issuer, subject)
    found = db.scalars(select(Credential).where(Credential.handle == handle)).first()
    if found is not None and found.helper_id != helper.id and found.revoked_at is None:
        journal.note(db, "credential", "taken", now, helper)
        return "taken"
    single_use.revoke(db, helper, "provider", now)
    if found is None:
        found = Credential(handle=handle, kind="provider", made_at=now)
        db.add(found)
    found.helper_id, found.made_at, found.revoked_at = helper.id, now, None
    journal.note(db, "credential", "provider", now, helper)
    return "linked"


def enter(
    db: Session, issuer: str, subject: str, now: datetime, *, is_strong: bool, id_token: str = ""
) -> SignIn:
    """Open a session for whom this account of the provider belongs to; ``unknown`` when nobody invited them."""
    handle = _handle(db, issuer, subject)
    living = (Credential.handle == handle, Credential.revoked_at.is_(None))
    found = db.scalars(select(Credential).where(*living)).first()
    helper = db.get(Helper, found.helper_id) if found else None
    if found is None or helper is None or not helper.is_active:
        journal.note(db, "sign_in", "unknown", now, helper, {"method": "provider"})
        return SignIn("unknown")
    found.used_at = now
    hint = keys_of(db).seal(None, id_token.encode(), _HINT) if id_token else None
    return open_session(db, helper, now, method="provider", is_strong=is_strong, hint=hint)


def refuse(db: Session, why: str, now: datetime) -> None:
    """Note once that a provider's answer was refused, and by which check."""
    journal.note(db, "sign_in", "refused", now, None, {"method": "provider", "why": why})


def hint_of(db: Session, sealed: bytes | None) -> str:
    """Return what the provider wants to hear at sign-out, empty when this session did not come from one."""
    return keys_of(db).open(None, sealed, _HINT).decode() if sealed else ""


def is_linked(db: Session, helper: Helper) -> bool:
    living = (Credential.kind == "provider", Credential.revoked_at.is_(None))
    return (
        db.scalars(select(Credential.id).where(Credential.helper_id == helper.id, *living)).first()
        is not None
    )


def _handle(db: Session, issuer: str, subject: str) -> str:
    return keys_of(db).hash("provider account", issuer, subject)
