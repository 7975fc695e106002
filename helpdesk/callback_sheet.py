"""What the pages of promised calls receive: finished objects."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Window:
    """Two hours that may be promised. ``value`` is their beginning as a number of seconds."""

    value: str
    label: str


@dataclass(frozen=True)
class Day:
    label: str
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Form:
    """What is chosen with the person. ``known`` is masked, empty when no number is known."""

    number: int
    reference: str
    version: int
    days: tuple[Day, ...]
    known: str


@dataclass(frozen=True)
class Row:
    """One promise of the day."""

    number: int
    reference: str
    subject: str
    between: str
    state: str
    tone: str
    tries: str
    is_mine: bool
    may_take: bool
    taken: str
    is_now: bool


@dataclass(frozen=True)
class Callback:
    """One promise. ``dials`` is what the telephone calls, and ``word`` what is said: only once asked for, in its time.

    ``case`` is 0 when it is not theirs to see. ``is_mine``: they make the call.
    """

    number: int
    case: int
    reference: str
    subject: str
    between: str
    state: str
    tries: str
    is_open: bool
    is_mine: bool
    may_take: bool
    may_give_up: bool
    taken: str
    masked: str
    dials: str = field(repr=False)
    may_dial: bool
    may_leave_message: bool
    answers: tuple[tuple[str, str], ...]
    tried: tuple[str, ...]
    may_show_word: bool
    is_word_printed: bool
    word: str = field(default="", repr=False)
    word_in_hers: str = field(default="", repr=False)
    language: str = ""
