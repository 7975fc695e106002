"""Live pages look again exactly when something was announced."""

from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from carnet.store.database import reading, transaction
from carnet.store.events import Event, announce, forget_events, newest_events, version_of
from carnet.store.keys import Keys
from tests.builders import NOW


def test_a_topic_changes_when_it_is_announced_and_no_other_does(db: Session) -> None:
    announce(db, "queue", NOW)
    announce(db, "visit:4", NOW)
    before = version_of(db, "queue"), version_of(db, "visit:4")

    announce(db, "queue", NOW)

    assert version_of(db, "queue") != before[0]
    assert version_of(db, "visit:4") == before[1]


def test_nothing_is_announced_before_the_commit(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        before = version_of(db, "queue")
        announce(db, "queue", NOW)
        db.flush()
        with reading(engine, keys) as watcher:
            assert version_of(watcher, "queue") == before
    with reading(engine, keys) as watcher:
        assert version_of(watcher, "queue") != before


def test_an_event_committed_after_a_later_one_is_not_missed(db: Session) -> None:
    db.add(Event(id=12, topic="queue", at=NOW))
    before = version_of(db, "queue")

    db.add(Event(id=11, topic="queue", at=NOW))

    assert version_of(db, "queue") != before


def test_old_events_are_forgotten(db: Session) -> None:
    announce(db, "queue", NOW - timedelta(days=1))
    announce(db, "visit:4", NOW)

    forget_events(db, NOW)

    assert list(newest_events(db, 10).values()) == ["visit:4"]
