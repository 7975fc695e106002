"""Who looks after the helpers of an organisation: invites, changes, suspends, wakes up, gives new credentials, ends sessions.

A referent does it at home, a supervisor everywhere, nobody for themselves: ``may`` says so, here and nowhere else.
Nobody gives more than they hold, and a code that opens an account gives all of it: ``may_give`` says so.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carnet.domain.article import OWNERS
from carnet.domain.names import likened
from carnet.domain.rights import NOBODY, Actor, Grant, Target, is_lawful, may, may_give, may_stop
from carnet.domain.spreadsheet import is_formula
from carnet.reference.accounts import dormant_days
from carnet.reference.public_holidays import is_department
from carnet.services.staff import credentials, journal, sessions, single_use
from carnet.services.staff.accounts import add_organisation, called, membership_of, with_login
from carnet.services.staff.sessions import SignedIn
from carnet.services.turn import paris_date
from carnet.store.audit import Detail
from carnet.store.staff import (
    KINDS,
    POWERS,
    ROLES,
    Helper,
    HelperSession,
    Membership,
    Organisation,
    last_begun,
)

LOGIN = re.compile(r"[a-z][a-z0-9.-]{1,39}")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Outcome:
    """What became of an act; ``code`` is the newcomer's, told once, to be handed over in person."""

    name: str
    code: str = field(default="", repr=False)
    helper: Helper | None = None


@dataclass(frozen=True)
class Member:
    helper: Helper
    organisation: Organisation
    membership: Membership | None
    last_at: datetime | None
    is_signed_in: bool

    @property
    def grant(self) -> Grant:
        return _grant(self.helper.role, self.membership)


def actor_of(signed_in: SignedIn) -> Actor:
    """Return what the rules of rights know of who sits at this console."""
    helper, membership, session = signed_in.helper, signed_in.membership, signed_in.session
    return Actor(
        number=helper.id,
        role=helper.role,
        organisation=helper.organisation_id,
        is_active=helper.is_active,
        is_referent=membership is not None and membership.is_referent,
        answers_for=membership.answers_for if membership else "",
        max_power=membership.max_power if membership else "beside",
        is_strong=session.is_strong,
        is_entering=session.method == "invitation",
        since=membership.since if membership else None,
    )


def organisations_for(db: Session, signed_in: SignedIn, now: datetime) -> list[Organisation]:
    """Return the organisations whose helpers this one may look after."""
    actor = actor_of(signed_in)
    every = db.scalars(select(Organisation).order_by(Organisation.name))
    return [each for each in every if may(actor, "manage_helpers", Target(each.id), now).allowed]


def members(db: Session, signed_in: SignedIn, now: datetime) -> list[Member]:
    """Return the helpers that this one may look after, by organisation and name."""
    homes = {each.id: each for each in organisations_for(db, signed_in, now)}
    last = last_begun(db)
    living = set(db.scalars(select(HelperSession.helper_id).where(sessions.living(now))))
    query = (
        select(Helper, Membership)
        .outerjoin(Membership, Membership.helper_id == Helper.id)
        .where(Helper.organisation_id.in_(homes))
    )
    found = [
        Member(helper, homes[helper.organisation_id], membership, last.get(helper.id), helper.id in living)
        for helper, membership in db.execute(query)
    ]
    return sorted(found, key=lambda each: (each.organisation.name, each.helper.name))


def invite(
    db: Session,
    signed_in: SignedIn,
    now: datetime,
    *,
    login: str,
    name: str,
    role: str,
    power: str,
    organisation_id: int,
    is_referent: bool = False,
) -> Outcome:
    """Make an account that a code opens, once: ``invited``, ``refused``, ``unreadable``, ``sign``, ``taken`` or ``power``."""
    if not _may(signed_in, Target(organisation_id), now) or (is_referent and not _leads(signed_in, now)):
        return _refused(db, signed_in, now)
    if not may_give(actor_of(signed_in), Grant(role, power, is_referent)):
        return _refused(db, signed_in, now)
    made = _made(db, now, login, name, role, power, organisation_id, is_referent=is_referent)
    if isinstance(made, str):
        return Outcome(made)
    return _told(db, signed_in, "invited", made, now, code=single_use.make_invitation(db, made, now))


