"""Rows for tests: keyword-only, valid by default, so that a test says only what matters to it. All people are invented."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from carnet.domain.birth_date import BirthDate
from carnet.domain.names import CivilName
from carnet.domain.nir import key_for
from carnet.services.codes import code_hash
from carnet.store import finding, people
from carnet.store.codes import ProvisionalCode
from carnet.store.contacts import Contact, sealed_contact
from carnet.store.keys import keys_of
from carnet.store.people import Card, Identity, Person
from carnet.store.representation import Protection, Representation, sealed_span
from carnet.store.spaces import Space
from carnet.store.staff import Helper, Organisation
from carnet.store.visits import Comfort, Visit

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)

_orders = itertools.count(1)


def make_nir(*, sex: str = "2", born: BirthDate | None = None, order: int | None = None) -> str:
    """Return a valid number of commune 999, which does not exist: it belongs to nobody."""
    born = born or BirthDate(1951, 3, 8)
    order = next(_orders) % 1000 if order is None else order
    first = f"{sex}{born.year % 100:02d}{born.month or 20:02d}63999{order:03d}"
    return first + key_for(first)


def make_identity(
    *,
    birth_name: str = "Perrin",
    used_name: str | None = None,
    first_names: Sequence[str] = ("Odette",),
    birth_date: BirthDate | None = None,
    birth_place: str = "Clermont-Ferrand",
    sex: str = "2",
) -> Identity:
    name = CivilName(birth_name, used_name, tuple(first_names))
    return Identity(name, birth_date or BirthDate(1951, 3, 8), birth_place, sex)


def make_person(
    db: Session,
    *,
    identity: Identity | None = None,
    nir: str | None = None,
    serial: str | None = None,
    contacts: Mapping[str, str] | None = None,
    preferred_language: str = "fr",
    easy_text: bool = False,
    policy_holder: Person | None = None,
    died_on: date | None = None,
) -> Person:
    """Return a person known to the insurer; ``contacts`` maps post, mail or phone to a value."""
    identity = identity or make_identity()
    nir = nir or make_nir(sex=identity.sex, born=identity.birth_date)
    keys = keys_of(db)
    key = keys.new_wrapped_key()
    person = Person(
        nir_hash=people.nir_hash(keys, nir),
        nir_sealed=people.sealed_nir(keys, key, nir),
        registry_key=key,
        identity_sealed=people.sealed_identity(keys, key, identity),
        preferred_language=preferred_language,
        easy_text=easy_text,
        adult_on_hash=people.adult_on_hash(keys, identity.birth_date.adult_on),
        policy_holder_id=policy_holder.id if policy_holder else None,
        died_on=died_on,
        source="tests",
        updated_at=NOW,
    )
    db.add(person)
    db.flush()
    if serial:
        make_card(db, person=person, serial=serial)
    for kind, value in (contacts or {}).items():
        make_contact(db, person=person, kind=kind, value=value)
    finding.index(db, [person.id])
    return person


def make_card(
    db: Session,
    *,
    person: Person,
    serial: str,
    valid_from: date | None = None,
    ended_on: date | None = None,
) -> Card:
    serial_hash = people.serial_hash(keys_of(db), serial)
    card = Card(person_id=person.id, serial_hash=serial_hash, valid_from=valid_from, ended_on=ended_on)
    db.add(card)
    db.flush()
    return card


def make_contact(
    db: Session,
    *,
    person: Person,
    kind: str,
    value: str,
    known_since: date = date(2020, 1, 1),
    is_shared: bool = False,
) -> Contact:
    sealed = sealed_contact(keys_of(db), person.registry_key, kind, value)
    contact = Contact(
        person_id=person.id, kind=kind, value_sealed=sealed, is_shared=is_shared, known_since=known_since
    )
    db.add(contact)
    db.flush()
    return contact


def make_space(
    db: Session,
    *,
    person: Person | None = None,
    state: str = "notified",
    since_on: date = date(2026, 11, 1),
    notified_on: date | None = date(2026, 11, 1),
    opened_on: date | None = None,
    closed_on: date | None = None,
    deletion_asked_on: date | None = None,
    suspended_on: date | None = None,
    suspended_from: str | None = None,
    has_legacy_dmp: bool = False,
    content_key: bytes | None = None,
) -> Space:
    space = Space(
        person_id=(person or make_person(db)).id,
        state=state,
        since_on=since_on,
        notified_on=notified_on,
        opened_on=opened_on,
        closed_on=closed_on,
        deletion_asked_on=deletion_asked_on,
        suspended_on=suspended_on,
        suspended_from=suspended_from,
        has_legacy_dmp=has_legacy_dmp,
        content_key=content_key,
    )
    db.add(space)
    db.flush()
    return space


def make_representation(
    db: Session,
    *,
    minor: Person,
    representative: Person,
    kind: str = "parent",
    from_on: date = date(2010, 1, 1),
    until_on: date | None = None,
) -> Representation:
    row = Representation(
        minor_id=minor.id,
        representative_id=representative.id,
        kind=kind,
        span_sealed=sealed_span(keys_of(db), minor.registry_key, from_on, until_on),
    )
    db.add(row)
    db.flush()
    return row


def make_protection(
    db: Session,
    *,
    person: Person,
    guardian: Person | None = None,
    kind: str = "guardianship",
    covers_person: bool = True,
    from_on: date = date(2020, 1, 1),
    until_on: date | None = None,
) -> Protection:
    row = Protection(
        person_id=person.id,
        guardian_id=guardian.id if guardian else None,
        kind=kind,
        covers_person=covers_person,
        from_on=from_on,
        until_on=until_on,
    )
    db.add(row)
    db.flush()
    return row


def make_code(
    db: Session,
    *,
    person: Person,
    code: str,
    issued_at: datetime = NOW,
    valid_until: date = date(2027, 1, 5),
    route: str = "post",
    used_at: datetime | None = None,
    ended_at: datetime | None = None,
    failures: int = 0,
) -> ProvisionalCode:
    row = ProvisionalCode(
        person_id=person.id,
        code_hash=code_hash(db, code),
        issued_at=issued_at,
        valid_until=valid_until,
        route=route,
        used_at=used_at,
        ended_at=ended_at,
        failures=failures,
    )
    db.add(row)
    db.flush()
    return row


def make_visit(
    db: Session,
    *,
    surface: str = "kiosk",
    person: Person | None = None,
    acting: Person | None = None,
    helper: Helper | None = None,
    language: str = "fr",
    started_at: datetime = NOW,
    ended_at: datetime | None = None,
) -> Visit:
    """Return a visit with default comfort; it has no token, because services give one."""
    visit = Visit(
        surface=surface,
        kiosk="kiosk-1" if surface == "kiosk" else "",
        started_at=started_at,
        seen_at=started_at,
        ended_at=ended_at,
        person_id=person.id if person else None,
        acting_id=acting.id if acting else None,
        helper_id=helper.id if helper else None,
    )
    db.add(visit)
    db.flush()
    db.add(Comfort(visit_id=visit.id, language=language))
    db.flush()
    return visit


def make_helper(
    db: Session,
    *,
    login: str | None = None,
    name: str = "Camille Aidante",
    role: str = "agent",
    organisation: Organisation | None = None,
    password_hash: str = "",
    totp_secret: str = "JBSWY3DPEHPK3PXP",
    is_active: bool = True,
) -> Helper:
    organisation = organisation or make_organisation(db)
    helper = Helper(
        login=login or f"helper-{next(_orders)}",
        name=name,
        organisation_id=organisation.id,
        role=role,
        password_hash=password_hash,
        totp_sealed=keys_of(db).seal(None, totp_secret.encode(), b"totp"),
        is_active=is_active,
    )
    db.add(helper)
    db.flush()
    return helper


def make_organisation(db: Session, *, name: str | None = None, kind: str = "france_services") -> Organisation:
    organisation = Organisation(name=name or f"France services {next(_orders)}", kind=kind)
    db.add(organisation)
    db.flush()
    return organisation
