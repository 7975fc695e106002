"""Finding the person who calls, and opening their card. Nothing else shows people to a helper before proof.

Public interface, for the page that draws it (all dataclasses are frozen, all texts plain):

* ``read_wanted(form, on=...)``, of ``carnet.domain.wanted``, reads ``nir``, ``last_name``, ``first_name``, ``birth_date``
  (eight digits, day first) and ``postcode``; it raises ``Invalid`` with ``where["field"]``. Send them by POST, never in a URL.
* ``search(db, helper, wanted, now)`` gives ``Found``: ``outcome`` is ``found``, ``nobody`` or ``too_little`` (one trait
  only: nothing was looked up), and ``candidates``, ten at most, the likeliest first. It writes one line of the journal.
* A ``Candidate`` shows name as registered, birth year and department ("" if unknown): no address, no number, no state of a
  space. Its ``handle`` opens the card, for this helper, until midnight.
* ``open_card(db, helper, handle, purpose, now)`` gives ``Opened``: ``outcome`` is ``opened`` (with the ``candidate`` and the
  ``person_id``, which stays on the server), ``no_purpose`` or ``refused``. ``PURPOSES`` are the keys of the purposes to
  choose from. An opened card is a line on the chain of the person's space, so that the person sees who looked.
* ``handle_for(db, helper, person_id, now)`` lets another way in, such as a known telephone number, end in ``open_card`` too.

Both need a transaction that writes: reading is an act. ``carnet.services.curiosity`` reports what is unusual in them.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from carnet.domain.likeness import likeness
from carnet.domain.search_key import VERSION, WEIGHTS, Key, department_of, postcode_in
from carnet.domain.wanted import Wanted
from carnet.services import audit
from carnet.services.turn import paris_date
from carnet.store import contacts, finding, people
from carnet.store.keys import keys_of
from carnet.store.lookups import Lookup
from carnet.store.marker import mark, marked
from carnet.store.people import Identity
from carnet.store.staff import Helper

PURPOSES: Final = ("call", "callback", "desk", "paper", "correction")
"""The person is on the line; was promised a call; is here; has written; something about them has to be put right."""

MOST_SHOWN: Final = 10
MOST_OPENED: Final = 60
"""Candidates whose names are unsealed for one search, the most often hit first: what a search costs stays bounded."""

_BATCH = 1_000
_INDEXED_WITH = "search_keys"


@dataclass(frozen=True)
class Candidate:
    """All that a console may show of somebody before proof."""

    handle: str = field(repr=False)
    name: str = field(repr=False)
    birth_year: int = field(repr=False)
    department: str = field(repr=False)


@dataclass(frozen=True)
class Found:
    outcome: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Opened:
    outcome: str
    candidate: Candidate | None = None
    person_id: int | None = None


def search(db: Session, helper: Helper, wanted: Wanted, now: datetime) -> Found:
    """Look for ``wanted`` and note who looked, by which traits, and how many were shown; never for whom."""
    if not wanted.is_enough:
        _note(db, helper, now, "search", "too_little", detail={"by": "+".join(wanted.given)})
        return Found("too_little")
    shown = candidates(db, helper, wanted, now)
    db.add(Lookup(at=now, helper_id=helper.id))
    outcome = "found" if shown else "nobody"
    _note(db, helper, now, "search", outcome, detail={"by": "+".join(wanted.given), "shown": len(shown)})
    return Found(outcome, shown)


def candidates(db: Session, helper: Helper, wanted: Wanted, now: datetime) -> tuple[Candidate, ...]:
    """Return what ``search`` shows, without its line in the journal: for figures and tests, never for a page."""
    return _shown(db, helper, ranked(db, wanted), now)


def open_card(db: Session, helper: Helper, handle: str, purpose: str, now: datetime) -> Opened:
    """Open the card that ``handle`` names, once ``helper`` has said why; the journal of that person keeps both."""
    if purpose not in PURPOSES:
        return Opened("no_purpose")
    person_id = _held(db, helper, handle, now)
    if person_id is None:
        _note(db, helper, now, "open_card", "refused")
        return Opened("refused")
    db.add(Lookup(at=now, helper_id=helper.id, person_id=person_id, purpose=purpose))
    _note(db, helper, now, "open_card", "opened", person_id=person_id, detail={"purpose": purpose})
    return Opened("opened", _shown(db, helper, [person_id], now)[0], person_id)


def handle_for(db: Session, helper: Helper, person_id: int, now: datetime) -> str:
    """Return what opens the card of a person for ``helper`` today. Numbers of people cannot be tried one after the other."""
    proof = keys_of(db).hash("card", str(helper.id), str(person_id), paris_date(now).isoformat())
    return f"{person_id}-{proof[:32]}"


def ranked(db: Session, wanted: Wanted) -> list[int]:
    """Return the numbers of the people most like ``wanted``, ten at most, the likeliest first. Writes nothing."""
    numbers = finding.numbers(keys_of(db), wanted.traits())
    hit = {id_: [numbers[number] for number in some] for id_, some in finding.hits(db, numbers).items()}
    if wanted.nir:
        # Whatever else was typed only puts the people of one number in order.
        hit = {person.id: hit.get(person.id, []) for person in people.with_nir(db, wanted.nir)}
    likeliest = sorted(hit, key=lambda id_: (-sum(WEIGHTS[key[0]] for key in hit[id_]), id_))[:MOST_OPENED]
    alike = {
        id_: _alike(wanted, identity, hit[id_])
        for id_, identity in people.identities_of(db, likeliest).items()
    }
    shown = [id_ for id_ in alike if wanted.nir or alike[id_] > 0]
    return sorted(shown, key=lambda id_: (-alike[id_], id_))[:MOST_SHOWN]


def index_all(db: Session) -> int:
    """Make the keys of everybody who came before the present rules of keys; return how many people, mostly none."""
    if marked(db, _INDEXED_WITH) == VERSION:
        return 0
    ids = finding.everybody(db)
    for start in range(0, len(ids), _BATCH):
        finding.index(db, ids[start : start + _BATCH])
    mark(db, _INDEXED_WITH, VERSION)
    return len(ids)


def _alike(wanted: Wanted, identity: Identity, hit: Collection[Key]) -> float:
    is_near = any(kind in ("date_place", "names_place") for kind, *_ in hit)
    return likeness(wanted, identity.name, identity.birth_date, is_near=is_near)


def _shown(db: Session, helper: Helper, ids: list[int], now: datetime) -> tuple[Candidate, ...]:
    identities, posts = people.identities_of(db, ids), contacts.posts_of(db, ids)
    return tuple(
        Candidate(
            handle=handle_for(db, helper, id_, now),
            name=identities[id_].name.listed(),
            birth_year=identities[id_].birth_date.year,
            department=department_of(postcode_in(posts.get(id_, ""))),
        )
        for id_ in ids
    )


def _held(db: Session, helper: Helper, handle: str, now: datetime) -> int | None:
    number, _, _ = handle.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    expected = handle_for(db, helper, int(number), now)
    return int(number) if hmac.compare_digest(expected.encode(), handle.encode()) else None


def _note(
    db: Session,
    helper: Helper,
    now: datetime,
    act: str,
    outcome: str,
    *,
    person_id: int | None = None,
    detail: dict[str, str | int | bool | None] | None = None,
) -> None:
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="console",
        person_id=person_id,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail=detail,
    )
