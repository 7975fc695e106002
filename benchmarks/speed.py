"""How long a step takes to show: over HTTP under the same server as the floor, and in process."""

import time
from collections.abc import Callable, Iterator

import kiosk
from benchmarks import floor, load, world
from benchmarks.measure import Measure, median, percentile, ratio

ROUNDS = 5
ROUND_S = 1.5
REQUESTS = 150
OVER_HTTP = 5.0
TAIL_OVER_HTTP = 10.0
IN_PROCESS = 6.0


def over_http() -> Iterator[Measure]:
    """Floor and step in turn, 8 connections each; the ratio is the median of the rounds' own ratios."""
    with (
        world.made() as house,
        world.serving("kiosk", "kiosk", house.environ) as ours,
        world.serving("floor", "benchmarks.floor", house.environ) as theirs,
    ):
        port, floor_port = world.port_of(ours), world.port_of(theirs)
        pages = {"welcome": ("/", "")} | {stop: (f"/visit/{stop}", house.cookie_at(stop)) for stop in world.STOPS}
        for stop, (path, cookie) in pages.items():
            load.times(port, path, cookie, seconds=0.5)
            pairs = []
            for _ in range(ROUNDS):
                quick = load.times(floor_port, "/", seconds=ROUND_S)
                slow = load.times(port, path, cookie, seconds=ROUND_S)
                pairs.append((quick, slow))
            yield _of(pairs, f"step {stop}, HTTP, p50", 50, OVER_HTTP)
            yield _of(pairs, f"step {stop}, HTTP, p99", 99, TAIL_OVER_HTTP)


def in_process() -> Iterator[Measure]:
    """The same without a server or a socket: what our own code costs."""
    with world.made() as house:
        quick_client = floor.create_app().test_client()
        quick = _timed(lambda: quick_client.get("/"))
        app = kiosk.create_app(house.settings, engine=house.engine, keys=house.keys)
        for stop in world.STOPS:
            client = app.test_client(use_cookies=False)
            headers = {"Cookie": house.cookie_at(stop)}
            ask = _timed(lambda client=client, stop=stop, headers=headers: client.get(f"/visit/{stop}", headers=headers))
            ask(), quick()
            pairs = [(quick(), ask()) for _ in range(ROUNDS)]
            yield _of(pairs, f"step {stop}, in process, p50", 50, IN_PROCESS)


def _timed(ask: Callable[[], object]) -> Callable[[], list[float]]:
    def times() -> list[float]:
        found = []
        for _ in range(REQUESTS):
            start = time.perf_counter()
            answer = ask()
            found.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, answer.status  # type: ignore[attr-defined]
        return found

    return times


def _of(pairs: list[tuple[list[float], list[float]]], name: str, percent: float, goal: float) -> Measure:
    at = [(percentile(slow, percent), percentile(quick, percent)) for quick, slow in pairs]
    ours, theirs = sorted(at, key=lambda pair: pair[0] / pair[1])[len(at) // 2]
    rate = median([len(slow) / max(1, len(quick)) for quick, slow in pairs])
    return ratio(name, ours, theirs, goal, note=f"{rate:.3f} of the floor's rate")
