"""One row of the table: what was measured, what it was measured against, what it had to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """``value`` in ``unit`` is what the goal judges: a ratio when there is a ``floor``, the raw figure otherwise."""

    name: str
    raw: str
    value: float
    goal: float
    floor: str = ""
    unit: str = "x"
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.value <= self.goal


def ratio(name: str, ours: float, floor: float, goal: float, unit: str = "ms", note: str = "") -> Measure:
    """Return the measure of ``ours`` over ``floor``, both shown raw."""
    return Measure(name, f"{ours:.2f} {unit}", ours / floor, goal, floor=f"{floor:.2f} {unit}", note=note)


def plain(name: str, ours: float, goal: float, unit: str, note: str = "") -> Measure:
    """Return a measure that has no floor: a weight, or a time that a person waits."""
    return Measure(name, f"{ours:.1f} {unit}", ours, goal, unit=unit, note=note)


def median(values: list[float]) -> float:
    return percentile(values, 50)


def percentile(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
