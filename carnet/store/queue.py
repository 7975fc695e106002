"""The queue as a console asks for it: one bounded page of cases, how many each view holds, which are due to move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from carnet.domain.circle import Onlooker
from carnet.store.asking import Question, ask, slices
from carnet.store.cases import Case
from carnet.store.circle import seen, values_of
from carnet.store.promises import Callback
from carnet.store.staff import Helper
from carnet.store.visits import Comfort, Visit

Found: TypeAlias = Row[*tuple[Any, ...]]

VIEWS = ("todo", "promised", "kiosks", "mine", "held", "ended")
PAGE = 50
# Written into the questions as into the indexes: no engine finds an index by a value that it is given later.
LIVING: ColumnElement[bool] = Case.state != literal_column("'closed'")
PROMISED: ColumnElement[bool] = Case.state == literal_column("'promised'")
MOST_COUNTED = 1000
"""Beyond this, a count of what has ended says "1 000 or more": nobody reads further, and it would cost ever more."""


@dataclass(frozen=True)
class Wanted:
    """What a helper asks to see; an empty filter lets everything through."""

    view: str = "todo"
    subject: str = ""
    channel: str = ""
    department: str = ""
    number: int = 1


def page(db: Session, wanted: Wanted, who: Onlooker, now: datetime) -> Sequence[Found]:
    """Return the cases of one page in order, one more than ``PAGE`` when another page follows."""
    passed = (wanted.number - 1) * PAGE
    question = _page_of(replace(wanted, number=1), is_on_the_line=who.is_on_the_line)
    return ask(db, question, passed=passed, **values_of(who, now))


@lru_cache(maxsize=256)
def _page_of(wanted: Wanted, *, is_on_the_line: bool) -> Question:
    query = (
        select(
            Case.id, Case.version, Case.channel, Case.place, Case.subject, Case.step, Case.opened_at,
            Case.state, Case.priority, Case.due_at, Case.labels, Case.queue_rank, Case.owner_id, Case.closed_at,
            Case.wrap_up, Case.visit_id, Helper.name.label("owner"), Visit.ended_at, Visit.seen_at,
            Comfort.language, Comfort.easy, Comfort.size, Comfort.voice, Comfort.theme, Comfort.pace,
        )
        .outerjoin(Helper, Helper.id == Case.owner_id)
        .outerjoin(Visit, Visit.id == Case.visit_id)
        .outerjoin(Comfort, Comfort.visit_id == Case.visit_id)
    )  # fmt: skip
    query = filtered(query, wanted, is_on_the_line=is_on_the_line).order_by(*_order(wanted.view))
    return query.limit(PAGE + 1).offset(bindparam("passed"))


def all_of(db: Session, wanted: Wanted, who: Onlooker, now: datetime) -> Sequence[Found]:
    """Return number and version of every case that a view and its filters hold, in order."""
    query = filtered(select(Case.id, Case.version), wanted, is_on_the_line=who.is_on_the_line)
    return db.execute(query.order_by(*_order(wanted.view)), values_of(who, now)).all()


def count(db: Session, wanted: Wanted, who: Onlooker, now: datetime) -> int:
    """Return how many cases a view and its filters hold."""
    question = _count_of(replace(wanted, number=1), is_on_the_line=who.is_on_the_line)
    [(counted,)] = ask(db, question, **values_of(who, now))
    return int(counted)


@lru_cache(maxsize=256)
def _count_of(wanted: Wanted, *, is_on_the_line: bool) -> Question:
    return filtered(select(func.count()).select_from(Case), wanted, is_on_the_line=is_on_the_line)


def counts(db: Session, who: Onlooker, now: datetime, today: datetime) -> Found:
    """Return how many cases each view holds, in one question; of those ended, the ones since ``today``."""
    question = _counting(is_on_the_line=who.is_on_the_line)
    [counted] = ask(db, question, today=today, **values_of(who, now))
    found: Found = counted
    return found


@lru_cache(maxsize=2)
def _counting(*, is_on_the_line: bool) -> Question:
    views = [view for view in VIEWS if view != "ended"]
    counted = [
        _count_of(Wanted(view), is_on_the_line=is_on_the_line).scalar_subquery().label(view) for view in views
    ]
    since = select(Case.id).where(Case.closed_at >= bindparam("today"), *_seen("ended", is_on_the_line))
    few = since.limit(MOST_COUNTED).subquery()
    counted.append(select(func.count()).select_from(few).scalar_subquery().label("ended"))
    return select(*counted)


def windows(db: Session, case_ids: Sequence[int]) -> dict[int, tuple[datetime, datetime]]:
    """Return the window of the promised call of each of these cases that has one."""
    found = ask(db, _windows(), case_ids=case_ids)
    return {case_id: (from_at, until_at) for case_id, from_at, until_at in found}


@cache
def _windows() -> Question:
    return select(Callback.case_id, Callback.from_at, Callback.until_at).where(
        Callback.case_id.in_(bindparam("case_ids", expanding=True)), Callback.state == "open"
    )


def references(db: Session, case_ids: Sequence[int]) -> dict[int, str]:
    """Return the references of these cases, by number, however many are asked."""
    found: dict[int, str] = {}
    for some in slices(case_ids):
        found.update(db.execute(select(Case.id, Case.reference).where(Case.id.in_(some))).all())
    return found


def departments(db: Session, who: Onlooker, now: datetime) -> list[str]:
    """Return the departments in which living cases are worked."""
    found = ask(db, _departments(is_on_the_line=who.is_on_the_line), **values_of(who, now))
    return sorted(department for (department,) in found)


@lru_cache(maxsize=2)
def _departments(*, is_on_the_line: bool) -> Question:
    somewhere = (LIVING, Case.department != literal_column("''"), *_seen("living", is_on_the_line))
    return select(Case.department).where(*somewhere).distinct()


def is_turning(db: Session, now: datetime) -> bool:
    """Tell whether time alone has moved a case since it was put in its place."""
    return bool(ask(db, _is_turning(), now=now))


@cache
def _is_turning() -> Question:
    return _turning(bindparam("now")).with_only_columns(Case.id).limit(1)


def turning(db: Session, now: datetime, most: int) -> list[Case]:
    """Return cases that time has moved, held until the end of the transaction; those that somebody holds come later."""
    query = _turning(now).order_by(Case.turns_at).limit(most)
    return list(db.scalars(query.with_for_update(skip_locked=True)))


def _turning(now: datetime | ColumnElement[datetime]) -> Select[Case]:
    return select(Case).where(LIVING, Case.turns_at <= now)


def filtered(query: Question, wanted: Wanted, *, is_on_the_line: bool) -> Question:
    """Return ``query`` for the cases of one view that pass its filters and are seen at all."""
    chosen = [*_in_view(wanted.view), *_seen(wanted.view, is_on_the_line)]
    for name in ("subject", "channel", "department"):
        if value := getattr(wanted, name):
            chosen.append(getattr(Case, name) == value)
    return query.where(*chosen)


_WAYS: Final = {
    "todo": ("beside", "sent"),
    "kiosks": ("beside", "sent"),
    "held": ("theirs", "sent", "offered"),
    "ended": ("theirs",),
}
"""How a case of a view may be seen at all by who is not on the line: what cannot be is not asked. One's own always is."""


def _seen(view: str, is_on_the_line: bool) -> list[ColumnElement[bool]]:
    return [] if is_on_the_line or view == "mine" else [seen(*_WAYS.get(view, ()))]


def _in_view(view: str) -> list[ColumnElement[bool]]:
    free_now = Case.owner_id.is_(None)
    views: dict[str, list[ColumnElement[bool]]] = {
        "todo": [LIVING, free_now],
        "promised": [PROMISED],
        "kiosks": [LIVING, free_now, Case.channel == "kiosk"],
        "mine": [LIVING, Case.owner_id == bindparam("helper_id")],
        "held": [LIVING, Case.owner_id.is_not(None)],
        "ended": [Case.closed_at.is_not(None)],
    }
    return views[view]


def _order(view: str) -> tuple[ColumnElement[Any], ...]:
    if view == "ended":
        return (Case.closed_at.desc(), Case.id.desc())
    return (
        Case.queue_rank.expression,
        Case.queue_at.expression,
        Case.opened_at.expression,
        Case.id.expression,
    )
