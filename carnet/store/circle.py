"""The rule of ``carnet.domain.circle`` as the database is asked it: where a case stands, and which cases of a list are seen.

Also who has read which case in which session. Both sides of the rule are compared by ``tests/unit/store/test_circle.py``.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ForeignKey,
    and_,
    bindparam,
    delete,
    exists,
    false,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from carnet.domain.circle import BESIDE, OFFER_WAITS, WAITING, Onlooker, Stands
from carnet.store.asking import Question, ask
from carnet.store.cases import Case
from carnet.store.promises import Handover, Referral
from carnet.store.rows import Row
from carnet.store.staff import Helper, HelperSession

MOST_ASKED: Final = 500
"""Engines bound how many values one question holds."""
READING: Final = "case_read"
"""What the journal calls it that a case's page was read."""


class CaseReading(Row):
    """That a case's page was read in a session of a helper: told once in the journal, not at every look."""

    __tablename__ = "case_reading"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("helper_session.id"), primary_key=True, autoincrement=False
    )
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)


def stands_of(db: Session, case_id: int, who: Onlooker, now: datetime) -> Stands | None:
    """Return where a case stands for ``who``, or None; one query."""
    found = ask(db, _stands(), case_id=case_id, helper_id=who.helper, offered_after=now - OFFER_WAITS)
    return next((Stands(*row) for row in found), None)


@cache
def _stands() -> Question:
    last = select(Referral.organisation_id).where(Referral.case_id == Case.id).order_by(Referral.id.desc())
    return (
        select(
            Case.channel,
            Case.state,
            Case.owner_id,
            Helper.organisation_id,
            last.limit(1).scalar_subquery(),
            _is_offered(),
        )
        .outerjoin(Helper, Helper.id == Case.owner_id)
        .where(Case.id == bindparam("case_id"))
    )


def seen_among(db: Session, case_ids: Collection[int], who: Onlooker, now: datetime) -> set[int]:
    """Return which of these cases are there for ``who``, asked for by the hundred."""
    wanted, found = list(dict.fromkeys(case_ids)), set[int]()
    for start in range(0, len(wanted), MOST_ASKED):
        some = wanted[start : start + MOST_ASKED]
        asked = ask(db, _among(who.audience is None), case_ids=some, **values_of(who, now))
        found.update(number for (number,) in asked)
    return found


@lru_cache(maxsize=2)
def _among(is_on_the_line: bool) -> Question:
    among = select(Case.id).where(Case.id.in_(bindparam("case_ids", expanding=True)))
    return among if is_on_the_line else among.where(seen())


def values_of(who: Onlooker, now: datetime) -> dict[str, Any]:
    """Return what fills the places of ``seen``."""
    if who.is_on_the_line:
        return {"helper_id": who.helper}
    return {
        "helper_id": who.helper,
        "organisation_id": who.organisation,
        "offered_after": now - OFFER_WAITS,
    }


def seen(*ways: str) -> ColumnElement[bool]:
    """Return the condition that a case is seen by who is not on the line; ``ways`` are those that a list can hold at all."""
    known = {"theirs": _theirs, "beside": _beside, "sent": _sent_here, "offered": _offered}
    return or_(false(), *(known[way]() for way in ways or known))


def _theirs() -> ColumnElement[bool]:
    return Case.owner_id.in_(select(Helper.id).where(Helper.organisation_id == _organisation()))


def _beside() -> ColumnElement[bool]:
    was_sent = exists().where(Referral.case_id == Case.id)
    waits = (Case.channel.in_(sorted(BESIDE)), Case.state.in_(sorted(WAITING)))
    return and_(Case.owner_id.is_(None), *waits, ~was_sent)


def _sent_here() -> ColumnElement[bool]:
    later = aliased(Referral)
    is_last = ~exists().where(later.case_id == Referral.case_id, later.id > Referral.id)
    here = select(Referral.case_id).where(Referral.organisation_id == _organisation(), is_last)
    return and_(Case.state != "closed", Case.id.in_(here))


def _offered() -> ColumnElement[bool]:
    return and_(Case.state != "closed", _is_offered())


def _is_offered() -> ColumnElement[bool]:
    """Return the condition that whoever has a case offers it now to the helper who asks, by name."""
    return exists().where(
        Handover.case_id == Case.id,
        Handover.from_id == Case.owner_id,
        Handover.to_id == bindparam("helper_id"),
        Handover.answer.is_(None),
        Handover.asked_at > bindparam("offered_after"),
    )


def _organisation() -> BindParameter[Any]:
    return bindparam("organisation_id")


def is_read(db: Session, session_id: int, case_id: int) -> bool:
    """Tell whether it is noted that this case was read in this session."""
    return bool(ask(db, _is_read(), session_id=session_id, case_id=case_id))


@cache
def _is_read() -> Question:
    mine = (CaseReading.session_id == bindparam("session_id"), CaseReading.case_id == bindparam("case_id"))
    return select(CaseReading.case_id).where(*mine)


_KEEP_READING = text(
    "INSERT INTO case_reading (session_id, case_id) VALUES (:session_id, :case_id) ON CONFLICT DO NOTHING"
)


def keep_reading(db: Session, session_id: int, case_id: int) -> bool:
    """Note that a case was read in a session, in one question; False when another page of it was first."""
    kept = db.execute(_KEEP_READING, {"session_id": session_id, "case_id": case_id})
    return bool(getattr(kept, "rowcount", 0))


def forget_readings(db: Session, before: datetime) -> None:
    """Remove what was read in sessions that began before ``before``: none of them is open any more."""
    old = select(HelperSession.id).where(HelperSession.started_at < before)
    db.execute(delete(CaseReading).where(CaseReading.session_id.in_(old)))
