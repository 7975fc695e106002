"""A database with very many invented people, filled as fast as the engine allows and by the functions of the store.

Everybody has their keys. Only the people whom a question can reach are sealed for good; the rows of the others, which
nothing ever opens, hold random bytes of the same length in the same place.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Engine

from benchmarks import french
from carnet.domain.search_key import registered
from carnet.domain.wanted import Wanted
from carnet.store import contacts, finding, people, schema
from carnet.store.keys import Keys
from carnet.store.people import Identity

CHUNK = 20_000
WORKERS = 2
HIDDEN = (
    "ix_person_nir_hash",
    "ix_person_adult_on_hash",
    "ix_person_policy_holder_id",
    "ix_contact_person_id",
    "ix_person_key_person_id",
)
"""Indexes that would slow the filling; those that a search reads are made again at the end."""

_EVERYBODY = {
    "sqlite": "WITH RECURSIVE everybody(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM everybody WHERE id < {count})",
    "postgresql": "WITH everybody AS (SELECT generate_series(1, {count}) AS id)",
}
_RANDOM = {"sqlite": "randomblob(160)", "postgresql": "decode(repeat(md5(random()::text), 10), 'hex')"}
_NO_HASH = {"sqlite": "lower(hex(randomblob(32)))", "postgresql": "repeat(md5(random()::text), 2)"}
_PERSON = """
INSERT INTO person (id, nir_hash, nir_sealed, registry_key, identity_sealed, preferred_language, easy_text, source, updated_at)
{everybody}
SELECT everybody.id, coalesce(reached.nir_hash, {no_hash}), reached_or.key, coalesce(reached.registry_key, reached_or.key),
       coalesce(reached.identity_sealed, {random}), 'fr', {no}, 'benchmark', '2026-01-01 00:00:00'
