"""Deadlines that run on opening time, stand still while one waits for the person, and warn before they are missed.

Requirement 16 of the console. The opening time itself is ``carnet.domain.opening``; how much is allowed, and when to warn,
are dated facts: ``carnet.reference.helpline``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from carnet.domain.opening import Hours, after, between


@dataclass(frozen=True)
class Pause:
    """Waiting for the person; ``until_at`` is None while it lasts."""

    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """One running deadline: so much opening time from an instant on, less its pauses.

    Pauses are in order and apart, and only the last may still last. Raises ValueError otherwise.
    """

    started_at: datetime
    allowed: timedelta
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        earliest: datetime | None = self.started_at
        for pause in self.pauses:
            if earliest is None or pause.from_at < earliest:
                raise ValueError("pauses overlap, or begin before the clock")
            if pause.until_at is not None and pause.until_at < pause.from_at:
                raise ValueError("a pause ends before it begins")
            earliest = pause.until_at

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].until_at is None


class Stage(StrEnum):
    """Where a deadline stands, the calmest first."""

    PAUSED = "paused"
    RUNNING = "running"
    FIRST_WARNING = "first_warning"
    LAST_WARNING = "last_warning"
    LATE = "late"


def due_at(clock: Clock, hours: Hours) -> datetime | None:
    """Return the UTC instant after which the deadline is missed, or None while a pause holds it."""
    return _reached_at(clock, clock.allowed, hours)


def warned_at(clock: Clock, percents: Sequence[int], hours: Hours) -> tuple[datetime | None, ...]:
    """Return the UTC instant of each warning, given in per cent of the time allowed; None where a pause holds it."""
    return tuple(_reached_at(clock, clock.allowed * percent / 100, hours) for percent in percents)


def stage(clock: Clock, now: datetime, percents: tuple[int, int], hours: Hours) -> Stage:
    """Return where ``clock`` stands at ``now``. What was missed before a pause stays missed during it."""
    due, (first, last) = due_at(clock, hours), warned_at(clock, percents, hours)
    if due is not None and now > due:
        return Stage.LATE
    if clock.is_paused:
        return Stage.PAUSED
    if last is not None and now >= last:
        return Stage.LAST_WARNING
    if first is not None and now >= first:
        return Stage.FIRST_WARNING
    return Stage.RUNNING


def _reached_at(clock: Clock, used: timedelta, hours: Hours) -> datetime | None:
    runs_from, left = clock.started_at, used
    for pause in clock.pauses:
        ran = between(runs_from, pause.from_at, hours)
        if left <= ran:
            break
        if pause.until_at is None:
            return None
        runs_from, left = pause.until_at, left - ran
    return after(runs_from, left, hours)
