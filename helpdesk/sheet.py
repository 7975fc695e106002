"""What the templates of the console receive: finished objects. Templates place things, they decide nothing."""

import re
from dataclasses import dataclass
from typing import Final

_BREATH: Final = re.compile(r"(?<=[,:;،؛])\s+")


@dataclass(frozen=True)
class Need:
    """One thing that helps the person. ``language`` marks a word written in another language."""

    icon: str
    word: str
    language: str = ""


@dataclass(frozen=True)
class Sentence:
    """What the helper says, in the person's language; ``french`` stands beside when it differs."""

    text: str
    french: str = ""

    @property
    def breaths(self) -> tuple[str, ...]:
        """The parts of the sentence between which whoever reads it aloud breathes."""
        return tuple(_BREATH.split(self.text))


@dataclass(frozen=True)
class View:
    """What the person has before their eyes or ears now, in their own words: ``labels`` are the answers they may give.

    ``kind``: ``screen``, ``letter`` or ``ear``; ``letter`` is what their letter says about this step.
    """

    kind: str
    title: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]
    letter: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer of the person. ``label`` is for the helper, ``said`` is what the person hears when it differs."""

    name: str
    value: str
    label: str
    icon: str
    shortcut: int
    line: str = ""
    said: str = ""


@dataclass(frozen=True)
class Person:
    """What is known once proved; all empty before."""

    first_name: str = ""
    born: str = ""
    state: str = ""
    dates: tuple[str, ...] = ()
    days_left: str = ""
    acts_for: bool = False


@dataclass(frozen=True)
class Done:
    """One part of the visit that is behind: when, on which surface, about what."""

    at: str
    surface: str
    subject: str


@dataclass(frozen=True)
class Sheet:
    """One step as a script. ``elsewhere``: answers that this channel cannot follow. ``hands``: what the person's own hands must do on her side: ``type``, ``read`` or nothing.

    ``has_field``: she dictates by telephone, the helper types without seeing. ``tag`` and ``direction`` are hers.
    """

    place: str
    address: str
    subject: str
    says: tuple[Sentence, ...]
    tag: str
    direction: str
    do: str
    watch: str
    sees: str
    seen: tuple[str, ...]
    answers: tuple[Answer, ...]
    ways: tuple[Answer, ...]
    elsewhere: tuple[str, ...]
    hands: str
    has_field: bool
    is_by_phone: bool
    sequence: int
    may_go_back: bool
    is_over: bool
    view: View
    may_dial: bool
    person: Person | None
    needs: tuple[Need, ...]
    language: str
    done: tuple[Done, ...]
    progress: tuple[int, int] | None = None
    proof_number: str = ""
    problem: Sentence | None = None


@dataclass(frozen=True)
class Face:
    """The other side of the screen, for the person alone: her own words, a masked field, or her resume code."""

    place: str
    address: str
    tag: str
    direction: str
    title: str
    lines: tuple[str, ...]
    ways: tuple[Answer, ...]
    sequence: int
    send: str
    give_back: str
    code: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Ending:
    """One way to end a case. ``keys`` are the two signs that choose it."""

    name: str
    label: str
    keys: str


@dataclass(frozen=True)
class Told:
    """One line of a case's history."""

    at: str
    who: str
    said: str
    note: str = ""


@dataclass(frozen=True)
class CaseSheet:
    """One case. ``is_mine``: this helper may change it; ``is_free``: nobody has it. ``endings``: groups of codes.

    ``may_correct``: subject, priority and labels; ``may_reopen``: what has ended.
    """

    number: int
    reference: str
    subject: str
    channel: str
    place: str
    state: str
    owner: str
    is_mine: bool
    is_free: bool
    is_closed: bool
    may_reopen: bool
    may_correct: bool
    is_paused: bool
    ended: str
    version: int
    draft: str
    lines: tuple[Told, ...]
    endings: tuple[tuple[str, tuple[Ending, ...]], ...]
