"""What the page of a case receives beside the case itself: what may be corrected, and two versions where two disagreed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One line of a list from which a helper chooses."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Fields:
    """What several helpers may correct."""

    subjects: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    labels: tuple[Choice, ...]


@dataclass(frozen=True)
class Version:
    """One field on which two disagree: what stands, and what was to be written. Each value is ready to be sent again."""

    name: str
    label: str
    theirs: str
    mine: str
    theirs_values: tuple[str, ...]
    mine_values: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """A save on an old page. ``kept`` are the fields that are the same on both sides; the note is never in dispute."""

    by: str
    versions: tuple[Version, ...]
    kept: tuple[tuple[str, str], ...]
    their_note: str
    my_note: str


@dataclass(frozen=True)
class Promise:
    """The call that is promised to the person of this case, maybe in another case."""

    number: int
    between: str
    is_here: bool
