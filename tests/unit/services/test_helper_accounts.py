"""Accounts of helpers: invited in person, looked after at home, cut off when nobody opens them, revoked everywhere at once."""

import json
from datetime import timedelta
from itertools import product

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from carnet.reference.accounts import dormant_days
from carnet.services import staff
from carnet.services.staff import credentials, entrance, federation, sessions, single_use, team
from carnet.store import audit
from carnet.store.audit import AuditLine
from carnet.store.credentials import Credential
from carnet.store.staff import POWERS, ROLES, Helper, HelperSession, Membership, Organisation
from tests.builders import NOW
from tests.web.consoles import PASSWORD, SECRET

DAY = timedelta(days=1)


def make(db, login, *, role="employee", home="Médiathèque", power="beside", is_referent=False):
    place = staff.add_organisation(db, name=home, kind="association")
    helper = staff.add_helper(
        db,
        login=login,
        name=login.title(),
        role=role,
        organisation=place,
        password=PASSWORD,
        totp_secret=SECRET,
    )
    db.add(Membership(helper_id=helper.id, role=role, max_power=power, is_referent=is_referent, since=NOW))
    db.flush()
    return helper


def last_line(db):
    """Return the last line of the service's journal: act, outcome and detail."""
    audit.write_noted(db)
    db.flush()
    line = db.scalars(
        select(AuditLine).where(AuditLine.chain == audit.SERVICE).order_by(AuditLine.seq.desc())
    ).first()
    detail = json.loads(line.detail)
    return line.act, line.outcome, {name: detail[name] for name in detail if name != "credential"}


def signed_in(db, helper, now=NOW, **how):
    token = staff.open_session(db, helper, now, **{"method": "password", **how}).token
    db.flush()
    return staff.present(db, token, now)


@pytest.fixture
def referent(db):
    return signed_in(db, make(db, "lucas", role="employee", is_referent=True))


def invite(db, by, login="nina", **facts):
    said = {
        "name": "Nina Neuve",
        "role": "volunteer",
        "power": "beside",
        "organisation_id": by.helper.organisation_id,
    }
    return team.invite(db, by, NOW, login=login, **{**said, **facts})


@pytest.mark.parametrize("how", ["added", "promoted"])
def test_the_database_itself_refuses_a_volunteer_the_power_to_act_for_somebody(how, db):
    helper = make(db, "samira", role="volunteer" if how == "added" else "employee")
    membership = db.get_one(Membership, helper.id)
    membership.max_power = "for"
    if how == "promoted":
        db.flush()
        helper.role = "volunteer"

    with pytest.raises(IntegrityError):
        db.flush()


def test_an_invited_helper_enters_once_with_the_code_and_reaches_their_account_alone(db, referent):
    told = invite(db, referent)

    found = entrance.use_invitation(db, "nina", told.code, NOW)
    db.flush()
    again = entrance.use_invitation(db, "nina", told.code, NOW)

    assert (told.name, found.outcome, again.outcome) == ("invited", "signed_in", "wrong")
    actor = staff.actor_of(staff.present(db, found.token, NOW))
    assert (actor.is_entering, actor.is_strong) == (True, False)


def test_an_invitation_dies_after_seven_days(db, referent):
    told = invite(db, referent)

    assert entrance.use_invitation(db, "nina", told.code, NOW + 8 * DAY).outcome == "wrong"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"power": "for"}, "power"),
        ({"role": "supervisor"}, "refused"),
        ({"is_referent": True}, "refused"),
        ({"role": "king"}, "unreadable"),
        ({"login": "<b>"}, "unreadable"),
        ({"login": "lucas"}, "taken"),
        ({"name": "  "}, "unreadable"),
        ({"name": '=HYPERLINK("https://evil.test")'}, "sign"),
        ({"name": " @nina"}, "sign"),
        ({"name": "\t-Nina"}, "sign"),
        ({"organisation_id": 99}, "refused"),
    ],
)
def test_a_referent_invites_nobody_above_or_elsewhere(facts, outcome, db, referent):
    before = len(db.scalars(select(Helper)).all())

    assert invite(db, referent, **facts).name == outcome
    assert len(db.scalars(select(Helper)).all()) == before


@pytest.mark.parametrize("act", [team.renew, team.suspend, team.wake, team.end_their_sessions])
def test_nobody_reaches_a_helper_of_another_house_nor_themselves_nor_a_supervisor(act, db, referent):
    far, boss = make(db, "paul", home="Ailleurs"), make(db, "helene", role="supervisor")

    for number in (far.id, boss.id, referent.helper.id, 9999):
        assert act(db, referent, number, NOW).name == "refused"


