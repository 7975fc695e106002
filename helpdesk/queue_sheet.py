"""What the templates of the queue receive: finished objects."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from helpdesk.callback_sheet import Day
from helpdesk.case_sheet import Choice
from helpdesk.sheet import Ending, Need


@dataclass(frozen=True)
class View:
    """One list at the side."""

    name: str
    label: str
    icon: str
    is_here: bool


@dataclass(frozen=True)
class Row:
    """One case of the list. ``tone`` is the colour of its deadline, which its words say too."""

    number: int
    version: int
    name: str
    subject: str
    channel: str
    channel_icon: str
    needs: tuple[Need, ...]
    labels: tuple[str, ...]
    stands: str
    deadline: str
    tone: str
    why: str
    has_left: bool
    may_take: bool
    owner: str
    present: tuple[str, ...]


@dataclass(frozen=True)
class ToldMacro:
    """``effects`` are sentences, in the order in which they are made; ``uses`` is empty for all but its owner."""

    id: int
    name: str
    effects: tuple[str, ...]
    is_mine: bool
    is_shared: bool
    uses: str


@dataclass(frozen=True)
class Filter:
    """One list of choices by which the queue is narrowed."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Listing:
    """One page of one view. ``query`` brings the same list back; ``before`` and ``after`` are the pages beside it.

    ``counts``: how many cases each view holds, by its name; ``table``: its rows, drawn; ``watchers``: who is before one of them.
    """

    view: str
    title: str
    told: str
    views: tuple[View, ...]
    counts: Mapping[str, int]
    rows: tuple[Row, ...]
    table: Markup
    watchers: frozenset[int]
    filters: tuple[Filter, ...]
    is_filtered: bool
    total: int
    query: str
    number: int
    before: str
    after: str


@dataclass(frozen=True)
class Acts:
    """The panel of one case: what this helper may do to it from the list. ``back`` brings the list back.

    ``days``: when a call can be promised in one press; none without a number that is known.
    """

    number: int
    version: int
    back: str
    name: str
    may_take: bool
    may_work: bool
    may_give: bool
    is_mine: bool
    is_paused: bool
    endings: tuple[tuple[str, tuple[Ending, ...]], ...]
    colleagues: tuple[Choice, ...]
    """Those who have a key each; the others are in a list."""
    other_colleagues: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    labels: tuple[Choice, ...]
    macros: tuple[ToldMacro, ...]
    may_promise: bool
    known_number: str
    days: tuple[Day, ...]


@dataclass(frozen=True)
class BulkSheet:
    """A bulk that is under way. ``refused`` gives each case's reference and why it was not changed."""

    number: int
    change: str
    told: str
    next_count: int
    total: int
    tried: int
    is_over: bool
    refused: tuple[tuple[int, str, str], ...]
