"""The daily report on looking-up: what a supervisor reads in the morning about the day before."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain.curiosity import Look, Unusual, is_namesake, street_in, unusual
from carnet.services import audit
from carnet.services.turn import PARIS
from carnet.store import contacts, lookups, people
from carnet.store.audit import space_chain
from carnet.store.keys import keys_of
from carnet.store.lookups import HelperStreet, Lookup
from carnet.store.people import Identity
from carnet.store.staff import Helper

KEPT = timedelta(days=31)
"""Time enough to read a month of reports again; what was looked at stays in the journal for good."""


def report(db: Session, on: date) -> list[Unusual]:
    """Return what was unusual in the look-ups of day ``on`` (in Paris); an empty list on a quiet day."""
    start, end = _midnight(on), _midnight(on + timedelta(days=1))
    rows = lookups.between(db, start, end)
    opened = {row.person_id for row in rows if row.person_id is not None}
    identities, posts = people.identities_of(db, opened), contacts.posts_of(db, opened)
    streets = {person_id: _street_hash(db, address) for person_id, address in posts.items()}
    helpers = {helper.id: helper for helper in db.scalars(select(Helper))}
    own_streets = {row.helper_id: row.street_hash for row in db.scalars(select(HelperStreet))}
    done = set(lookups.acts_of(db, opened, start, end))
    return unusual(
        [_look(row, helpers[row.helper_id], identities, streets, own_streets, done) for row in rows]
    )


def declare_street(db: Session, helper: Helper, address: str, now: datetime) -> str:
    """Remember the street where ``helper`` lives, by keyed hash only: ``kept``. An address without a street forgets it: ``forgotten``."""
    known, hashed = db.get(HelperStreet, helper.id), _street_hash(db, address)
    if hashed:
        db.merge(HelperStreet(helper_id=helper.id, street_hash=hashed))
    elif known is not None:
        db.delete(known)
    outcome = "kept" if hashed else "forgotten"
    audit.note(
        db,
        act="declare_street",
        outcome=outcome,
        now=now,
        channel="console",
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
    )
    return outcome


def has_street(db: Session, helper: Helper) -> bool:
    """Tell whether ``helper`` has said where they live; which street it is, nobody can read."""
    return db.get(HelperStreet, helper.id) is not None


def forget_old(db: Session, now: datetime) -> None:
    """Remove the look-ups that no report is asked about any more. The night calls this."""
    lookups.forget(db, now - KEPT)


def _look(
    row: Lookup,
    helper: Helper,
    identities: dict[int, Identity],
    streets: dict[int, str],
    own_streets: dict[int, str],
    done: set[tuple[str, str]],
) -> Look:
    if row.person_id is None:
        return Look(helper.id, row.at)
    return Look(
        helper_id=helper.id,
        at=row.at,
        person_id=row.person_id,
        organisation_id=helper.organisation_id,
        is_namesake=is_namesake(helper.name, identities[row.person_id].name),
        street=streets.get(row.person_id, ""),
        own_street=own_streets.get(helper.id, ""),
        has_outcome=(space_chain(row.person_id), f"helper:{helper.id}") in done,
    )


def _street_hash(db: Session, address: str) -> str:
    street = street_in(address)
    return keys_of(db).hash("street", street) if street else ""


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), PARIS)
