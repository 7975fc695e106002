"""Reads the dated facts: each is a list of values, each valid from a day until the next value of its list."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from carnet.domain import lifecycle

Facts = Mapping[str, list[dict[str, Any]]]


class NoFactError(LookupError):
    """A day on which no value of a fact is known."""


@dataclass(frozen=True, kw_only=True)
class Delays(lifecycle.Delays):
    """All delays valid on one day: those of the life cycle, and those of codes. Units are in the names."""

    majority_age: int
    notice_code_days: int
    posted_code_days: int
    sent_code_hours: int
    code_tries: int
    codes_a_day: int
    resume_hours: int
    resume_letter_days: int


@dataclass(frozen=True)
class ProofLevel:
    """What one level asks, as alternatives of facts, and the transitions it opens."""

    name: str
    asks: tuple[frozenset[str], ...]
    allows: frozenset[str]
    fresh_minutes: int | None
    source: str


@dataclass(frozen=True)
class Protection:
    """What a kind of measure lets the person in charge do alone, as numbers of transitions; often nothing."""

    kind: str
    acts: frozenset[str]
    source: str


@dataclass(frozen=True)
class Contradiction:
    """What texts say differently, and the default applied."""

    name: str
    subject: str
    found: tuple[str, ...]
    default: Mapping[str, Any]
    why: str


@lru_cache(maxsize=64)
def delays(on: date) -> Delays:
    """Return the delays valid on ``on``.

    Raises NoFactError.
    """
    facts = _read("delays")
    return Delays(**{field.name: _on(facts, field.name, on)["value"] for field in fields(Delays)})


def proof_levels(on: date) -> dict[str, ProofLevel]:
    """Return the proof levels valid on ``on``, by name, weakest first.

    Raises NoFactError.
    """
    facts = _read("proof_levels")
    return {name: _proof_level(name, _on(facts, name, on)) for name in facts}


def protections(on: date) -> dict[str, Protection]:
    """Return what each kind of measure allows on ``on``, by kind.

    Raises NoFactError.
    """
    facts = _read("protections")
    known = {kind: _on(facts, kind, on) for kind in facts}
    return {kind: Protection(kind, frozenset(fact["acts"]), fact["source"]) for kind, fact in known.items()}


def contradictions(on: date) -> dict[str, Contradiction]:
    """Return the contradictions known on ``on``, by number.

    Raises NoFactError.
    """
    facts = _read("contradictions")
    return {name: _contradiction(name, _on(facts, name, on)) for name in facts}


def _proof_level(name: str, fact: dict[str, Any]) -> ProofLevel:
    return ProofLevel(
        name=name,
        asks=tuple(frozenset(way) for way in fact["asks"]),
        allows=frozenset(fact["allows"]),
        fresh_minutes=fact.get("fresh_minutes"),
        source=fact["source"],
    )


def _contradiction(name: str, fact: dict[str, Any]) -> Contradiction:
    return Contradiction(name, fact["subject"], tuple(fact["found"]), fact["default"], fact["why"])


def _on(facts: Facts, name: str, on: date) -> dict[str, Any]:
    valid = [fact for fact in facts[name] if fact["from"] <= on]
    if not valid:
        raise NoFactError(f"{name} is not known on {on}")
    return max(valid, key=lambda fact: fact["from"])


@cache
def _read(name: str) -> Facts:
    facts: Facts = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return facts
