"""The schema as migrations make it: bring a database up to date, or tell what it lacks."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to ``revision``, all or nothing."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring the database back to ``revision``, all or nothing."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def pending(engine: Engine) -> list[str]:
    """Return the migrations that the database still lacks, oldest first; an empty list when it is up to date."""
    scripts = ScriptDirectory.from_config(_config())
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    missing = [script.revision for script in scripts.iterate_revisions("head", current or "base")]
    return missing[::-1]


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
