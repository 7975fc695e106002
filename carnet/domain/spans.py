"""How long steps take, kept as counts between fixed edges: such counts add up, and a median is read back from them."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

EDGES_S: Final = (2, 4, 6, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800)
"""A span is kept as the first edge that it does not pass. Who is silent for longer has stopped."""
LONGEST_S: Final = EDGES_S[-1]


def edge_of(seconds: float) -> int | None:
    """Return the edge under which a span is counted, or None when nobody was working any more."""
    place = bisect_left(EDGES_S, seconds)
    return EDGES_S[place] if place < len(EDGES_S) else None


def percentile(counts: Mapping[int, int], percent: int) -> int | None:
    """Return the edge under which ``percent`` of the spans lie; None when there is none."""
    wanted = sum(counts.values()) * percent / 100
    reached = 0
    for edge in sorted(counts):
        reached += counts[edge]
        if reached >= wanted > 0:
            return edge
    return None
