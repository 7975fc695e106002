"""Who is there. Four facts must belong to one insured person; which one does not fit is never told.

Source: domain reference 3.1, 3.5, 3.6. The same queries run for an unknown person as for a wrong answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain import lifecycle
from carnet.domain.journey import DONE
from carnet.domain.lifecycle import State
from carnet.domain.nir import Nir
from carnet.domain.proof import suffices
from carnet.reference.loader import delays, protections
from carnet.services import codes, lockouts
from carnet.services.turn import RECOGNISED, Turn, binding, effective_space
from carnet.store import contacts, people, representation
from carnet.store.contacts import KnownContact
from carnet.store.keys import keys_of
from carnet.store.people import Card, Person
from carnet.store.requests import open_of
from carnet.store.spaces import space_of
from carnet.store.visits import Proof

WISHES: Final = frozenset({"letter", "no_code", "date", "again", "found"})

NOT_REACHED: Final = frozenset({"nobody", "letter", "moved"})

OPEN: Final = frozenset({State.ACTIVATED, State.OPENED_AUTO})

NEEDED = ("code", "nir", "birth_date", "serial")


@dataclass(frozen=True)
class Match:
    """A person whose facts fit, and who acts for them when it is not themselves."""

    person: Person
    acting: Person | None
    role: str


def take_number(_turn: Turn, nir: str) -> str:
    """Return ``to_person`` for a provisional number: its holder's civil status is being established, which people check.

    Source: domain reference 3.3. On the telephone a person is there already, and goes on.
    """
    return "to_person" if Nir(nir).is_provisional else DONE


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
    around, born, fitting = _judged(turn)
    matches = {match.person.id: match for match in fitting}
    named = codes.found(db, told["code"])
    rows = [row for row in named if row.person_id in matches]
    if not rows:
        # A number is no secret: a neighbour who knows it alone must not end somebody's code, and the right to answer with it.
        holders = {row.person_id for row in named}
        knowing = [each for each in around if each in born or each.person.id in holders]
        codes.count_failure(db, [each.person.id for each in knowing], now)
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
        offer(turn, [match.person for match in matches])
        return "which"
    _prove(turn, matches[0], "P1", RECOGNISED)
    return _told(turn, "known", codes.or_no_post(turn, "known"))


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
    _prove(turn, chosen[0], "P1", RECOGNISED)
    return codes.or_no_post(turn, "chosen")


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
    add_proof(turn, proof.person_id, proof.acting_id, level, proof.method)
    return place(turn, "")


@binding
def turn_to_child(turn: Turn, number: int | str) -> str:
    """Go on closing for one of the holder's own children, with the proof already made.

    A child whose space is not open any more leads to what can be done there.
    """
    if isinstance(number, str):
        return number
    state = _turned(turn, number)
    row = lifecycle.transition("close", State(state)) if state in OPEN else None
    if row is None or turn.proof is None:
        return state
    is_enough = suffices(turn.proof.level, row.proof.get(turn.channel, "P4"))
    return "chosen" if is_enough else codes.or_no_post(turn, "code_needed")


@binding
def turn_to(turn: Turn, number: int | str) -> str:
    """Go on for the child at ``number``, or for the parent again, with the proof that the parent made in this visit.

    ``mine``: nobody there has proved anything of their own.
    """
    if isinstance(number, int):
        return _turned(turn, number)
    own = _own_proof(turn)
    if number == "mine" and own is not None:
        add_proof(turn, own.person_id, None, own.level, own.method)
        return _state(turn)
    return number


def open_children(turn: Turn, parent: Person) -> list[Person]:
    """Return the children of ``parent`` whose space is open today; the others are named nowhere."""
    return [
        child
        for child in representation.children_of(turn.db, parent, turn.on)
        if _space_of(turn, child).state in OPEN
    ]


def offer(turn: Turn, children: Sequence[Person]) -> None:
    """Keep among whom the next step chooses, so that a number names the same child whatever happens meanwhile."""
    turn.keep(candidates=",".join(str(child.id) for child in children))


def place(turn: Turn, answer: object) -> str:
    """Return the state of the space now, ``stranger`` before proof; the keys that leave keep their own name.

    ``whose``: a parent has turned to a child, and what comes next may be for either, or for another child.
    """
    if answer in ("finish", "keep"):
        return str(answer)
    own, child = _own_proof(turn), turn.holder
    if own is None or child is None or own is turn.proof:
        return _state(turn)
    others = open_children(turn, turn.db.get_one(Person, own.person_id))
    offer(turn, sorted({child, *others}, key=lambda each: each.id))
    return "whose"


def _state(turn: Turn) -> str:
    """Return what can be done for whoever is proved: the state of their space, or what was asked and awaits proof."""
    if turn.holder is None or turn.space is None or turn.proof is None:
        return "stranger"
    if turn.proof.level == "P1" or not turn.is_proved:
        return "stranger"
    return _stated(turn) or str(turn.space.state)


def _turned(turn: Turn, number: int) -> str:
    """Turn to the child at ``number``, and return what can be done there; ``gone`` when it is nobody's any more."""
    own, known = _own_proof(turn), codes.children(turn)
    if own is None or not 1 <= number <= len(known):
        return "gone"
    child, parent = known[number - 1], turn.db.get_one(Person, own.person_id)
    if child not in representation.children_of(turn.db, parent, turn.on):
        return "gone"
    if turn.proof is None or turn.proof.person_id != child.id:
        add_proof(turn, child.id, parent.id, own.level, own.method)
    return _state(turn)


