"""What a schema is, as text that can be compared: every statement on SQLite, the engine's own dump on PostgreSQL."""

import re
import subprocess

from sqlalchemy import Engine


def dumped(engine: Engine) -> str:
    """Return the whole schema, triggers and functions included, in an order that does not depend on history."""
    return _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)


def tables_only(dump: str) -> str:
    """Return a dump without what rows cannot declare: triggers, functions and the table of migrations."""
    hidden = re.compile(r"TRIGGER|FUNCTION|alembic_version")
    return "\n\n".join(part for part in dump.split("\n\n") if not hidden.search(part))


def _sqlite(engine: Engine) -> str:
    with engine.connect() as connection:
        query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"
        statements = [sql for (sql,) in connection.exec_driver_sql(query)]
    return "\n\n".join(sorted(_in_one_order(re.sub(r"\s+", " ", sql).strip()) for sql in statements))


def _in_one_order(statement: str) -> str:
    # The order of constraints says nothing, and a migration may write them in another one than the row.
    body, end, after = statement.rpartition(" )")
    columns, *constraints = body.split(", CONSTRAINT ")
    return ", CONSTRAINT ".join([columns, *sorted(constraints)]) + end + after


def _postgresql(engine: Engine) -> str:
    address = engine.url.set(drivername="postgresql").render_as_string()
    command = ["pg_dump", "--schema-only", "--no-owner", address]
    dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # The lines that begin with a backslash hold a number drawn at each dump.
    lines = [line for line in dump.splitlines() if not line.startswith(("--", "\\"))]
    statements = [part.strip() for part in "\n".join(lines).split("\n\n") if part.strip()]
    return "\n\n".join(sorted(statements))
