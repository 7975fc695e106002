"""What time does, once a day: opens, deletes, purges, closes, comes of age. Idempotent: a second run finds nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from carnet.domain.lifecycle import State
from carnet.reference.loader import delays
from carnet.services import calls, curiosity, requests, search, spaces, staff
from carnet.services.comfort import PACES
from carnet.services.endings import end_silent
from carnet.services.staff import ceremonies
from carnet.services.staff.team import cut_off_dormant
from carnet.services.turn import paris_date
from carnet.services.visits import SILENCE
from carnet.store import circle, events, people, representation
from carnet.store.marker import mark, marked
from carnet.store.people import Person
from carnet.store.spaces import Space
from carnet.store.visits import Seal, Visit

FIRST_LOOK_BACK = timedelta(days=366)
LAST_NIGHT = "last_night_on"
EVENTS_KEPT = timedelta(days=2)


def run(db: Session, now: datetime) -> Counter[str]:
    """Record all that dates have done by today, and return how many times each act was done."""
    done: Counter[str] = Counter()
    for person_id in sorted(set(_due(db, paris_date(now)))):
        done.update(spaces.settle(db, db.get_one(Person, person_id), now))
    if lapsed := requests.lapse(db, now):
        done["lapse"] = lapsed
    mark(db, LAST_NIGHT, paris_date(now).isoformat())
    _close_silent_visits(db, now)
    events.forget_events(db, now - EVENTS_KEPT)
    curiosity.forget_old(db, now)
    if cut := cut_off_dormant(db, now):
        done["cut_off"] = cut
    if ended := end_silent(db, now):
        done["end_silent"] = ended
    ceremonies.forget_old(db, now)
    search.index_all(db)
    representation.seal_spans(db)
    calls.forget(db, now)
    circle.forget_readings(db, now - staff.LONGEST)
    return done


def _due(db: Session, on: date) -> Iterator[int]:
    """Give the people whose space may have something due; ``settle`` knows the calendar and has the last word."""
    limits = delays(on)
    yield from _in(db, State.NOTIFIED, Space.notified_on <= on - timedelta(days=limits.objection_days))
    yield from _in(db, State.SUSPENDED, Space.suspended_on < on - timedelta(days=limits.suspension_days))
    yield from _in(
        db,
        State.DELETION_PENDING,
        Space.deletion_asked_on <= on - timedelta(days=28 * limits.deletion_months),
    )
    yield from _in(
        db, State.CLOSED_ARCHIVED, Space.closed_on <= on - timedelta(days=365 * limits.archive_years)
    )
    yield from _in(
        db,
        State.OBJECTED,
        Space.has_legacy_dmp.is_(True),
        Space.since_on <= on - timedelta(days=365 * limits.archive_years),
    )
    open_now = (State.ACTIVATED, State.OPENED_AUTO)
    yield from db.scalars(
        select(Space.person_id).join(Person).where(Space.state.in_(open_now), Person.died_on <= on)
    )
    for birthday in _days_since_last_night(db, on):
        yield from (person.id for person in people.becoming_adult(db, birthday))


def _days_since_last_night(db: Session, on: date) -> list[date]:
    """Return every day that no night has looked at yet: a machine may have been off for weeks."""
    told = marked(db, LAST_NIGHT)
    last = date.fromisoformat(told) if told else on - FIRST_LOOK_BACK
    return [last + timedelta(days=days) for days in range((on - last).days + 1)]


def _in(db: Session, state: State, *when: ColumnElement[bool]) -> list[int]:
    return list(db.scalars(select(Space.person_id).where(Space.state == state, *when)))


def _close_silent_visits(db: Session, now: datetime) -> None:
    """End the visits that nobody ended, and erase what was half typed in them."""
    silent = select(Visit).where(Visit.ended_at.is_(None), Visit.seen_at < now - SILENCE * max(PACES))
    for visit in db.scalars(silent).all():
        visit.ended_at, visit.end_reason = now, "silence"
        visit.kiosk_token_hash = visit.script_token_hash = None
        db.execute(delete(Seal).where(Seal.visit_id == visit.id))
