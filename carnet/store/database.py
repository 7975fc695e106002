"""The engine, the two ways to open a session, and what each database engine needs to be safe."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, SessionTransaction

from carnet.store import audit
from carnet.store.keys import Keys

BUSY_MS = 5_000
LOCK_MS = 4_000
STATEMENT_MS = 10_000
IDLE_MS = 30_000


class Work(Session):
    """A session that keeps the audit lines noted in it, and loses them with what is rolled back."""


class Reader(Session):
    """A session that only reads, on one connection that it takes when something is first asked."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        super().__init__(autoflush=False, info={"keys": keys})
        self._engine = engine
        self._connection: Connection | None = None

    def get_bind(self, *_about: Any, **_known: Any) -> Connection:
        """Return the connection, which is free to be asked directly: in a session that only reads nothing is tracked."""
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def close(self) -> None:
        super().close()
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@event.listens_for(Work, "after_soft_rollback")
def _forget_undone(db: Session, undone: SessionTransaction) -> None:
    audit.forget_undone(db, undone)


def make_engine(database_url: str) -> Engine:
    """Return an engine for SQLite or PostgreSQL, set so that an acknowledged commit survives a power cut."""
    url = make_url(database_url)
    match url.get_backend_name():
        case "sqlite":
            return _make_sqlite(url)
        case "postgresql":
            return _make_postgresql(url.set(drivername="postgresql+psycopg"))
    raise ValueError(f"SQLite or PostgreSQL, not {url.get_backend_name()}")


@contextmanager
def transaction(engine: Engine, keys: Keys) -> Iterator[Session]:
    """Open the one transaction of a request: committed with its audit lines at the end, rolled back on any error."""
    with Work(engine, expire_on_commit=False, info={"keys": keys}) as db:
        yield db
        audit.write_noted(db)
        db.commit()


@contextmanager
def reading(engine: Engine, keys: Keys) -> Iterator[Session]:
    """Open a session that can only read; the engine itself refuses a write."""
    with Reader(_readonly(engine), keys) as db:
        yield db


@lru_cache(maxsize=8)
def _readonly(engine: Engine) -> Engine:
    """Return the same engine and pool under other options: made once, not at every page."""
    return engine.execution_options(reading=True, postgresql_readonly=True)


def erase_traces(engine: Engine) -> bool:
    """Make the engine itself forget what rows no longer hold, such as a destroyed key. The night calls this.

    Return False when a reader was in the way and it has to be done again.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            # secure_delete blanks pages of the file; the write-ahead log still has the old ones until it is emptied.
            was_busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not was_busy
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as outside:
        # The limit of a page's statements is too short for a large table.
        outside.exec_driver_sql("SET statement_timeout = 0")
        outside.exec_driver_sql("VACUUM space, seal")
        outside.exec_driver_sql(f"SET statement_timeout = {STATEMENT_MS}")
    return True


def _make_sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        _make_private(Path(url.database))
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_postgresql(url: URL) -> Engine:
    settings = {
        "timezone": "UTC",
        "lock_timeout": LOCK_MS,
        "statement_timeout": STATEMENT_MS,
        "idle_in_transaction_session_timeout": IDLE_MS,
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return create_engine(url, connect_args={"options": options}, pool_pre_ping=True)


def _make_private(path: Path) -> None:
    # Made before the first connection: the log files beside it take the same mode.
    path.touch(mode=0o600)
    path.chmod(0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver would begin late and never IMMEDIATE: transactions are begun below instead.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = bool(connection.get_execution_options().get("reading"))
    driver = cast(sqlite3.Connection, connection.connection.driver_connection)
    known = connection.info  # of the driver's connection, as long as it lives
    if known.get("reading") is not reading:
        # Said only when it changes: it makes the driver prepare all its statements anew.
        driver.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
        known["reading"] = reading
    if reading:
        # It can neither fail nor wait, so the driver is asked directly: every page begins with it.
        driver.execute("BEGIN")
    else:
        # A writer takes the lock at once: taking it later can fail without waiting.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
