"""Provisional codes: made, found again by keyed hash, used once; the routes by which they reach the person."""

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import case, func, literal, or_, select, update
from sqlalchemy.orm import Session

from carnet.domain import code
from carnet.reference.loader import delays
from carnet.services.turn import Turn, paris_date
from carnet.store import contacts, representation
from carnet.store.codes import ProvisionalCode
from carnet.store.contacts import Contact, KnownContact
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox, Receipt
from carnet.store.people import Person
from carnet.store.requests import Letter

CODE_SENT = "code_sent"
"""The receipt of a new code: the one act that uses no code."""


@dataclass(frozen=True)
class Route:
    """One way to receive a code; ``hint`` shows just enough of the address to be recognised."""

    kind: str
    hint: str
    contact_id: int


@dataclass(frozen=True)
class Issued:
    """A new code: its row, and its signs, which nobody can ask for again."""

    row: ProvisionalCode
    signs: str = field(repr=False)


def code_hash(db: Session, signs: str) -> str:
    return keys_of(db).hash("provisional_code", signs)


def issue(
    db: Session,
    person: Person,
    route: str,
    now: datetime,
    *,
    purpose: str = "decide",
    is_notice: bool = False,
) -> Issued:
    """Return a new code for the space of ``person``; the former ones end. Only its keyed hash is stored.

    A code sent by mail or SMS lives hours, one sent by post days: the dated delays say how many.
    """
    for former in db.scalars(
        select(ProvisionalCode).where(
            ProvisionalCode.person_id == person.id, ProvisionalCode.ended_at.is_(None)
        )
    ):
        former.ended_at = now
    signs = code.make_code(secrets.token_bytes)
    on = paris_date(now)
    limits = delays(on)
    if route in ("post", "print"):
        days = limits.notice_code_days if is_notice else limits.posted_code_days
        valid_until, valid_until_at = on + timedelta(days=days), None
    else:
        valid_until_at = now + timedelta(hours=limits.sent_code_hours)
        valid_until = paris_date(valid_until_at)
    row = ProvisionalCode(
        person_id=person.id,
        code_hash=code_hash(db, signs),
        issued_at=now,
        valid_until=valid_until,
        valid_until_at=valid_until_at,
        route=route,
        purpose=purpose,
    )
    db.add(row)
    db.flush()
    return Issued(row, signs)


def are_spent(db: Session, person: Person, now: datetime) -> bool:
    """Tell whether as many codes as one day allows have been issued for ``person`` since yesterday at this hour."""
    recent = (ProvisionalCode.person_id == person.id, ProvisionalCode.issued_at > now - timedelta(days=1))
    count = db.scalar(select(func.count()).where(*recent)) or 0
    return count >= delays(paris_date(now)).codes_a_day


def found(db: Session, signs: str) -> list[ProvisionalCode]:
    """Return the codes that match ``signs``, newest first: almost always one or none."""
    query = select(ProvisionalCode).where(ProvisionalCode.code_hash == code_hash(db, signs))
    return list(db.scalars(query.order_by(ProvisionalCode.id.desc())))


def fate(row: ProvisionalCode, now: datetime) -> str:
    """Return ``good``, ``used`` or ``expired``."""
    if row.used_at is not None:
        return "used"
    is_late = paris_date(now) > row.valid_until or (
        row.valid_until_at is not None and now > row.valid_until_at
    )
    return "expired" if is_late or row.ended_at is not None else "good"


def count_failure(db: Session, person_ids: Collection[int], now: datetime) -> None:
    """Count a wrong try against the living codes of these people; the last allowed one ends a code.

    One statement, whether there is anybody or not.
    """
    failures = ProvisionalCode.failures + 1
    allowed = delays(paris_date(now)).code_tries
    db.execute(
        update(ProvisionalCode)
        .where(
            ProvisionalCode.person_id.in_(person_ids),
            ProvisionalCode.ended_at.is_(None),
            ProvisionalCode.used_at.is_(None),
        )
        .values(
            failures=failures,
            ended_at=case((failures >= allowed, literal(now, ProvisionalCode.ended_at.type))),
        )
        .execution_options(synchronize_session="fetch")
    )


