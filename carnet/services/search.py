"""Finding the person who calls, and opening their card. Nothing else shows people to a helper before proof.

Public interface, for the page that draws it (all dataclasses are frozen, all texts plain):

* ``read_wanted(form, on=...)``, of ``carnet.domain.wanted``, reads ``nir``, ``last_name``, ``first_name``, ``birth_date``
  (eight digits, day first) and ``postcode``; it raises ``Invalid`` with ``where["field"]``. Send them by POST, never in a URL.
* ``search(db, helper, wanted, now)`` gives ``Found``: ``outcome`` is ``found``, ``nobody`` or ``too_little`` (one trait
  only: nothing was looked up), and ``candidates``, ten at most, the likeliest first. It writes one line of the journal.
  Once somebody fits, the names of less likely people are not even unsealed: a stranger is shown only while it helps.
* A ``Candidate`` shows name as registered, birth year and department ("" if unknown): no address, no number, no state of a
  space. Its ``handle`` opens the card, for this helper, until midnight.
* ``open_card(db, helper, handle, purpose, now)`` gives ``Opened``: ``outcome`` is ``opened`` (with the ``candidate``, the
  ``number`` under which the card stays open, and the ``person_id``, which stays on the server), ``no_purpose`` or ``refused``.
  ``PURPOSES`` are the keys of the purposes to choose from. An opened card is a line on the chain of the person's space, so
  that the person sees who looked.
* ``opened_card(db, helper, number, since, now)`` gives that ``Card`` again, to whoever opened it since ``since`` and to nobody
  else: the number is that of a look-up, it says nothing of a person, and trying others shows only one's own.
* ``handle_for(db, helper, person_id, now)`` lets another way in, such as a known telephone number, end in ``open_card`` too.

The first two need a transaction that writes: reading is an act. ``carnet.services.curiosity`` reports what is unusual in them.
"""

import hmac
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy.orm import Session

from carnet.domain.likeness import likeness
from carnet.domain.rights import EMPLOYED
from carnet.domain.search_key import VERSION, WEIGHTS, Key, department_of, postcode_in
from carnet.domain.typed import whole
from carnet.domain.wanted import Wanted
from carnet.services import audit
from carnet.services.turn import paris_date
from carnet.store import contacts, finding, lookups, people
from carnet.store.asking import slices
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

FITS: Final = 0.94
"""Somebody so alike is who is wanted: the names of those whom fewer keys find then stay sealed, and nobody sees them."""

SPREAD: Final = 0.1
"""Whoever is less alike than the likeliest by more than this is a stranger, and not shown."""

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
    number: int | None = None


@dataclass(frozen=True)
class Card:
    """An opened card: all that its page may know before proof. ``person_id`` stays on the server."""

    number: int
    purpose: str
    candidate: Candidate
    person_id: int


def search(db: Session, helper: Helper, wanted: Wanted, now: datetime) -> Found:
    """Look for ``wanted`` and note who looked, by which traits, and how many were shown; never for whom."""
    if helper.role not in EMPLOYED:
        # A volunteer is beside somebody who is there: nobody has to be found.
        _note(db, helper, now, "search", "refused")
        return Found("refused")
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
    likeliest = ranked(db, wanted)
    posts = contacts.posts_of(db, likeliest) if likeliest else {}
    return tuple(
        _candidate(db, helper, id_, identity, posts.get(id_, ""), now) for id_, identity in likeliest.items()
    )


def open_card(db: Session, helper: Helper, handle: str, purpose: str, now: datetime) -> Opened:
    """Open the card that ``handle`` names, once ``helper`` has said why; the journal of that person keeps both."""
    if purpose not in PURPOSES:
        return Opened("no_purpose")
    person_id = _held(db, helper, handle, now)
    if person_id is None or helper.role not in EMPLOYED:
        _note(db, helper, now, "open_card", "refused")
        return Opened("refused")
    lookup = Lookup(at=now, helper_id=helper.id, person_id=person_id, purpose=purpose)
    db.add(lookup)
    db.flush()
    _note(db, helper, now, "open_card", "opened", person_id=person_id, detail={"purpose": purpose})
    return Opened("opened", shown(db, helper, [person_id], now)[0], person_id, lookup.id)


