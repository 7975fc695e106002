"""The dated facts of the life cycle: delays, levels of proof, measures of protection, contradictions between texts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from carnet.domain import lifecycle
from carnet.reference.facts import read, valid_on


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
    request_days: int
    request_letter_days: int
    reprint_days: int
    number_held_days: int


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
    facts = read("delays")
    return Delays(**{field.name: valid_on(facts, field.name, on)["value"] for field in fields(Delays)})


def proof_levels(on: date) -> dict[str, ProofLevel]:
    """Return the proof levels valid on ``on``, by name, weakest first.

    Raises NoFactError.
    """
    facts = read("proof_levels")
    return {name: _proof_level(name, valid_on(facts, name, on)) for name in facts}


def protections(on: date) -> dict[str, Protection]:
    """Return what each kind of measure allows on ``on``, by kind.

    Raises NoFactError.
    """
    facts = read("protections")
    known = {kind: valid_on(facts, kind, on) for kind in facts}
    return {kind: Protection(kind, frozenset(fact["acts"]), fact["source"]) for kind, fact in known.items()}


def contradictions(on: date) -> dict[str, Contradiction]:
    """Return the contradictions known on ``on``, by number.

    Raises NoFactError.
    """
    facts = read("contradictions")
    return {name: _contradiction(name, valid_on(facts, name, on)) for name in facts}


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
