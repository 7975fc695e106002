"""A bar on the terminal for work that takes a while; one line a quarter where there is no terminal."""

import sys
from dataclasses import dataclass, field
from typing import TextIO

WIDTH = 30


@dataclass
class Bar:
    """Call it with what is done and what there is; it draws on standard error, so that results can be piped."""

    label: str
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _shown: int = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        step = percent if self.stream.isatty() else percent // 25 * 25
        if step == self._shown:
            return
        self._shown = step
        filled = WIDTH * step // 100
        line = f"{self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {step} %"
        is_last = step == 100
        self.stream.write(f"\r{line}{chr(10) if is_last else ''}" if self.stream.isatty() else f"{line}\n")
        self.stream.flush()
