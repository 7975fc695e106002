"""Mon compte, Aidants and the veil, as a browser without a line of script uses them."""

import pyotp
import pytest
import segno
from sqlalchemy import select

from carnet.services import staff
from carnet.services.staff.accounts import membership_of
from carnet.store.audit import AuditLine
from carnet.store.staff import Helper as HelperRow
from tests.web.consoles import PASSWORD, Helper, hire


@pytest.fixture
def at_desk(console, clock, world):
    """Return a function that hires somebody and signs them in."""

    def sit(login="samira", *, is_referent=False, **facts):
        with world() as db:
            helper = hire(db, login, **facts)
            membership_of(db, helper, clock.now).is_referent = is_referent
        clock.pass_by(seconds=30)
        somebody = Helper(console, clock, login)
        somebody.sign_in()
        return somebody

    return sit


def number_of(world, login):
    with world() as db:
        return staff.with_login(db, login).id


def test_after_five_minutes_nothing_readable_stays_and_the_password_brings_the_same_page_back(at_desk, clock):
    helper = at_desk()
    helper.look("/account")
    clock.pass_by(minutes=5, seconds=1)

    veiled = helper.read(helper.client.get("/account"))

    assert veiled.status_code == 401
    assert helper.html.xpath("//nav | //table") == []
    assert helper.html.xpath('//form[@action="/unlock"]/input[@name="back"]/@value') == ["/account"]
    assert helper.lift().request.path == "/account"


def test_the_veil_is_drawn_by_hand_and_a_form_behind_it_changes_nothing(at_desk, world):
    helper = at_desk()
    helper.look("/account")

    helper.do("/lock", back="/account")

    token = helper.html.xpath('//input[@name="forgery"]/@value')[0]
    assert helper.is_veiled
    assert helper.client.post("/language", data={"forgery": token, "value": "en"}).status_code == 401
    with world() as db:
        assert staff.with_login(db, "samira").language == "fr"


def test_three_slips_under_the_veil_end_the_session(at_desk, clock):
    helper = at_desk()
    clock.pass_by(minutes=6)
    helper.read(helper.client.get("/"))

    codes = [helper.lift("non").status_code for _ in range(2)]
    last = helper.lift("non")

    assert codes == [422, 422]
    assert last.status_code == 401
    assert "/sign-in" in helper.forms()
    assert helper.read(helper.client.get("/")).status_code == 401
    assert "/sign-in" in helper.forms()


@pytest.mark.parametrize("back", ["https://evil.test/", "//evil.test", "/\\evil.test", "evil", "/a\r\nb"])
def test_the_veil_leads_back_to_our_own_pages_only(back, at_desk):
    helper = at_desk()
    helper.look()
    token = helper.html.xpath('//input[@name="forgery"]/@value')[0]

    answer = helper.client.post("/unlock", data={"forgery": token, "back": back})

    assert answer.headers["Location"] == "/"


def test_a_newcomer_chooses_how_to_enter_and_reaches_nothing_else_before(at_desk, console, clock, world):
    lucas = at_desk("lucas", role="employee", is_referent=True)
    lucas.look("/helpers")
    place = lucas.html.xpath('//select[@id="organisation"]/option/@value')[0]
    lucas.do(
        "/helpers", login="nina", name="Nina Neuve", role="volunteer", power="beside", organisation=place
    )
    [code] = lucas.html.xpath('//p[@class="entry-code"]/text()')
    nina = Helper(console, clock, "nina")
    nina.read(
        nina.client.post("/sign-in/invitation", data={"login": "nina", "code": code}, follow_redirects=True)
    )

    assert nina.html.xpath("//h1/text()") == ["Mon compte"]
    assert nina.client.get("/").headers["Location"] == "/account"
    nina.do("/account/password", chosen=PASSWORD)
    nina.do("/account/telephone")
    secret = nina.html.xpath('//p[@class="name"]/text()')[0].replace(" ", "")
    sealed = nina.html.xpath('//input[@name="sealed"]/@value')[0]
    nina.do("/account/telephone/confirm", sealed=sealed, code=pyotp.TOTP(secret).at(clock.now))
    clock.pass_by(seconds=30)
    nina.do("/sign-out")
    nina.sign_in(code=pyotp.TOTP(secret).at(clock.now))

    assert nina.look("/").status_code == 200


def test_an_authenticator_shows_the_product_and_not_its_demonstration(at_desk, monkeypatch):
    drawn, make_qr = [], segno.make_qr
    monkeypatch.setattr(segno, "make_qr", lambda told, **how: drawn.append(told) or make_qr(told, **how))
    samira = at_desk()
    samira.look("/account")

    samira.do("/account/telephone")

    [address] = drawn
    assert address.startswith("otpauth://totp/Coup%20de%20main:samira?")


def test_ten_codes_leave_on_a_sheet_and_open_the_door_without_a_telephone(at_desk):
    helper = at_desk()
    helper.look("/account")

    token = helper.html.xpath('//input[@name="forgery"]/@value')[0]
    sheet = helper.client.post("/account/codes.pdf", data={"forgery": token})

    assert (sheet.mimetype, sheet.get_data()[:5]) == ("application/pdf", b"%PDF-")
    helper.look("/account")
    assert "Codes qui restent : 10." in helper.words()


