"""Databases for tests: every test that asks for `engine` or `db` runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from carnet.services import slow_hash
from carnet.settings import Settings
from carnet.store import schema
from carnet.store.database import Work, make_engine, transaction
from carnet.store.keys import Keys, new_keys
from carnet.store.tables import metadata
from tests import builders, postgres
from tests.browser.launch import CHROMIUM, SWITCHES
from tests.clock import Clock
from tests.scenarios import Someone, make_someone

# Machines are shared: how long one example takes says nothing about the code.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hash with little work: what is kept says with how much, and `test_slow_hash` looks at the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slow_hash, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of this process: its driver cannot be started twice."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres.serving() as url:
        yield url


@pytest.fixture(scope="session")
def new_postgres(postgres_url: str) -> Callable[[str], str]:
    """Return a function that makes an empty database and gives its address."""

    def make(name: str) -> str:
        engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return make_url(postgres_url).set(database=name).render_as_string()

    return make


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "carnet.db"
    engine = make_engine(f"sqlite:///{path}")
    schema.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_postgres(new_postgres: Callable[[str], str]) -> Iterator[Engine]:
    engine = make_engine(new_postgres("migrated"))
    schema.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A migrated, empty database of either engine, for this test alone."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "carnet.db")
        engine = make_engine(f"sqlite:///{tmp_path / 'carnet.db'}")
        yield engine
        engine.dispose()
    else:
        engine = request.getfixturevalue("migrated_postgres")
        yield engine
        with engine.begin() as connection:
            _empty(connection)


@pytest.fixture(scope="session")
def keys() -> Keys:
    return new_keys(demonstration=True)


@pytest.fixture
def db(engine: Engine, keys: Keys) -> Iterator[Session]:
    """A session on an empty database. Nothing is committed: open `transaction(engine, keys)` for that."""
    with Work(engine, expire_on_commit=False, info={"keys": keys}) as db:
        yield db


@pytest.fixture
def noise(db: Session) -> None:
    """Other people's rows: a query that forgets its filter finds them."""
    for _ in range(3):
        builders.make_space(db, person=builders.make_person(db, contacts={"mail": "autre@example.org"}))


def _empty(connection: Connection) -> None:
    # The audit triggers refuse removals; only a superuser can put them to sleep, and only a test may.
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in metadata.sorted_tables:
        connection.execute(table.delete())
    connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})


@pytest.fixture
def world(engine: Engine, keys: Keys) -> Callable[[], AbstractContextManager[Session]]:
    """Open a transaction whose people stay for the applications and the robots."""

    def open_world() -> AbstractContextManager[Session]:
        return transaction(engine, keys)

    return open_world


@pytest.fixture
def someone(world: Callable[[], AbstractContextManager[Session]]) -> Someone:
    """Somebody who was told of their record, with a letter, a card and contacts."""
    with world() as db:
        return make_someone(db)
