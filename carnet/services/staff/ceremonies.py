"""Questions under way: what a key or a provider was asked, kept sealed, found by the browser's secret, answered once."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from carnet.services.staff.sessions import hash_of
from carnet.store.credentials import Ceremony
from carnet.store.keys import keys_of

LIVES = timedelta(minutes=5)


def begin(db: Session, kind: str, asked: Mapping[str, str], now: datetime) -> bytes:
    """Keep what was asked, and return the secret with which this browser alone finds it again."""
    forget_old(db, now)
    token = secrets.token_bytes(32)
    sealed = keys_of(db).seal(None, json.dumps([kind, dict(asked)]).encode(), b"ceremony")
    db.add(Ceremony(browser_hash=hash_of(token), sealed=sealed, made_at=now))
    return token


def finish(db: Session, kind: str, token: bytes, now: datetime) -> Mapping[str, str] | None:
    """Return what was asked, once; None when it was never asked, long ago, or answered already."""
    row = db.get(Ceremony, hash_of(token), with_for_update=True)
    if row is None:
        return None
    db.delete(row)
    db.flush()
    told, asked = json.loads(keys_of(db).open(None, row.sealed, b"ceremony"))
    return asked if told == kind and now - row.made_at <= LIVES else None


def forget_old(db: Session, now: datetime) -> None:
    db.execute(delete(Ceremony).where(Ceremony.made_at < now - LIVES))
