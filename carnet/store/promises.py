"""Promised calls and their tries, cases on their way from hand to hand, cases sent to a place nearby."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import BindParameter, ForeignKey, bindparam, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.calls import Call
from carnet.store.cases import Case
from carnet.store.rows import NUMBERED, Row, one_of, partial_index
from carnet.store.staff import Helper, HelperSession, Organisation

ANSWERS = ("answered", "no_answer", "busy", "wrong_number", "message_left")
REASONS = ("busy", "other_skill", "leaving", "sent_wrong")
OPEN = "state = 'open'"


class Callback(Row):
    """A promise to call somebody, between two instants. The number and the word that the person knows are sealed.

    ``is_word_printed``: the word stands on a receipt; otherwise it was told when the promise was made.
    """

    __tablename__ = "callback"
    __table_args__ = (
        one_of("state", "open", "done", "given_up", "letter"),
        partial_index("ix_callback_open", "from_at", condition=OPEN),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    number_sealed: Mapped[bytes]
    word_sealed: Mapped[bytes]
    may_leave_message: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="open")
    made_by: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    made_at: Mapped[datetime]
    is_word_printed: Mapped[bool] = mapped_column(default=False)


class CallbackAttempt(Row):
    __tablename__ = "callback_attempt"
    __table_args__ = (one_of("outcome", *ANSWERS), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    callback_id: Mapped[int] = mapped_column(ForeignKey("callback.id"), index=True)
    at: Mapped[datetime]
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    outcome: Mapped[str]


class Handover(Row):
    """A case offered by one helper to another, or to the whole line when ``to_id`` is empty. It moves only when accepted."""

    __tablename__ = "handover"
    __table_args__ = (
        one_of("answer", "accepted", "refused"),
        one_of("reason", *REASONS),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    answer: Mapped[str | None]
    reason: Mapped[str | None]


class Referral(Row):
    """A case sent to a place nearby, by its number. ``may_tell_back``: the person agreed that the sender learns how it ends."""

    __tablename__ = "referral"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    may_tell_back: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    made_at: Mapped[datetime]


def callback_to_change(db: Session, callback_id: int) -> Callback | None:
    """Return a promise, fresh and held until the end of the transaction, or None."""
    return db.get(Callback, callback_id, with_for_update=True, populate_existing=True)


def open_callbacks(db: Session, case_id: int) -> list[Callback]:
    """Return the promises of a case that nobody has kept yet, the first to be kept first."""
    query = select(Callback).where(Callback.state == "open", Callback.case_id == case_id)
    return list(db.scalars(query.order_by(Callback.from_at, Callback.id)))


def open_promises(db: Session, before: datetime) -> list[tuple[Callback, Case, str | None]]:
    """Return the promises to keep before an instant, or tried already, that nobody has kept, each with who has its case; one query."""
    is_tried = exists().where(CallbackAttempt.callback_id == Callback.id)
    query = (
        select(Callback, Case, Helper.name)
        .join(Case, Case.id == Callback.case_id)
        .outerjoin(Helper, Helper.id == Case.owner_id)
        .where(Callback.state == "open", or_(Callback.from_at < before, is_tried))
        .order_by(Callback.from_at, Callback.id)
    )
    return [(callback, case, owner) for callback, case, owner in db.execute(query)]


def open_callback_about(db: Session, case_id: int, person_id: int | None) -> Callback | None:
    """Return the promise of this case that nobody has kept yet, or else one to the same person, or None; one query."""
    found = ask(db, _open_about(), case_id=case_id, person_id=person_id)
    return next((row for (row,) in found), None)


@cache
def _open_about() -> Question:
    case_id: BindParameter[int] = bindparam("case_id")
    theirs = select(Case.id).where((Case.id == case_id) | (Case.person_id == bindparam("person_id")))
    about = select(Callback).where(Callback.state == "open", Callback.case_id.in_(theirs))
    return about.order_by(Callback.case_id != case_id, Callback.from_at, Callback.id).limit(1)


def last_call_of(db: Session, case_id: int) -> Call | None:
    """Return the newest telephone call of a case, or None."""
    return db.scalars(select(Call).where(Call.case_id == case_id).order_by(Call.id.desc()).limit(1)).first()


def tries_of(db: Session, callback_ids: Collection[int]) -> defaultdict[int, list[datetime]]:
    """Return when these promises were tried, in order, by their number; one query."""
    tried: defaultdict[int, list[datetime]] = defaultdict(list)
    query = select(CallbackAttempt.callback_id, CallbackAttempt.at).order_by(CallbackAttempt.id)
    for callback_id, at in db.execute(query.where(CallbackAttempt.callback_id.in_(callback_ids))):
        tried[callback_id].append(at)
    return tried


def attempts_of(db: Session, callback_id: int) -> list[CallbackAttempt]:
    """Return the tries of a promise, in order."""
    query = select(CallbackAttempt).where(CallbackAttempt.callback_id == callback_id)
    return list(db.scalars(query.order_by(CallbackAttempt.id)))


def handover_to_change(db: Session, handover_id: int) -> Handover | None:
    """Return an offer, fresh and held until the end of the transaction, or None."""
    return db.get(Handover, handover_id, with_for_update=True, populate_existing=True)


def offers_since(db: Session, after: datetime) -> list[Handover]:
    """Return the offers made after ``after``, the oldest first."""
    return [row for (row,) in ask(db, _offers(), after=after)]


@cache
def _offers() -> Question:
    return select(Handover).where(Handover.asked_at > bindparam("after")).order_by(Handover.id)


class AtConsole(NamedTuple):
    """Somebody who sits at a console: all that is needed to offer them a case."""

    id: int
    name: str
    role: str


def present_helpers(db: Session, after: datetime) -> list[AtConsole]:
    """Return who is signed in with a console that gave a sign of life after ``after``, by name."""
    return [AtConsole(*row) for row in ask(db, _present(), after=after)]


@cache
def _present() -> Question:
    alive = (HelperSession.ended_at.is_(None), HelperSession.seen_at > bindparam("after"))
    there = select(HelperSession.helper_id).where(*alive)
    who = select(Helper.id, Helper.name, Helper.role).where(Helper.id.in_(there), Helper.is_active)
    return who.order_by(Helper.name, Helper.id)


def organisations(db: Session) -> list[Organisation]:
    return [each for (each,) in ask(db, _organisations())]


@cache
def _organisations() -> Question:
    return select(Organisation).order_by(Organisation.name)


def referrals_by(db: Session, helper_id: int) -> list[tuple[Referral, Case, Organisation]]:
    """Return what a helper sent on, the newest first."""
    query = (
        select(Referral, Case, Organisation)
        .join(Case, Case.id == Referral.case_id)
        .join(Organisation, Organisation.id == Referral.organisation_id)
        .where(Referral.made_by == helper_id)
        .order_by(Referral.id.desc())
    )
    return [(row, case, place) for row, case, place in db.execute(query)]


def referrals_to(db: Session, organisation_id: int) -> list[tuple[Referral, Case]]:
    """Return the living cases whose last place is this organisation, each with how it came there, the first to come first."""
    last = select(func.max(Referral.id)).group_by(Referral.case_id)
    query = (
        select(Referral, Case)
        .join(Case, Case.id == Referral.case_id)
        .where(Referral.organisation_id == organisation_id, Referral.id.in_(last), Case.state != "closed")
        .order_by(Referral.id)
    )
    return [(row, case) for row, case in db.execute(query)]