def invite_supervisor(
    db: Session, now: datetime, *, login: str, name: str, organisation: str, kind: str, department: str = ""
) -> Outcome:
    """Make a supervisor whom nobody at a console invited, and their organisation when it is not there yet.

    ``invited``, or ``unreadable``, ``sign``, ``taken`` or ``place``. They hold the larger power, or nobody could ever give it.
    """
    if is_formula(_one_line(organisation)):
        return Outcome("sign")
    place = called(db, organisation) or _founded(db, organisation, kind, department)
    if place is None:
        return Outcome("place")
    made = _made(db, now, login, name, "supervisor", "for", place.id)
    if isinstance(made, str):
        return Outcome(made)
    detail = {"helper": made.id, "organisation": place.id}
    journal.note(db, "account", "invited", now, None, detail, channel="system")
    return Outcome("invited", single_use.make_invitation(db, made, now), made)


def make_organisation(
    db: Session, signed_in: SignedIn, now: datetime, *, name: str, kind: str, department: str
) -> Outcome:
    """Make an organisation: ``founded``, ``refused``, ``place`` or ``sign`` when it cannot be, ``known``. Supervisors only."""
    if not _leads(signed_in, now):
        return _refused(db, signed_in, now)
    if is_formula(_one_line(name)):
        return Outcome("sign")
    if called(db, name) is not None:
        return Outcome("known")
    try:
        with db.begin_nested():
            place = _founded(db, name, kind, department)
    except IntegrityError:
        # Somebody wrote the same name at the same instant.
        return Outcome("known")
    if place is None:
        return Outcome("place")
    journal.note(db, "organisation", "founded", now, signed_in.helper, {"organisation": place.id})
    return Outcome("founded")


def change(
    db: Session, signed_in: SignedIn, number: int, now: datetime, *, power: str, is_referent: bool
) -> Outcome:
    """Give a helper this power, and name a referent or not: ``changed``, ``refused``, ``unreadable`` or ``power``.

    Their sessions go on; their rights are the new ones at the next page. Only a supervisor names a referent.
    """
    helper = _reached(db, signed_in, number, now)
    if helper is None:
        return _refused(db, signed_in, now)
    before = _grant(helper.role, db.get(Membership, helper.id))
    names = is_referent != before.is_referent
    after = Grant(helper.role, power, is_referent, before.answers_for)
    if not may_give(actor_of(signed_in), after, before) or (names and not _leads(signed_in, now)):
        return _refused(db, signed_in, now)
    if power not in POWERS:
        return Outcome("unreadable")
    if not is_lawful(after):
        return Outcome("power")
    membership = membership_of(db, helper, now)
    membership.max_power, membership.is_referent = power, is_referent
    return _told(db, signed_in, "changed", helper, now, detail={"power": power, "referent": is_referent})


def renew(db: Session, signed_in: SignedIn, number: int, now: datetime) -> Outcome:
    """Revoke all that a helper held and return a newcomer's code: for who lost a telephone and stands here."""
    helper = _reached(db, signed_in, number, now, gives=True)
    if helper is None:
        return _refused(db, signed_in, now)
    credentials.revoke_all(db, helper, now)
    return _told(db, signed_in, "renewed", helper, now, code=single_use.make_invitation(db, helper, now))


def suspend(db: Session, signed_in: SignedIn, number: int, now: datetime) -> Outcome:
    """Let an account open nothing, and end its sessions at once."""
    helper = _reached(db, signed_in, number, now)
    if helper is None:
        return _refused(db, signed_in, now)
    helper.is_active = False
    sessions.end_sessions(db, helper, now)
    return _told(db, signed_in, "suspended", helper, now)


def wake(db: Session, signed_in: SignedIn, number: int, now: datetime) -> Outcome:
    """Let an account that was suspended or cut off open a console again, with what it held."""
    helper = _reached(db, signed_in, number, now, gives=True)
    if helper is None:
        return _refused(db, signed_in, now)
    helper.is_active = True
    membership_of(db, helper, now).since = now
    return _told(db, signed_in, "woken", helper, now)


def end_their_sessions(db: Session, signed_in: SignedIn, number: int, now: datetime) -> Outcome:
    """End every session of somebody, wherever it is open."""
    helper = _reached(db, signed_in, number, now)
    if helper is None:
        return _refused(db, signed_in, now)
    sessions.end_sessions(db, helper, now)
    return _told(db, signed_in, "ended", helper, now)


