"""What someone with the whole database, but without the keys, could do to the journal."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which the triggers of the journal sleep."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.exec_driver_sql(query).fetchall():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
