"""How far one is on a way whose length is known when it begins: the same count on every surface."""

from typing import Final

from carnet.domain.journey import Place


def _way(journey: str, *steps: str) -> tuple[Place, ...]:
    return tuple((journey, step) for step in steps)


WAYS: Final = (
    _way("explain", "what", "who", "silence", "refuse", "closing"),
    _way("identify", "code", "nir", "birth_date", "serial"),
    _way("new_code", "purpose", "nir", "birth_date", "serial", "route"),
    _way("by_phone", "nir", "birth_date", "serial"),
    _way("close", "consequences", "kept", "confirm"),
    _way("delete", "consequences", "confirm", "again"),
)
"""Places that follow each other. What an answer decides, or a state, has no length to tell."""


_COUNTED: Final = {place: (number, len(way)) for way in WAYS for number, place in enumerate(way, start=1)}


def progress(place: Place) -> tuple[int, int] | None:
    """Return the number of this place on its way, and how many there are; None where nothing is counted."""
    return _COUNTED.get(place)
