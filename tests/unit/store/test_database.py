"""What each engine is set to do, and what a session does to the database."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from carnet.store import audit
from carnet.store.database import erase_traces, make_engine, reading, transaction
from carnet.store.finding import PersonKey
from carnet.store.keys import Keys
from carnet.store.marker import mark, marked
from carnet.store.spaces import Space, space_to_change
from tests.builders import NOW, make_person, make_space

ON_SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@ON_SQLITE
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
    ],
)
def test_sqlite_is_set_to_keep_every_commit_and_forget_every_removal(
    engine: Engine, pragma: str, value: str | int
) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@ON_SQLITE
def test_the_files_of_sqlite_are_for_their_owner_alone(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        mark(db, "anchored_on", "2026-11-24")

    files = sorted(Path(engine.url.database or "").parent.glob("carnet.db*"))
    assert [file.suffix for file in files] == [".db", ".db-shm", ".db-wal"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "carnet.db"
    path.touch(mode=0o644)

    make_engine(f"sqlite:///{path}").dispose()

    assert path.stat().st_mode & 0o777 == 0o600


@ON_POSTGRESQL
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TimeZone", "UTC"),
        ("lock_timeout", "4s"),
        ("statement_timeout", "10s"),
        ("synchronous_commit", "off"),
    ],
)
def test_postgresql_never_waits_for_ever(engine: Engine, setting: str, value: str) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"SHOW {setting}").scalar() == value


@ON_SQLITE
def test_a_writer_takes_the_lock_before_it_reads(engine: Engine, keys: Keys) -> None:
    impatient = make_engine(str(engine.url))
    event.listen(impatient, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 0"))

    with transaction(engine, keys) as first:
        marked(first, "anchored_on")
        with pytest.raises(DBAPIError, match="locked"), transaction(impatient, keys) as second:
            marked(second, "anchored_on")
    impatient.dispose()


@ON_SQLITE
def test_readers_go_on_while_a_writer_writes(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        mark(db, "anchored_on", "2026-11-24")
        db.flush()
        with reading(engine, keys) as reader:
            assert marked(reader, "anchored_on") is None


def test_a_transaction_that_fails_changes_nothing(engine: Engine, keys: Keys) -> None:
    def fail() -> None:
        with transaction(engine, keys) as db:
            mark(db, "anchored_on", "2026-11-24")
            db.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with reading(engine, keys) as db:
        assert marked(db, "anchored_on") is None


def test_a_reading_session_cannot_write_and_leaves_the_connection_able_to(engine: Engine, keys: Keys) -> None:
    with reading(engine, keys) as db, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        db.execute(text("INSERT INTO marker (name, value) VALUES ('a', 'b')"))

    with transaction(engine, keys) as db:
        mark(db, "anchored_on", "2026-11-24")
    with reading(engine, keys) as db:
        assert marked(db, "anchored_on") == "2026-11-24"


def test_rows_cannot_name_a_person_who_is_not_there(db: Session) -> None:
    db.add(Space(person_id=404, state="notified", since_on=date(2026, 11, 1)))

    with pytest.raises(IntegrityError):
        db.flush()


def test_two_writers_of_one_space_cannot_both_win(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        person_id = make_space(db).person_id
    with reading(engine, keys) as early:
        seen = early.get_one(Space, person_id)

    with transaction(engine, keys) as db:
        space = space_to_change(db, person_id)
        assert space is not None
        space.state = "objected"
    seen.state = "activated"

    with pytest.raises(StaleDataError), transaction(engine, keys) as late:
        late.add(seen)


def test_a_number_is_never_given_twice(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        first = make_person(db)
        db.execute(delete(PersonKey).where(PersonKey.person_id == first.id))
        db.delete(first)
    with transaction(engine, keys) as db:
        second = make_person(db)

    assert second.id > first.id


def test_an_instant_comes_back_aware_and_the_same(db: Session) -> None:
    person = make_person(db)
    written = person.updated_at
    db.expire(person)

    assert person.updated_at == written
    assert person.updated_at.utcoffset() is not None


def test_an_instant_without_a_zone_is_refused(db: Session) -> None:
    person = make_person(db)
    person.updated_at = person.updated_at.replace(tzinfo=None)

    with pytest.raises(Exception, match="time zone"):
        db.flush()


@ON_SQLITE
def test_a_full_disk_leaves_neither_half_an_effect_nor_a_line(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        db.execute(text("PRAGMA max_page_count = 1"))  # SQLite keeps what it has and refuses one page more

    def fill() -> None:
        with transaction(engine, keys) as db:
            audit.append(db, "space:1", at=NOW, act="close", outcome="closed", channel="kiosk")
            for number in range(500):
                mark(db, f"page {number}", "full" * 500)

    with pytest.raises(DBAPIError, match="full"):
        fill()

    with reading(engine, keys) as db:
        assert marked(db, "page 0") is None
        assert audit.count_lines(db) == 0
    with transaction(engine, keys) as db:
        db.execute(text("PRAGMA max_page_count = 1000000"))
    fill()
    with reading(engine, keys) as db:
        assert audit.verify(db, "space:1") is None


@ON_POSTGRESQL
def test_a_database_that_dies_in_the_middle_of_an_act_leaves_nothing_of_it(
    engine: Engine, keys: Keys
) -> None:
    def act() -> None:
        with transaction(engine, keys) as db:
            audit.append(db, "space:1", at=NOW, act="close", outcome="closed", channel="kiosk")
            mark(db, "anchored_on", "2026-11-24")
            db.flush()
            number = db.execute(text("SELECT pg_backend_pid()")).scalar()
            with engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})

    with pytest.raises(DBAPIError, match="terminat"):
        act()

    with reading(engine, keys) as db:
        assert marked(db, "anchored_on") is None
        assert audit.count_lines(db) == 0


@ON_SQLITE
def test_a_destroyed_key_leaves_no_trace_in_the_files(engine: Engine, keys: Keys) -> None:
    key = keys.new_wrapped_key()
    with transaction(engine, keys) as db:
        person_id = make_space(db, state="deletion_pending", content_key=key).person_id
    assert key in _bytes_of(engine)

    with transaction(engine, keys) as db:
        space = db.get_one(Space, person_id)
        space.state, space.content_key = "deleted", None
    erase_traces(engine)

    assert key not in _bytes_of(engine)


@ON_SQLITE
def test_traces_that_a_reader_still_sees_are_said_to_remain(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        mark(db, "anchored_on", "2026-11-24")
    impatient = make_engine(str(engine.url))
    event.listen(impatient, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 0"))

    with reading(engine, keys) as reader:
        marked(reader, "anchored_on")
        assert erase_traces(impatient) is False

    assert erase_traces(impatient) is True
    impatient.dispose()


@ON_POSTGRESQL
def test_a_destroyed_key_leaves_no_dead_row(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        person_id = make_space(db, content_key=keys.new_wrapped_key()).person_id
    with transaction(engine, keys) as db:
        db.get_one(Space, person_id).content_key = None

    erase_traces(engine)

    with engine.connect() as connection:
        query = "SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 'space'"
        assert connection.exec_driver_sql(query).scalar() == 0


def test_a_deleted_space_cannot_keep_its_key(db: Session, keys: Keys) -> None:
    with pytest.raises(IntegrityError, match="deleted_has_no_key"):
        make_space(db, state="deleted", content_key=keys.new_wrapped_key())


def test_only_two_engines_are_known() -> None:
    with pytest.raises(ValueError, match="SQLite or PostgreSQL"):
        make_engine("oracle://somewhere/carnet")


def _bytes_of(engine: Engine) -> bytes:
    files = sorted(Path(engine.url.database or "").parent.glob("carnet.db*"))
    return b"".join(file.read_bytes() for file in files)