def test_a_session_of_one_factor_looks_after_nobody(db):
    weak = signed_in(db, make(db, "helene", role="supervisor"), is_strong=False, method="provider")
    helper = make(db, "samira")

    assert team.suspend(db, weak, helper.id, NOW).name == "refused"


def test_suspending_ends_every_session_at_once_and_waking_gives_them_back_what_they_held(db, referent):
    helper = make(db, "samira")
    there = signed_in(db, helper)

    team.suspend(db, referent, helper.id, NOW)
    db.flush()
    db.expire_all()
    assert there.session.ended_at == NOW
    assert staff.sign_in(db, "samira", PASSWORD, staff.next_code(db, helper, NOW), NOW).outcome == "wrong"

    team.wake(db, referent, helper.id, NOW)
    assert staff.sign_in(db, "samira", PASSWORD, staff.next_code(db, helper, NOW), NOW).outcome == "signed_in"


def test_new_credentials_revoke_all_that_a_helper_held_everywhere(db, referent):
    helper = make(db, "samira")
    there = signed_in(db, helper)
    printed = single_use.print_codes(db, helper, NOW)
    federation.link(db, helper, "https://idp.test", "42", NOW)
    credentials.choose_pin(db, there, "2580", NOW)

    told = team.renew(db, referent, helper.id, NOW)
    db.flush()
    db.expire_all()

    assert there.session.ended_at is not None
    living = db.scalars(
        select(Credential).where(Credential.helper_id == helper.id, Credential.revoked_at.is_(None))
    )
    assert [each.kind for each in living] == ["invitation"]
    assert staff.sign_in(db, "samira", PASSWORD, printed[0], NOW).outcome == "wrong"
    assert federation.enter(db, "https://idp.test", "42", NOW, is_strong=True).outcome == "unknown"
    assert entrance.use_invitation(db, "samira", told.code, NOW).outcome == "signed_in"


def test_a_printed_code_stands_for_the_telephone_and_serves_once(db):
    helper = make(db, "samira")
    codes = single_use.print_codes(db, helper, NOW)
    db.flush()

    outcomes = [
        staff.sign_in(db, "samira", PASSWORD, code, NOW).outcome for code in (codes[0], codes[0], codes[1])
    ]

    assert len(set(codes)) == 10
    assert outcomes == ["signed_in", "wrong", "signed_in"]
    assert single_use.left(db, helper) == 8
    assert staff.sign_in(db, "samira", "un autre mot de passe", codes[2], NOW).outcome == "wrong"
    assert single_use.left(db, helper) == 8


def test_a_new_sheet_ends_the_former_one_and_no_code_is_kept_in_clear(db):
    helper = make(db, "samira")
    former = single_use.print_codes(db, helper, NOW)
    single_use.print_codes(db, helper, NOW)
    db.flush()

    assert staff.sign_in(db, "samira", PASSWORD, former[0], NOW).outcome == "wrong"
    kept = {each.handle for each in db.scalars(select(Credential))}
    assert not [code for code in former if any(code in handle for handle in kept)]


def test_somebody_elses_printed_code_opens_nothing(db):
    codes = single_use.print_codes(db, make(db, "samira"), NOW)
    make(db, "paul")
    db.flush()

    assert staff.sign_in(db, "paul", PASSWORD, codes[0], NOW).outcome == "wrong"


def test_the_veil_is_lifted_by_the_short_code_and_three_slips_end_the_session(db):
    there = signed_in(db, make(db, "samira"))
    credentials.choose_pin(db, there, "2580", NOW)
    staff.lock(there, NOW)
    assert staff.is_locked(there, NOW)

    assert staff.unlock(db, there, "0000", NOW) == "wrong"
    assert staff.unlock(db, there, "2580", NOW) == "unlocked"
    assert not staff.is_locked(there, NOW)
    staff.lock(there, NOW)

    assert [staff.unlock(db, there, guess, NOW) for guess in ("1", PASSWORD, "3")] == [
        "wrong",
        "wrong",
        "over",
    ]
    assert there.session.ended_at == NOW


def test_five_minutes_without_a_gesture_draw_the_veil_and_the_password_lifts_it_for_who_has_no_short_code(db):
    there = signed_in(db, make(db, "samira"))
    late = NOW + timedelta(minutes=5, seconds=1)

    assert not staff.is_locked(there, NOW + timedelta(minutes=5))
    assert staff.is_locked(there, late)
    assert staff.quick_way(db, there.helper) == "password"
    assert staff.unlock(db, there, PASSWORD, late) == "unlocked"
    assert there.session.acted_at == late


