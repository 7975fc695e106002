"""Promised calls: the windows one may choose, when a promise rises, and what follows when nobody answers.

Requirement 14 of the console; its figures are dated facts (``carnet.reference.helpline``). Days and half-days are those
of a wall clock in Europe/Paris; instants are aware.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from carnet.domain.opening import PARIS, Hours, spans_after, spans_of


@dataclass(frozen=True)
class Rules:
    window: timedelta
    tries: int
    rises_before: timedelta
    afternoon_from: time


@dataclass(frozen=True)
class Window:
    """When the person was told that the telephone will ring, as UTC instants."""

    starts_at: datetime
    ends_at: datetime


class State(StrEnum):
    """What a promise asks of the team now."""

    PLANNED = "planned"
    TOP = "top"
    """Ten minutes before its time, and until somebody has tried."""
    RESTING = "resting"
    """Tried without an answer: the next try waits for another half-day."""
    LETTER = "letter"
    """Tried often enough: a letter goes instead."""


@dataclass(frozen=True)
class Next:
    """What is to be done, and from which UTC instant the next try is at the top; None once it is a letter."""

    state: State
    top_at: datetime | None


def windows_on(day: date, hours: Hours, rules: Rules) -> tuple[Window, ...]:
    """Return the windows of ``day``, in order: one after the other from each opening on, the last one ends at closing.

    The last may overlap the one before it, so that no opening hour is out of reach. None in a span that is too short.
    """
    windows: list[Window] = []
    for opens, closes in spans_of(day, hours):
        start = opens
        while start + rules.window <= closes:
            windows.append(Window(start, start + rules.window))
            start += rules.window
        if opens + rules.window <= closes and start < closes:
            windows.append(Window(closes - rules.window, closes))
    return tuple(windows)


def next_state(
    attempts: Sequence[datetime], now: datetime, *, window: Window, hours: Hours, rules: Rules
) -> Next:
    """Return what a promise asks at ``now``, after ``attempts`` without an answer, in order.

    Two attempts in one half-day count once: whoever is out this morning is out ten minutes later too.
    """
    halves = {_half_day(attempt, rules) for attempt in attempts}
    if len(halves) >= rules.tries:
        return Next(State.LETTER, None)
    if not halves:
        top_at = window.starts_at - rules.rises_before
        return Next(State.TOP if now >= top_at else State.PLANNED, top_at)
    top_at = _next_half_day(attempts[-1], hours, rules)
    return Next(State.TOP if now >= top_at else State.RESTING, top_at)


def is_time_to_call(
    attempts: Sequence[datetime], now: datetime, *, window: Window, hours: Hours, rules: Rules
) -> bool:
    """Tell whether it is the time of the call: until then nobody needs the number, nor the word.

    From ten minutes before the window until it ends. Where nobody answered, or nobody called in time, in the opening hours
    of every later half-day.
    """
    if len({_half_day(attempt, rules) for attempt in attempts}) >= rules.tries:
        return False
    if now <= window.ends_at:
        return now >= window.starts_at - rules.rises_before
    missed_at = max([window.ends_at, *attempts])
    opens, _closes = next(spans_after(now, hours))
    return opens <= now and _half_day(now, rules) > _half_day(missed_at, rules)


def _half_day(at: datetime, rules: Rules) -> tuple[date, bool]:
    local = at.astimezone(PARIS)
    return local.date(), local.time() >= rules.afternoon_from


def _next_half_day(at: datetime, hours: Hours, rules: Rules) -> datetime:
    tried = _half_day(at, rules)
    for opens, closes in spans_after(at, hours):
        noon = datetime.combine(opens.astimezone(PARIS), rules.afternoon_from, PARIS).astimezone(opens.tzinfo)
        for start in (opens, noon):
            if opens <= start < closes and start > at and _half_day(start, rules) > tried:
                return start
    raise AssertionError("spans never end")
