"""`python -m benchmarks [NAME…]`: one table. Nothing is asserted and the exit code is 0; a missed goal is said plainly."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from benchmarks import clips, screen, speed, start
from benchmarks.measure import Measure

MEASURES: Final[Mapping[str, Callable[[], Iterator[Measure]]]] = {
    "http": speed.over_http,
    "process": speed.in_process,
    "memory": start.memory,
    "cold": start.cold,
    "second": start.second,
    "weight": screen.weight,
    "voice": screen.voice,
    "prompts": clips.rendering,
}
ROW: Final = "{:<48} {:>14} {:>12} {:>9} {:>8}  {:<7} {}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    names = parser.parse_args().names or list(MEASURES)
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        parser.error(f"no such measure: {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    print(
        f"Load of the machine at the start: {_load()}; {os.cpu_count()} cores. Believe the ratios, not the times.\n"
    )
    print(ROW.format("measure", "ours", "floor", "ratio", "goal", "", ""))
    missed = [measure.name for name in names for measure in _shown(name)]
    print(f"\nLoad of the machine at the end: {_load()}.")
    print(f"Missed: {'; '.join(missed)}." if missed else "Every goal is met.")
    return 0


def _shown(name: str) -> Iterator[Measure]:
    """Print each measure as soon as it is known; yield those that missed."""
    for measure in MEASURES[name]():
        ratio = f"{measure.value:.2f} x" if measure.floor else ""
        goal = f"{measure.goal:g} {measure.unit}"
        verdict = "met" if measure.is_met else "MISSED"
        print(
            ROW.format(measure.name, measure.raw, measure.floor, ratio, goal, verdict, measure.note),
            flush=True,
        )
        if not measure.is_met:
            yield measure


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} over the last minute"


if __name__ == "__main__":
    sys.exit(main())
