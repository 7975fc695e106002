"""The vocabulary of journeys: a step *says*, *asks*, *does*, *then* goes on. Rendering is not in it.

A channel (screen, voice, agent script) is a function of a step. The trail, a list of outcomes, is the state.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

from carnet.domain.errors import Invalid

_HOLE = re.compile(r"%\((\w+)\)s")

END = "end"
DONE = "done"

Does: TypeAlias = Callable[[Any, Any], str]
Facts: TypeAlias = Callable[[Any], Mapping[str, object]]


@dataclass(frozen=True)
class Words:
    """What a step says. ``screen``: the question on the first line, then one sentence a line.

    A line that names a fact which is None for this person is not said to them. ``voice`` replaces ``screen`` for the ear; ``do`` and ``watch`` are for the person who helps.
    """

    screen: str
    voice: str = ""
    do: str = ""
    watch: str = ""


@dataclass(frozen=True)
class Option:
    label: str
    line: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer among at most five. Its value is public: it is the outcome."""

    options: Mapping[str, Option]

    def read(self, raw: str, _on: date) -> str:
        if raw not in self.options:
            raise Invalid("choice")
        return raw


@dataclass(frozen=True)
class Entry:
    """Something typed, always private: sealed for the visit, never an outcome. ``ways`` lead on without typing."""

    kind: str
    reader: Callable[[str, date], str]
    ways: Mapping[str, Option] = field(default_factory=dict)

    def read(self, raw: str, on: date) -> str:
        return self.reader(raw, on)


@dataclass(frozen=True)
class Pick:
    """One row of the fact named ``of`` (a child, a contact), by its number from 1. Private as an ``Entry``."""

    of: str
    ways: Mapping[str, Option] = field(default_factory=dict)

    def read(self, raw: str, _on: date) -> int:
        if not (raw.isascii() and raw.isdigit() and len(raw) < 4):
            raise Invalid("choice")
        return int(raw)


@dataclass(frozen=True, kw_only=True)
class Step:
    id: str
    says: Words
    asks: Choice | Entry | Pick | None = None
    does: Does | None = None
    then: str | Mapping[str, str] = END

    def names(self) -> frozenset[str]:
        """Return the facts that the step shows: the holes of its sentences, and the list that it offers."""
        options = self.asks.options.values() if isinstance(self.asks, Choice) else ()
        said = [self.says.screen, *(f"{option.label} {option.line}" for option in options)]
        listed = {self.asks.of} if isinstance(self.asks, Pick) else set()
        return frozenset(_HOLE.findall(" ".join(said))) | listed

    def told(self) -> tuple[object, ...]:
        """Return all of the step that people can notice: what the fingerprint of a visit covers."""
        match self.asks:
            case Choice(options=options):
                asked: object = ("choice", dict(options))
            case Entry(kind=kind, ways=ways) | Pick(of=kind, ways=ways):
                asked = (kind, dict(ways))
            case None:
                asked = None
        return self.id, self.says, asked, self.then

    def after(self, outcome: str) -> str:
        return self.then if isinstance(self.then, str) else self.then[outcome]


@dataclass(frozen=True)
class Journey:
    name: str
    steps: tuple[Step, ...]
    facts: Facts = lambda _turn: {}

    @cached_property
    def _by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    def __getitem__(self, step_id: str) -> Step:
        return self._by_id[step_id]


Place: TypeAlias = tuple[str, str]


class Journeys(dict[str, Journey]):
    """All journeys by name. A ``then`` names a step of its own journey, or ``journey/step`` of another.

    ``done``: where only an act that was done leads. ``served``: where nothing is left to do.
    """

    def __init__(
        self,
        journeys: Iterable[Journey],
        *,
        first: Place,
        last: Place,
        unproved: Place,
        done: Collection[Place] = (),
        served: Collection[Place] = (),
    ) -> None:
        super().__init__((journey.name, journey) for journey in journeys)
        self.first, self.last, self.unproved = first, last, unproved
        self.done, self.served = frozenset(done), frozenset({*served, last})
        told = [(name, [step.told() for step in journey.steps]) for name, journey in self.items()]
        self.fingerprint = sha256(repr(told).encode()).hexdigest()

    def step(self, place: Place) -> Step:
        return self[place[0]][place[1]]

    def after(self, place: Place, outcome: str) -> Place:
        """The place that follows ``outcome`` at ``place``; ``(journey, END)`` when the journey is over."""
        then = self.step(place).after(outcome)
        journey, slash, step = then.partition("/")
        return (journey, step or self[journey].steps[0].id) if slash else (place[0], then)

    def position(self, start: Place, trail: Iterable[tuple[Place, str]]) -> Place:
        """Where a visit stands after ``trail``; back to ``start`` when the journeys have changed under it."""
        here = start
        for place, outcome in trail:
            try:
                here = self.after(place, outcome)
            except KeyError:
                here = start
        return here

    def stop(self, trail: Sequence[tuple[Place, str]]) -> Place | None:
        """Return the step at which a visit that ended after ``trail`` gave up; None when it had what it came for."""
        reached = [self._reached(place, outcome) for place, outcome in trail] or [self.first]
        is_served = reached[-1] in self.served or not self.done.isdisjoint(reached)
        return None if is_served else reached[-1]

    def _reached(self, place: Place, outcome: str) -> Place:
        """The place after ``outcome``; what has changed since leaves everybody where they were."""
        try:
            after = self.after(place, outcome)
        except KeyError:
            return place
        return self.last if after[1] == END else after
