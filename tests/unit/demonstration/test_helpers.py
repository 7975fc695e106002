"""The helpers of the demonstration: made once, printed for the owner of the folder alone."""

import re

import pytest

from carnet.demonstration import helpers
from carnet.services import staff
from tests.builders import NOW


def logins(path) -> dict[str, str]:
    return dict(re.findall(r"login +(\S+)\n +password +(\S+)", path.read_text("utf-8")))


def test_everybody_in_the_file_can_sign_in(db, tmp_path):
    told = logins(helpers.prepare(db, tmp_path))

    for login, password in told.items():
        code = staff.next_code(db, staff.with_login(db, login), NOW)
        assert staff.sign_in(db, login, password, code, NOW).outcome == "signed_in"
    roles = [staff.with_login(db, login).role for login in told]
    assert sorted(roles) == ["agent", "agent", "employee", "supervisor", "volunteer"]
    assert len({staff.with_login(db, login).organisation_id for login in told}) == 2


def test_only_the_owner_reads_the_file(db, tmp_path):
    assert helpers.prepare(db, tmp_path).stat().st_mode & 0o777 == 0o600


def test_a_second_start_changes_nothing(db, tmp_path):
    first = helpers.prepare(db, tmp_path).read_text("utf-8")

    assert helpers.prepare(db, tmp_path).read_text("utf-8") == first


def test_a_lost_file_gives_new_passwords(db, tmp_path):
    path = helpers.prepare(db, tmp_path)
    first = logins(path)
    path.unlink()

    second = logins(helpers.prepare(db, tmp_path))

    assert second.keys() == first.keys()
    assert not set(second.values()) & set(first.values())


@pytest.mark.parametrize("login", ["samira", "ines"])
def test_an_authenticator_application_can_read_the_address(login, db, tmp_path):
    text = helpers.prepare(db, tmp_path).read_text("utf-8")

    secret = staff.secret_of(db, staff.with_login(db, login))
    assert re.search(rf"otpauth://totp/\S+:{login}\?secret={secret}&", text)
