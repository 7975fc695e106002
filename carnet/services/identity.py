"""Who is there. Four facts must belong to one insured person; which one does not fit is never told.

Source: domain reference 3.1, 3.5, 3.6. The same queries run for an unknown person as for a wrong answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.reference.loader import protections
from carnet.services import codes, lockouts
from carnet.services.turn import Turn, binding
from carnet.store import people, representation
from carnet.store.keys import keys_of
from carnet.store.people import Card, Person
from carnet.store.visits import Proof

NEEDED = ("code", "nir", "birth_date", "serial")


@dataclass(frozen=True)
class Match:
    """A person whose facts fit, and who acts for them when it is not themselves."""

    person: Person
    acting: Person | None
    role: str


@binding
def prove(turn: Turn, serial: str) -> str:
    """Return the state of the space when code, number, birth date and card fit one person, else why not.

    ``representative`` and ``guardian`` ask one more question before anything may be done.
    """
    if serial == "no_card":
        return serial
    if any(name not in turn.kept for name in NEEDED):
        return "incomplete"
    db, now, told = turn.db, turn.now, turn.kept
    claimed = people.nir_hash(keys_of(db), told["nir"])
    if lockouts.locked(db, now, person=claimed, kiosk=turn.visit.kiosk):
        return _told(turn, "locked")
    matches = {match.person.id: match for match in _matches(turn)}
    rows = [row for row in codes.found(db, told["code"]) if row.person_id in matches]
    if not rows:
        codes.count_failure(db, claimed, now)
        is_locked = lockouts.fail(db, now, person=claimed, kiosk=turn.visit.kiosk)
        return _told(turn, "locked" if is_locked else "wrong")
    row = rows[0]
    fate = codes.fate(row, now)
    if fate != "good":
        return _told(turn, fate)
    lockouts.forgive(db, person=claimed)
    match = matches[row.person_id]
    level = "P4" if row.purpose == "close" else "P2"
    _prove(turn, match, level if match.role == "holder" else "P1", f"code:{row.id}:{level}")
    turn.forget()
    return _told(turn, "proved", match.role if match.role != "holder" else place(turn, ""))


@binding
def recognise(turn: Turn, serial: str) -> str:
    """Return ``known`` when number, birth date and card fit one person, ``which`` when they fit several children."""
    if serial == "no_card":
        return serial
    if any(name not in turn.kept for name in NEEDED[1:]):
        return "incomplete"
    db, now = turn.db, turn.now
    claimed = people.nir_hash(keys_of(db), turn.kept["nir"])
    if lockouts.locked(db, now, person=claimed, kiosk=turn.visit.kiosk):
        return _told(turn, "locked")
    matches = _matches(turn)
    if not matches:
        is_locked = lockouts.fail(db, now, person=claimed, kiosk=turn.visit.kiosk)
        return _told(turn, "locked" if is_locked else "wrong")
    if len(matches) > 1:
        turn.keep(candidates=",".join(str(match.person.id) for match in matches))
        return "which"
    _prove(turn, matches[0], "P1", "recognised")
    return _told(turn, "known")


@binding
def pick_child(turn: Turn, number: int | str) -> str:
    """Take the child at ``number`` among those whose facts fit."""
    if isinstance(number, str):
        return number
    known = codes.children(turn)
    if not 1 <= number <= len(known) or any(name not in turn.kept for name in NEEDED[1:]):
        return "gone"
    # Who acts is the parent whose number was typed, not any parent of the child.
    chosen = [match for match in _matches(turn) if match.person.id == known[number - 1].id]
    if not chosen:
        return "gone"
    _prove(turn, chosen[0], "P1", "recognised")
    return "chosen"


@binding
def declare(turn: Turn, answer: str) -> str:
    """Raise the proof when the visitor declares to be the parent or guardian; a no freezes everything.

    Source: domain reference 2.4 and 2.5.
    """
    proof = turn.proof
    if answer != "yes" or proof is None:
        turn.note("declare", answer)
        return answer
    level = proof.method.rpartition(":")[2] or "P2"
    _add(turn, proof.person_id, proof.acting_id, level, proof.method)
    return place(turn, "")


@binding
def turn_to_child(turn: Turn, number: int | str) -> str:
    """Go on with the space of one of the holder's own children, with the proof already made."""
    if isinstance(number, str) or turn.proof is None:
        return "mine"
    if turn.proof.acting_id is not None:
        # Who already acts for another has no children here: those would be the other's.
        return "gone"
    known = codes.children(turn)
    if not 1 <= number <= len(known):
        return "gone"
    _add(turn, known[number - 1].id, turn.proof.person_id, turn.proof.level, turn.proof.method)
    return "chosen"


def place(turn: Turn, answer: object) -> str:
    """Return the state of the space now, ``stranger`` before proof; the keys that leave keep their own name."""
    if answer in ("finish", "keep"):
        return str(answer)
    if turn.holder is None or turn.space is None or turn.proof is None or turn.proof.level == "P1":
        return "stranger"
    return str(turn.space.state)


def _matches(turn: Turn) -> list[Match]:
    db, on, told = turn.db, turn.on, turn.kept
    known = [person for person in people.with_nir(db, told["nir"]) if person.died_on is None]
    serial = people.serial_hash(keys_of(db), told["serial"])
    cards = list(db.scalars(select(Card).where(Card.serial_hash == serial)))
    having = {card.person_id for card in cards if _in_use(card, on)}
    return [
        match
        for match in _around(db, known, on)
        if match.person.died_on is None
        and people.identity_of(db, match.person).birth_date.iso() == told["birth_date"]
        and having & {match.person.id, *((match.acting.id,) if match.acting else ()), *(p.id for p in known)}
    ]


def _around(db: Session, known: Sequence[Person], on: date) -> list[Match]:
    """Return those known under a number, the children they represent and the people they protect, each once.

    The number of queries is the same whoever is known, nobody included: the time tells nothing.
    """
    found: dict[int, Match] = {}
    for person in known:
        if people.identity_of(db, person).birth_date.turns(18) <= on:
            found.setdefault(person.id, Match(person, None, "holder"))
    for child, parent in representation.represented_by(db, known, on):
        found.setdefault(child.id, Match(child, parent, "representative"))
    acting = [kind for kind, measure in protections(on).items() if measure.acts]
    for person, guardian in representation.protected_through(db, known, acting, on):
        found.setdefault(person.id, Match(person, guardian, "guardian"))
    return list(found.values())


def _in_use(card: Card, on: date) -> bool:
    return (card.valid_from is None or card.valid_from <= on) and (
        card.ended_on is None or on < card.ended_on
    )


def _prove(turn: Turn, match: Match, level: str, method: str) -> None:
    _add(turn, match.person.id, match.acting.id if match.acting else None, level, method)


def _add(turn: Turn, person_id: int, acting_id: int | None, level: str, method: str) -> None:
    turn.db.add(
        Proof(
            visit_id=turn.visit.id,
            person_id=person_id,
            acting_id=acting_id,
            level=level,
            method=method,
            at=turn.now,
            surface=turn.surface,
        )
    )
    turn.visit.person_id, turn.visit.acting_id = person_id, acting_id
    turn.db.flush()
    turn.renew()


def _told(turn: Turn, outcome: str, answer: str = "") -> str:
    """Write one audit line and return the outcome that the trail keeps."""
    is_known = outcome in ("proved", "known") and turn.holder is not None
    turn.note("identify", outcome, turn.visit.person_id if is_known else None, {"site": turn.visit.kiosk})
    return answer or outcome
