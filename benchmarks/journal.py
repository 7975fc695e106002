"""Checking the journal: how long until one changed line among a million is found, over merely reading the lines once."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, make_url, select, text

from benchmarks.measure import Measure, plain, ratio
from carnet.services import audit
from carnet.store import audit as journal
from carnet.store import schema
from carnet.store.audit import AuditLine
from carnet.store.database import make_engine, reading, transaction
from carnet.store.keys import Keys, new_keys
from tests import postgres
from tests.unit.store.tampering import unguarded

LINES: Final = 1_000_000
EACH: Final = 20
BATCH: Final = 2_000
GOAL_S: Final = 60.0
GOAL_RATIO: Final = 10.0
NOW: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)


def checking(lines: int = LINES) -> Iterator[Measure]:
    """Write twenty lines about each of many people, change one, and look for it, on both engines."""
    keys = new_keys(demonstration=True)
    with _databases() as engines:
        for name, engine in engines.items():
            _fill(engine, keys, lines)
            changed = journal.space_chain(lines // EACH // 2)
            with unguarded(engine) as connection:
                connection.execute(
                    text("UPDATE audit_line SET outcome = 'altered' WHERE chain = :chain AND seq = 1"),
                    {"chain": changed},
                )
            took, found = _check(engine, keys)
            note = "found" if [each.chain for each in found] == [changed] else f"NOT found: {found[:3]}"
            yield plain(
                f"{name}: a changed line among {lines // 1000}k", took, GOAL_S * lines / LINES, "s", note
            )
            yield ratio(
                f"{name}: the check over reading the lines", took, _read(engine, keys), GOAL_RATIO, "s"
            )


def _fill(engine: Engine, keys: Keys, lines: int) -> None:
    for start in range(0, lines, BATCH):
        with transaction(engine, keys) as db:
            for number in range(start, min(start + BATCH, lines)):
                person = number // EACH
                journal.append(
                    db,
                    journal.space_chain(person),
                    at=NOW + timedelta(seconds=number),
                    act="open_card",
                    outcome="opened",
                    channel="console",
                    helper=f"helper:{number % 200}",
                    person=f"person:{person}",
                    organisation="organisation:1",
                    detail={"purpose": "call"},
                )


def _check(engine: Engine, keys: Keys) -> tuple[float, list[journal.Break]]:
    start = time.perf_counter()
    with reading(engine, keys) as db:
        found = audit.verify_all(db)
    return time.perf_counter() - start, found


def _read(engine: Engine, keys: Keys) -> float:
    start = time.perf_counter()
    ordered = select(*AuditLine.__table__.columns).order_by(AuditLine.chain, AuditLine.seq)
    with reading(engine, keys) as db:
        for _ in db.execute(ordered.execution_options(yield_per=1_000)):
            pass
    return time.perf_counter() - start


@contextmanager
def _databases() -> Iterator[Mapping[str, Engine]]:
    with tempfile.TemporaryDirectory() as folder, postgres.serving() as address:
        admin = create_engine(address, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE journal"))
        admin.dispose()
        engines = {
            "sqlite": make_engine(f"sqlite:///{Path(folder) / 'journal.db'}"),
            "postgresql": make_engine(
                make_url(address).set(database="journal").render_as_string(hide_password=False)
            ),
        }
        for engine in engines.values():
            schema.upgrade(engine)
        yield engines
        for engine in engines.values():
            engine.dispose()