def _own_proof(turn: Turn) -> Proof | None:
    """Return the proof of the one who is there for themselves: the present one, or what a parent turned to a child with.

    Who came with the letter of a child, or protects an adult, has proved nothing of their own here.
    """
    proof = turn.proof
    if proof is None or proof.acting_id is None:
        return proof
    query = select(Proof).where(
        Proof.visit_id == turn.visit.id,
        Proof.surface == turn.surface,
        Proof.person_id == proof.acting_id,
        Proof.acting_id.is_(None),
        Proof.method == proof.method,
    )
    return turn.db.scalars(query.order_by(Proof.id.desc()).limit(1)).first()


def _space_of(turn: Turn, person: Person) -> lifecycle.Dates:
    return effective_space(space_of(turn.db, person.id), person, people.identity_of(turn.db, person), turn.on)


def after_lock(turn: Turn, wish: str) -> str:
    """Return which journey stopped somebody, for whoever tries again; the other keys lead on."""
    if wish != "retry":
        return wish
    stopped = next((row.journey for row in reversed(turn.trail) if row.outcome == "locked"), "identify")
    return f"{stopped}_again"


def way_in(turn: Turn, wish: str) -> str:
    """Return where a wish to be identified leads: on the telephone nobody says a code, so facts are dictated, once a call."""
    if turn.channel != "phone" or wish not in WISHES:
        return wish
    return "recognised" if turn.proof is not None and not turn.is_proved else "dictated"


def way_in_for_date(turn: Turn, wish: str) -> str:
    """Return the way of whoever wants to know their date; the way back to the choices is nobody's identity."""
    return wish if wish == "again" else way_in(turn, wish)


def number_to_call(turn: Turn) -> KnownContact | None:
    """Return the number that a call back may prove: theirs alone, and known to the insurer long enough; or None."""
    owner = codes.reached_through(turn)
    held_since = turn.on - timedelta(days=turn.delays.number_held_days)
    known = contacts.reachable(turn.db, owner) if owner else []
    good = [each for each in known if each.kind == "phone" and not each.is_shared]
    return next((each for each in good if each.known_since <= held_since), None)


def verify_by(turn: Turn, wish: str) -> str:
    """Return how the caller is verified: ``no_number`` when there is no number that a call back may prove."""
    return "no_number" if wish == "call" and number_to_call(turn) is None else wish


def dial(turn: Turn) -> str:
    """Return the number to call back, for the telephone of this console alone, or nothing; the journal keeps that it was asked."""
    contact = number_to_call(turn)
    turn.note("call_back", "dialled" if contact else "no_number", turn.visit.person_id)
    if contact is None:
        return ""
    turn.keep(dialled=str(contact.id))
    return contact.value


