"""How long a step takes to show: over HTTP under the same server as the floor, and in process."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import kiosk
from benchmarks import floor, load, peers, world
from benchmarks.measure import Measure, median, percentile, ratio
from benchmarks.peers import Served

ROUNDS = 5
ROUND_S = 1.5
REQUESTS = 100
OVER_HTTP = 5.0
TAIL_OVER_HTTP = 10.0
IN_PROCESS = 6.0


@dataclass(frozen=True)
class Round:
    """One stretch of load. ``processor_ms`` is what each answer cost the server, however busy the machine is."""

    times_ms: list[float]
    processor_ms: float


def over_http() -> Iterator[Measure]:
    """Floor and step in turn, 8 connections each; the ratio is the median of the rounds' own ratios."""
    with (
        world.made() as house,
        peers.serving("kiosk", house.environ) as ours,
        peers.serving("floor", house.environ) as theirs,
    ):
        pages = {"welcome": ("/", "")} | {
            stop: (f"/visit/{stop}", house.cookie_at(stop)) for stop in world.STOPS
        }
        one_round(theirs, "/", "")
        for stop, (path, cookie) in pages.items():
            one_round(ours, path, cookie)
            pairs = [(one_round(theirs, "/", ""), one_round(ours, path, cookie)) for _ in range(ROUNDS)]
            times = [(quick.times_ms, slow.times_ms) for quick, slow in pairs]
            rate = median([len(slow) / len(quick) for quick, slow in times])
            note = f"{rate:.3f} of the floor's rate"
            yield _middle(f"{stop}: HTTP, p50", times, 50, OVER_HTTP, note)
            yield _middle(f"{stop}: HTTP, p99", times, 99, TAIL_OVER_HTTP)
            costs = [([quick.processor_ms], [slow.processor_ms]) for quick, slow in pairs]
            yield _middle(f"{stop}: HTTP, processor time", costs, 50, OVER_HTTP)


def in_process() -> Iterator[Measure]:
    """The same without server or socket, in processor time: what our own code costs, whatever the neighbours do."""
    with world.made() as house:
        floor_client = floor.create_app().test_client()
        quick = _timed(lambda: floor_client.get("/").status_code)
        app = kiosk.create_app(house.settings, engine=house.engine, keys=house.keys)
        for stop in world.STOPS:
            slow = _timed(_asker(app.test_client(use_cookies=False), stop, house.cookie_at(stop)))
            slow()
            pairs = [(quick(), slow()) for _ in range(ROUNDS)]
            yield _middle(f"{stop}: in process", pairs, 50, IN_PROCESS)


def one_round(served: Served, path: str, cookie: str, seconds: float = ROUND_S) -> Round:
    before = served.processor_s()
    times = load.times(served.port, path, cookie, seconds=seconds)
    return Round(times, (served.processor_s() - before) * 1000 / len(times))


def compared(name: str, ours: Sequence[Round], theirs: Sequence[Round], goal: float) -> Iterator[Measure]:
    """Median time and processor time of a page, each of the round whose ratio is the median one."""
    pairs = list(zip(theirs, ours, strict=True))
    times = [(quick.times_ms, slow.times_ms) for quick, slow in pairs]
    yield _middle(f"{name}: HTTP, p50", times, 50, goal)
    costs = [([quick.processor_ms], [slow.processor_ms]) for quick, slow in pairs]
    yield _middle(f"{name}: HTTP, processor time", costs, 50, goal)


def _asker(client, stop: str, cookie: str) -> Callable[[], int]:
    return lambda: client.get(f"/visit/{stop}", headers={"Cookie": cookie}).status_code


def _timed(ask: Callable[[], int]) -> Callable[[], list[float]]:
    def times() -> list[float]:
        found = []
        for _ in range(REQUESTS):
            start = time.thread_time()
            assert ask() == 200
            found.append((time.thread_time() - start) * 1000)
        return found

    return times


def _middle(
    name: str, pairs: list[tuple[list[float], list[float]]], percent: float, goal: float, note: str = ""
) -> Measure:
    """Return the round whose ratio is the median one."""
    at = [(percentile(slow, percent), percentile(quick, percent)) for quick, slow in pairs]
    ours, theirs = sorted(at, key=lambda pair: pair[0] / pair[1])[len(at) // 2]
    return ratio(name, ours, theirs, goal, note=note)
