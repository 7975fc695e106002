"""What the pages of a hand-over receive: finished objects."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Received:
    """An offer that waits for an answer: where the visit stands, the three last events, what was checked."""

    number: int
    title: str
    reference: str
    subject: str
    progress: str
    checked: str
    events: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sent:
    """What became of an offer. ``is_waiting``: nobody has answered yet."""

    number: int
    case: int
    told: str
    is_waiting: bool


@dataclass(frozen=True)
class Handed:
    received: tuple[Received, ...]
    sent: tuple[Sent, ...]


@dataclass(frozen=True)
class To:
    """Somebody to whom a case can be offered; an empty value is the line."""

    value: str
    label: str


@dataclass(frozen=True)
class SentOn:
    """A case that a helper sent on. ``case`` is 0 once it is no longer theirs to see."""

    case: int
    reference: str
    place: str
    at: str
    told: str


@dataclass(frozen=True)
class SentHere:
    """A case that was sent to one's own place. ``taken`` is empty while nobody has it in hand."""

    case: int
    reference: str
    at: str
    taken: str
