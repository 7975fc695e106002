"""Migrations and rows tell the same schema, on both engines, in both directions."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from carnet.store import schema
from carnet.store.database import make_engine
from carnet.store.tables import metadata
from migrations.lock import MIGRATION_LOCK
from tests.migrations.schemas import dumped, tables_only

SCRIPTS = sorted((schema.MIGRATIONS / "versions").glob("*.py"))
REVISIONS = [script.name[:4] for script in SCRIPTS]

PERSON = """
    INSERT INTO person (id, nir_hash, nir_sealed, registry_key, identity_sealed, preferred_language, easy_text, source, updated_at)
    VALUES (1, 'h', 'n', 'k', 'i', 'fr', FALSE, 'tests', '2026-11-24 09:30:00')
"""
MEASURE = """
    INSERT INTO protection (id, person_id, kind, covers_person, guardian_id, from_on)
    VALUES (:id, 1, :kind, TRUE, 1, '2020-01-01')
"""

LETTER_AND_REQUEST = (
    "INSERT INTO organisation (id, name, kind) VALUES (1, 'Mairie', 'association')",
    """
    INSERT INTO helper (id, login, name, organisation_id, role, password_hash, totp_sealed, totp_last_step, language, is_active)
    VALUES (1, 'lea', 'Léa', 1, 'employee', '', '', 0, 'fr', TRUE)
    """,
    """
    INSERT INTO outbox (id, kind, person_id, route, payload_sealed, made_at, failures, last_error)
    VALUES (7, 'request_object', 1, 'post', '', '2026-11-24 09:30:00', 0, '')
    """,
    """
    INSERT INTO request (id, person_id, act, channel, stated_on, made_at, helper_id, outbox_id, state)
    VALUES (5, 1, 'object', 'paper', '2026-11-24', '2026-11-24 09:30:00', 1, 7, 'open')
    """,
)

NewDatabase = Callable[[str], Engine]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """Return a function that makes an empty database of one engine."""
    made: list[Engine] = []

    def make(name: str) -> Engine:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path / name}.db"
        else:
            url = request.getfixturevalue("new_postgres")(
                f"{name}_{tmp_path.name.replace('-', '_')}".lower()[:60]
            )
        made.append(make_engine(url))
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


def test_going_up_down_and_up_again_leaves_the_same_schema(new_database: NewDatabase) -> None:
    engine = new_database("steps")
    schema.upgrade(engine, REVISIONS[0])
    schema.downgrade(engine, "base")
    going_up = {"base": dumped(engine)}
    for revision in REVISIONS:
        schema.upgrade(engine, revision)
        going_up[revision] = dumped(engine)

    going_down = {REVISIONS[-1]: dumped(engine)}
    for revision in ["base", *REVISIONS[:-1]][::-1]:
        schema.downgrade(engine, revision)
        going_down[revision] = dumped(engine)
    schema.upgrade(engine)

    assert going_down == going_up
    assert dumped(engine) == going_up[REVISIONS[-1]]


def test_migrations_make_exactly_what_the_rows_declare(new_database: NewDatabase) -> None:
    migrated, declared = new_database("migrated"), new_database("declared")

    schema.upgrade(migrated)
    metadata.create_all(declared)

    assert tables_only(dumped(migrated)) == tables_only(dumped(declared))


def test_alembic_finds_nothing_left_to_migrate(new_database: NewDatabase) -> None:
    engine = new_database("checked")
    schema.upgrade(engine)

    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        command.check(config)


def test_a_database_tells_which_migrations_it_lacks(new_database: NewDatabase) -> None:
    engine = new_database("late")
    assert schema.pending(engine) == REVISIONS

    schema.upgrade(engine, REVISIONS[-2])
    assert schema.pending(engine) == REVISIONS[-1:]

    schema.upgrade(engine)
    assert schema.pending(engine) == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(new_database: NewDatabase) -> None:
    engine = new_database("broken")
    schema.upgrade(engine, "0007")
    before = dumped(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE event (id INTEGER)"))

    with pytest.raises(
        OperationalError if engine.dialect.name == "sqlite" else Exception, match="already exists"
    ):
        schema.upgrade(engine)

    with engine.begin() as connection:
        connection.execute(text("DROP TABLE event"))
    assert dumped(engine) == before


def test_measures_stay_and_give_nobody_a_power_when_their_kinds_change(new_database: NewDatabase) -> None:
    engine = new_database("measures")
    schema.upgrade(engine, "0012")
    with engine.begin() as connection:
        connection.execute(text(PERSON))
        for number, kind in enumerate(("guardianship", "future_protection_mandate"), start=1):
            connection.execute(text(MEASURE), {"id": number, "kind": kind})

    schema.downgrade(engine, "0011")
    schema.upgrade(engine, "0012")

    with engine.begin() as connection:
        kept = connection.execute(text("SELECT id, kind, guardian_id FROM protection ORDER BY id")).all()
    assert [tuple(row) for row in kept] == [(1, "guardianship", 1), (2, "curatorship", 1)]


def test_going_back_leaves_no_sealed_link_and_lets_the_fund_tell_it_again(new_database: NewDatabase) -> None:
    engine = new_database("spans")
    schema.upgrade(engine, "0027")
    with engine.begin() as connection:
        connection.execute(text(PERSON))
        connection.execute(
            text("INSERT INTO insured_reference (hash, person_id, line_hash) VALUES ('r', 1, 'l')")
        )
        for number, days in ((1, ("'2013-09-17'", "NULL")), (2, ("NULL", "'s'"))):
            connection.execute(
                text(
                    "INSERT INTO representation (id, minor_id, representative_id, kind, from_on, span_sealed)"
                    f" VALUES ({number}, 1, 1, 'parent', {days[0]}, {days[1]})"
                )
            )

    schema.downgrade(engine, REVISIONS[REVISIONS.index("0027") - 1])
    schema.upgrade(engine, "0027")

    with engine.begin() as connection:
        assert connection.execute(text("SELECT id FROM representation")).scalars().all() == [1]
        assert connection.execute(text("SELECT line_hash FROM insured_reference")).scalars().all() == [""]


def test_requests_keep_who_typed_them_and_which_letter_answers_when_each_word_has_its_row(
    new_database: NewDatabase,
) -> None:
    engine = new_database("requests")
    schema.upgrade(engine, "0024")
    with engine.begin() as connection:
        for statement in (PERSON, *LETTER_AND_REQUEST):
            connection.execute(text(statement))

    schema.upgrade(engine, "0025")
    with engine.begin() as connection:
        said = connection.execute(text("SELECT request_id, helper_id, outbox_id FROM statement")).one()
        connection.execute(
            text(
                "INSERT INTO request (person_id, act, channel, stated_on, made_at, state)"
                " VALUES (1, 'close', 'paper', '2026-11-24', '2026-11-24 09:30:00', 'open')"
            )
        )
        numbers = connection.execute(text("SELECT id FROM request ORDER BY id")).scalars().all()
    schema.downgrade(engine, "0024")
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT helper_id, outbox_id FROM request WHERE id = 5")).one()

    assert (tuple(said), numbers, tuple(kept)) == ((5, 1, 7), [5, 6], (1, 7))


def test_two_deployments_cannot_migrate_at_once(new_postgres: Callable[[str], str]) -> None:
    engine = make_engine(new_postgres("deployed_twice"))
    event.listen(engine, "connect", lambda connection, _: connection.execute("SET lock_timeout = 50"))

    with engine.begin() as first:
        first.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        with pytest.raises(OperationalError, match="lock timeout"):
            schema.upgrade(engine)
    schema.upgrade(engine)

    assert schema.pending(engine) == []
    engine.dispose()


def test_there_is_one_line_of_migrations_without_a_gap() -> None:
    directory = ScriptDirectory(str(schema.MIGRATIONS))

    assert directory.get_heads() == [REVISIONS[-1]]
    assert [f"{number:04d}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_migration_never_imports_the_subject(script: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")

    assert not {name for name in imported if name.split(".")[0] in {"carnet", "web", "kiosk", "helpdesk"}}
