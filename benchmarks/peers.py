"""Serves kiosk and floor as the other products were measured: gunicorn, two workers that answer one request at a time."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks import load, process
from setup import ROOT

WORKERS = 2
FIRST = {"console": "/sign-in"}
"""The page that each answers to anybody, when it is not the root."""


@dataclass(frozen=True)
class Served:
    """``master`` is the process that only watches over the workers."""

    port: int
    master: int

    @property
    def workers(self) -> list[int]:
        return process.children_of(self.master)

    def processor_s(self) -> float:
        return sum(process.processor_s(worker) for worker in self.workers)


@contextmanager
def serving(name: str, environ: Mapping[str, str]) -> Iterator[Served]:
    """Serve ``kiosk``, ``console`` or ``floor`` until the end of the block; it has answered once when the block begins."""
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--worker-class", "sync",
         "--bind", f"localhost:{port}", f"benchmarks.gunicorn_app:our_{name}()"],
        cwd=ROOT,
        env={"MALLOC_ARENA_MAX": "1", **environ},
        stderr=subprocess.DEVNULL,
        process_group=0,
    )  # fmt: skip
    try:
        load.first_page(port, FIRST.get(name, "/"))
        yield Served(port, started.pid)
    finally:
        # Whatever a worker started itself, such as its voices, goes with it.
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
