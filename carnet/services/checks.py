"""The identity check at a console: a helper types what somebody says, the server answers passed or failed and keeps nothing.

What is asked is the first way of the dated level ``P1-phone`` that a console can check; the call back is a promise, not an answer.
A passed check is knowledge, as ``identity.recognise`` has it: it opens guidance and what awaits a call back, shows nothing
personal, and dies with the visit. Source: requirement 5, architecture 8.
"""

import hmac
from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain.errors import Invalid
from carnet.domain.identity_facts import READERS
from carnet.reference.loader import proof_levels
from carnet.services import identity, insurer, lockouts, person_cases, sending, visits
from carnet.services.turn import RECOGNISED, Turn
from carnet.store import people
from carnet.store.keys import keys_of
from carnet.store.people import Card, Person

TRIES: Final = 3
LEVEL: Final = "P1-phone"
PROMISED: Final = frozenset({"call_back"})


def asked(on: date) -> tuple[str, ...]:
    """Return the names of what a helper types on day ``on``, as the dated facts list them."""
    ways = [way - PROMISED for way in proof_levels(on)[LEVEL].asks]
    way = next(way for way in ways if way <= set(READERS))
    return tuple(name for name in READERS if name in way)


def read(typed: Mapping[str, str], on: date) -> tuple[dict[str, str], dict[str, Invalid]]:
    """Return what was typed, read, and what cannot be read, both by name. An unreadable answer is no try."""
    answers, faults = {}, {}
    for name in asked(on):
        try:
            answers[name] = READERS[name](typed.get(name, ""), on)
        except Invalid as fault:
            faults[name] = fault
    return answers, faults


def check(turn: Turn, person_id: int, answers: Mapping[str, str]) -> str:
    """Return ``passed``, ``failed``, or ``locked`` after three tries of a visit and whenever a counter says to wait.

    Every answer is compared, whatever the others say: neither words nor time tell which one did not fit.
    """
    visits.hold(turn)
    if has_passed(turn, person_id):
        return "passed"
    db, now, person = turn.db, turn.now, turn.db.get_one(Person, person_id)
    counted = {"code": _tried(turn, person_id), "person": person.nir_hash, "kiosk": turn.visit.kiosk}
    was_locked = is_spent(turn, person_id) or lockouts.locked(db, now, **counted)
    compared = [_fits(db, person, name, answers.get(name, ""), turn.on) for name in asked(turn.on)]
    if was_locked or person.died_on is not None or not all(compared):
        is_locked = was_locked or lockouts.fail(db, now, **counted) or is_spent(turn, person_id)
        return _told(turn, person_id, "locked" if is_locked else "failed")
    lockouts.forgive(db, code=counted["code"], person=counted["person"])
    identity.add_proof(turn, person_id, None, "P1", RECOGNISED)
    person_cases.attach(turn, person_id)
    visits.renew_token(turn)
    return _told(turn, person_id, "passed")


def has_passed(turn: Turn, person_id: int) -> bool:
    """Tell whether this visit knows, on this surface, that it is this person."""
    return turn.proof is not None and turn.proof.person_id == person_id


def is_spent(turn: Turn, person_id: int) -> bool:
    """Tell whether the tries of this visit are over: what is left is a new code by letter."""
    return lockouts.tries(turn.db, code=_tried(turn, person_id)) >= TRIES


def send_letter(turn: Turn, person_id: int) -> str:
    """Send a new code to whoever reads for the person: ``sent``, ``too_many`` today, or ``no_address``.

    Only once the check has passed or is spent (``not_yet``): nobody makes letters leave by opening a card.
    """
    visits.hold(turn)
    person = turn.db.get_one(Person, person_id)
    if not (has_passed(turn, person_id) or is_spent(turn, person_id)):
        return _unsent(turn, person_id, "not_yet")
    found = insurer.recipient_of(turn.db, person, turn.on)
    if found is None:
        return _unsent(turn, person_id, "no_address")
    reader, contact = found
    to = {"reader": reader.id, "contact": contact.id, "language": insurer.language_of(reader)}
    outcome = sending.sent(turn, person, "post", to)
    return "sent" if outcome == "post" else outcome


def _fits(db: Session, person: Person, name: str, answer: str, on: date) -> bool:
    keys = keys_of(db)
    match name:
        case "nir":
            return hmac.compare_digest(people.nir_hash(keys, answer), person.nir_hash)
        case "birth_date":
            born = people.identity_of(db, person).birth_date.typed()
            return hmac.compare_digest(born.encode(), answer.encode())
    # A child is known by a parent's number, and has a parent's card.
    serial = people.serial_hash(keys, answer)
    held = select(Card).join(Person, Person.id == Card.person_id).where(Person.nir_hash == person.nir_hash)
    return any(people.in_use(card, on) for card in db.scalars(held.where(Card.serial_hash == serial)).all())


def _tried(turn: Turn, person_id: int) -> str:
    return f"check-{turn.visit.id}-{person_id}"


def _told(turn: Turn, person_id: int, outcome: str) -> str:
    turn.note("check_identity", outcome, person_id, {"asked": "+".join(asked(turn.on))})
    return outcome


def _unsent(turn: Turn, person_id: int, outcome: str) -> str:
    turn.note("send_code", outcome, person_id)
    return outcome
