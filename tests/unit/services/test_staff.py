"""Signing in: two factors, a code that serves once, the same answer to all that is wrong, sessions that really end."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from carnet.domain.errors import Invalid
from carnet.services import assistance, staff
from carnet.store.codes import Lockout
from carnet.store.staff import HelperSession
from tests.builders import NOW

PASSWORD = "un mot de passe assez long"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(now=NOW) -> str:
    return pyotp.TOTP(SECRET).at(now)


@pytest.fixture
def helper(db):
    organisation = staff.add_organisation(db, name="Médiathèque", kind="association")
    return staff.add_helper(
        db,
        login="samira",
        name="Samira Aidante",
        role="volunteer",
        organisation=organisation,
        password=PASSWORD,
        totp_secret=SECRET,
    )


def sign_in(db, now=NOW, *, login="samira", password=PASSWORD, code=""):
    return staff.sign_in(db, login, password, code or code_at(now), now)


def test_password_and_code_open_a_session(db, helper):
    entrance = sign_in(db)

    assert entrance.outcome == "signed_in"
    assert staff.present(db, entrance.token, NOW).helper is helper


def test_the_secret_of_a_session_never_shows(db, helper):
    entrance = sign_in(db)

    assert repr(entrance.token) not in repr(entrance)
    session = db.scalars(select(HelperSession)).one()
    assert entrance.token.hex() not in session.token_hash


@pytest.mark.parametrize(
    "typed",
    [
        {"password": "un autre mot de passe"},
        {"code": "000000"},
        {"code": "é" * 6},
        {"code": "\0"},
        {"login": "nobody"},
        {"login": "x" * 10_000},
        {"password": "x" * 10_000},
        {"login": "", "password": ""},
    ],
)
def test_all_that_is_wrong_gets_one_answer(typed, db, helper):
    assert sign_in(db, **typed) == staff.SignIn("wrong")


def test_a_code_serves_once(db, helper):
    sign_in(db)

    assert sign_in(db).outcome == "wrong"
    assert sign_in(db, NOW + timedelta(seconds=30)).outcome == "signed_in"


def test_a_code_before_one_that_served_is_over(db, helper):
    late = NOW + timedelta(seconds=30)
    sign_in(db, late)

    assert sign_in(db, late, code=code_at(NOW)).outcome == "wrong"


@pytest.mark.parametrize(
    ("seconds", "outcome"), [(-60, "wrong"), (-30, "signed_in"), (30, "signed_in"), (60, "wrong")]
)
def test_a_clock_may_be_half_a_minute_off(seconds, outcome, db, helper):
    assert sign_in(db, code=code_at(NOW + timedelta(seconds=seconds))).outcome == outcome


def test_a_code_may_be_typed_with_a_space(db, helper):
    assert sign_in(db, code=f"{code_at()[:3]} {code_at()[3:]}").outcome == "signed_in"


@pytest.mark.parametrize("login", ["samira", "nobody"])
def test_fifteen_wrong_tries_lock_a_login_whether_it_exists_or_not(login, db, helper):
    outcomes = [sign_in(db, login=login, password="wrong").outcome for _ in range(16)]

    assert outcomes == ["wrong"] * 14 + ["locked"] * 2
    assert sign_in(db, login=login).outcome == "locked"


def test_a_lock_ends_and_is_one_logins_own(db, helper):
    for _ in range(15):
        sign_in(db, login="nobody")

    assert sign_in(db).outcome == "signed_in"
    assert sign_in(db, NOW + timedelta(minutes=6), login="nobody").outcome == "wrong"


def test_what_was_typed_as_a_login_is_not_kept(db, helper):
    sign_in(db, login="my password by mistake")

    subjects = [row.subject for row in db.scalars(select(Lockout)) if row.scope == "console"]
    assert len(subjects) == 1
    assert "password" not in subjects[0]


def test_a_helper_who_left_cannot_sign_in_and_is_out_at_once(db, helper):
    entrance = sign_in(db)
    helper.is_active = False
    later = NOW + timedelta(minutes=1)

    assert staff.present(db, entrance.token, NOW) is None
    assert sign_in(db, later).outcome == "wrong"


def test_an_unknown_secret_opens_nothing(db, helper):
    assert staff.present(db, b"", NOW) is None
    assert staff.present(db, b"x" * 32, NOW) is None


def test_a_session_ends_after_fifteen_idle_minutes_whatever_its_page_asks(db, helper):
    token = sign_in(db).token
    session = db.scalars(select(HelperSession)).one()
    for minute in range(1, 16):
        now = NOW + timedelta(minutes=minute)
        assert staff.present(db, token, now)
        staff.keep_alive(db, session.id, now, acted=False)

    assert staff.present(db, token, NOW + timedelta(minutes=15, seconds=1)) is None


def test_acting_keeps_a_session_but_never_beyond_ten_hours(db, helper):
    token = sign_in(db).token
    session = db.scalars(select(HelperSession)).one()
    for quarter in range(41):
        now = NOW + timedelta(minutes=15 * quarter)
        staff.keep_alive(db, session.id, now, acted=True)
    assert staff.present(db, token, NOW + timedelta(hours=10))

    assert staff.present(db, token, NOW + timedelta(hours=10, seconds=1)) is None


def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(db, helper):
    token = sign_in(db).token

    staff.sign_out(db, staff.present(db, token, NOW), NOW)

    assert staff.present(db, token, NOW) is None


def test_all_sessions_of_a_helper_can_be_ended_at_once(db, helper):
    tokens = [sign_in(db, NOW + timedelta(seconds=30 * number)).token for number in range(3)]
    later = NOW + timedelta(minutes=2)

    staff.end_sessions(db, helper, later)

    assert [staff.present(db, token, later) for token in tokens] == [None] * 3


def test_a_console_that_polls_shows_that_somebody_is_there(db, helper):
    assert not assistance.somebody_is_there(db, NOW)
    signed_in = staff.present(db, sign_in(db).token, NOW)
    assert assistance.somebody_is_there(db, NOW)
    later = NOW + timedelta(minutes=5)
    assert not assistance.somebody_is_there(db, later)

    staff.keep_alive(db, signed_in.session.id, later, acted=False)

    assert assistance.somebody_is_there(db, later)


def test_a_password_has_twelve_signs_at_least(db):
    organisation = staff.add_organisation(db, name="Médiathèque", kind="association")
    with pytest.raises(Invalid):
        staff.add_helper(
            db,
            login="x",
            name="X",
            role="agent",
            organisation=organisation,
            password="court",
            totp_secret=SECRET,
        )


def test_adding_again_changes_the_password_and_keeps_the_person(db, helper):
    organisation = staff.add_organisation(db, name="Médiathèque", kind="association")
    again = staff.add_helper(
        db,
        login="samira",
        name="Samira Aidante",
        role="employee",
        organisation=organisation,
        password="un tout autre secret",
        totp_secret=SECRET,
    )

    assert again.id == helper.id
    assert sign_in(db).outcome == "wrong"
    assert sign_in(db, password="un tout autre secret").outcome == "signed_in"


def test_a_newcomer_without_a_telephone_gets_a_code_that_opens(db, helper):
    assert sign_in(db, code=staff.next_code(db, helper, NOW)).outcome == "signed_in"

    assert sign_in(db, code=staff.next_code(db, helper, NOW)).outcome == "signed_in"


def test_the_second_factor_is_sealed(db, helper):
    assert SECRET.encode() not in helper.totp_sealed
    assert staff.secret_of(db, helper) == SECRET