def answer_for(db: Session, signed_in: SignedIn, number: int, owner: str, now: datetime) -> Outcome:
    """Let somebody answer for these articles, or for none: ``answers``, ``refused`` or ``unreadable``. Supervisors only."""
    helper = _reached(db, signed_in, number, now)
    if helper is None or not _leads(signed_in, now):
        return _refused(db, signed_in, now)
    if owner not in ("", *OWNERS):
        return Outcome("unreadable")
    membership_of(db, helper, now).answers_for = owner
    return _told(db, signed_in, "answers", helper, now)


def cut_off_dormant(db: Session, now: datetime) -> int:
    """Suspend the accounts that nobody opened for as many days as the dated facts say; return how many."""
    since = now - timedelta(days=dormant_days(paris_date(now)))
    cut, last = 0, last_begun(db)
    active = (
        select(Helper, Membership)
        .outerjoin(Membership, Membership.helper_id == Helper.id)
        .where(Helper.is_active)
        .order_by(Helper.id)
    )
    for helper, membership in db.execute(active).all():
        begun = (membership or membership_of(db, helper, now)).since
        if max(begun, last.get(helper.id, begun)) < since:
            helper.is_active = False
            sessions.end_sessions(db, helper, now)
            journal.note(db, "account", "dormant", now, helper)
            cut += 1
    return cut


def _may(signed_in: SignedIn, target: Target, now: datetime) -> bool:
    return may(actor_of(signed_in), "manage_helpers", target, now).allowed


def _leads(signed_in: SignedIn, now: datetime) -> bool:
    return may(actor_of(signed_in), "supervise", NOBODY, now).allowed


def _grant(role: str, membership: Membership | None) -> Grant:
    if membership is None:
        return Grant(role)
    return Grant(role, membership.max_power, membership.is_referent, membership.answers_for)


def _reached(
    db: Session, signed_in: SignedIn, number: int, now: datetime, *, gives: bool = False
) -> Helper | None:
    helper = db.get(Helper, number)
    if helper is None or not _may(signed_in, Target(helper.organisation_id, helper.id), now):
        return None
    is_allowed = (may_give if gives else may_stop)(
        actor_of(signed_in), _grant(helper.role, db.get(Membership, helper.id))
    )
    return helper if is_allowed else None


def _made(
    db: Session,
    now: datetime,
    login: str,
    name: str,
    role: str,
    power: str,
    organisation_id: int,
    *,
    is_referent: bool = False,
) -> Helper | str:
    """Return a new account, or why there is none: ``unreadable``, ``sign``, ``power`` or ``taken``."""
    login, name = login.strip().lower()[:50], _one_line(name)[:LONGEST_NAME]
    if not (LOGIN.fullmatch(login) and name and name.isprintable() and role in ROLES and power in POWERS):
        return "unreadable"
    if is_formula(name):
        return "sign"
    if not is_lawful(Grant(role, power)):
        return "power"
    if with_login(db, login) is not None:
        return "taken"
    helper = Helper(
        login=login, name=name, role=role, organisation_id=organisation_id, password_hash="", totp_sealed=b""
    )
    db.add(helper)
    db.flush()
    db.add(Membership(helper_id=helper.id, role=role, max_power=power, is_referent=is_referent, since=now))
    return helper


def _founded(db: Session, name: str, kind: str, department: str) -> Organisation | None:
    """Return a new organisation, or None when name, kind or department cannot be read. No department: all of France."""
    name, department = _one_line(name), department.strip().upper()
    is_name = likened(name) != "" and name.isprintable() and len(name) <= LONGEST_NAME
    if not is_name or kind not in KINDS or (department and not is_department(department)):
        return None
    return add_organisation(db, name=name, kind=kind, department=department)


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _told(
    db: Session,
    signed_in: SignedIn,
    name: str,
    helper: Helper,
    now: datetime,
    *,
    code: str = "",
    detail: Detail | None = None,
) -> Outcome:
    journal.note(db, "account", name, now, signed_in.helper, {"helper": helper.id, **(detail or {})})
    return Outcome(name, code, helper)


def _refused(db: Session, signed_in: SignedIn, now: datetime) -> Outcome:
    journal.note(db, "account", "refused", now, signed_in.helper)
    return Outcome("refused")
