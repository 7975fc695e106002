"""One telephone call at one agent's desk: what an exchange says of it, and where it stands at an instant."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

RINGS_AT_MOST: Final = timedelta(minutes=3)
LASTS_AT_MOST: Final = timedelta(hours=3)
"""Longer, and the exchange forgot to say that it ended: no desk stays busy for ever."""


class Phase(StrEnum):
    """``AFTER``: hung up, the agent still writes. ``OVER``: the desk is free for somebody else."""

    RINGING = "ringing"
    TALKING = "talking"
    AFTER = "after"
    OVER = "over"


@dataclass(frozen=True)
class CallEvent:
    """What an exchange tells: ``kind`` is ringing, answered or ended; ``reference`` is its own name of the call.

    ``caller`` is written as the exchange writes it, empty when it hides the number; ``to`` is a helper's login.
    """

    exchange: str
    kind: str
    reference: str
    caller: str = field(repr=False)
    to: str


@dataclass(frozen=True)
class Times:
    """What happened when; ``settled_at``: the case of the call was closed, or the agent said to be free."""

    rang_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """Where a call is, and since when."""

    phase: Phase
    since: datetime


def standing(times: Times, now: datetime, after_call: timedelta) -> Standing:
    """Tell where a call stands at ``now``; nobody has to do anything for the time after it to pass."""
    if times.ended_at is None:
        begun = times.answered_at or times.rang_at
        at_most = LASTS_AT_MOST if times.answered_at else RINGS_AT_MOST
        if now - begun > at_most:
            return Standing(Phase.OVER, begun + at_most)
        return Standing(Phase.TALKING if times.answered_at else Phase.RINGING, begun)
    if times.answered_at is None:
        return Standing(Phase.OVER, times.ended_at)
    over_at = times.ended_at + after_call
    if times.settled_at is not None:
        over_at = min(over_at, max(times.settled_at, times.ended_at))
    return Standing(Phase.AFTER, times.ended_at) if now < over_at else Standing(Phase.OVER, over_at)
