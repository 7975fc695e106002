"""Whatever journey is walked, on either surface, no private answer is in trail, database, log or a page of the helper."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from carnet.domain.insured import InsuredRepresentative
from carnet.services import night
from carnet.store.enrolment import Link, write_links
from carnet.store.keys import keys_of
from carnet.store.references import InsuredReference, reference_hash
from carnet.store.representation import Representation, children_of, representatives_of
from carnet.store.tables import metadata
from tests.builders import NOW, make_identity, make_person
from tests.scenarios import BEGIN, PATHS
from tests.security.doors import addresses
from tests.security.planted import (
    CHILD,
    CHILD_DATES,
    hits,
    hits_in_files,
    make_child_of,
    make_planted,
    writings,
)
from tests.walk import PureRobot, walk
from tests.web.consoles import Helper, hire, script_robot

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

DATES = {"opened_auto": "opened_on", "activated": "opened_on", "closed_archived": "closed_on"}
KEPT = "public, max-age=31536000, immutable"


def dumped(engine: Engine) -> bytes:
    with engine.connect() as connection:
        rows = [connection.execute(select(table)).all() for table in metadata.sorted_tables]
    return repr(rows).encode()


def plant(world, path):
    from carnet.services import codes
    from tests.builders import NOW
    from tests.scenarios import _dates

    with world() as db:
        someone = make_planted(db, state=path.state, **_dates(path.state))
        if path.purpose != "decide":
            someone.code = codes.issue(db, someone.person, "post", NOW, purpose=path.purpose).signs
        return someone


def check(planted, engine: Engine, folder: Path, caplog) -> None:
    assert hits(planted, dumped(engine)) == []
    assert hits_in_files(planted, folder) == []
    assert hits(planted, caplog.text.encode()) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_journey_at_the_kiosk_leaves_no_private_answer(path, robot, world, engine, settings, caplog):
    caplog.set_level("DEBUG")
    someone = plant(world, path)

    walk(robot, [*BEGIN, *someone.identified(), *path.answers], path.end)

    check(writings(someone), engine, settings.data, caplog)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_journey_at_the_console_leaves_no_private_answer_and_shows_none(
    path, console, clock, world, engine, settings, caplog, monkeypatch
):
    caplog.set_level("DEBUG")
    someone = plant(world, path)
    with world() as db:
        hire(db)
    helper = Helper(console, clock)
    helper.sign_in()
    seen: list[bytes] = []
    read = helper.read
    monkeypatch.setattr(helper, "read", lambda answer: (seen.append(answer.get_data()), read(answer))[1])

    walk(script_robot(helper), [*BEGIN, *someone.identified(), *path.answers], path.end)

    typed = [each for each in writings(someone) if each not in ("Odalric", "ODALRIC")]
    assert hits(typed, b"".join(seen)) == []
    check(writings(someone), engine, settings.data, caplog)


def ids_of(people) -> list[int]:
    return [person.id for person in people]


DECLARE = ("identify/representative", "yes")


def test_a_child_with_a_representative_has_neither_birth_nor_majority_in_clear(
    world, engine, keys, settings, caplog
):
    caplog.set_level("DEBUG")
    pure = PureRobot(engine, keys, NOW)
    with world() as db:
        child = make_child_of(db, make_planted(db))

    walk(pure, [*BEGIN, *child.identified(), DECLARE, ("choices/notified", "object")], "object/confirm")
    assert pure.give("yes") == "receipt/objected"

    check(CHILD_DATES, engine, settings.data, caplog)


def test_what_a_fund_says_of_a_child_is_written_without_the_days_of_birth_and_majority(
    world, engine, settings, caplog
):
    with world() as db:
        parent, child = make_planted(db).person, make_person(db, identity=make_identity(birth_date=CHILD))
        keys = keys_of(db)
        for person, name in ((parent, "P"), (child, "C")):
            db.add(InsuredReference(hash=reference_hash(keys, name), person_id=person.id, line_hash=""))
        db.flush()
        says = InsuredRepresentative("P", "parent", CHILD.turns(0), CHILD.adult_on)
        write_links(db, [Link(child.id, "P", (says,), None)])
        assert representatives_of(db, child, CHILD.turns(0)) == [parent]
        assert representatives_of(db, child, CHILD.adult_on) == []

    check(CHILD_DATES, engine, settings.data, caplog)


def test_a_night_seals_the_days_that_were_in_clear_and_the_same_people_stand_for_the_child(
    world, engine, settings, caplog
):
    with world() as db:
        parent = make_planted(db).person
        child = make_person(db, identity=make_identity(birth_date=CHILD))
        link = Representation(minor_id=child.id, representative_id=parent.id, kind="parent")
        link.from_on, link.until_on = CHILD.turns(0), CHILD.adult_on
        db.add(link)
        db.flush()
        before = [ids_of(children_of(db, parent, day)) for day in (NOW.date(), CHILD.adult_on)]
    assert hits(CHILD_DATES, dumped(engine)) != []

    with world() as db:
        night.run(db, NOW)
        assert [ids_of(children_of(db, parent, day)) for day in (NOW.date(), CHILD.adult_on)] == before

    assert hits(CHILD_DATES, dumped(engine)) == []
    assert hits(CHILD_DATES, caplog.text.encode()) == []


def test_the_dump_finds_what_is_in_clear(world, engine, settings, caplog):
    """The planted failure: a name written in a column is found in the tables and in the bytes of the file."""
    with world() as db:
        someone = make_planted(db)
        someone.person = db.merge(someone.person)
        someone.person.source = "Quermeleuc"

    assert hits(writings(someone), dumped(engine)) == ["Quermeleuc"]
    assert {found for _, found in hits_in_files(writings(someone), settings.data)} == {"Quermeleuc"}


def test_every_page_of_both_applications_is_kept_nowhere(visitor, helper, kiosk, console):
    for client, app in ((visitor.client, kiosk), (helper.client, console)):
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            for address in addresses(app, "POST" if method == "POST" else "GET"):
                answer = client.open(address, method=method)
                kept = answer.headers["Cache-Control"]
                answer.close()

                is_file = (
                    address.startswith(("/static/", "/clips/", "/favicon.ico")) and answer.status_code == 200
                )
                assert kept == "no-store" or (is_file and kept == KEPT), (method, address, kept)
