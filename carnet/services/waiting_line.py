"""The queue as a helper looks at it: one page of one view, its counts. Where people stand and what helps, never who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.domain.queue import Reason
from carnet.services.circle import onlooker
from carnet.services.standing import REASONS
from carnet.services.turn import PARIS
from carnet.services.visits import SILENCE
from carnet.store import queue
from carnet.store.cases import Present, present_on
from carnet.store.queue import PAGE, Found, Wanted
from carnet.store.staff import Helper


@dataclass(frozen=True)
class Waiting:
    """One case. ``has_left`` when the person's visit is over; ``window`` of the call that was promised."""

    case: Found
    reason: Reason
    has_left: bool
    waited: timedelta
    window: tuple[datetime, datetime] | None
    present: Sequence[Present]


@dataclass(frozen=True)
class Page:
    rows: tuple[Waiting, ...]
    has_more: bool


def page(db: Session, wanted: Wanted, helper: Helper, now: datetime) -> Page:
    """Return one page of a view, in the order of ``carnet.domain.queue``; three questions, whatever the number of cases."""
    found = queue.page(db, wanted, onlooker(helper), now)
    shown = found[:PAGE]
    promised = [each.id for each in shown if each.state == "promised"]
    windows = queue.windows(db, promised) if promised else {}
    present = present_on(db, [each.id for each in shown], now) if shown else {}
    return Page(
        tuple(_waiting(each, windows.get(each.id), present.get(each.id, ()), now) for each in shown),
        has_more=len(found) > PAGE,
    )


def counts(db: Session, helper: Helper, now: datetime) -> dict[str, int]:
    """Return how many cases each view holds; of those ended, today's."""
    today = now.astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    return dict(queue.counts(db, onlooker(helper), now, today)._mapping)


def in_hand(db: Session, helper: Helper, now: datetime) -> int:
    """Return how many living cases ``helper`` has in hand."""
    return count(db, Wanted("mine"), helper, now)


def unanswered(db: Session, helper: Helper, now: datetime) -> int:
    """Return how many cases that ``helper`` sees nobody has in hand."""
    return count(db, Wanted(), helper, now)


def count(db: Session, wanted: Wanted, helper: Helper, now: datetime) -> int:
    """Return how many cases a view and its filters hold for ``helper``."""
    return queue.count(db, wanted, onlooker(helper), now)


def departments(db: Session, helper: Helper, now: datetime) -> tuple[str, ...]:
    """Return the departments in which living cases that ``helper`` sees are worked."""
    return tuple(queue.departments(db, onlooker(helper), now))


def all_of(db: Session, wanted: Wanted, helper: Helper, now: datetime) -> Sequence[Found]:
    """Return number and version of every case that a view and its filters hold for ``helper``, in order."""
    return queue.all_of(db, wanted, onlooker(helper), now)


def _waiting(
    case: Found, window: tuple[datetime, datetime] | None, present: Sequence[Present], now: datetime
) -> Waiting:
    has_visit = case.seen_at is not None
    has_left = has_visit and (
        case.ended_at is not None or now - case.seen_at > SILENCE * (case.pace if case.pace else 1)
    )
    return Waiting(case, REASONS[case.queue_rank], has_left, now - case.opened_at, window, present)
