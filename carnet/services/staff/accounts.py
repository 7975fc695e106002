"""Accounts of helpers: organisations, roles, what one may do at most."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain.names import likened
from carnet.services.staff import factors
from carnet.store.staff import Helper, Membership, Organisation

LANGUAGES = ("fr", "en")


def add_organisation(db: Session, *, name: str, kind: str, department: str = "") -> Organisation:
    """Return the organisation called ``name``, made now when there is none."""
    found = called(db, name)
    if found is None:
        found = Organisation(name=name, kind=kind, department=department)
        db.add(found)
        db.flush()
    return found


def add_helper(
    db: Session,
    *,
    login: str,
    name: str,
    role: str,
    organisation: Organisation,
    password: str,
    totp_secret: str,
    language: str = "fr",
) -> Helper:
    """Return a new helper, or the one who has this login, with this password and this second factor.

    Raises Invalid when the password is shorter than twelve signs.
    """
    helper = with_login(db, login) or Helper(login=login)
    helper.name, helper.role, helper.organisation_id, helper.language = name, role, organisation.id, language
    factors.set_password(helper, password)
    factors.set_secret(db, helper, totp_secret)
    db.add(helper)
    db.flush()
    return helper


def called(db: Session, name: str) -> Organisation | None:
    """Return the organisation that people would take for ``name``: case and accents make no other one."""
    every = db.scalars(select(Organisation).order_by(Organisation.id))
    return next((each for each in every if likened(each.name) == likened(name)), None)


def with_login(db: Session, login: str) -> Helper | None:
    return db.scalars(select(Helper).where(Helper.login == login)).first()


def membership_of(db: Session, helper: Helper, now: datetime) -> Membership:
    """Return what ``helper`` may do at most, written down as the smaller power when nobody said."""
    found = db.get(Membership, helper.id)
    if found is None:
        found = Membership(helper_id=helper.id, role=helper.role, max_power="beside", since=now)
        db.add(found)
        db.flush()
    return found


def choose_measure(helper: Helper, *, hears_all: bool, sees_times: bool) -> None:
    """Let pages say by themselves only calls and what this helper does, and show no deadline or duration, where they wish so.

    Source: checks A91 and A94 of the list.
    """
    helper.hears_all, helper.sees_times = hears_all, sees_times


def choose_language(helper: Helper, language: str) -> None:
    """Let the console speak ``language`` to this helper; any other changes nothing."""
    if language in LANGUAGES:
        helper.language = language
