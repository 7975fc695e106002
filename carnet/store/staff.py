"""Organisations, the people who help, what they may do at most, and their console sessions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    and_,
    bindparam,
    func,
    select,
    text,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.rows import NUMBERED, Row, one_of, partial_index

Instant: TypeAlias = datetime | BindParameter[datetime]

ROLES = ("volunteer", "employee", "agent", "supervisor")
POWERS = ("beside", "for")
KINDS = ("helpline", "france_services", "association", "library", "town_hall", "health")
AT_CONSOLE = timedelta(seconds=90)
"""A console that has not asked for news for this long has nobody in front of it."""
METHODS = ("password", "printed", "passkey", "provider", "invitation")


class Organisation(Row):
    __tablename__ = "organisation"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    # Where its people work, by INSEE number: their public holidays are those of that department. Empty: all of France.
    department: Mapped[str] = mapped_column(default="", server_default=text("''"))


class Helper(Row):
    """An account: somebody who helps in two organisations has two. No password or no second factor yet: empty."""

    __tablename__ = "helper"
    # The pair is what a membership points at, so that a role cannot change behind its back.
    __table_args__ = (
        one_of("role", *ROLES),
        Index("ix_helper_id_role", "id", "role", unique=True),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str]
    password_hash: Mapped[str]
    totp_sealed: Mapped[bytes]
    # A one-time password serves once: the last time step that was accepted.
    totp_last_step: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="fr")
    # What a page says by itself beyond calls, and whether it shows times: a screen reader and a tired head need less.
    hears_all: Mapped[bool] = mapped_column(default=True, server_default=true())
    sees_times: Mapped[bool] = mapped_column(default=True, server_default=true())


class Membership(Row):
    """What a helper may do at most: ``beside`` a person, or ``for`` one with a mandate. A volunteer never acts for anybody.

    ``since``: when the account began, or woke up again. A referent looks after the other helpers of the organisation.
    ``answers_for``: whose articles come to this helper when somebody says that they are wrong; empty: nobody's.
    """

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["helper_id", "role"], ["helper.id", "helper.role"], onupdate="CASCADE"),
        one_of("max_power", *POWERS),
        CheckConstraint("role <> 'volunteer' OR max_power = 'beside'", name="volunteer"),
    )

    helper_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[str]
    max_power: Mapped[str] = mapped_column(default="beside")
    is_referent: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]
    answers_for: Mapped[str] = mapped_column(default="", server_default=text("''"))


class HelperSession(Row):
    """``method`` opened it; ``is_strong`` when two factors did. ``hint_sealed`` is what its provider wants at sign-out.

    ``proved_at``: when who sits there proved again who they are, to change what opens the account. Slips of a password or a
    code are counted apart from those of the PIN.
    """

    __tablename__ = "helper_session"
    __table_args__ = (
        one_of("method", *METHODS),
        # Who is at work is asked by every list that gives a case away; sessions of other days are never read for it.
        partial_index("ix_helper_session_living", "acted_at", condition="ended_at IS NULL"),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    method: Mapped[str] = mapped_column(default="password")
    is_strong: Mapped[bool] = mapped_column(default=True)
    started_at: Mapped[datetime]
    # Polling moves `seen_at`; only what a person does moves `acted_at`.
    seen_at: Mapped[datetime]
    acted_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    wrong_unlocks: Mapped[int] = mapped_column(default=0)
    hint_sealed: Mapped[bytes | None]
    ended_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    wrong_proofs: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Found(NamedTuple):
    """A session, whose it is, and what that helper may do at most."""

    session: HelperSession
    helper: Helper
    membership: Membership | None


def with_token(db: Session, token_hash: str) -> Found | None:
    """Return the session that a token opens, or None. One query: every page begins with it."""
    return next((Found(*row) for row in ask(db, _by_token(), token_hash=token_hash)), None)


@cache
def _by_token() -> Select[HelperSession, Helper, Membership]:
    return (
        select(HelperSession, Helper, Membership)
        .join(Helper, Helper.id == HelperSession.helper_id)
        .outerjoin(Membership, Membership.helper_id == Helper.id)
        .where(HelperSession.token_hash == bindparam("token_hash"))
    )


def organisation_names(db: Session) -> dict[int, str]:
    """Return the names of all organisations, by number."""
    return dict(db.execute(select(Organisation.id, Organisation.name)).all())


def names_of(db: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these helpers, by number; one query."""
    query = select(Helper.id, Helper.name).where(Helper.id.in_(list(ids)))
    return dict(db.execute(query).all())


def last_begun(db: Session) -> dict[int, datetime]:
    """Return when the last session of each helper began, by number; one query."""
    newest = select(HelperSession.helper_id, func.max(HelperSession.started_at))
    return dict(db.execute(newest.group_by(HelperSession.helper_id)).all())


def is_living(acted_since: Instant, started_since: Instant) -> ColumnElement[bool]:
    """Return what a session fulfils that nobody ended, and that is neither idle nor too old."""
    return and_(
        HelperSession.ended_at.is_(None),
        HelperSession.acted_at >= acted_since,
        HelperSession.started_at >= started_since,
    )


class AtWork(NamedTuple):
    """Somebody with a living session, and when the last of theirs began."""

    id: int
    name: str
    started_at: datetime


def at_work(
    db: Session,
    roles: Iterable[str],
    acted_since: datetime,
    started_since: datetime,
    organisation_id: int | None = None,
) -> list[AtWork]:
    """Return who has one of these roles and a session that is neither idle nor too old, in one organisation or anywhere."""
    values: dict[str, Any] = {
        "roles": list(roles),
        "acted_since": acted_since,
        "started_since": started_since,
    }
    if organisation_id is not None:
        values["organisation_id"] = organisation_id
    found = ask(db, _at_work(is_anywhere=organisation_id is None), **values)
    return [AtWork(*row) for row in found]


@cache
def _at_work(*, is_anywhere: bool) -> Question:
    query = (
        select(Helper.id, Helper.name, func.max(HelperSession.started_at))
        .join(HelperSession, HelperSession.helper_id == Helper.id)
        .where(
            is_living(bindparam("acted_since"), bindparam("started_since")),
            Helper.is_active,
            Helper.role.in_(bindparam("roles", expanding=True)),
        )
        .group_by(Helper.id, Helper.name)
    )
    return query if is_anywhere else query.where(Helper.organisation_id == bindparam("organisation_id"))
