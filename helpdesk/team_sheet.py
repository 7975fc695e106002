"""What the template of the team board receives: finished objects."""

from dataclasses import dataclass

from helpdesk.charts import Bars, Lines


@dataclass(frozen=True)
class TileSheet:
    """One figure with its level, told by word, shape and colour."""

    shown: str
    label: str
    icon: str
    level: str
    shape: str
    colour: str


@dataclass(frozen=True)
class Line:
    """One agent. ``step``: where the script stands, never what is said."""

    name: str
    state: str
    icon: str
    colour: str
    has_hand: bool
    since: str
    step: str


@dataclass(frozen=True)
class Hand:
    said: str
    step: str


@dataclass(frozen=True)
class BoardSheet:
    tiles: tuple[TileSheet, ...]
    waiting: Bars
    calls: Lines
    lines: tuple[Line, ...]
    hands: tuple[Hand, ...]
    free: str
