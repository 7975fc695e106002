"""Whether a figure is well, to be watched, or too much: three levels, each told by colour, shape and word."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    WELL = "well"
    WATCH = "watch"
    TOO_MUCH = "too_much"


@dataclass(frozen=True)
class Threshold:
    """From ``watch`` on a figure is to be watched, from ``too_much`` on it is too much."""

    watch: int
    too_much: int

    def level(self, figure: int) -> Level:
        """Return the level of ``figure``, in the unit of the threshold."""
        if figure >= self.too_much:
            return Level.TOO_MUCH
        return Level.WATCH if figure >= self.watch else Level.WELL
