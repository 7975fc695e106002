"""Provisional codes follow the dated delays: another value of a delay is another behaviour."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from carnet.reference.loader import delays
from carnet.services import codes
from carnet.services.insurer import send_letter
from carnet.store.codes import ProvisionalCode
from tests.builders import NOW, TODAY, make_person

POST = {"post": "3 rue des Lilas\n63000 Ailleurs"}


@pytest.fixture
def tomorrow_s_delays(monkeypatch):
    """Other values of every delay of codes, as a later text might say."""
    changed = replace(
        delays(TODAY), code_tries=2, sent_code_hours=1, posted_code_days=10, notice_code_days=20
    )
    monkeypatch.setattr(codes, "delays", lambda on: changed)


def newest(db) -> ProvisionalCode:
    return db.scalars(select(ProvisionalCode).order_by(ProvisionalCode.id.desc())).first()


def test_a_code_lives_as_long_as_its_route_says(db):
    person = make_person(db, contacts=POST)

    codes.issue(db, person, "mail", NOW)
    assert newest(db).valid_until_at == NOW + timedelta(hours=24)
    codes.issue(db, person, "post", NOW)
    assert (newest(db).valid_until, newest(db).valid_until_at) == (TODAY + timedelta(days=42), None)


def test_days_of_a_posted_code_are_calendar_days_when_the_clocks_change(db):
    just_after_midnight = datetime(2026, 9, 30, 22, 15, tzinfo=UTC)

    codes.issue(db, make_person(db), "post", just_after_midnight)

    assert newest(db).valid_until == date(2026, 11, 12)


@pytest.mark.usefixtures("tomorrow_s_delays")
def test_other_delays_give_codes_another_life(db):
    person = make_person(db, contacts=POST)

    codes.issue(db, person, "phone", NOW)
    assert newest(db).valid_until_at == NOW + timedelta(hours=1)
    send_letter(db, person, NOW, kind="code")
    assert newest(db).valid_until == TODAY + timedelta(days=10)
    send_letter(db, person, NOW, kind="notice")
    assert newest(db).valid_until == TODAY + timedelta(days=20)


@pytest.mark.usefixtures("tomorrow_s_delays")
def test_other_delays_end_a_code_after_other_tries(db):
    person = make_person(db)
    codes.issue(db, person, "post", NOW)

    codes.count_failure(db, [person.id], NOW)
    assert newest(db).ended_at is None
    codes.count_failure(db, [person.id], NOW)
    assert newest(db).ended_at == NOW
