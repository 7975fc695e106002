"""Finding people: whether ten results hold the right one, and how the time grows with the number of people."""

import itertools
import math
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Engine, create_engine, make_url, text

from benchmarks import crowd, slips
from benchmarks.measure import Measure, percentile, ratio
from carnet.domain.wanted import Wanted
from carnet.services import search
from carnet.store.database import make_engine, reading
from carnet.store.keys import Keys, new_keys
from carnet.store.staff import Helper
from tests import postgres

SMALL, MIDDLE, LARGEST = 100_000, 1_000_000, 10_000_000
GOALS: Final = {"sqlite": 2.0, "postgresql": 1.5}
ROUNDS = 3
QUERIES = 600
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HELPER = Helper(id=1)

TIMED: Final = ("all traits", "without postcode", "number")


class Bar(NamedTuple):
    """Slips, whether the postcode is typed, and the least share of people who must be among ten."""

    slips: Mapping[str, slips.Slip]
    has_postcode: bool
    least: float


RECALL: Final = {
    "recall@10, all traits": Bar(slips.MAIN, True, 0.99),
    "recall@10, without postcode": Bar(slips.MAIN, False, 0.99),
    "recall@10, wrong date": Bar({"wrong date": slips.wrong_date}, True, 0.88),
    "recall@10, typos and moved": Bar({"typos and moved": slips.typos_and_moved}, True, 0.93),
    "recall@10, born on 1 January": Bar({"1 January": slips.on_1_january}, False, 0.99),
}

Asked = list[tuple[int, Wanted]]


def over_sizes(*, largest: bool = False) -> Iterator[Measure]:
    """Fill both engines at each size, then ask in turn, so that a busy minute touches all sizes alike."""
    sizes = (SMALL, MIDDLE, LARGEST) if largest else (SMALL, MIDDLE)
    keys = new_keys(demonstration=True)
    with _databases(sizes) as databases:
        for size in sizes:
            _fill(databases, keys, size)
        for name, engines in databases.items():
            yield from latency(name, engines, keys)
            for size, engine in engines.items():
                yield from recall(f"{name}, {_short(size)}", engine, keys, size)


def latency(name: str, engines: Mapping[int, Engine], keys: Keys) -> Iterator[Measure]:
    """Return p99 and p50 of each size over the smallest one.

    Each question is asked at all sizes in turn, several times; its quickest time counts, because the slowest ones are
    those of neighbours on this machine. What a question costs by itself stays: many candidates, a deep index.
    """
    for kind in TIMED:
        quickest = {size: [math.inf] * QUERIES for size in engines}
        asked = {size: timed(kind, size) for size in engines}
        for _, at in itertools.product(range(ROUNDS), range(QUERIES)):
            for size, engine in engines.items():
                took = _time(engine, keys, asked[size][at][1])
                quickest[size][at] = min(quickest[size][at], took)
        floor, *others = engines
        for size, percent in itertools.product(others, (99, 50)):
            ours, small = (percentile(quickest[each], percent) for each in (size, floor))
            named = f"{name}, {kind}: p{percent}, {_short(size)} over {_short(floor)}"
            yield ratio(named, ours, small, GOALS[name])


def recall(name: str, engine: Engine, keys: Keys, size: int, *, count: int = QUERIES) -> Iterator[Measure]:
    """Return the share of people who are not among the ten shown, against what is bearable."""
    for kind in RECALL:
        found = share_found(engine, keys, missed_by(kind, size, count))
        lost = round(1 - RECALL[kind].least, 2)
        yield Measure(f"{name}: {kind}", f"{found:.3f}", round(1 - found, 4), lost, unit="lost")


def share_found(engine: Engine, keys: Keys, asked: Iterable[tuple[int, Wanted]]) -> float:
    """Return the share of the people asked for who are among the ten."""
    with reading(engine, keys) as db:
        met = [number + 1 in search.ranked(db, wanted) for number, wanted in asked]
    return sum(met) / len(met)


def timed(kind: str, size: int) -> Asked:
    """Return the questions whose time is taken."""
    if kind == "number":
        return list(slips.asked({"number": slips.number}, size, QUERIES, kind))
    return _asked(slips.MAIN, size, QUERIES, "timed", has_postcode=kind == "all traits")


def missed_by(kind: str, size: int, count: int) -> Asked:
    """Return the questions whose answers are counted."""
    asked = RECALL[kind]
    return _asked(asked.slips, size, count, kind, has_postcode=asked.has_postcode)


def _asked(some: Mapping[str, slips.Slip], size: int, count: int, seed: str, *, has_postcode: bool) -> Asked:
    asked = slips.asked(some, size, count, seed)
    return [(number, wanted if has_postcode else slips.without_postcode(wanted)) for number, wanted in asked]


def _time(engine: Engine, keys: Keys, wanted: Wanted) -> float:
    """Return milliseconds of one search: its session, its queries, names unsealed, ranked and shown."""
    start = time.perf_counter()
    with reading(engine, keys) as db:
        search.candidates(db, HELPER, wanted, NOW)
    return (time.perf_counter() - start) * 1000


def _fill(databases: Mapping[str, Mapping[int, Engine]], keys: Keys, size: int) -> None:
    start = time.perf_counter()
    questions = [
        *itertools.chain.from_iterable(missed_by(kind, size, QUERIES) for kind in RECALL),
        *itertools.chain.from_iterable(timed(kind, size) for kind in TIMED),
    ]
    people = crowd.gather(keys, size)
    for engines in databases.values():
        crowd.fill(engines[size], keys, people, questions)
    print(f"({_short(size)} people in two databases: {time.perf_counter() - start:.0f} s)", flush=True)


@contextmanager
def _databases(sizes: Iterable[int]) -> Iterator[Mapping[str, Mapping[int, Engine]]]:
    """Give empty databases of both engines, one per size, removed afterwards."""
    with tempfile.TemporaryDirectory() as folder, postgres.serving() as address:
        engines = {
            "sqlite": {size: make_engine(f"sqlite:///{Path(folder) / f'{size}.db'}") for size in sizes},
            "postgresql": {size: make_engine(_made(address, f"crowd_{size}")) for size in sizes},
        }
        yield engines
        for each in engines.values():
            for engine in each.values():
                engine.dispose()


def _made(address: str, name: str) -> str:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(address).set(database=name).render_as_string()


def _short(size: int) -> str:
    return f"{size // 10**6}M" if size >= 10**6 else f"{size // 1000}k"
