"""Chains of the journal: written with the effect, and broken by any change."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, insert, select, text
from sqlalchemy.orm import Session

from carnet.store import audit
from carnet.store.audit import AuditHead, AuditLine, Break
from carnet.store.database import reading, transaction
from carnet.store.keys import Keys, new_keys
from tests.builders import NOW
from tests.unit.store.tampering import unguarded


def note(db: Session, chain: str = "space:1", outcome: str = "opened") -> AuditLine:
    return audit.append(db, chain, at=NOW, act="activate", outcome=outcome, channel="kiosk")


@pytest.fixture
def written(engine: Engine, keys: Keys) -> Engine:
    """A database with five lines in one chain and two in another."""
    for minute in range(5):
        with transaction(engine, keys) as db:
            audit.append(
                db,
                "space:1",
                at=NOW + timedelta(minutes=minute),
                act="activate",
                outcome="refused",
                channel="kiosk",
                helper="helper:4",
                person="person:1",
                organisation="organisation:2",
                mandate="mandate:9",
                detail={"reason": "expired", "tries": minute},
            )
            if minute < 2:
                note(db, "space:2")
    return engine


def verdict(engine: Engine, keys: Keys, chain: str = "space:1") -> Break | None:
    with reading(engine, keys) as db:
        return audit.verify(db, chain)


def test_a_chain_starts_from_64_zeros_and_links_each_line_to_the_one_before(
    written: Engine, keys: Keys
) -> None:
    with reading(written, keys) as db:
        lines = audit.lines_of(db, "space:1")

    assert [line.seq for line in lines] == [1, 2, 3, 4, 5]
    assert [line.prev_hash for line in lines] == ["0" * 64, *(line.hash for line in lines[:-1])]
    assert verdict(written, keys) is None


def test_the_newest_lines_come_first_and_no_more_than_asked_for_even_those_not_yet_written(
    written: Engine, keys: Keys
) -> None:
    with transaction(written, keys) as db:
        note(db)
        assert [line.seq for line in audit.newest_of(db, "space:1", 3)] == [6, 5, 4]
        assert [line.seq for line in audit.newest_of(db, "space:2", 9)] == [2, 1]


def test_the_same_lines_give_the_same_hashes_on_both_engines(
    written: Engine, keys: Keys, migrated_postgres: Engine
) -> None:
    with reading(written, keys) as db:
        told = [row._asdict() for row in db.execute(select(*AuditLine.__table__.columns)).all()]
        heads = [row._asdict() for row in db.execute(select(*AuditHead.__table__.columns)).all()]
    if written is not migrated_postgres:
        with migrated_postgres.connect() as connection, connection.begin() as moved:
            connection.execute(insert(AuditLine), told)
            connection.execute(insert(AuditHead), heads)
            with Session(connection, info={"keys": keys}) as db:
                assert audit.verify(db, "space:1") is None
            moved.rollback()


TAMPERINGS: dict[str, tuple[list[str], Break]] = {
    "an edited outcome": (
        ["UPDATE audit_line SET outcome = 'opened' WHERE chain = 'space:1' AND seq = 3"],
        Break("space:1", 3, "edited"),
    ),
    "an edited helper": (
        ["UPDATE audit_line SET helper = '' WHERE chain = 'space:1' AND seq = 5"],
        Break("space:1", 5, "edited"),
    ),
    "an edited detail": (
        ["UPDATE audit_line SET detail = '{}' WHERE chain = 'space:1' AND seq = 1"],
        Break("space:1", 1, "edited"),
    ),
    "two lines reordered": (
        [
            "UPDATE audit_line SET seq = 99 WHERE chain = 'space:1' AND seq = 2",
            "UPDATE audit_line SET seq = 2 WHERE chain = 'space:1' AND seq = 3",
            "UPDATE audit_line SET seq = 3 WHERE chain = 'space:1' AND seq = 99",
        ],
        Break("space:1", 2, "edited"),
    ),
    "a line duplicated at the end": (
        [
            "INSERT INTO audit_line SELECT chain, 6, at, act, outcome, helper, person, organisation, mandate, channel,"
            " detail, prev_hash, hash FROM audit_line WHERE chain = 'space:1' AND seq = 5"
        ],
        Break("space:1", 6, "edited"),
    ),
    "a line taken from another chain": (
        ["UPDATE audit_line SET chain = 'space:1', seq = 6 WHERE chain = 'space:2' AND seq = 2"],
        Break("space:1", 6, "edited"),
    ),
    "a line cut in the middle": (
        ["DELETE FROM audit_line WHERE chain = 'space:1' AND seq = 2"],
        Break("space:1", 2, "missing"),
    ),
    "the first line cut": (
        ["DELETE FROM audit_line WHERE chain = 'space:1' AND seq = 1"],
        Break("space:1", 1, "missing"),
    ),
    "the last line cut": (
        ["DELETE FROM audit_line WHERE chain = 'space:1' AND seq = 5"],
        Break("space:1", 5, "cut"),
    ),
    "all lines cut": (["DELETE FROM audit_line WHERE chain = 'space:1'"], Break("space:1", 1, "cut")),
    "the head removed": (["DELETE FROM audit_head WHERE chain = 'space:1'"], Break("space:1", 6, "cut")),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_chain_shows(written: Engine, keys: Keys, tampering: str) -> None:
    statements, broken = TAMPERINGS[tampering]

    with unguarded(written) as connection:
        for statement in statements:
            connection.execute(text(statement))

    assert verdict(written, keys) == broken
    assert verdict(written, keys, "space:2") is None or tampering == "a line taken from another chain"


def test_a_chain_written_with_another_key_is_refused(written: Engine) -> None:
    assert verdict(written, new_keys(demonstration=True)) == Break("space:1", 1, "edited")


def test_an_honest_line_after_a_cut_one_does_not_hide_the_cut(written: Engine, keys: Keys) -> None:
    with unguarded(written) as connection:
        connection.execute(text("DELETE FROM audit_line WHERE chain = 'space:1' AND seq = 5"))
    with transaction(written, keys) as db:
        note(db)

    assert verdict(written, keys) == Break("space:1", 5, "missing")


def test_lines_of_two_honest_histories_do_not_mix(written: Engine, keys: Keys) -> None:
    with unguarded(written) as connection:
        connection.execute(
            text("CREATE TABLE kept AS SELECT * FROM audit_line WHERE chain = 'space:1' AND seq > 2")
        )
        connection.execute(text("DELETE FROM audit_line WHERE chain = 'space:1' AND seq > 1"))
        back = "SET seq = 1, hash = (SELECT hash FROM audit_line WHERE chain = 'space:1') WHERE chain = 'space:1'"
        connection.execute(text(f"UPDATE audit_head {back}"))
    with transaction(written, keys) as db:
        note(db)

    with unguarded(written) as connection:
        connection.execute(text("INSERT INTO audit_line SELECT * FROM kept"))
        connection.execute(text("DROP TABLE kept"))

    assert verdict(written, keys) == Break("space:1", 3, "unlinked")


def test_an_effect_that_fails_leaves_no_line(engine: Engine, keys: Keys) -> None:
    def fail() -> None:
        with transaction(engine, keys) as db:
            note(db)
            db.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with reading(engine, keys) as db:
        assert audit.count_lines(db) == 0


def test_lines_noted_in_an_undone_savepoint_die_with_it(engine: Engine, keys: Keys) -> None:
    def fail(db: Session) -> None:
        with db.begin_nested():
            note(db, outcome="outer")
            with db.begin_nested():
                note(db, outcome="inner")
            raise ZeroDivisionError

    with transaction(engine, keys) as db:
        note(db, outcome="before")
        with pytest.raises(ZeroDivisionError):
            fail(db)
        with db.begin_nested():
            note(db, outcome="after")

    with reading(engine, keys) as db:
        assert [line.outcome for line in audit.lines_of(db, "space:1")] == ["before", "after"]


def test_reading_the_lines_of_a_session_writes_those_it_noted(db: Session) -> None:
    note(db)
    note(db, outcome="refused")

    assert [line.outcome for line in audit.lines_of(db, "space:1")] == ["opened", "refused"]
    assert [line.seq for line in audit.lines_of(db, "space:1")] == [1, 2]


def test_heads_are_locked_last_and_the_busiest_chain_at_the_very_end(
    engine: Engine, keys: Keys, statements: Callable[[], list[tuple[str, object]]]
) -> None:
    with transaction(engine, keys) as db:
        note(db, audit.SERVICE)
        note(db, "space:2")
        db.execute(text("SELECT 'the effect'"))

    told = statements()
    effect = next(at for at, (sql, _) in enumerate(told) if "the effect" in sql)
    journal = [at for at, (sql, _) in enumerate(told) if "audit_" in sql]
    locked = [str(values) for sql, values in told if sql.startswith("SELECT audit_head")]
    assert effect < min(journal)
    assert ["space:2" in values for values in dict.fromkeys(locked)] == [True, False]


class Counted(str):
    """The name of a chain that counts how often it is compared."""

    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_twice_as_many_chains_cost_twice_as_much(
    engine: Engine, keys: Keys, statements: Callable[[], list[tuple[str, object]]], monkeypatch
) -> None:
    told, compared = [], []
    for first, last in ((0, 100), (100, 300)):
        monkeypatch.setattr(Counted, "compared", 0)
        before = len(statements())
        with transaction(engine, keys) as db:
            for number in range(first, last):
                note(db, Counted(f"space:{number}"))
        told.append(len([sql for sql, _ in statements()[before:] if "audit_" in sql]))
        compared.append(Counted.compared)

    # A new chain costs three statements for its head; all lines are one more, and all heads another.
    assert told == [3 * 100 + 2, 3 * 200 + 2]
    assert compared[1] < 4 * compared[0] < 4 * 100 * 20


@pytest.fixture
def statements(engine: Engine) -> Callable[[], list[tuple[str, object]]]:
    seen: list[tuple[str, object]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def see(
        _connection: object, _cursor: object, sql: str, values: object, _context: object, _many: object
    ) -> None:
        seen.append((sql, values))

    return lambda: seen


def test_eight_writers_leave_whole_chains(engine: Engine, keys: Keys) -> None:
    writers, rounds = 8, 12
    start = threading.Barrier(writers)

    def write(writer: int) -> None:
        start.wait()
        for turn in range(rounds):
            with transaction(engine, keys) as db:
                note(db, audit.SERVICE)
                note(db, f"space:{(writer + turn) % 3}")
                note(db, f"space:{(writer + turn + 1) % 3}")

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))

    with reading(engine, keys) as db:
        assert list(audit.breaks(db)) == []
        assert len(audit.lines_of(db, audit.SERVICE)) == writers * rounds
