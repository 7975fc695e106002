"""The night as an administrator runs it, on the demonstration's own people."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from carnet.__main__ import main
from carnet.demonstration import stage
from carnet.services import night, outgoing, printing, requests
from carnet.settings import Settings
from carnet.store.database import make_engine, transaction
from carnet.store.keys import load_keys
from carnet.store.outbox import Outbox
from carnet.store.people import Person
from tests.builders import NOW, TODAY, make_helper


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CARNET_MODE", "demonstration")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["demonstration", "make", "--data", str(tmp_path), "--on", TODAY.isoformat()]) == 0
    return tmp_path


def _night(data, on: date, capsys) -> dict[str, int]:
    capsys.readouterr()
    assert main(["night", "--data", str(data), "--on", on.isoformat()]) == 0
    lines = capsys.readouterr().out.splitlines()
    return {
        words.strip(): int(count)
        for count, words in (line.split(None, 1) for line in lines)
        if count.isdigit()
    }


def test_a_night_six_weeks_later_opens_closes_and_deletes_and_a_second_one_finds_nothing(data, capsys):
    later = TODAY + timedelta(days=120)

    first = _night(data, later, capsys)
    second = _night(data, later, capsys)

    assert first["spaces opened after their window"] > 0
    assert first["deletions finished"] > 0
    assert first["suspended spaces closed"] > 0
    assert first["spaces handed to new adults"] > 0
    assert set(second.values()) == {0}


def test_a_night_tells_what_lapsed_and_which_cases_ended(data, capsys, monkeypatch):
    monkeypatch.setattr(night, "run", lambda _db, _now: Counter(lapse=2, end_silent=3))

    told = _night(data, TODAY, capsys)

    assert sorted(count for count in told.values() if count) == [2, 3]


@pytest.fixture
def settings(data):
    return Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(data)})


@pytest.fixture
def world(settings):
    engine, keys = make_engine(settings.database_url), load_keys(settings.key_file)
    yield lambda: transaction(engine, keys)
    engine.dispose()


def test_what_was_printed_a_week_ago_is_removed_and_what_nobody_printed_or_a_guest_holds_stays(
    data, settings, world, capsys
):
    settings.outbox.mkdir()
    with world() as db:
        supervisor, agent = make_helper(db, role="supervisor"), make_helper(db)
        guests = {name for guest in stage.guests(db) for name in guest.letters}
        for person in db.scalars(select(Person).order_by(Person.id).limit(2)).all():
            requests.state(db, person, "object", channel="paper", on=TODAY, now=NOW, helper=agent)
        for row in db.scalars(select(Outbox)).all():
            (settings.outbox / f"{outgoing.name_of(row)}.pdf").write_bytes(b"%PDF")
        papers = outgoing.papers_in(settings.outbox)
        ours = [paper for paper in papers if paper.path.name not in guests]
        printing.take(db, supervisor, TODAY, [each.number for each in papers if each is not ours[1]], NOW)
    assert len(ours) == 2

    kept = _night(data, TODAY + timedelta(days=7), capsys)
    removed = _night(data, TODAY + timedelta(days=8), capsys)

    assert (kept["printed letters removed"], removed["printed letters removed"]) == (0, 1)
    assert {path.name for path in settings.outbox.iterdir()} == guests | {ours[1].path.name}
    with world() as db:
        assert db.get(Outbox, ours[0].number) is not None
    assert _night(data, TODAY + timedelta(days=9), capsys)["printed letters removed"] == 0
