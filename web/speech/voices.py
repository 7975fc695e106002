"""Personal text, spoken from memory and never kept: no file, no cache, no log."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from web.speech.errors import TooLong
from web.speech.job import Job
from web.speech.pool import START_S, WORKER, Pool
from web.speech.tongues import tongue_of

LONGEST_TEXT = 1_500
"""Characters in one request. Callers cut with `sentences()` and ask for one after the other."""

SLOWEST, FASTEST = 0.75, 2.0
"""Below, the engine no longer slows down; the player stretches the sound instead."""


class Voices:
    """The live voices of one web process. Usable from any thread."""

    def __init__(self, workers: int = 2, *, patience_s: float = 2.0, command: Sequence[str] = WORKER) -> None:
        """Start the workers, without waiting. A sentence takes 0.05 s; ``patience_s`` is when it is given up."""
        self._pool = Pool(workers, patience_s, command)

    def speak(self, text: str, language: str, speed: float = 1.0) -> bytes:
        """Return the sound of ``text`` as a WAV file.

        Raises Unvoiced (show the text, say nothing), TooLong (1,500 characters, 60 s) and Busy, which both are
        Unvoiced too. ``speed``: 0.75 to 2.
        """
        tongue_of(language)
        if len(text) > LONGEST_TEXT:
            raise TooLong("characters_limit")
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"speed {speed} is outside {SLOWEST} to {FASTEST}")
        return self._pool.ask(Job(text, language, "wav", speed))

    def check(self) -> None:
        """Wait for a worker that speaks, so that a server without a voice is known at its start.

        Raises Unvoiced with what to install.
        """
        # A worker says one word in each language before it calls itself ready.
        self._pool.ask(Job("1", "fr", "wav"), START_S)

    def process_ids(self) -> list[int]:
        """Return the ids of the worker processes: what a supervisor watches."""
        return self._pool.process_ids()

    def close(self) -> None:
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
