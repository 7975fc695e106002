"""Dated facts with their sources. They are not settings: nobody changes them without a text that says so."""

from carnet.reference.facts import NoFactError
from carnet.reference.loader import (
    Contradiction,
    Delays,
    ProofLevel,
    Protection,
    contradictions,
    delays,
    proof_levels,
    protections,
)

__all__ = [
    "Contradiction",
    "Delays",
    "NoFactError",
    "ProofLevel",
    "Protection",
    "contradictions",
    "delays",
    "proof_levels",
    "protections",
]
