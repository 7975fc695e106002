"""The journal only grows: the engines themselves refuse anything else."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from carnet.store import audit, roots
from carnet.store.database import transaction
from carnet.store.keys import Keys
from tests.builders import NOW

EVERYWHERE = [
    "UPDATE audit_line SET outcome = 'opened'",
    "DELETE FROM audit_line",
    "UPDATE audit_root SET root = ''",
    "DELETE FROM audit_root",
    "UPDATE audit_leaf SET hash = ''",
    "DELETE FROM audit_leaf",
    "DELETE FROM audit_head",
    "UPDATE audit_head SET seq = seq - 1",
    "UPDATE audit_head SET hash = ''",
    "UPDATE audit_head SET chain = 'space:2', seq = seq + 1",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO audit_line SELECT chain, seq, at, act, 'opened', helper, person, organisation, mandate, "
    "channel, detail, prev_hash, hash FROM audit_line",
    "INSERT OR REPLACE INTO audit_root SELECT id, at, previous, '', signature, heads_count FROM audit_root",
    "INSERT OR REPLACE INTO audit_leaf SELECT root_id, chain, seq, '' FROM audit_leaf",
    "UPDATE OR REPLACE audit_line SET seq = 1",
]
ON_POSTGRESQL = [
    f"TRUNCATE {table} CASCADE" for table in ("audit_line", "audit_head", "audit_root", "audit_leaf")
]


@pytest.fixture
def written(engine: Engine, keys: Keys) -> Engine:
    with transaction(engine, keys) as db:
        for outcome in ("refused", "closed"):
            audit.append(db, "space:1", at=NOW, act="close", outcome=outcome, channel="kiosk")
    with transaction(engine, keys) as db:
        roots.fold(db, NOW)
    return engine


@pytest.mark.parametrize("statement", EVERYWHERE)
def test_the_journal_refuses(written: Engine, statement: str) -> None:
    _is_refused(written, statement)


@pytest.mark.parametrize("statement", ON_SQLITE)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_journal_refuses_a_replacement(written: Engine, statement: str) -> None:
    _is_refused(written, statement)


@pytest.mark.parametrize("statement", ON_POSTGRESQL)
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_the_journal_refuses_to_be_emptied(written: Engine, statement: str) -> None:
    _is_refused(written, statement)


def test_the_journal_still_grows(written: Engine, keys: Keys) -> None:
    with transaction(written, keys) as db:
        line = audit.append(db, "space:1", at=NOW, act="reopen", outcome="reopened", channel="kiosk")

    assert line.seq == 3


def _is_refused(engine: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
        connection.execute(text(statement))
