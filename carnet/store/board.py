"""What the team board counts at this moment: a few aggregates over the living cases, the open promises and today's calls."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from carnet.store.asking import Question, ask
from carnet.store.calls import Call
from carnet.store.cases import Case
from carnet.store.promises import Callback
from carnet.store.queue import LIVING
from carnet.store.visits import TrailRow


class Waiting(NamedTuple):
    subject: str
    cases: int
    oldest_at: datetime


class Stand(NamedTuple):
    """``opened``: subject and step with which the case began. ``passed``: journey, step and outcome passed last."""

    opened: tuple[str, str]
    passed: tuple[str, str, str] | None


def waiting_by_subject(db: Session) -> list[Waiting]:
    """Return how many cases nobody has in hand by subject, the most first, and when the oldest of each was opened."""
    found = (Waiting(*row) for row in ask(db, _waiting()))
    return sorted(found, key=lambda each: (-each.cases, each.subject))


@cache
def _waiting() -> Question:
    free = (Case.owner_id.is_(None), LIVING, Case.state == literal_column("'open'"))
    return select(Case.subject, func.count(), func.min(Case.opened_at)).where(*free).group_by(Case.subject)


def promised_until(db: Session, until: datetime) -> int:
    """Return how many promised calls are to be made by ``until``, those that are late included."""
    [(promised,)] = ask(db, _promised(), until=until)
    return int(promised)


@cache
def _promised() -> Question:
    is_open = Callback.state == literal_column("'open'")
    return select(func.count()).where(is_open, Callback.from_at <= bindparam("until"))


def calls_since(db: Session, since: datetime) -> list[tuple[datetime, bool]]:
    """Return when each call of the day rang, and whether somebody took it."""
    return [(rang_at, is_taken) for rang_at, is_taken in ask(db, _calls(), since=since)]


@cache
def _calls() -> Question:
    return select(Call.rang_at, Call.answered_at.is_not(None)).where(Call.rang_at >= bindparam("since"))


def where_cases_stand(db: Session, ids: Collection[int]) -> dict[int, Stand]:
    """Return the subject of these cases and the last step passed in their visits, and nothing else of them."""
    if not ids:
        return {}
    return {
        id_: Stand((subject, step), (journey, passed, outcome) if journey else None)
        for id_, subject, step, journey, passed, outcome in ask(db, _standing(), ids=list(ids))
    }


@cache
def _standing() -> Question:
    last = select(func.max(TrailRow.seq)).where(TrailRow.visit_id == Case.visit_id).correlate(Case)
    return (
        select(Case.id, Case.subject, Case.step, TrailRow.journey, TrailRow.step, TrailRow.outcome)
        .outerjoin(TrailRow, (TrailRow.visit_id == Case.visit_id) & (TrailRow.seq == last.scalar_subquery()))
        .where(Case.id.in_(bindparam("ids", expanding=True)))
    )
