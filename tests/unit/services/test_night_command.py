"""The night as an administrator runs it, on the demonstration's own people."""

from collections import Counter
from datetime import date, timedelta

import pytest

from carnet.__main__ import main
from carnet.services import night
from tests.builders import TODAY


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
