"""The line of the demonstration is never empty on its first day, and never filled twice."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from carnet.demonstration import helpers, line
from carnet.store.cases import Case
from carnet.store.promises import Callback

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def filled(db, tmp_path):
    helpers.prepare(db, tmp_path, NOW)
    line.fill(db, NOW)
    return db


def test_some_wait_some_have_ended_and_one_was_promised_a_call(filled):
    states = dict(filled.execute(select(Case.state, func.count()).group_by(Case.state)).all())

    assert states == {"open": 6, "promised": 1, "closed": 4}
    assert filled.scalar(select(func.count()).select_from(Callback)) == 1


def test_nobody_is_named_in_any_of_them(filled):
    assert filled.scalars(select(Case.person_id).where(Case.person_id.is_not(None))).all() == []


def test_a_second_start_adds_nothing(filled):
    line.fill(filled, NOW)

    assert filled.scalar(select(func.count()).select_from(Case)) == 11


def test_helpers_come_first(db):
    with pytest.raises(ValueError, match="come before"):
        line.fill(db, NOW)
