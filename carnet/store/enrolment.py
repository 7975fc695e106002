"""Writing many insured people at once: plain inserts by the thousand, one statement per table and batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from carnet.domain.insured import Insured, InsuredProtection, InsuredRepresentative
from carnet.domain.lifecycle import State
from carnet.store import contacts, finding, people
from carnet.store.contacts import Contact
from carnet.store.keys import Keys, keys_of
from carnet.store.people import Card, Identity, Person
from carnet.store.references import InsuredReference, known_people, reference_hash
from carnet.store.representation import Protection, Representation, sealed_span
from carnet.store.rows import Row
from carnet.store.spaces import Space

_WITHOUT_CONTENT = {
    State.ELIGIBLE,
    State.NOTIFIED,
    State.OBJECTED,
    State.DELETED,
    State.TECHNICAL_FAILURE,
}


Owner = tuple[int, bytes, Insured]
"""A person's number and registry key, and what the fund says of them."""


class Arrival(NamedTuple):
    """A valid line and the keyed hash of what it says."""

    insured: Insured
    line_hash: str


class Link(NamedTuple):
    """Whom a person depends on, still by the fund's numbers: the others may come later in the same file."""

    person_id: int
    policy_holder: str
    representatives: tuple[InsuredRepresentative, ...]
    protection: InsuredProtection | None


def add_people(db: Session, arrivals: Sequence[Arrival], *, source: str, now: datetime) -> list[Link]:
    """Write new people with their cards, contacts and spaces; return their links, still to be written."""
    keys = keys_of(db)
    registry_keys = [keys.new_wrapped_key() for _ in arrivals]
    values = [
        {"registry_key": key, **_person_values(keys, key, arrival.insured, source, now)}
        for key, arrival in zip(registry_keys, arrivals, strict=True)
    ]
    # Numbers come back in no order; the wrapped key, which no two people share, tells whose each one is.
    inserting = insert(_table(Person)).returning(Person.registry_key, Person.id)
    numbered = dict(db.execute(inserting, values).all())
    ids = [numbered[key] for key in registry_keys]
    references = [
        {
            "hash": reference_hash(keys, arrival.insured.reference),
            "person_id": person_id,
            "line_hash": arrival.line_hash,
        }
        for person_id, arrival in zip(ids, arrivals, strict=True)
    ]
    _insert(db, InsuredReference, references)
    insured = [arrival.insured for arrival in arrivals]
    _insert(db, Space, [_space_values(keys, id_, each) for id_, each in zip(ids, insured, strict=True)])
    owners = list(zip(ids, registry_keys, insured, strict=True))
    _insert(db, Card, _card_values(keys, owners))
    _insert(db, Contact, _contact_values(keys, owners))
    finding.index(db, ids)
    return [
        _link(id_, each) for id_, each in zip(ids, insured, strict=True) if each.relatives or each.protection
    ]


def update_people(
    db: Session, arrivals: Sequence[tuple[int, Arrival]], *, source: str, now: datetime
) -> list[Link]:
    """Write anew what the fund says of known people, spaces apart; return their links, still to be written."""
    keys = keys_of(db)
    ids = [person_id for person_id, _ in arrivals]
    owned = select(Person.id, Person.registry_key).where(Person.id.in_(ids))
    registry_keys = dict(db.execute(owned).all())
    values = [
        {"id": id_, **_person_values(keys, registry_keys[id_], arrival.insured, source, now)}
        for id_, arrival in arrivals
    ]
    db.execute(update(Person), values)
    references = [
        {"hash": reference_hash(keys, arrival.insured.reference), "line_hash": arrival.line_hash}
        for _, arrival in arrivals
    ]
    db.execute(update(InsuredReference), references)
    owners = [(id_, registry_keys[id_], arrival.insured) for id_, arrival in arrivals]
    db.execute(delete(Card).where(Card.person_id.in_(ids)))
    _insert(db, Card, _card_values(keys, owners))
    _update_contacts(db, owners)
    finding.index(db, ids)
    return [_link(id_, arrival.insured) for id_, arrival in arrivals]


def write_links(db: Session, links: Sequence[Link]) -> None:
    """Write who depends on whom, in place of what was known; every reference must be known by now."""
    wanted = {reference for link in links for reference in _references(link)}
    ids = {reference: known.person_id for reference, known in known_people(db, wanted).items()}
    linked = [link.person_id for link in links]
    holders = [{"id": link.person_id, "policy_holder_id": ids.get(link.policy_holder)} for link in links]
    db.execute(update(Person), holders)
    db.execute(delete(Representation).where(Representation.minor_id.in_(linked)))
    db.execute(delete(Protection).where(Protection.person_id.in_(linked)))
    keys = keys_of(db)
    sealed_with = dict(db.execute(select(Person.id, Person.registry_key).where(Person.id.in_(linked))).all())
    _insert(
        db,
        Representation,
        [
            values
            for link in links
            for values in _representation_values(keys, sealed_with[link.person_id], link, ids)
        ],
    )
    _insert(db, Protection, [values for link in links for values in _protection_values(link, ids)])


def start_space(space: Space, keys: Keys, insured: Insured) -> None:
    """Give a space where nothing happened yet the starting point that the fund now knows."""
    for name, value in _space_values(keys, space.person_id, insured).items():
        if name != "version":
            setattr(space, name, value)


