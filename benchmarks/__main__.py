"""`python -m benchmarks [NAME…]`: one table. Nothing is asserted and the exit code is 0; a missed goal is said plainly."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from benchmarks import clips, console, finding, journal, queue, screen, speed, start, voice
from benchmarks.measure import Measure

MEASURES: Final[Mapping[str, Callable[[], Iterator[Measure]]]] = {
    "http": speed.over_http,
    "process": speed.in_process,
    "memory": start.memory,
    "alone": start.alone,
    "cold": start.cold,
    "second": start.second,
    "weight": screen.weight,
    "voice": voice.sounding,
    "prompts": clips.rendering,
    "queue": queue.over_http,
    "search": finding.over_sizes,
    "journal": journal.checking,
    "console": console.on_the_line,
}
ROW: Final = "{:<56} {:>14} {:>12} {:>9} {:>8}  {:<7} {}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument(
        "--largest", action="store_true", help="search among 10 million people too: 20 GB of disk"
    )
    parser.add_argument("--small", action="store_true", help="console on a hundredth of its reference load")
    args = parser.parse_args()
    names = args.names or list(MEASURES)
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        parser.error(f"no such measure: {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    print(
        f"Load of the machine at the start: {_load()}; {os.cpu_count()} cores. Believe the ratios, not the times.\n"
    )
    print(ROW.format("measure", "ours", "floor", "ratio", "goal", "", ""))
    measures = {
        **MEASURES,
        "search": partial(finding.over_sizes, largest=args.largest),
        "console": partial(console.on_the_line, is_small=args.small),
    }
    missed = [measure.name for name in names for measure in _shown(measures[name])]
    print(f"\nLoad of the machine at the end: {_load()}.")
    print(f"Missed: {'; '.join(missed)}." if missed else "Every goal is met.")
    return 0


def _shown(measures: Callable[[], Iterator[Measure]]) -> Iterator[Measure]:
    """Print each measure as soon as it is known; yield those that missed."""
    for measure in measures():
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
