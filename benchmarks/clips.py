"""How long the spoken prompts take: all of them, then after one sentence changed."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measure, plain
from web import prompts, speech

ALL_S = 240.0
CHANGED = 1.0


def rendering() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        wanted = list(prompts.prompts())
        start = time.perf_counter()
        report = speech.render(wanted, Path(folder))
        taken = time.perf_counter() - start
        languages = len({language for language, _ in wanted})
        yield plain("all prompts rendered", taken, ALL_S, "s", f"{report.made} clips, {languages} languages")
        start = time.perf_counter()
        again = speech.render([*wanted[:-1], (wanted[-1][0], f"{wanted[-1][1]} 2")], Path(folder))
        note = f"in {time.perf_counter() - start:.1f} s"
        yield plain("prompts made again after one changed", again.made, CHANGED, "clips", note)