@pytest.mark.parametrize("pin", ["", "123", "123456789", "1111", "12a4", "١٢٣٤"])
def test_a_short_code_that_is_none_is_refused(pin, db):
    there = signed_in(db, make(db, "samira"))

    assert credentials.choose_pin(db, there, pin, NOW) == "short"
    assert sessions.pin_of(db, there.helper) is None


def test_a_new_password_closes_the_other_sessions_and_keeps_this_one(db):
    helper = make(db, "samira")
    here, there = signed_in(db, helper), signed_in(db, helper)

    assert credentials.choose_password(db, here, "court", NOW) == "short"
    assert credentials.choose_password(db, here, "un nouveau mot de passe", NOW) == "password"

    db.flush()
    db.expire_all()
    assert (here.session.ended_at, there.session.ended_at) == (None, NOW)


def test_a_telephone_is_linked_once_it_shows_a_code(db):
    helper = make(db, "samira")
    here = signed_in(db, helper)
    secret, sealed = credentials.offer_secret(db, helper)

    assert credentials.choose_secret(db, here, sealed, "000000", NOW) == "wrong"
    assert credentials.choose_secret(db, here, "00", "000000", NOW) == "wrong"
    assert staff.secret_of(db, helper) == SECRET
    assert credentials.choose_secret(db, here, sealed, pyotp.TOTP(secret).at(NOW), NOW) == "telephone"
    assert staff.secret_of(db, helper) == secret


def test_accounts_that_nobody_opens_are_cut_off_and_the_others_stay(db):
    days = dormant_days(NOW.date())
    idle, busy, newcomer = make(db, "samira"), make(db, "paul"), make(db, "nina")
    later = NOW + (days + 1) * DAY
    signed_in(db, busy, later - DAY)
    db.get_one(Membership, newcomer.id).since = later - DAY
    db.flush()

    assert team.cut_off_dormant(db, later) == 1
    assert team.cut_off_dormant(db, later) == 0

    assert (idle.is_active, busy.is_active, newcomer.is_active) == (False, True, True)


def test_one_subject_of_two_issuers_is_two_people(db):
    helper = make(db, "samira")
    federation.link(db, helper, "https://one.test", "42", NOW)
    db.flush()

    assert federation.enter(db, "https://two.test", "42", NOW, is_strong=True).outcome == "unknown"
    assert federation.enter(db, "https://one.test", "42", NOW, is_strong=True).outcome == "signed_in"
    assert federation.link(db, make(db, "paul"), "https://one.test", "42", NOW) == "taken"


def test_the_last_times_that_somebody_signed_in_are_told_newest_first(db):
    helper = make(db, "samira")
    for hour in range(12):
        signed_in(db, helper, NOW + timedelta(hours=hour))

    last = sessions.latest(db, helper)

    assert len(last) == 10
    assert [each.started_at for each in last] == sorted((each.started_at for each in last), reverse=True)
    assert {each.helper_id for each in db.scalars(select(HelperSession))} == {helper.id}


def test_a_referent_names_nobody_who_answers_for_articles(db, referent):
    other = make(db, "samira")

    assert team.answer_for(db, referent, other.id, "rights", NOW).name == "refused"
    assert db.get_one(Membership, other.id).answers_for == ""


@pytest.fixture
def supervisor(db):
    return signed_in(db, make(db, "helene", role="supervisor", power="for"))


@pytest.mark.parametrize(("role", "power"), list(product(ROLES, POWERS)))
def test_a_volunteer_who_is_a_referent_gets_no_code_that_opens_more_than_they_hold(role, power, db):
    lea = signed_in(db, make(db, "lea", role="volunteer", is_referent=True))

    told = invite(db, lea, role=role, power=power)

    expected = "refused" if role != "volunteer" else "power" if power == "for" else "invited"
    assert (told.name, told.code != "") == (expected, expected == "invited")


@pytest.mark.parametrize(("role", "power"), [("agent", "beside"), ("employee", "for"), ("agent", "for")])
def test_new_credentials_for_who_holds_more_are_refused_and_revoke_nothing(role, power, db, referent):
    helper = make(db, "ines", role=role, power=power)
    there = signed_in(db, helper)

    told = team.renew(db, referent, helper.id, NOW)

    assert (told.name, told.code) == ("refused", "")
    assert staff.secret_of(db, helper) == SECRET
    assert there.session.ended_at is None


