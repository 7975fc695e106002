"""Live pages look again exactly when something was announced."""

from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from carnet.store.database import reading, transaction
from carnet.store.events import Event, announce, forget_events, versions
from carnet.store.keys import Keys
from tests.builders import NOW


def test_a_topic_changes_when_it_is_announced_and_no_other_does(db: Session) -> None:
    announce(db, "queue", NOW)
    announce(db, "visit:4", NOW)
    before = versions(db)

    announce(db, "queue", NOW)

    after = versions(db)
    assert after["queue"] != before["queue"]
    assert after["visit:4"] == before["visit:4"]


def test_nothing_is_announced_before_the_commit(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        announce(db, "queue", NOW)
        db.flush()
        with reading(engine, keys) as watcher:
            assert versions(watcher) == {}
    with reading(engine, keys) as watcher:
        assert set(versions(watcher)) == {"queue"}


def test_an_event_committed_after_a_later_one_is_not_missed(db: Session) -> None:
    db.add(Event(id=12, topic="queue", at=NOW))
    before = versions(db)

    db.add(Event(id=11, topic="queue", at=NOW))

    assert versions(db) != before


def test_old_events_are_forgotten(db: Session) -> None:
    announce(db, "queue", NOW - timedelta(days=1))
    announce(db, "visit:4", NOW)

    forget_events(db, NOW)

    assert set(versions(db)) == {"visit:4"}
