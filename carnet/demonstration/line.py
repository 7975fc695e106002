"""What waits on the line when a newcomer opens the console for the first time: a few contacts, a promise, some that ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.services import cases, promises, staff
from carnet.store.cases import Case
from carnet.store.staff import Helper


@dataclass(frozen=True)
class Contact:
    """``minutes`` ago somebody asked by ``channel`` about ``subject``; with ``wrap_up`` it has ended so."""

    minutes: int
    channel: str
    subject: str
    step: str = ""
    priority: str = "normal"
    wrap_up: str = ""


CONTACTS: Final = (
    Contact(3, "phone", "object", "confirm"),
    Contact(8, "counter", "activate", "confirm"),
    Contact(2, "phone", "new_code"),
    Contact(40, "paper", "object"),
    Contact(95, "text", "explain", priority="high"),
    Contact(180, "phone", "close", "consequences"),
    Contact(200, "phone", "object", wrap_up="objected"),
    Contact(215, "phone", "activate", wrap_up="activated"),
    Contact(230, "counter", "explain", wrap_up="explained"),
    Contact(260, "phone", "new_code", wrap_up="code_sent"),
)
AGENT: Final = "ines"
NUMBER: Final = "+33639980126"
"""Of the range that is kept for fiction: no telephone ever rings."""


def fill(db: Session, now: datetime) -> None:
    """Let the contacts have come in before ``now``, where none is yet; nobody of the demonstration is named in any of them."""
    if db.scalar(select(Case.id).limit(1)) is not None:
        return
    agent = staff.with_login(db, AGENT)
    if agent is None:
        raise ValueError("the helpers of the demonstration come before what waits for them")
    for contact in CONTACTS:
        _came_in(db, contact, agent, now)
    _promised(db, agent, now - timedelta(minutes=30))


def _came_in(db: Session, contact: Contact, agent: Helper, now: datetime) -> None:
    at = now - timedelta(minutes=contact.minutes)
    case = cases.open_case(
        db, at, channel=contact.channel, subject=contact.subject, step=contact.step, priority=contact.priority
    )
    if contact.wrap_up:
        cases.take(db, case.id, agent, at)
        ended = at + timedelta(minutes=6)
        outcome = cases.close(db, case.id, agent, ended, case.version, contact.wrap_up)
        if outcome != "closed":
            raise ValueError(f"{contact} does not end: {outcome}")


def _promised(db: Session, agent: Helper, at: datetime) -> None:
    case = cases.open_case(db, at, channel="phone", helper=agent, subject="object", step="confirm")
    first = promises.windows(case, at)[0]
    outcome = promises.make(db, case.id, agent, at, case.version, first.starts_at, number=NUMBER)
    if outcome != "promised":
        raise ValueError(f"no call is promised: {outcome}")
