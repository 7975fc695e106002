"""The team at this moment: who is free, on call, wrapping up or away; who waits for what; what was promised. Writes nothing.

The step is told, never the content: nothing here lets anybody listen or read along. Source: requirement 22.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from carnet.domain.threshold import Level
from carnet.reference.board import board_thresholds
from carnet.services import agents
from carnet.services.turn import PARIS, paris_date
from carnet.store import board
from carnet.store.board import Stand
from carnet.store.events import version_of

SOON = timedelta(hours=1)
HALF_HOUR_MIN = 30
ABSENT = frozenset({"away", "phone_off"})
_TOPICS = ("cases", agents.TOPIC)


@dataclass(frozen=True)
class Member:
    """One agent. ``stand``: where the script of their call stands; None without a call."""

    name: str
    state: str
    since: datetime
    hand_at: datetime | None
    stand: Stand | None = None


@dataclass(frozen=True)
class Reason:
    subject: str
    cases: int
    oldest: timedelta


@dataclass(frozen=True)
class HalfHour:
    """Calls that rang in the half hour from ``at``, and how many of them somebody took."""

    at: time
    received: int
    taken: int


@dataclass(frozen=True)
class Tile:
    """One figure and its level."""

    figure: int
    level: Level


@dataclass(frozen=True)
class Board:
    waiting: Tile
    oldest_minutes: Tile
    promised: Tile
    absent: Tile
    present: int
    reasons: tuple[Reason, ...]
    members: tuple[Member, ...]
    calls: tuple[HalfHour, ...]


def version(db: Session, now: datetime) -> str:
    """Return a text that changes whenever the board does: after a change, and every quarter of a minute."""
    quarter = int(now.timestamp()) // 15
    return "-".join((*(version_of(db, topic) for topic in _TOPICS), str(quarter)))


def look(db: Session, now: datetime, organisation_id: int | None = None) -> Board:
    """Return the board: the agents of one organisation, the cases and the promises of the whole line."""
    limits = board_thresholds(paris_date(now))
    members = _members(db, now, organisation_id)
    reasons = tuple(
        Reason(each.subject, each.cases, now - each.oldest_at) for each in board.waiting_by_subject(db)
    )
    waiting = sum(each.cases for each in reasons)
    oldest = max((each.oldest for each in reasons), default=timedelta())
    minutes = int(oldest.total_seconds()) // 60
    promised = board.promised_until(db, now + SOON)
    absent = sum(each.state in ABSENT for each in members)
    percent = 100 * absent // len(members) if members else 0
    return Board(
        waiting=Tile(waiting, limits.waiting_cases.level(waiting)),
        oldest_minutes=Tile(minutes, limits.oldest_minutes.level(minutes)),
        promised=Tile(promised, limits.promised_in_an_hour.level(promised)),
        absent=Tile(absent, limits.absent_percent.level(percent)),
        present=len(members),
        reasons=reasons,
        members=members,
        calls=_half_hours(board.calls_since(db, _midnight(now))),
    )


def _members(db: Session, now: datetime, organisation_id: int | None) -> tuple[Member, ...]:
    states = agents.states(db, now, organisation_id)
    stands = board.where_cases_stand(db, [each.case_id for each in states if each.case_id is not None])
    return tuple(
        Member(each.name, each.state, each.since, each.hand_at, stands.get(each.case_id or 0))
        for each in states
    )


def _half_hours(calls: list[tuple[datetime, bool]]) -> tuple[HalfHour, ...]:
    """Return every half hour between the first call of the day and the last, empty ones included."""
    received = Counter(_slot(rang_at) for rang_at, _is_taken in calls)
    taken = Counter(_slot(rang_at) for rang_at, is_taken in calls if is_taken)
    if not received:
        return ()
    return tuple(
        HalfHour(time(slot // 2, slot % 2 * HALF_HOUR_MIN), received[slot], taken[slot])
        for slot in range(min(received), max(received) + 1)
    )


def _slot(at: datetime) -> int:
    local = at.astimezone(PARIS)
    return local.hour * 2 + local.minute // HALF_HOUR_MIN


def _midnight(now: datetime) -> datetime:
    return datetime.combine(paris_date(now), time(), PARIS)
