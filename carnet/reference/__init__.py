"""Dated facts with their sources. They are not settings: nobody changes them without a text that says so."""

from carnet.reference.loader import (
    Contradiction,
    Delays,
    NoFactError,
    ProofLevel,
    contradictions,
    delays,
    proof_levels,
)

__all__ = [
    "Contradiction",
    "Delays",
    "NoFactError",
    "ProofLevel",
    "contradictions",
    "delays",
    "proof_levels",
]
