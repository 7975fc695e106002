"""A few voice workers, each in its own process: jobs are shared out, the dead and the silent are replaced.

Processes are started by hand, not by `multiprocessing`: that one would load the whole program of the
parent (both web apps) into each worker.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from time import monotonic
from types import TracebackType
from typing import Self

from web.speech.errors import Busy, Unvoiced
from web.speech.job import READY, Job, sound_of

WORKER = (sys.executable, "-m", "web.speech.worker")

_ROOT = Path(__file__).parents[2]
START_S = 15.0
"""0.3 to 0.7 s alone; but a machine that has just started does everything at once."""

_WAITING = 4


class Pool:
    """Usable from any thread. Make it after a server has forked: processes cannot share a worker."""

    def __init__(self, workers: int, patience_s: float, command: Sequence[str] = WORKER) -> None:
        """Start ``workers`` processes, without waiting for them. A job that takes ``patience_s`` is given up."""
        self._patience_s = patience_s
        self._workers = [Worker(command) for _ in range(workers)]
        # The last one used is the next: its memory is warm, and one worker is enough for one visitor.
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._places = BoundedSemaphore(workers + _WAITING)
        self._is_closed = False

    def ask(self, job: Job, patience_s: float | None = None) -> bytes:
        """Return the sound of ``job``, within the patience of the pool where no other is given.

        Raises Busy when four callers wait already, or none was served in time; Unvoiced when the worker died or
        fell silent (it is replaced at once, so the next job is served); TooLong.
        """
        if self._is_closed:
            raise Unvoiced("closed")
        if not self._places.acquire(blocking=False):
            raise Busy
        patience_s = patience_s or self._patience_s
        try:
            worker = self._taken(patience_s)
            try:
                return sound_of(worker.ask(job.written(), patience_s))
            finally:
                self._idle.put(worker)
        finally:
            self._places.release()

    def process_ids(self) -> list[int]:
        return [worker.process_id for worker in self._workers]

    def close(self) -> None:
        """End the processes. Whoever asks later hears Unvoiced: nobody would end a process started then."""
        self._is_closed = True
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _taken(self, patience_s: float) -> "Worker":
        try:
            return self._idle.get(timeout=patience_s)
        except Empty:
            raise Busy from None


class Worker:
    """One process and the socket to it. One thread at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._start()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def ask(self, message: bytes, patience_s: float) -> bytes:
        """Return the reply. Raises Unvoiced when none comes; by then, a fresh process has taken the place."""
        if self._process.poll() is not None:
            self._restart()
        try:
            self._await_start(patience_s)
            self._link.send_bytes(message)
            return self._received(patience_s)
        except (EOFError, OSError):
            self._restart()
            raise Unvoiced("worker", "the voice worker died") from None
        except Unvoiced:
            # One that is still starting gets its time; whoever asked need not wait for it.
            if self._is_started or monotonic() > self._start_by:
                self._restart()
            raise

    def close(self) -> None:
        """End the process. It holds nothing that needs time to be put away."""
        self._link.close()
        self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        self._is_started = False
        self._start_by = monotonic() + START_S
        self._link, other_end = Pipe()
        with other_end:
            self._process = subprocess.Popen(
                [*self._command, str(other_end.fileno())],
                pass_fds=[other_end.fileno()],
                env={**os.environ, "PYTHONPATH": _path()},
                stdin=subprocess.DEVNULL,
                # What a library prints in a fault may hold what it was reading: it must not reach a log.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def _restart(self) -> None:
        self.close()
        self._start()

    def _await_start(self, patience_s: float) -> None:
        if not self._is_started:
            reply = self._received(patience_s)
            if reply != READY:
                sound_of(reply)  # raises what the worker met
            self._is_started = True

    def _received(self, patience_s: float) -> bytes:
        if not self._link.poll(patience_s):
            raise Unvoiced("patience", f"no answer within {patience_s} s")
        return self._link.recv_bytes()


def _path() -> str:
    """Where a worker finds this package, whatever folder the server was started from."""
    return os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
