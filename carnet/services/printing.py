"""Who may hold the letters of a day, for how long: each time is a line of the journal, and the papers go after some days.

A letter names somebody, and bears a number and often a living code. Source: decision 12.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from carnet.reference.loader import delays
from carnet.services import audit
from carnet.services.turn import paris_date
from carnet.store.outbox import Printing, first_held, hold_to_print
from carnet.store.staff import Helper


def take(db: Session, helper: Helper, day: date, letters: Collection[int], now: datetime) -> frozenset[int]:
    """Return which of the letters of ``day`` are handed to ``helper``, and note it; a paper jam makes one take them again."""
    taken = frozenset(letters) - over(db, letters, now)
    if taken:
        hold_to_print(db, taken, helper.id, now)
        audit.note(
            db,
            act="take_letters",
            outcome="taken",
            now=now,
            channel="console",
            helper_id=helper.id,
            organisation_id=helper.organisation_id,
            detail={"day": day.isoformat(), "letters": len(taken)},
        )
    return taken


def last_days(db: Session, letters: Collection[int]) -> dict[int, date]:
    """Return the last day on which each letter that somebody has taken can be taken again."""
    held = first_held(db, letters)
    return {number: _last_day(at) for number, at in held.items()}


def over(db: Session, letters: Collection[int], now: datetime) -> frozenset[int]:
    """Return which of ``letters`` were printed long enough ago: their papers are for nobody any more."""
    today = paris_date(now)
    return frozenset(number for number, last in last_days(db, letters).items() if last < today)


def has_held(db: Session, helper: Helper, letter: int) -> bool:
    """Tell whether ``helper`` ever held this letter to print it."""
    return db.get(Printing, (letter, helper.id)) is not None


def note_gone(db: Session, count: int, now: datetime) -> None:
    """Note that the papers of ``count`` letters were removed; their rows stay."""
    audit.note(
        db, act="remove_letters", outcome="removed", now=now, channel="system", detail={"letters": count}
    )


def _last_day(at: datetime) -> date:
    on = paris_date(at)
    return on + timedelta(days=delays(on).reprint_days)
