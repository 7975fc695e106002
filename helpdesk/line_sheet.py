"""What the head of each page receives of an agent's line: finished objects."""

from dataclasses import dataclass
from typing import NamedTuple

from helpdesk.find import Shown


@dataclass(frozen=True)
class CallCard:
    """One call at one's own desk. ``told`` is what a screen reader says of it, once.

    ``maybes``: who may have this number, none of them chosen. ``case_path`` is empty until the call is opened.
    """

    id: int
    phase: str
    title: str
    number: str
    told: str
    line: str
    maybes: tuple[Shown, ...]
    case_path: str
    may_open: bool
    may_hang_up: bool
    may_finish: bool
    may_dial: bool


class Look(NamedTuple):
    """The state of an agent and what may be chosen next: the same for whoever is in that state since that minute."""

    word: str
    since: str
    icon: str
    colour: str
    is_away: bool
    is_off: bool
    hand_is_up: bool
    may_begin: bool


@dataclass(frozen=True)
class Line:
    """An agent's own line, and the call if there is one."""

    look: Look
    version: str
    card: CallCard | None = None
