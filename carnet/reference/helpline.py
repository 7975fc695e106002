"""The dated facts of the line: when it answers, and what it promises inside that time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from carnet.domain.callback import Rules
from carnet.domain.opening import Hours, Span
from carnet.domain.queue import Priority
from carnet.reference.facts import read, valid_on
from carnet.reference.public_holidays import is_public_holiday

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Promises:
    """How much opening time a case of each priority is allowed, when it warns in per cent of it, how to call back.

    ``silence``: how long a case waits for the person before it ends by itself.
    """

    allowed: Mapping[Priority, timedelta]
    warning_percents: tuple[int, int]
    callback: Rules
    silence: timedelta


def hours_in(department: str, line: str = "helpline") -> Hours:
    """Return the opening hours of ``line`` for a team that works in ``department``: each day as valid on that day.

    The function returned raises NoFactError before the line existed, and LookupError for a department that does not exist.
    """

    def hours(day: date) -> tuple[Span, ...]:
        if is_public_holiday(day, department):
            return ()
        spans = valid_on(read("opening_hours"), line, day)["days"].get(_WEEK[day.weekday()], ())
        return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans)

    return hours


def promises(on: date) -> Promises:
    """Return what the line promises on ``on``.

    Raises NoFactError.
    """
    facts = {name: valid_on(read("promises"), name, on)["value"] for name in read("promises")}
    first, last = facts["warning_percents"]
    return Promises(
        allowed={priority: timedelta(minutes=facts[f"{priority}_minutes"]) for priority in Priority},
        warning_percents=(first, last),
        callback=Rules(
            window=timedelta(minutes=facts["callback_window_minutes"]),
            tries=facts["callback_tries"],
            rises_before=timedelta(minutes=facts["callback_rises_minutes"]),
            afternoon_from=time.fromisoformat(facts["afternoon_from"]),
        ),
        silence=timedelta(days=facts["silent_days"]),
    )
