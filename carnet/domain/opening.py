"""Opening time: how much of it passes between two instants, and which instant comes after so much of it.

Instants are aware. Days and hours are those of a wall clock in Europe/Paris, also for a department overseas: there is
one line. Which hours and which public holidays hold is told by ``carnet.reference.helpline``.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

Span = tuple[time, time]
"""From an hour of a day to another; an end of 00:00 is the end of that day."""

Hours = Callable[[date], Sequence[Span]]
"""The spans of a day, in order and apart; none on a day on which the line is closed."""

_MIDNIGHT = time(0)
# No line is closed for a year on end: hours that say so are a fault of the data, not a reason to search for ever.
_LONGEST_CLOSED_DAYS = 366


def spans_after(at: datetime, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """Yield the spans that end after ``at``, without end, as UTC instants; the first may have begun before.

    Raises ValueError when ``at`` has no zone, or when the line does not open for a year.
    """
    day, closed_days = _paris_day(at), 0
    while closed_days < _LONGEST_CLOSED_DAYS:
        spans = spans_of(day, hours)
        closed_days = 0 if spans else closed_days + 1
        yield from (span for span in spans if span[1] > at)
        day += timedelta(days=1)
    raise ValueError(f"the line does not open in the year before {day}")


def spans_of(day: date, hours: Hours) -> list[tuple[datetime, datetime]]:
    """Return the spans of ``day`` as UTC instants."""
    return [(_instant(day, start), _end(day, end)) for start, end in hours(day)]


def after(at: datetime, opening: timedelta, hours: Hours) -> datetime:
    """Return the UTC instant at which ``opening`` has passed since ``at``, counting only while the line is open.

    Time that runs out exactly at closing ends there, not on the next morning.
    """
    left = opening
    for start, end in spans_after(at, hours):
        start = max(start, at.astimezone(UTC))
        if left <= end - start:
            return start + left
        left -= end - start
    raise AssertionError("spans never end")


def between(start: datetime, end: datetime, hours: Hours) -> timedelta:
    """Return how long the line is open from ``start`` to ``end``; nothing when ``end`` comes first."""
    total = timedelta()
    for opens, closes in spans_after(start, hours):
        if opens >= end:
            break
        total += min(closes, end) - max(opens, start)
    return max(total, timedelta())


def _paris_day(at: datetime) -> date:
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    return at.astimezone(PARIS).date()


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, PARIS).astimezone(UTC)


def _end(day: date, hour: time) -> datetime:
    return _instant(day + timedelta(days=1) if hour == _MIDNIGHT else day, hour)
