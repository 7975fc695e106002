"""The insurer port: what the fund knows enters here, and letters leave to the addresses that it knows.

Embedded default: our own tables, filled by ``import_extract``. A fund with a live service replaces this module
and keeps the rows that it writes; everything else reads them through ``carnet.store.people``.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from carnet.services import audit, codes
from carnet.services.extract import judge
from carnet.services.register import check_extract, import_extract
from carnet.services.turn import paris_date
from carnet.store import contacts, representation
from carnet.store.contacts import KnownContact
from carnet.store.people import Person

__all__ = ["check_extract", "import_extract", "judge", "language_of", "recipient_of", "send_letter"]


def recipient_of(db: Session, person: Person, on: date) -> tuple[Person, KnownContact] | None:
    """Return who gets the letters about ``person`` and where: themselves, or who represents them; None without address.

    Source: domain reference 2.4 (the notice goes to the parent who declared the child to the insurer).
    """
    for reader in (person, *representation.representatives_of(db, person, on)):
        for contact in contacts.reachable(db, reader):
            if contact.kind == "post":
                return reader, contact
    return None


def language_of(reader: Person) -> str:
    """Return the language tag of the letters that ``reader`` opens; French stands beside it."""
    return "fr@easy" if reader.easy_text and reader.preferred_language == "fr" else reader.preferred_language


def send_letter(
    db: Session, person: Person, now: datetime, *, kind: str = "notice", purpose: str = "decide"
) -> bool:
    """Put a letter with a new code in the outbox; False when the fund knows no address. ``kind``: notice or code."""
    found = recipient_of(db, person, paris_date(now))
    if found is None:
        return False
    reader, contact = found
    issued = codes.issue(db, person, "post", now, purpose=purpose, is_notice=kind == "notice")
    payload = {"code": issued.signs, "contact": contact.id, "language": language_of(reader)}
    codes.queue(db, person, kind, "post", now, payload)
    audit.note(db, act="send_code", outcome="post", now=now, channel="system", person_id=person.id)
    return True
