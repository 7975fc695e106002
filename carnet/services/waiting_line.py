"""The queue as a helper looks at it: one page of one view, its counts. Where people stand and what helps, never who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.domain.queue import Reason
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
    found = queue.page(db, wanted, helper.id)
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
    return dict(queue.counts(db, helper.id, today)._mapping)


def in_hand(db: Session, helper: Helper) -> int:
    """Return how many living cases ``helper`` has in hand."""
    return queue.count(db, Wanted("mine"), helper.id)


def unanswered(db: Session) -> int:
    """Return how many cases nobody has in hand."""
    return queue.free(db)


def _waiting(
    case: Found, window: tuple[datetime, datetime] | None, present: Sequence[Present], now: datetime
) -> Waiting:
    has_visit = case.seen_at is not None
    has_left = has_visit and (
        case.ended_at is not None or now - case.seen_at > SILENCE * (case.pace if case.pace else 1)
    )
    return Waiting(case, REASONS[case.queue_rank], has_left, now - case.opened_at, window, present)