FROM everybody LEFT JOIN reached ON reached.id = everybody.id CROSS JOIN reached_or
"""
_CONTACT = """
INSERT INTO contact (id, person_id, kind, value_sealed, is_shared, known_since)
{everybody}
SELECT everybody.id, everybody.id, 'post', coalesce(reached.post_sealed, reached_or.key), {no}, '2020-01-01'
FROM everybody LEFT JOIN reached ON reached.id = everybody.id CROSS JOIN reached_or
"""
_REACHED = (
    "CREATE TEMPORARY TABLE reached (id INTEGER PRIMARY KEY, nir_hash TEXT, registry_key {bytes},"
    " identity_sealed {bytes}, post_sealed {bytes})",
    "CREATE TEMPORARY TABLE reached_or (key {bytes})",
)
_BEHIND = (
    "CREATE INDEX ix_person_nir_hash ON person (nir_hash)",
    "CREATE INDEX ix_contact_person_id ON contact (person_id)",
)


@dataclass(frozen=True)
class Crowd:
    """The keys of so many invented people, in order; the person of number n is row n + 1."""

    count: int
    numbers: np.ndarray
    owners: np.ndarray

    def reached(self, keys: Keys, questions: Iterable[Wanted]) -> list[int]:
        """Return the rows that the keys of these questions hit."""
        wanted = np.array([n for each in questions for n in finding.numbers(keys, each.traits())], np.int64)
        starts, ends = (np.searchsorted(self.numbers, wanted, side=side) for side in ("left", "right"))
        spans = [self.owners[start:end] for start, end in zip(starts, ends, strict=True)]
        return np.unique(np.concatenate(spans)).tolist()


def gather(keys: Keys, count: int) -> Crowd:
    """Return the keys of the first ``count`` invented people."""
    starts = range(0, count, CHUNK)
    chunks = [keys] * len(starts), starts, [min(start + CHUNK, count) for start in starts]
    if len(starts) == 1:
        made = list(map(_keys_of, *chunks))
    else:
        with ProcessPoolExecutor(WORKERS) as workers:
            made = list(workers.map(_keys_of, *chunks))
    numbers, owners = (np.concatenate(each) for each in zip(*made, strict=True))
    order = np.argsort(numbers, kind="stable")
    return Crowd(count, numbers[order], owners[order])


def fill(engine: Engine, keys: Keys, crowd: Crowd, questions: Sequence[tuple[int, Wanted]]) -> None:
    """Bring a crowd into an empty database, ready for these questions and no others."""
    rows = crowd.reached(keys, [wanted for _, wanted in questions])
    asked = {number + 1 for number, _ in questions}
    reached = list(_sealed(keys, sorted({*rows, *asked})))
    schema.upgrade(engine)
    (_fill_sqlite if engine.dialect.name == "sqlite" else _fill_postgresql)(engine, crowd, reached)


def _keys_of(keys: Keys, start: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
    numbers: list[int] = []
    counts = []
    for someone in french.people(range(start, stop)):
        found = finding.numbers(keys, registered(someone.name, someone.born, someone.postcode))
        numbers += found
        counts.append(len(found))
    return np.array(numbers, np.int64), np.repeat(np.arange(start + 1, stop + 1), counts)


def _sealed(keys: Keys, rows: Sequence[int]) -> Iterator[tuple[int, str, bytes, bytes, bytes]]:
    for someone in french.people([row - 1 for row in rows]):
        key = keys.new_wrapped_key()
        identity = people.sealed_identity(keys, key, Identity(someone.name, someone.born, "", someone.sex))
        post = contacts.sealed_contact(keys, key, "post", someone.address)
        yield someone.number + 1, people.nir_hash(keys, someone.nir), key, identity, post


def _statement(text: str, dialect: str, count: int) -> str:
    return text.format(
        everybody=_EVERYBODY[dialect].format(count=count),
        random=_RANDOM[dialect],
        no_hash=_NO_HASH[dialect],
        no={"sqlite": "0", "postgresql": "false"}[dialect],
        bytes={"sqlite": "BLOB", "postgresql": "BYTEA"}[dialect],
    )


def _fill_sqlite(engine: Engine, crowd: Crowd, reached: Sequence[tuple]) -> None:
    engine.dispose()
    connection = sqlite3.connect(engine.url.database or "", isolation_level=None)
    for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
        connection.execute(statement)
    for statement in (*(f"DROP INDEX {name}" for name in HIDDEN), *_REACHED):
        connection.execute(_statement(statement, "sqlite", crowd.count))
    connection.executemany("INSERT INTO reached VALUES (?, ?, ?, ?, ?)", reached)
    connection.execute("INSERT INTO reached_or VALUES (?)", (bytes(60),))
    for statement in (_PERSON, _CONTACT):
        connection.execute(_statement(statement, "sqlite", crowd.count))
    for some in _slices(crowd, 10**6):
        pairs = zip(crowd.numbers[some].tolist(), crowd.owners[some].tolist(), strict=True)
        connection.executemany("INSERT OR IGNORE INTO person_key VALUES (?, ?)", pairs)
    for statement in (*_BEHIND, "COMMIT", "ANALYZE", "PRAGMA journal_mode = WAL"):
        connection.execute(statement)
    connection.close()


def _fill_postgresql(engine: Engine, crowd: Crowd, reached: Sequence[tuple]) -> None:
    raw = engine.raw_connection()
    connection = raw.driver_connection
    cursor = connection.cursor()
    for statement in (
        "SET statement_timeout = 0",
        "SET session_replication_role = replica",
        "SET maintenance_work_mem = '1GB'",
        "ALTER TABLE person_key DROP CONSTRAINT pk_person_key",
        *(f"DROP INDEX {name}" for name in HIDDEN),
        *_REACHED,
    ):
        cursor.execute(_statement(statement, "postgresql", crowd.count))
    with cursor.copy("COPY reached FROM STDIN") as copy:
        for row in reached:
            copy.write_row(row)
    cursor.execute("INSERT INTO reached_or VALUES (%s)", (bytes(60),))
    cursor.execute("ANALYZE reached")
    for statement in (_PERSON, _CONTACT):
        cursor.execute(_statement(statement, "postgresql", crowd.count))
    with cursor.copy("COPY person_key (key, person_id) FROM STDIN") as copy:
        for some in _slices(crowd, 10**5):
            pairs = zip(crowd.numbers[some].tolist(), crowd.owners[some].tolist(), strict=True)
            copy.write("".join(map("%d\t%d\n".__mod__, pairs)))
    key = "ALTER TABLE person_key ADD CONSTRAINT pk_person_key PRIMARY KEY (key, person_id)"
    for statement in (key, *_BEHIND):
        cursor.execute(statement)
    raw.commit()
    connection.autocommit = True
    cursor.execute("VACUUM ANALYZE person, contact, person_key")
    connection.autocommit = False
    raw.invalidate()


def _slices(crowd: Crowd, width: int) -> Iterator[slice]:
    return (slice(start, start + width) for start in range(0, len(crowd.numbers), width))
