"""Letters of news: whoever is concerned is told what time or the insurer did to their space. Never anybody after a death."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from carnet.domain import lifecycle
from carnet.reference.loader import delays
from carnet.services import audit, codes, insurer
from carnet.store import contacts, representation
from carnet.store.contacts import KnownContact
from carnet.store.people import Person

KINDS = {
    "open": "opened",
    "delete": "deleted",
    "suspend": "suspended",
    "close_suspended": "suspension_ended",
    "resume_activated": "resumed",
    "resume_opened": "resumed",
    "fail": "failed",
    "come_of_age": "came_of_age",
}
"""What each act is called in the outbox. The other acts tell nobody: a purge after ten years (of an old record too), a closing after a death."""

ACCESS_ENDED = "access_ended"
"""What those who represented a new adult are told, and nothing else. Source: domain reference 2.4."""

POST_FIRST = ("post", "mail", "phone")

CALLED = "called"
"""What somebody is told who was promised a call and could not be reached."""

BY_EVERY_MEANS = frozenset({"suspend"})
"""Source: Code de la santé publique R.1111-36."""


def tell(db: Session, person: Person, act: str, space: lifecycle.Dates, now: datetime) -> None:
    """Put the letter about ``act`` in the outbox, in this same transaction; ``space`` is what the act made of the space.

    Without a postal address, a short message says to call. Without any, the journal says so.
    """
    kind = KINDS.get(act)
    if kind is None or person.died_on is not None:
        return
    reader, known = _reached(db, person, act, space)
    ways = known if act in BY_EVERY_MEANS else known[:1]
    for contact in ways:
        _send(db, person, kind, reader, contact, space, now)
    if act == "come_of_age":
        for former in representation.representatives_of(db, person, space.since_on - timedelta(days=1)):
            for contact in _known(db, former)[:1]:
                _send(db, person, ACCESS_ENDED, former, contact, space, now)
    told = "+".join(contact.kind for contact in ways) or "no_address"
    audit.note(db, act="send_news", outcome=told, now=now, channel="system", person_id=person.id)


def tell_of_call(db: Session, person: Person, promised_on: date, now: datetime) -> bool:
    """Put a letter about a promised call in the outbox, or a short message without postal address; tell whether any left."""
    known = [] if person.died_on is not None else _known(db, person)
    if known:
        payload: dict[str, object] = {
            "reader": person.id,
            "contact": known[0].id,
            "language": insurer.language_of(person),
            "days": {"promised_on": promised_on.isoformat()},
        }
        codes.queue(db, person, CALLED, known[0].kind, now, payload)
    told = known[0].kind if known else "no_address"
    audit.note(db, act="send_news", outcome=told, now=now, channel="system", person_id=person.id)
    return bool(known)


def _send(
    db: Session,
    person: Person,
    kind: str,
    reader: Person,
    contact: KnownContact,
    space: lifecycle.Dates,
    now: datetime,
) -> None:
    payload: dict[str, object] = {
        "reader": reader.id,
        "contact": contact.id,
        "language": insurer.language_of(reader),
        "days": {name: day.isoformat() for name, day in _days(space).items()},
    }
    codes.queue(db, person, kind, contact.kind, now, payload)


def _known(db: Session, reader: Person) -> list[KnownContact]:
    return sorted(contacts.reachable(db, reader), key=lambda contact: POST_FIRST.index(contact.kind))


def _reached(
    db: Session, person: Person, act: str, space: lifecycle.Dates
) -> tuple[Person, list[KnownContact]]:
    """Return who is told and where, post first: the person, or who represents them.

    Who came of age is told in their own name, if need be at the home of those who represented them the day before.
    """
    is_new_adult = act == "come_of_age"
    on = space.since_on - timedelta(days=is_new_adult)
    for each in (person, *representation.representatives_of(db, person, on)):
        known = _known(db, each)
        if is_new_adult and each is not person:
            known = [contact for contact in known if contact.kind == "post"]
        if known:
            return person if is_new_adult else each, known
    return person, []


def _days(space: lifecycle.Dates) -> dict[str, date]:
    """Return the days that the sentences of a letter may name."""
    limits = delays(space.since_on)
    days = {"done_on": space.since_on}
    if space.opened_on:
        days["opened_on"] = space.opened_on
    if space.deletion_asked_on:
        days["deletion_asked_on"] = space.deletion_asked_on
    if space.closed_on:
        days["closed_on"] = space.closed_on
        days["archive_ends_on"] = lifecycle.archive_ends_on(space.closed_on, limits)
    if space.suspended_on:
        days["suspended_on"] = space.suspended_on
        days["last_day"] = lifecycle.last_day_to_keep(space.suspended_on, limits)
        days["closes_on"] = lifecycle.suspension_ends_on(space.suspended_on, limits)
    return days
