"""How soon a process answers, what memory it holds after load, how soon the whole house is back."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks import load, process, world
from benchmarks.measure import Measure, median, plain, ratio
from run_kiosk import Part
from setup import ROOT

STARTS = 4
COLD = 5.0
WORKER_MB = 60.0
SECOND_START_S = 3.0
LOAD_S = 3.0


def cold() -> Iterator[Measure]:
    """From launch to the first page; the first start of each only warms the disk."""
    with world.made() as house:
        pairs = []
        for _ in range(STARTS):
            floor_s = _first_page("floor", "benchmarks.floor", house)
            pairs.append((floor_s, _first_page("kiosk", "kiosk", house)))
        floors, ours = zip(*pairs[1:], strict=True)
        yield ratio("cold start of the kiosk", median(list(ours)), median(list(floors)), COLD, unit="s")


def memory() -> Iterator[Measure]:
    """One worker after load on every kind of step; its voice workers are processes of their own, told apart."""
    with (
        world.made() as house,
        world.serving("kiosk", "kiosk", house.environ) as ours,
        world.serving("floor", "benchmarks.floor", house.environ) as theirs,
    ):
        for part in (theirs, ours):
            load.first_page(world.port_of(part))
            load.times(world.port_of(part), "/", seconds=LOAD_S)
        for stop in world.STOPS:
            load.times(world.port_of(ours), f"/visit/{stop}", house.cookie_at(stop), seconds=LOAD_S)
        number = _number(ours)
        voices = [process.memory_mb(child) for child in process.children_of(number)]
        note = f"floor {process.memory_mb(_number(theirs)):.0f} MB; {len(voices)} voice workers, {sum(voices):.0f} MB together"
        yield plain("memory of one worker after load", process.memory_mb(number), WORKER_MB, "MB", note)


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


def _first_page(name: str, module: str, house: world.World) -> float:
    start = time.perf_counter()
    with world.serving(name, module, house.environ) as part:
        load.first_page(world.port_of(part))
        return time.perf_counter() - start


def _number(part: Part) -> int:
    assert part.process is not None
    return part.process.pid


def _free_port() -> int:
    with socket.create_server(("localhost", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