def _insert(db: Session, row: type[Row], values: list[dict[str, Any]]) -> None:
    if values:
        db.execute(insert(_table(row)), values)


def _table(row: type[Row]) -> Table:
    # Through the class, rows without some value would be written apart from the others, few at a time.
    return Row.metadata.tables[row.__tablename__]


def _person_values(keys: Keys, key: bytes, insured: Insured, source: str, now: datetime) -> dict[str, Any]:
    identity = Identity(insured.name, insured.birth_date, insured.birth_place, insured.sex)
    return {
        "nir_hash": people.nir_hash(keys, insured.nir.value),
        "nir_sealed": people.sealed_nir(keys, key, insured.nir.value),
        "identity_sealed": people.sealed_identity(keys, key, identity),
        "preferred_language": insured.preferred_language,
        "easy_text": insured.easy_text,
        "adult_on_hash": people.adult_on_hash(keys, insured.birth_date.adult_on),
        "died_on": insured.died_on,
        "source": source,
        "updated_at": now,
    }


def _space_values(keys: Keys, person_id: int, insured: Insured) -> dict[str, Any]:
    space = insured.space
    has_content = space.has_legacy_dmp or space.dates.state not in _WITHOUT_CONTENT
    return {
        "person_id": person_id,
        "state": space.dates.state.value,
        "since_on": space.dates.since_on,
        "notified_on": space.dates.notified_on,
        "opened_on": space.dates.opened_on,
        "closed_on": space.dates.closed_on,
        "deletion_asked_on": space.dates.deletion_asked_on,
        "suspended_on": space.dates.suspended_on,
        "suspended_from": space.suspended_from or None,
        "has_legacy_dmp": space.has_legacy_dmp,
        "content_key": keys.new_wrapped_key() if has_content else None,
        "version": 1,
    }


def _update_contacts(db: Session, owners: Sequence[Owner]) -> None:
    # A contact keeps its number while its kind stays: letters that wait to leave, and visits under way, name it so.
    columns = Contact.id, Contact.person_id, Contact.kind
    owned = select(*columns).where(Contact.person_id.in_([person_id for person_id, _, _ in owners]))
    former = {(person_id, kind): id_ for id_, person_id, kind in db.execute(owned)}
    told = _contact_values(keys_of(db), owners)
    kept = [
        {"id": former.pop(place), **values}
        for values in told
        if (place := (values["person_id"], values["kind"])) in former
    ]
    numbered = {(values["person_id"], values["kind"]) for values in kept}
    if kept:
        _trust_again(db, kept)
        db.execute(update(Contact), kept)
    _insert(db, Contact, [each for each in told if (each["person_id"], each["kind"]) not in numbered])
    db.execute(delete(Contact).where(Contact.id.in_(former.values())))


def _trust_again(db: Session, told: Sequence[dict[str, Any]]) -> None:
    """Forget that letters came back from an address which the fund has changed; the same address told again stays doubtful."""
    doubted = select(Contact).where(
        Contact.doubtful_since.is_not(None), Contact.person_id.in_([values["person_id"] for values in told])
    )
    new = {values["id"]: values["value_sealed"] for values in told}
    for row in db.scalars(doubted):
        owner = db.get_one(Person, row.person_id)
        values = [
            contacts.opened_contact(keys_of(db), owner.registry_key, row.kind, sealed)
            for sealed in (row.value_sealed, new.get(row.id, row.value_sealed))
        ]
        if values[0] != values[1]:
            row.doubtful_since = None
    db.flush()


def _card_values(keys: Keys, owners: Sequence[Owner]) -> list[dict[str, Any]]:
    return [
        {
            "person_id": person_id,
            "serial_hash": people.serial_hash(keys, card.serial.value),
            "valid_from": card.valid_from,
            "ended_on": card.ended_on,
        }
        for person_id, _, insured in owners
        for card in insured.cards
    ]


def _contact_values(keys: Keys, owners: Sequence[Owner]) -> list[dict[str, Any]]:
    return [
        {
            "person_id": person_id,
            "kind": contact.kind,
            "value_sealed": contacts.sealed_contact(keys, key, contact.kind, contact.value),
            "is_shared": contact.is_shared,
            "known_since": contact.known_since,
        }
        for person_id, key, insured in owners
        for contact in insured.contacts
    ]


def _link(person_id: int, insured: Insured) -> Link:
    return Link(person_id, insured.policy_holder, insured.representatives, insured.protection)


def _references(link: Link) -> list[str]:
    named = [link.policy_holder, *(each.reference for each in link.representatives)]
    if link.protection:
        named.append(link.protection.guardian)
    return [reference for reference in named if reference]


def _representation_values(
    keys: Keys, registry_key: bytes, link: Link, ids: dict[str, int]
) -> list[dict[str, Any]]:
    return [
        {
            "minor_id": link.person_id,
            "representative_id": ids[each.reference],
            "kind": each.kind,
            "span_sealed": sealed_span(keys, registry_key, each.from_on, each.until_on),
        }
        for each in link.representatives
    ]


def _protection_values(link: Link, ids: dict[str, int]) -> list[dict[str, Any]]:
    if link.protection is None:
        return []
    return [
        {
            "person_id": link.person_id,
            "kind": link.protection.kind,
            "covers_person": link.protection.covers_person,
            "guardian_id": ids.get(link.protection.guardian),
            "from_on": link.protection.from_on,
            "until_on": link.protection.until_on,
        }
    ]
