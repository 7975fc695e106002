"""How far one is in the things to type: the same count on every surface."""

from carnet.domain.journey import Entry, Place
from carnet.journeys import JOURNEYS


def progress(place: Place) -> tuple[int, int] | None:
    """Return which of the things to type this is, and how many its journey asks for; None anywhere else."""
    entries = [step.id for step in JOURNEYS[place[0]].steps if isinstance(step.asks, Entry)]
    if place[1] not in entries or len(entries) < 2:
        return None
    return entries.index(place[1]) + 1, len(entries)
