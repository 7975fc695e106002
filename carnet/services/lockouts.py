"""Wrong tries, counted in the database: by claimed number, by kiosk, for the whole service.

The kiosk is slowed sooner than the person, so that nobody locks a neighbour out by trying on purpose.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.services import audit
from carnet.store.codes import Lockout, counter_to_change

WINDOW = timedelta(hours=24)


@dataclass(frozen=True)
class Limit:
    """``tries`` wrong ones cost a ``wait``, twice as long each time; after ``window`` they are forgotten."""

    tries: int
    wait: timedelta
    window: timedelta = WINDOW


LIMITS = {
    # Many people share a kiosk: their slips of one day must not add up to a closed one.
    "kiosk": Limit(5, timedelta(seconds=15), timedelta(hours=1)),
    "person": Limit(10, timedelta(minutes=15)),
    "console": Limit(15, timedelta(minutes=5)),
    # What one console may try without being right: resume codes in an hour, answers of one caller in a visit.
    "code": Limit(5, timedelta(minutes=15), timedelta(hours=1)),
}
ALARM_AT = 200
LONGEST_WAIT = timedelta(hours=12)


def locked(db: Session, now: datetime, **subjects: str) -> bool:
    """Tell whether one of ``subjects`` (scope=subject) must wait."""
    rows = [db.get(Lockout, (scope, subject)) for scope, subject in subjects.items()]
    return any(row is not None and row.locked_until is not None and now < row.locked_until for row in rows)


def fail(db: Session, now: datetime, **subjects: str) -> bool:
    """Count one wrong try for each of ``subjects`` and for the service; tell whether one must now wait."""
    locks = [_counted(db, scope, subject, now) for scope, subject in subjects.items()]
    service = _counted(db, "service", "all", now)
    if service.failures % ALARM_AT == 0:
        detail = {"failures": service.failures}
        audit.note(db, act="wrong_tries", outcome="alarm", now=now, channel="system", detail=detail)
    return any(row.locked_until is not None and now < row.locked_until for row in locks)


def count(db: Session, now: datetime, limit: Limit, **subjects: str) -> None:
    """Count one right try for each of ``subjects``, where even those may be too many in a while."""
    for scope, subject in subjects.items():
        _counted(db, scope, subject, now, limit)


def tries(db: Session, **subject: str) -> int:
    """Return how many wrong tries are counted for one subject (scope=subject)."""
    return sum(row.failures for key in subject.items() if (row := db.get(Lockout, key)))


def forgive(db: Session, **subjects: str) -> None:
    """Forget the wrong tries of ``subjects`` after a right one."""
    for key in subjects.items():
        row = db.get(Lockout, key)
        if row is not None:
            db.delete(row)


def _counted(db: Session, scope: str, subject: str, now: datetime, limit: Limit | None = None) -> Lockout:
    limit = limit or LIMITS.get(scope)
    row = counter_to_change(db, scope, subject, now)
    if now - row.first_at > (limit.window if limit else WINDOW):
        row.failures, row.first_at, row.locked_until = 0, now, None
    row.failures += 1
    if limit and row.failures % limit.tries == 0:
        row.locked_until = now + min(limit.wait * 2 ** (row.failures // limit.tries - 1), LONGEST_WAIT)
    db.flush()
    return row
