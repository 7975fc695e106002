"""How soon a process answers, what memory it holds after load, how soon the whole house is back."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks import load, peers, process, world
from benchmarks.measure import Measure, median, plain, ratio
from setup import ROOT

STARTS = 4
COLD = 5.0
WORKER_MB = 60.0
SECOND_START_S = 3.0
LOAD_S = 3.0


def cold() -> Iterator[Measure]:
    """From launch to the first page; the first start of each only warms the disk."""
    with world.made() as house:
        pairs = [(_first_page("floor", house), _first_page("kiosk", house)) for _ in range(STARTS)]
        floors, ours = zip(*pairs[1:], strict=True)
        yield ratio("cold start of the kiosk", median(list(ours)), median(list(floors)), COLD, unit="s")


def memory() -> Iterator[Measure]:
    """One worker after load on every kind of step; its voice workers are processes of their own, told apart."""
    with (
        world.made() as house,
        peers.serving("kiosk", house.environ) as ours,
        peers.serving("floor", house.environ) as theirs,
    ):
        for served in (theirs, ours):
            load.times(served.port, "/", seconds=LOAD_S)
        for stop in world.STOPS:
            load.times(ours.port, f"/visit/{stop}", house.cookie_at(stop), seconds=LOAD_S)
        largest, floor = (
            max(process.memory_mb(worker) for worker in served.workers) for served in (ours, theirs)
        )
        voices = [
            process.memory_mb(child) for worker in ours.workers for child in process.children_of(worker)
        ]
        note = f"floor {floor:.0f} MB; {len(voices)} voice workers, {sum(voices):.0f} MB together"
        yield plain("memory of one worker after load", largest, WORKER_MB, "MB", note)


def alone() -> Iterator[Measure]:
    """The same for the one process of a kiosk that `run_kiosk.py` starts."""
    with world.made() as house, world.serving("kiosk", "kiosk", house.environ) as ours:
        load.first_page(world.port_of(ours))
        for path, cookie in [("/", "")] + [(f"/visit/{stop}", house.cookie_at(stop)) for stop in world.STOPS]:
            load.times(world.port_of(ours), path, cookie, seconds=LOAD_S)
        assert ours.process is not None
        yield plain("memory of run_kiosk.py's kiosk", process.memory_mb(ours.process.pid), WORKER_MB, "MB")


def second() -> Iterator[Measure]:
    """run_kiosk.py on a data folder that is made already, until the kiosk's first page."""
    with world.made() as house:
        ports = [str(_free_port()) for _ in range(2)]
        command = [sys.executable, "run_kiosk.py", "--kiosk-port", ports[0], "--console-port", ports[1]]
        clean = {name: value for name, value in house.environ.items() if not name.startswith("CARNET_")}
        start = time.perf_counter()
        started = subprocess.Popen(
            [*command, "--data", str(house.settings.data), "--demo"],
            cwd=ROOT,
            env=clean,
            stdout=subprocess.DEVNULL,
        )
        try:
            load.first_page(int(ports[0]))
            taken = time.perf_counter() - start
        finally:
            started.terminate()
            started.wait()
        yield plain("second start of run_kiosk.py to the first page", taken, SECOND_START_S, "s")


def _first_page(name: str, house: world.World) -> float:
    start = time.perf_counter()
    with peers.serving(name, house.environ):
        return time.perf_counter() - start


def _free_port() -> int:
    with socket.create_server(("localhost", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
