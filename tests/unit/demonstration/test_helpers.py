"""The helpers of the demonstration: made once, printed for the owner of the folder alone."""

import re

import pytest
from sqlalchemy import select

from carnet.demonstration import helpers
from carnet.services import staff
from carnet.store.staff import Helper, Membership
from tests.builders import NOW


def logins(path) -> dict[str, str]:
    return dict(re.findall(r"login +(\S+)\n +password +(\S+)", path.read_text("utf-8")))


def test_everybody_in_the_file_can_sign_in(db, tmp_path):
    told = logins(helpers.prepare(db, tmp_path, NOW))

    for login, password in told.items():
        code = staff.next_code(db, staff.with_login(db, login), NOW)
        assert staff.sign_in(db, login, password, code, NOW).outcome == "signed_in"
    roles = [staff.with_login(db, login).role for login in told]
    assert sorted(roles) == ["agent", "agent", "employee", "supervisor", "volunteer"]
    assert len({staff.with_login(db, login).organisation_id for login in told}) == 2


def test_only_the_owner_reads_the_file(db, tmp_path):
    assert helpers.prepare(db, tmp_path, NOW).stat().st_mode & 0o777 == 0o600


def test_a_second_start_changes_nothing(db, tmp_path):
    first = helpers.prepare(db, tmp_path, NOW).read_text("utf-8")

    assert helpers.prepare(db, tmp_path, NOW).read_text("utf-8") == first


def test_a_lost_file_gives_new_passwords(db, tmp_path):
    path = helpers.prepare(db, tmp_path, NOW)
    first = logins(path)
    path.unlink()

    second = logins(helpers.prepare(db, tmp_path, NOW))

    assert second.keys() == first.keys()
    assert not set(second.values()) & set(first.values())


@pytest.mark.parametrize("login", ["samira", "ines"])
def test_an_authenticator_application_can_read_the_address(login, db, tmp_path):
    text = helpers.prepare(db, tmp_path, NOW).read_text("utf-8")

    secret = staff.secret_of(db, staff.with_login(db, login))
    assert re.search(rf"otpauth://totp/\S+:{login}\?secret={secret}&", text)


def test_the_supervisor_holds_the_larger_power_and_the_library_has_a_referent(db, tmp_path):
    helpers.prepare(db, tmp_path, NOW)

    rows = db.execute(
        select(Helper.login, Membership.max_power, Membership.is_referent).join_from(Helper, Membership)
    )
    assert sorted(map(tuple, rows)) == [("helene", "for", False), ("lucas", "beside", True)]
