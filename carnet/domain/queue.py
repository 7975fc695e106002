"""The order of the queue, and why each case stands where it stands.

Requirement 15 of the console: the rule is visible. It is a sum of nothing: one short list of reasons, read from the top,
and within a reason whatever is due first, then whatever came first.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from carnet.domain import callback
from carnet.domain.deadline import Stage


class Priority(StrEnum):
    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"


class Reason(StrEnum):
    """Why a case stands where it stands, the first to be handled first."""

    ON_THE_LINE = "on_the_line"
    """Somebody is waiting at this moment: a call handed over, a person beside the kiosk."""
    PROMISED = "promised"
    LATE = "late"
    URGENT = "urgent"
    LAST_WARNING = "last_warning"
    HIGH = "high"
    FIRST_WARNING = "first_warning"
    ARRIVAL = "arrival"
    RESTING = "resting"
    """Nothing to do now: a promise of later, or the person's turn."""


@dataclass(frozen=True)
class Waiting:
    """What the order knows of a case: nothing about the person, nothing about the act that is asked."""

    arrived_at: datetime
    priority: Priority
    stage: Stage
    due_at: datetime | None = None
    promise: callback.Next | None = None
    is_on_the_line: bool = False


SortKey = tuple[int, datetime, datetime]

_NEVER = datetime.max.replace(tzinfo=UTC)
_WARNED = {Stage.LAST_WARNING: Reason.LAST_WARNING, Stage.FIRST_WARNING: Reason.FIRST_WARNING}
_RANKED = {Priority.URGENT: Reason.URGENT, Priority.HIGH: Reason.HIGH}
_PROMISES = (Reason.PROMISED, Reason.RESTING)
_ORDER = tuple(Reason)


def place(case: Waiting) -> tuple[SortKey, Reason]:
    """Return the key by which to sort, the smallest first, and the reason to show."""
    reason = _reason(case)
    promised_at = case.promise.top_at if case.promise and reason in _PROMISES else None
    return (_ORDER.index(reason), promised_at or case.due_at or _NEVER, case.arrived_at), reason


def _reason(case: Waiting) -> Reason:
    if case.is_on_the_line:
        return Reason.ON_THE_LINE
    if case.promise and case.promise.state in (callback.State.TOP, callback.State.LETTER):
        return Reason.PROMISED
    if case.stage is Stage.LATE:
        return Reason.LATE
    if case.stage is Stage.PAUSED or case.promise:
        return Reason.RESTING
    reasons = (_RANKED.get(case.priority), _WARNED.get(case.stage), Reason.ARRIVAL)
    return min((reason for reason in reasons if reason), key=_ORDER.index)
