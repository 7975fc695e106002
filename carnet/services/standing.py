"""Where each case stands in the queue: its deadline and its place, kept in columns, so that a page sorts nothing.

The rules are ``carnet.domain.deadline`` and ``carnet.domain.queue``. Whoever changes a case calls ``settle``; what time
alone changes (a warning, a deadline missed, a promised call that rises) is written by ``turn``, at ``turns_at``.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, lru_cache

from sqlalchemy.orm import Session

from carnet.domain import callback, deadline, queue
from carnet.domain.opening import Hours
from carnet.reference.helpline import Promises, hours_in, promises
from carnet.services.turn import paris_date
from carnet.services.visits import SILENCE
from carnet.store.cases import TOPIC, Case, forget_absent, lines_of, somebody_left
from carnet.store.events import announce
from carnet.store.promises import open_callbacks, tries_of
from carnet.store.queue import is_turning, turning
from carnet.store.visits import Comfort, Visit

EVERYWHERE = "75"
"""A case of no department follows the public holidays that all of France has."""
MOST_TURNED = 200
REASONS = tuple(queue.Reason)

_INSTANT_AFTER = timedelta(microseconds=1)
_DAYS_REMEMBERED = 4_096
_WAITS = "paused"
_GOES_ON = frozenset({"open", "promised"})


def settle(db: Session, case: Case, now: datetime) -> None:
    """Write the deadline of ``case`` as it is at ``now``, its place in the queue, and when time alone will change it."""
    if case.state == "closed":
        case.due_at = case.turns_at = None
        return
    rules, hours = promises(paris_date(now)), _hours(case.department or EVERYWHERE)
    clock = clock_of(db, case, rules)
    case.due_at = deadline.due_at(clock, hours)
    promise = _promise(db, case, now, hours, rules.callback)
    leaves_at = _leaves_line_at(db, case)
    waiting = queue.Waiting(
        arrived_at=case.opened_at,
        priority=queue.Priority(case.priority),
        stage=deadline.stage(clock, now, rules.warning_percents, hours),
        due_at=case.due_at,
        promise=promise,
        is_on_the_line=leaves_at is not None and now < leaves_at,
    )
    (case.queue_rank, case.queue_at, _arrived_at), _reason = queue.place(waiting)
    moves = [leaves_at, promise.top_at if promise else None, *_missed(case.due_at)]
    moves += deadline.warned_at(clock, rules.warning_percents, hours)
    case.turns_at = min((at for at in moves if at is not None and at > now), default=None)


def clock_of(db: Session, case: Case, rules: Promises) -> deadline.Clock:
    """Return the running deadline of ``case``; its pauses are read in its own history, since it was last opened."""
    allowed = rules.allowed[queue.Priority(case.priority)]
    return deadline.Clock(case.opened_at, allowed, tuple(_pauses(db, case)))


def turn(db: Session, now: datetime, most: int = MOST_TURNED) -> int:
    """Put in their places the cases that time has moved, ``most`` at once; return how many."""
    moved, is_alone = turning(db, now, most), somebody_left(db, now)
    for case in moved:
        settle(db, case, now)
    if is_alone:
        forget_absent(db, now)
    if moved or is_alone:
        announce(db, TOPIC, now)
    return len(moved)


def has_moved(db: Session, now: datetime) -> bool:
    """Tell whether time has moved a case that nobody has put in its place yet, or sent away whoever looked at one."""
    return is_turning(db, now) or somebody_left(db, now)


def _pauses(db: Session, case: Case) -> Iterator[deadline.Pause]:
    began_at: datetime | None = None
    for line in lines_of(db, case.id):
        if line.at < case.opened_at:
            continue
        if line.kind == _WAITS and began_at is None:
            began_at = line.at
        elif line.kind in _GOES_ON and began_at is not None:
            yield deadline.Pause(began_at, line.at)
            began_at = None
    if began_at is not None:
        yield deadline.Pause(began_at)


def _promise(
    db: Session, case: Case, now: datetime, hours: Hours, rules: callback.Rules
) -> callback.Next | None:
    if case.state != "promised":
        return None
    for promised in open_callbacks(db, case.id):
        window = callback.Window(promised.from_at, promised.until_at)
        tries = tries_of(db, [promised.id])[promised.id]
        return callback.next_state(tries, now, window=window, hours=hours, rules=rules)
    return None


def _leaves_line_at(db: Session, case: Case) -> datetime | None:
    """Return until when somebody is taken to stand beside the kiosk and wait, or None when nobody does."""
    if case.channel != "kiosk" or case.owner_id is not None or case.visit_id is None:
        return None
    visit = db.get_one(Visit, case.visit_id)
    if visit.ended_at is not None:
        return None
    comfort = db.get(Comfort, visit.id)
    return visit.seen_at + SILENCE * (comfort.pace if comfort else 1) + _INSTANT_AFTER


def _missed(due_at: datetime | None) -> list[datetime]:
    return [] if due_at is None else [due_at + _INSTANT_AFTER]


@cache
def _hours(department: str) -> Hours:
    """Return the opening hours of a department; each day is looked up once a process, because facts change by a new start."""
    return lru_cache(_DAYS_REMEMBERED)(hours_in(department))
