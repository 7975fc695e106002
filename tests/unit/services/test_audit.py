"""The journal as services use it: five names, one chain a space, one for the service, and one check of everything."""

from datetime import timedelta

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from carnet.services import audit
from carnet.store.audit import Break, lines_of
from carnet.store.database import reading, transaction
from carnet.store.keys import Keys
from tests.builders import NOW
from tests.unit.store.tampering import unguarded


def test_what_concerns_a_person_is_on_the_chain_of_their_space_with_five_names(db: Session) -> None:
    audit.note(
        db,
        act="close",
        outcome="closed",
        now=NOW,
        channel="kiosk",
        person_id=7,
        helper_id=3,
        organisation_id=2,
        mandate_id=9,
        detail={"proof": "P2", "receipt": 12},
    )

    (line,) = lines_of(db, "space:7")
    assert (line.helper, line.person, line.organisation, line.mandate, line.channel) == (
        "helper:3",
        "person:7",
        "organisation:2",
        "mandate:9",
        "kiosk",
    )
    assert line.detail == '{"proof":"P2","receipt":12}'


def test_what_concerns_nobody_is_on_the_chain_of_the_service(db: Session) -> None:
    audit.note(db, act="night", outcome="done", now=NOW, channel="system")

    (line,) = lines_of(db, "service")
    assert (line.person, line.helper, line.detail) == ("", "", "{}")


def test_a_fold_contains_what_its_own_transaction_noted(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        audit.note(db, act="night", outcome="done", now=NOW, channel="system")
        root = audit.fold(db, NOW)

    assert root.heads_count == 1
    with reading(engine, keys) as db:
        assert audit.verify_all(db, outside={root.id: root.root}) == []


def test_one_check_finds_every_break(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        for person_id in (1, 2, 3):
            audit.note(db, act="close", outcome="closed", now=NOW, channel="kiosk", person_id=person_id)
        audit.fold(db, NOW + timedelta(minutes=1))
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE audit_line SET outcome = 'refused' WHERE chain = 'space:1'"))
        connection.execute(text("DELETE FROM audit_line WHERE chain = 'space:2'"))
        connection.execute(text("DELETE FROM audit_head WHERE chain = 'space:2'"))

    with reading(engine, keys) as db:
        assert audit.verify_all(db) == [Break("space:1", 1, "edited"), Break("space:2", 1, "missing")]
