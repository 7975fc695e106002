"""Levels of proof, from nothing (P0) to the person's own sign-in repeated (P4). Which act asks which is in the table."""

LEVELS = ("P0", "P1", "P1-phone", "P2", "P3", "P4")


def suffices(level: str, needed: str) -> bool:
    """Tell whether ``level`` is at least ``needed``."""
    return LEVELS.index(level) >= LEVELS.index(needed)