def opened_card(db: Session, helper: Helper, number: int, since: datetime, now: datetime) -> Card | None:
    """Return the card that ``helper`` opened as ``number`` since ``since``, or None; another's is nobody's here."""
    found = lookups.opened(db, number)
    if found is None or found.lookup.helper_id != helper.id or found.lookup.at < since:
        return None
    candidate = _candidate(db, helper, found.person_id, found.identity, found.post, now)
    return Card(found.lookup.id, found.lookup.purpose, candidate, found.person_id)


def handle_for(db: Session, helper: Helper, person_id: int, now: datetime) -> str:
    """Return what opens the card of a person for ``helper`` today. Numbers of people cannot be tried one after the other."""
    proof = keys_of(db).hash("card", str(helper.id), str(person_id), paris_date(now).isoformat())
    return f"{person_id}-{proof[:32]}"


def ranked(db: Session, wanted: Wanted) -> dict[int, Identity]:
    """Return the people most like ``wanted`` by their numbers, ten at most, the likeliest first. Writes nothing."""
    numbers = finding.numbers(keys_of(db), wanted.traits())
    hit = {id_: [numbers[number] for number in some] for id_, some in finding.hits(db, numbers).items()}
    if wanted.nir:
        # Whatever else was typed only puts the people of one number in order.
        hit = {person.id: hit.get(person.id, []) for person in people.with_nir(db, wanted.nir)}
    weights = {id_: sum(WEIGHTS[key[0]] for key in some) for id_, some in hit.items()}
    likeliest = sorted(hit, key=lambda id_: (-weights[id_], id_))[:MOST_OPENED]
    opened: dict[int, Identity] = {}
    alike: dict[int, float] = {}
    for _, some in groupby(_sealed(db, likeliest), key=lambda each: weights[each[0]]):
        for id_, opening in some:
            opened[id_] = opening()
            alike[id_] = _alike(wanted, opened[id_], hit[id_])
        if not wanted.nir and max(alike.values()) >= FITS:
            break
    least = max(alike.values(), default=0) - SPREAD
    kept = [id_ for id_ in alike if wanted.nir or alike[id_] > max(least, 0)]
    return {id_: opened[id_] for id_ in sorted(kept, key=lambda id_: (-alike[id_], id_))[:MOST_SHOWN]}


def index_all(db: Session) -> int:
    """Make the keys of everybody who came before the present rules of keys; return how many people, mostly none."""
    if marked(db, _INDEXED_WITH) == VERSION:
        return 0
    ids = finding.everybody(db)
    for some in slices(ids):
        finding.index(db, some)
    mark(db, _INDEXED_WITH, VERSION)
    return len(ids)


def _sealed(db: Session, ids: list[int]) -> Iterator[tuple[int, Callable[[], Identity]]]:
    """Yield these people, each with what opens their names: the first ten by one query, which is mostly the only one."""
    for some in (ids[:MOST_SHOWN], ids[MOST_SHOWN:]):
        yield from people.openings_of(db, some).items()


def _alike(wanted: Wanted, identity: Identity, hit: Collection[Key]) -> float:
    is_near = any(kind in ("date_place", "names_place") for kind, *_ in hit)
    return likeness(wanted, identity.name, identity.birth_date, is_near=is_near)


def shown(db: Session, helper: Helper, ids: list[int], now: datetime) -> tuple[Candidate, ...]:
    """Return all that ``helper`` may see of these people before proof, in their order."""
    known = contacts.people_of(db, ids)
    return tuple(_candidate(db, helper, id_, *known[id_], now) for id_ in ids)


def _candidate(
    db: Session, helper: Helper, id_: int, identity: Identity, post: str, now: datetime
) -> Candidate:
    return Candidate(
        handle=handle_for(db, helper, id_, now),
        name=identity.name.listed(),
        birth_year=identity.birth_date.year,
        department=department_of(postcode_in(post)),
    )


def _held(db: Session, helper: Helper, handle: str, now: datetime) -> int | None:
    number = whole(handle.partition("-")[0])
    expected = handle_for(db, helper, number, now)
    return number if hmac.compare_digest(expected.encode(), handle.encode()) else None


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