def use(turn: Turn, person: Person) -> None:
    """Mark the living code of ``person``, and the one that this visit proved with, as used: it served its act."""
    proving = _proving(turn)
    query = select(ProvisionalCode).where(
        or_(ProvisionalCode.person_id == person.id, ProvisionalCode.id == (proving.id if proving else None)),
        ProvisionalCode.used_at.is_(None),
    )
    for row in turn.db.scalars(query):
        if row.ended_at is None or row is proving:
            row.used_at = row.ended_at = turn.now


def served_elsewhere(turn: Turn) -> bool:
    """Tell whether the code of this visit's proof has served in another visit; its own acts may follow each other."""
    proving = _proving(turn)
    if proving is None or proving.used_at is None:
        return False
    own = select(Receipt.id).where(Receipt.visit_id == turn.visit.id, Receipt.act != CODE_SENT)
    return turn.db.scalars(own.limit(1)).first() is None


def _proving(turn: Turn) -> ProvisionalCode | None:
    """Return the code by which this visit proved, fresh and held, or None when it proved otherwise."""
    by, _, rest = turn.proof.method.partition(":") if turn.proof else ("", "", "")
    if by != "code":
        return None
    number = int(rest.partition(":")[0])
    return turn.db.get(ProvisionalCode, number, with_for_update=True, populate_existing=True)


def children(turn: Turn) -> list[Person]:
    """Return the children among whom this visit may have to choose, by first name."""
    if turn.kept.get("candidates"):
        ids = [int(number) for number in turn.kept["candidates"].split(",")]
        return list(turn.db.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)))
    return representation.children_of(turn.db, turn.holder, turn.on) if turn.holder else []


def reached_through(turn: Turn) -> Person | None:
    """Return whose contacts serve: the holder's, or the representative's when the holder is a child or protected."""
    if turn.proof is None:
        return None
    return turn.db.get(Person, turn.proof.acting_id or turn.proof.person_id)


def routes(turn: Turn) -> list[Route]:
    """Return the ways to reach the person that the insurer knows, post last; never one learnt at the kiosk."""
    person = reached_through(turn)
    if person is None:
        return []
    order = ("mail", "phone", "post")
    known = sorted(contacts.reachable(turn.db, person), key=lambda contact: order.index(contact.kind))
    return [Route(contact.kind, _hint(contact), contact.id) for contact in known]


def or_no_post(turn: Turn, outcome: str) -> str:
    """Return ``outcome``, which leads to the ways to receive a code; ``no_post`` when the insurer knows none at all."""
    return outcome if routes(turn) else "no_post"


def queue(
    db: Session, person: Person, kind: str, route: str, now: datetime, payload: dict[str, object]
) -> Outbox:
    """Return one new row to be sent, sealed with the person's registry key, in this same transaction.

    A letter gets a number that stands on it, so that it is known again when it comes back.
    """
    sealed = keys_of(db).seal(person.registry_key, json.dumps(payload).encode(), b"outbox")
    row = Outbox(kind=kind, person_id=person.id, route=route, payload_sealed=sealed, made_at=now)
    db.add(row)
    to = payload.get("contact") if route == "post" else None
    at = db.get(Contact, to) if to else None
    if at is not None:
        db.flush()
        number = code.make_proof_number(secrets.token_bytes)
        db.add(Letter(number=number, outbox_id=row.id, owner_id=at.person_id))
    return row


def _hint(contact: KnownContact) -> str:
    match contact.kind:
        case "mail":
            name, _, host = contact.value.partition("@")
            return f"{name[:1]}•••@{host}"
        case "phone":
            return f"•• •• •• •• {contact.value.replace(' ', '')[-2:]}"
    return contact.value.splitlines()[-1]