def is_called_back(turn: Turn) -> bool:
    """Tell whether the person hung up to be called back, and did not fail to answer: nothing tells the end of that call."""
    is_asked = turn.last_outcome("by_phone", "how") == "call"
    return is_asked and turn.last_outcome("by_phone", "ring") not in NOT_REACHED


@binding
def called_back(turn: Turn, answer: str) -> str:
    """Prove, at ``P1-phone``, whoever answers at the known number; ``not_dialled`` when this console has not called it."""
    proof, person = turn.proof, turn.holder
    if answer != "answered":
        return answer
    if proof is None or person is None:
        return "moved"
    contact = number_to_call(turn)
    if contact is None or turn.kept.get("dialled") != str(contact.id):
        return "not_dialled"
    is_holder = proof.acting_id is None
    add_proof(
        turn,
        proof.person_id,
        proof.acting_id,
        "P1-phone" if is_holder else "P1",
        f"call_back:{contact.id}:P1-phone",
    )
    turn.forget()
    turn.note("call_back", "answered", person.id)
    if is_holder:
        return place(turn, "")
    is_minor = turn.identity is not None and turn.identity.birth_date.adult_on > turn.on
    return "representative" if is_minor else "guardian"


def _stated(turn: Turn) -> str:
    """Return where a request that awaits proof leads, or nothing when there is none, or when it is possible no more."""
    row = open_of(turn.db, turn.holder.id) if turn.holder else None
    if row is None or turn.space is None:
        return ""
    space = lifecycle.as_stated(turn.space, row.stated_on, delays(row.stated_on))
    is_possible = lifecycle.transition(row.act, space.state) and space.since_on <= row.stated_on
    return f"asked_{row.act}" if is_possible else ""


def _matches(turn: Turn) -> list[Match]:
    return _judged(turn)[2]


def _judged(turn: Turn) -> tuple[list[Match], list[Match], list[Match]]:
    """Return who lives around the number that was typed, those of them whose birth date fits, and those whose card fits too."""
    db, on, told = turn.db, turn.on, turn.kept
    known = [person for person in people.with_nir(db, told["nir"]) if person.died_on is None]
    serial = people.serial_hash(keys_of(db), told["serial"])
    cards = list(db.scalars(select(Card).where(Card.serial_hash == serial)))
    having = {card.person_id for card in cards if people.in_use(card, on)}
    around = [match for match in _around(db, known, on) if match.person.died_on is None]
    born = [
        match
        for match in around
        if people.identity_of(db, match.person).birth_date.typed() == told["birth_date"]
    ]
    fitting = [
        match
        for match in born
        if having & {match.person.id, *((match.acting.id,) if match.acting else ()), *(p.id for p in known)}
    ]
    return around, born, fitting


def _around(db: Session, known: Sequence[Person], on: date) -> list[Match]:
    """Return those known under a number, the children they represent and the people they protect, each once.

    The number of queries is the same whoever is known, nobody included: the time tells nothing.
    """
    found: dict[int, Match] = {}
    for person in known:
        if people.identity_of(db, person).birth_date.adult_on <= on:
            found.setdefault(person.id, Match(person, None, "holder"))
    for child, parent in representation.represented_by(db, known, on):
        found.setdefault(child.id, Match(child, parent, "representative"))
    acting = [kind for kind, measure in protections(on).items() if measure.acts]
    for person, guardian in representation.protected_through(db, known, acting, on):
        found.setdefault(person.id, Match(person, guardian, "guardian"))
    return list(found.values())


def _prove(turn: Turn, match: Match, level: str, method: str) -> None:
    add_proof(turn, match.person.id, match.acting.id if match.acting else None, level, method)


def add_proof(turn: Turn, person_id: int, acting_id: int | None, level: str, method: str) -> None:
    """Write that somebody proved who they are, on the surface of this turn; the visit is about them from now on."""
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