def test_a_referent_stops_whoever_holds_more_but_does_not_wake_them(db, referent):
    agent = make(db, "ines", role="agent", power="for")

    assert team.end_their_sessions(db, referent, agent.id, NOW).name == "ended"
    assert team.suspend(db, referent, agent.id, NOW).name == "suspended"
    assert team.wake(db, referent, agent.id, NOW).name == "refused"
    assert not agent.is_active


def change(db, by, helper, power="beside", *, is_referent=False):
    told = team.change(db, by, helper.id, NOW, power=power, is_referent=is_referent)
    db.flush()
    return told.name


def test_a_power_and_a_referent_are_given_and_taken_back_while_the_session_goes_on(db, supervisor):
    helper = make(db, "samira")
    there = signed_in(db, helper)
    token = staff.open_session(db, helper, NOW, method="password").token
    db.flush()

    def rights():
        actor = staff.actor_of(staff.present(db, token, NOW))
        return actor.max_power, actor.is_referent

    assert change(db, supervisor, helper, "for", is_referent=True) == "changed"
    assert last_line(db) == (
        "account",
        "changed",
        {
            "helper": helper.id,
            "power": "for",
            "referent": True,
        },
    )
    assert rights() == ("for", True)
    assert change(db, supervisor, helper) == "changed"
    assert rights() == ("beside", False)
    assert there.session.ended_at is None


def test_no_change_makes_a_volunteer_act_for_somebody(db, supervisor):
    helper = make(db, "samira", role="volunteer")

    assert change(db, supervisor, helper, "for") == "power"
    assert change(db, supervisor, helper, "all") == "unreadable"
    assert change(db, supervisor, helper, is_referent=True) == "changed"
    assert db.get_one(Membership, helper.id).max_power == "beside"


def test_a_referent_gives_no_power_that_they_lack_and_names_nobody(db, referent):
    helper, fellow = make(db, "samira"), make(db, "amel", is_referent=True)
    far, boss = make(db, "paul", home="Ailleurs"), make(db, "helene", role="supervisor")

    assert change(db, referent, helper, "for") == "refused"
    assert change(db, referent, helper, is_referent=True) == "refused"
    assert change(db, referent, fellow, is_referent=False) == "refused"
    assert change(db, referent, referent.helper, "for", is_referent=True) == "refused"
    assert [change(db, referent, each) for each in (far, boss)] == ["refused", "refused"]
    assert change(db, referent, fellow, is_referent=True) == "changed"


def test_a_referent_who_holds_the_larger_power_gives_it_and_anyone_may_take_it_away(db, referent):
    strong = signed_in(db, make(db, "amel", power="for", is_referent=True))
    helper = make(db, "samira")

    assert change(db, strong, helper, "for") == "changed"
    assert change(db, referent, helper, "beside") == "changed"
    assert db.get_one(Membership, helper.id).max_power == "beside"


def found(db, by, name="France services de Nullepart", kind="france_services", department=""):
    return team.make_organisation(db, by, NOW, name=name, kind=kind, department=department).name


def test_a_supervisor_adds_an_organisation_and_invites_into_it(db, supervisor):
    assert found(db, supervisor, department=" 2a ") == "founded"

    place = db.scalars(select(Organisation).where(Organisation.kind == "france_services")).one()
    assert (place.name, place.department) == ("France services de Nullepart", "2A")
    assert last_line(db)[:2] == ("organisation", "founded")
    assert last_line(db)[2]["organisation"] == place.id
    assert invite(db, supervisor, organisation_id=place.id).name == "invited"


@pytest.mark.parametrize("name", ["Médiathèque", "  mediatheque ", "MÉDIATHÈQUE"])
def test_an_organisation_that_is_there_is_told(name, db, supervisor):
    assert found(db, supervisor, name) == "known"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " . "},
        {"name": "a" * 81},
        {"name": "a\x00"},
        {"kind": "circus"},
        {"department": "20"},
        {"department": "99"},
    ],
)
def test_an_organisation_that_cannot_be_read_is_not_made(wrong, db, supervisor):
    before = len(db.scalars(select(Organisation)).all())

    assert found(db, supervisor, **wrong) == "place"
    assert len(db.scalars(select(Organisation)).all()) == before


def test_a_referent_adds_no_organisation(db, referent):
    assert found(db, referent) == "refused"