@pytest.mark.parametrize(("act", "is_active"), [("suspend", False), ("sessions", True), ("renew", True)])
def test_who_looks_after_a_helper_ends_their_session_at_once(act, is_active, at_desk, world):
    samira, helene = at_desk("samira"), at_desk("helene", role="supervisor")
    helene.look("/helpers")

    helene.do(f"/helpers/{number_of(world, 'samira')}/{act}")

    assert samira.look().status_code == 401
    with world() as db:
        assert staff.with_login(db, "samira").is_active == is_active


def test_an_agent_finds_no_way_to_the_helpers_and_a_forged_form_is_refused(at_desk, world):
    agent = at_desk("ines", role="agent")
    target = number_of(world, "ines")
    agent.look()

    assert agent.html.xpath('//nav//a[@href="/helpers"]') == []
    assert agent.look("/helpers").status_code == 403
    assert "Votre rôle n’ouvre pas cette page." in agent.words()
    assert agent.do(f"/helpers/{target}/suspend").status_code == 403
    with world() as db:
        assert db.scalars(select(HelperRow)).one().is_active


def test_nothing_typed_about_an_account_reaches_the_journal(at_desk, world):
    helper = at_desk()
    helper.look("/account")
    helper.do("/account/pin", pin="2580")
    helper.do("/account/password", present=PASSWORD, chosen="un autre mot de passe")

    with world() as db:
        lines = [f"{line.act} {line.detail}" for line in db.scalars(select(AuditLine))]
    assert any(line.startswith("credential") for line in lines)
    assert not [line for line in lines if "2580" in line or PASSWORD in line or "autre mot" in line]


def options(helper, name):
    return helper.html.xpath(f'//select[@id="{name}"]/option/@value')


def test_a_referent_is_offered_what_they_may_give_and_nothing_more(at_desk, world):
    at_desk("samira", role="employee")
    at_desk("ines", role="agent")
    lea = at_desk("lea", role="volunteer", is_referent=True)
    lea.look("/helpers")
    samira, ines = (number_of(world, login) for login in ("samira", "ines"))

    assert (options(lea, "role"), options(lea, "power")) == (["volunteer"], ["beside"])
    assert lea.html.xpath('//form[@action="/helpers/organisations"] | //input[@type="checkbox"]') == []
    acts = {f"/helpers/{number}/{act}" for number in (samira, ines) for act in ("suspend", "sessions")}
    assert {form for form in lea.forms() if form and form.startswith("/helpers/")} == acts
    assert lea.do(f"/helpers/{ines}/renew").status_code == 403


def test_a_supervisor_names_a_referent_whose_open_session_has_the_right_at_once_and_loses_it_at_once(
    at_desk, world
):
    samira, helene = at_desk("samira", role="employee"), at_desk("helene", role="supervisor")
    address = f"/helpers/{number_of(world, 'samira')}/rights"
    helene.look("/helpers")
    [form] = helene.html.xpath(f'//form[@action="{address}"]')
    assert form.xpath(".//select/option/@value") == ["beside"]
    assert samira.look("/helpers").status_code == 403

    helene.do(address, power="beside", referent="yes")
    assert "Ses droits changent" in helene.words()
    assert helene.html.xpath(f'//form[@action="{address}"]//input[@type="checkbox"]/@checked')
    assert samira.look("/helpers").status_code == 200

    helene.do(address, power="beside")
    assert samira.look("/helpers").status_code == 403
    assert samira.look("/").status_code == 200


def test_the_larger_power_is_offered_by_who_holds_it_and_never_for_a_volunteer(at_desk, world, clock):
    at_desk("samira")
    at_desk("amel", role="agent")
    helene = at_desk("helene", role="supervisor")
    samira, amel = (number_of(world, login) for login in ("samira", "amel"))
    with world() as db:
        membership_of(db, staff.with_login(db, "helene"), clock.now).max_power = "for"
    helene.look("/helpers")

    assert [options(helene, f"power-{number}") for number in (samira, amel)] == [
        ["beside"],
        ["beside", "for"],
    ]
    assert helene.do(f"/helpers/{amel}/rights", power="for").status_code == 200
    assert helene.do(f"/helpers/{samira}/rights", power="for").status_code == 422
    assert "jamais à la place" in helene.words()


def test_a_supervisor_adds_an_organisation_and_a_second_one_of_that_name_is_told(at_desk):
    helene = at_desk("helene", role="supervisor")
    helene.look("/helpers")
    place = {"name": "Mairie de Nullepart", "kind": "town_hall", "department": "63"}

    assert helene.do("/helpers/organisations", **place).status_code == 200
    assert "Mairie de Nullepart" in helene.html.xpath('//select[@id="organisation"]/option/text()')
    assert helene.do("/helpers/organisations", **place).status_code == 422
    assert "porte déjà ce nom" in helene.words()
    assert (
        helene.do("/helpers/organisations", **{**place, "name": "Autre", "department": "630"}).status_code
        == 422
    )
    assert "Vérifiez le nom" in helene.words()


def test_a_referent_who_forges_the_form_of_organisations_is_refused(at_desk):
    lucas = at_desk("lucas", role="employee", is_referent=True)
    lucas.look("/helpers")

    assert lucas.do("/helpers/organisations", name="Chez moi", kind="association").status_code == 403
