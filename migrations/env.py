"""Runs migrations on a connection that the program gives, or, from the command line, on the database of the settings."""

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from carnet.settings import Settings
from carnet.store.database import make_engine
from carnet.store.rows import Instant
from carnet.store.tables import metadata
from migrations.lock import MIGRATION_LOCK


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        render_item=_plain_instant,
        # SQLite can undo a table change; Alembic has to be told.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            # Waiting for readers stays short (lock_timeout of the engine); copying rows may last.
            connection.exec_driver_sql("SET LOCAL statement_timeout = '15min'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        context.run_migrations()


def _plain_instant(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    # Migrations never import the store: they must still run when it has changed.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(Settings.from_env(os.environ).database_url)
    with engine.begin() as opened:
        run(opened)
    engine.dispose()
