"""The life of a health space: states, the one table of transitions, the state that dates imply, the fitting path.

Source: Code de la santé publique L.1111-13-1, R.1111-26 to R.1111-40; numbering of ``docs/glossary.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    ELIGIBLE = "eligible"
    NOTIFIED = "notified"
    OBJECTED = "objected"
    OPENED_AUTO = "opened_auto"
    ACTIVATED = "activated"
    SUSPENDED = "suspended"
    CLOSED_ARCHIVED = "closed_archived"
    DELETION_PENDING = "deletion_pending"
    DELETED = "deleted"
    TECHNICAL_FAILURE = "technical_failure"


@dataclass(frozen=True)
class Delays:
    """Legal delays valid on one day; months and years are calendar ones."""

    objection_days: int
    suspension_days: int
    deletion_months: int
    archive_years: int


@dataclass(frozen=True)
class Dates:
    """What a space remembers. All are calendar dates in Europe/Paris."""

    state: State
    since_on: date
    notified_on: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    deletion_asked_on: date | None = None
    suspended_on: date | None = None
    adult_on: date | None = None
    died_on: date | None = None
    has_legacy_dmp: bool = False
    """A medical record of before July 2021 lives in the content: a refusal archives it, deletion destroys it too."""


PEOPLE = frozenset({"holder", "representative"})
GUARDED = PEOPLE | {"guardian"}
HERE = frozenset({"web", "kiosk"})
ANYWHERE = frozenset({"web", "kiosk", "phone", "paper"})


@dataclass(frozen=True)
class Transition:
    """One row of the table. ``proof`` is the level asked by channel; ``receipt`` names the paper that follows."""

    id: str
    act: str
    origins: frozenset[State]
    target: State
    who: frozenset[str]
    channels: frozenset[str]
    proof: Mapping[str, str]
    receipt: str = ""


def _system(number: str, act: str, origins: set[State], target: State, who: str = "system") -> Transition:
    return Transition(number, act, frozenset(origins), target, frozenset({who}), frozenset({"system"}), {})


_P2 = {"web": "P2", "kiosk": "P2", "phone": "P1-phone", "paper": "P1-phone"}
_P4 = {"web": "P4", "kiosk": "P4", "phone": "P1-phone", "paper": "P1-phone"}
S = State

TRANSITIONS = (
    _system("T1", "notify", {S.ELIGIBLE}, S.NOTIFIED, "insurer"),
    Transition(
        "T2", "activate", frozenset({S.ELIGIBLE, S.NOTIFIED}), S.ACTIVATED, PEOPLE, HERE, _P2, "activated"
    ),
    Transition("T3", "object", frozenset({S.NOTIFIED}), S.OBJECTED, GUARDED, ANYWHERE, _P2, "objected"),
    _system("T4", "open", {S.NOTIFIED}, S.OPENED_AUTO),
    Transition("T5", "activate", frozenset({S.OPENED_AUTO}), S.ACTIVATED, PEOPLE, HERE, _P2, "activated"),
    Transition(
        "T6", "close", frozenset({S.OPENED_AUTO}), S.CLOSED_ARCHIVED, GUARDED, ANYWHERE, _P2, "closed"
    ),
    Transition("T7", "close", frozenset({S.ACTIVATED}), S.CLOSED_ARCHIVED, PEOPLE, ANYWHERE, _P4, "closed"),
    Transition(
        "T8",
        "ask_deletion",
        frozenset({S.CLOSED_ARCHIVED}),
        S.DELETION_PENDING,
        PEOPLE,
        ANYWHERE,
        _P2,
        "deletion_asked",
    ),
    _system("T9", "delete", {S.DELETION_PENDING}, S.DELETED),
    Transition(
        "T10",
        "give_up_deletion",
        frozenset({S.DELETION_PENDING}),
        S.ACTIVATED,
        PEOPLE,
        HERE,
        _P2,
        "deletion_given_up",
    ),
    Transition("T11", "reopen", frozenset({S.CLOSED_ARCHIVED}), S.ACTIVATED, PEOPLE, HERE, _P2, "reopened"),
    _system("T12", "purge", {S.CLOSED_ARCHIVED}, S.DELETED),
    _system("T12a", "purge_legacy", {S.OBJECTED}, S.OBJECTED),
    Transition("T13", "change_mind", frozenset({S.OBJECTED}), S.ACTIVATED, PEOPLE, HERE, _P2, "changed_mind"),
    Transition("T14", "start_again", frozenset({S.DELETED}), S.ACTIVATED, PEOPLE, HERE, _P2, "activated"),
    _system("T15", "suspend", {S.ACTIVATED, S.OPENED_AUTO}, S.SUSPENDED, "insurer"),
    _system("T16", "close_suspended", {S.SUSPENDED}, S.CLOSED_ARCHIVED),
    _system("T16a", "resume_activated", {S.SUSPENDED}, S.ACTIVATED, "insurer"),
    _system("T16b", "resume_opened", {S.SUSPENDED}, S.OPENED_AUTO, "insurer"),
    _system("T17", "close_after_death", {S.ACTIVATED, S.OPENED_AUTO}, S.CLOSED_ARCHIVED),
    _system("T18", "fail", {S.NOTIFIED}, S.TECHNICAL_FAILURE),
    _system("T19", "come_of_age", {S.ACTIVATED}, S.OPENED_AUTO),
)


def transition(act: str, origin: State) -> Transition | None:
    """Return the row that lets ``act`` leave ``origin``, or None when the table has none."""
    return next((row for row in TRANSITIONS if row.act == act and origin in row.origins), None)


def last_day_to_object(notified_on: date, delays: Delays) -> date:
    """Return D+42 for a notice of day D; an objection is in time until that day's end in Paris.

    Source: Code de la santé publique R.1111-28 (six weeks from sending).
    """
    return notified_on + timedelta(days=delays.objection_days)


def opens_on(notified_on: date, delays: Delays) -> date:
    """Return the day after the last day to object."""
    return last_day_to_object(notified_on, delays) + timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def archive_ends_on(closed_on: date, delays: Delays) -> date:
    return months_after(closed_on, delays.archive_years * 12)


def legacy_ends_on(space: Dates, on: date, delays: Delays) -> date | None:
    """Return the day until which a refusal keeps the old record: counted from it, or from ``on`` before it; None without one.

    Source: domain reference 2.5 (an objection closes an old record with its archive).
    """
    if not space.has_legacy_dmp:
        return None
    return archive_ends_on(space.since_on if space.state is S.OBJECTED else on, delays)


def deletion_ends_on(asked_on: date, delays: Delays) -> date:
    return months_after(asked_on, delays.deletion_months)


def last_day_to_keep(suspended_on: date, delays: Delays) -> date:
    """Return D+42 for a suspension of day D: an answer is in time until that day's end in Paris.

    Source: Code de la santé publique R.1111-36 (six weeks).
    """
    return suspended_on + timedelta(days=delays.suspension_days)


def suspension_ends_on(suspended_on: date, delays: Delays) -> date:
    """Return the day on which a suspended space closes without an answer: the one after the last day to keep it."""
    return last_day_to_keep(suspended_on, delays) + timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """A transition that a date has made due. ``on`` is the day it took effect, not the day it is recorded."""

    act: str
    on: date


def due(space: Dates, on: date, delays: Delays) -> Due | None:
    """Return the next thing that time alone does to ``space`` by day ``on``, oldest first, or None."""
    match space:
        case Dates(state=S.NOTIFIED, notified_on=date() as sent) if on >= opens_on(sent, delays):
            return Due("open", opens_on(sent, delays))
        case Dates(state=S.ACTIVATED | S.OPENED_AUTO, died_on=date() as died) if on >= died:
            return Due("close_after_death", max(died, space.since_on))
        case Dates(state=S.ACTIVATED, adult_on=date() as adult) if space.since_on < adult <= on:
            return Due("come_of_age", adult)
        case Dates(state=S.SUSPENDED, suspended_on=date() as day) if on >= suspension_ends_on(day, delays):
            return Due("close_suspended", suspension_ends_on(day, delays))
        case Dates(state=S.DELETION_PENDING, deletion_asked_on=date() as asked) if on >= deletion_ends_on(
            asked, delays
        ):
            return Due("delete", deletion_ends_on(asked, delays))
        case Dates(state=S.CLOSED_ARCHIVED, closed_on=date() as closed) if on >= archive_ends_on(
            closed, delays
        ):
            return Due("purge", archive_ends_on(closed, delays))
        case Dates(state=S.OBJECTED, has_legacy_dmp=True) if on >= archive_ends_on(space.since_on, delays):
            return Due("purge_legacy", archive_ends_on(space.since_on, delays))
    return None


def moved(space: Dates, act: str, on: date) -> Dates:
    """Return ``space`` after ``act``, which the table must allow from its state; dates follow the new state."""
    row = transition(act, space.state)
    if row is None:
        raise ValueError(f"{act} cannot leave {space.state}")
    if act == "purge_legacy":
        # The refusal stands as it was: only what it had archived is gone.
        return replace(space, has_legacy_dmp=False)
    after = replace(space, state=row.target, since_on=on)
    match row.target:
        case S.NOTIFIED:
            return replace(after, notified_on=on)
        case S.OPENED_AUTO if act == "come_of_age":
            return replace(after, opened_on=on, notified_on=on)
        case S.OPENED_AUTO:
            return replace(after, opened_on=space.opened_on or on, suspended_on=None)
        case S.ACTIVATED:
            return replace(
                after,
                opened_on=space.opened_on or on,
                closed_on=None,
                deletion_asked_on=None,
                suspended_on=None,
            )
        case S.CLOSED_ARCHIVED:
            return replace(after, closed_on=on, suspended_on=None)
        case S.DELETION_PENDING:
            return replace(after, deletion_asked_on=on)
        case S.SUSPENDED:
            return replace(after, suspended_on=on)
        case S.DELETED:
            return replace(after, has_legacy_dmp=False)
    return after


def effective(space: Dates, on: date, delays: Delays) -> Dates:
    """Return ``space`` as dates have made it by day ``on``; ``night`` records the same later."""
    while (next_ := due(space, on, delays)) is not None:
        space = moved(space, next_.act, next_.on)
    return space


def as_stated(space: Dates, on: date, delays: Delays) -> Dates:
    """Return ``space`` as it was for whoever spoke on day ``on``, when nothing but silence has opened it since.

    A refusal said or posted in time counts from its day, even when its proof comes after the opening.
    Source: domain reference 2.3 and architecture, section 11.
    """
    match space:
        case Dates(state=S.OPENED_AUTO, notified_on=date() as sent, opened_on=date() as opened) if (
            opened == space.since_on == opens_on(sent, delays) and sent <= on < opened
        ):
            return replace(space, state=S.NOTIFIED, since_on=sent, opened_on=None)
    return space
