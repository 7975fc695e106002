"""Mon compte, Aidants and the veil, as a browser without a line of script uses them."""

from dataclasses import dataclass

import pyotp
import pytest
import segno
from sqlalchemy import select

from carnet.services import staff
from carnet.services.staff import credentials, federation, single_use
from carnet.services.staff.accounts import membership_of
from carnet.store.audit import AuditLine
from carnet.store.credentials import Ceremony, Credential
from carnet.store.staff import Helper as HelperRow
from carnet.store.staff import HelperSession
from tests.builders import NOW
from tests.security.doors import addresses
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
    samira.prove()

    samira.do("/account/telephone")

    [address] = drawn
    assert address.startswith("otpauth://totp/Coup%20de%20main:samira?")


def test_ten_codes_leave_on_a_sheet_and_open_the_door_without_a_telephone(at_desk):
    helper = at_desk()
    helper.prove()

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
    helper.prove()
    helper.do("/account/pin", pin="2580")
    helper.do("/account/password", chosen="un autre mot de passe")

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


@pytest.mark.parametrize("name", ['=HYPERLINK("https://evil.test")', "+33", " -1", "@maison"])
def test_a_name_that_a_spreadsheet_would_calculate_is_refused_in_words(name, at_desk):
    helene = at_desk("helene", role="supervisor")
    helene.look("/helpers")
    place = helene.html.xpath('//select[@id="organisation"]/option/@value')[0]
    newcomer = {"login": "nina", "name": name, "role": "volunteer", "power": "beside", "organisation": place}

    for address, typed in (
        ("/helpers", newcomer),
        ("/helpers/organisations", {"name": name, "kind": "association"}),
    ):
        helene.look("/helpers")
        assert helene.do(address, **typed).status_code == 422
        assert "ne commence pas par =, +, - ou @" in helene.words()


def test_a_referent_who_forges_the_form_of_organisations_is_refused(at_desk):
    lucas = at_desk("lucas", role="employee", is_referent=True)
    lucas.look("/helpers")

    assert lucas.do("/helpers/organisations", name="Chez moi", kind="association").status_code == 403


NEW = "un tout nouveau mot de passe"
CHANGES = {
    "/account/password": {"chosen": NEW},
    "/account/telephone": {},
    "/account/telephone/confirm": {"sealed": "", "code": ""},
    "/account/pin": {"pin": "2580"},
    "/account/codes.pdf": {},
    "/account/passkeys/options": {},
    "/account/passkeys": {"answer": "{}"},
    "/account/passkeys/1/revoke": {},
    "/account/provider/unlink": {},
}
"""Every form that changes what opens an account, with what it says."""

FREE = {
    "/account/measure": "how pages look",
    "/account/sessions/end": "closes, and opens nothing",
    "/account/street": "where a helper lives, which opens nothing",
    "/account/proof": "the proof itself",
    "/account/proof/options": "the question put to a key, for the proof itself",
}


@dataclass
class Thief:
    """Somebody before a console that its helper left open: the browser is theirs, nothing that proves the helper is."""

    helper: Helper
    world: object

    def held(self):
        """What opens the account, and what is half asked."""
        with self.world() as db:
            row = staff.with_login(db, "samira")
            every = db.scalars(select(Credential).order_by(Credential.id))
            kept = [(each.kind, each.handle, each.revoked_at) for each in every]
            return row.password_hash, row.totp_sealed, kept, len(db.scalars(select(Ceremony)).all())

    def send(self, address, **also):
        typed = {**CHANGES.get(address, {}), **also}
        if address == "/account/telephone/confirm":
            typed = {**typed, **self.telephone()}
        token = self.helper.html.xpath('//input[@name="forgery"]/@value')[0]
        return self.helper.client.post(address, data={"forgery": token, **typed})

    def telephone(self):
        with self.world() as db:
            helper = staff.with_login(db, "samira")
            secret, sealed = credentials.offer_secret(db, helper)
        return {"sealed": sealed, "code": pyotp.TOTP(secret).at(self.helper.clock.now)}

    def kept_sign(self):
        return self.helper.html.xpath('//form[not(@hidden)]//input[@name="kept"]/@value')


@pytest.fixture
def left_open(at_desk, world):
    """A console left open by somebody who has a passkey, a provider's account and a sheet."""
    helper = at_desk()
    with world() as db:
        row = staff.with_login(db, "samira")
        db.add(Credential(helper_id=row.id, kind="passkey", handle="a2V5", secret=b"", made_at=NOW))
        db.flush()
        federation.link(db, row, "https://idp.test", "42", NOW)
        helper.sheet = single_use.print_codes(db, row, NOW)
    helper.look("/account")
    return Thief(helper, world)


def test_every_form_of_the_account_asks_who_sits_there_or_is_known_to_change_nothing_that_opens_it(console):
    every = {each for each in addresses(console, "POST") if each.startswith("/account/")}

    assert every == set(CHANGES) | set(FREE)


@pytest.mark.parametrize("address", CHANGES)
def test_an_open_console_alone_changes_nothing_that_opens_the_account(address, left_open):
    before = left_open.held()

    answer = left_open.helper.read(left_open.send(address))

    assert answer.status_code == 401
    assert "Prouvez d’abord que c’est vous" in left_open.helper.words()
    assert "/account/telephone/confirm" not in left_open.helper.forms() - {address}
    assert left_open.held() == before


@pytest.mark.parametrize("address", CHANGES)
def test_the_same_form_works_once_the_helper_proved_again_who_they_are(address, left_open):
    left_open.helper.prove()
    before = left_open.held()

    answer = left_open.send(address)

    assert answer.status_code in (200, 303)
    is_seen = address in ("/account/telephone", "/account/passkeys")
    assert is_seen or left_open.held() != before


@pytest.mark.parametrize("address", CHANGES)
def test_what_was_typed_waits_for_the_proof_and_is_not_on_the_page(address, left_open):
    before = left_open.held()
    page = left_open.helper.read(left_open.send(address)).get_data(as_text=True)
    assert not [sign for sign in (NEW, "2580") if sign in page]
    kept = left_open.kept_sign()

    token = left_open.helper.html.xpath('//input[@name="forgery"]/@value')[0]
    proof = {"forgery": token, "proving": "typed", "proof": PASSWORD, **({"kept": kept[0]} if kept else {})}
    answer = left_open.helper.client.post(address, data=proof)

    assert answer.status_code in (200, 303)
    is_seen = address in ("/account/telephone", "/account/passkeys")
    assert is_seen or left_open.held() != before


def test_the_page_asks_in_one_place_and_shows_no_form_of_change_before(left_open):
    helper = left_open.helper
    proofs = [form for form in helper.html.xpath("//form/@action") if form == "/account/proof"]
    assert len(proofs) == 1
    assert set(helper.forms()) & set(CHANGES) == set()
    assert helper.html.xpath('//a[@href="/account/provider"]') == []

    helper.prove()

    assert "C’est bien vous" in helper.words()
    assert "/account/proof" not in helper.forms()
    assert {"/account/password", "/account/telephone", "/account/pin", "/account/codes.pdf"} <= helper.forms()


@pytest.mark.parametrize("way", ["password", "telephone", "sheet"])
def test_a_password_or_a_code_proves_and_a_code_does_so_once(way, left_open, clock):
    helper = left_open.helper
    clock.pass_by(seconds=30)
    typed = {"password": PASSWORD, "telephone": helper.code(), "sheet": helper.sheet[0]}[way]

    helper.prove(typed)
    assert "C’est bien vous" in helper.words()

    clock.pass_by(minutes=5, seconds=1)
    helper.look("/account")
    assert "/account/proof" in helper.forms()
    if way != "telephone":
        helper.do("/account/proof", proving="typed", proof=typed)
        assert ("C’est bien vous" in helper.words()) == (way == "password")


def test_a_proof_lasts_five_minutes_and_never_under_a_veil(left_open, clock):
    helper = left_open.helper
    helper.prove()
    clock.pass_by(minutes=4)
    assert left_open.send("/account/pin").status_code == 303
    helper.do("/lock", back="/account")
    helper.lift("2580")

    assert left_open.send("/account/pin", pin="1357").status_code == 401


def test_three_wrong_proofs_end_the_session_and_a_pin_forgets_none_of_them(left_open, world):
    helper = left_open.helper
    helper.prove()
    left_open.send("/account/pin")
    helper.do("/lock", back="/account")
    helper.lift("2580")
    for _ in range(2):
        helper.do("/account/proof", proving="typed", proof="un autre mot de passe")
        assert "Ce n’est pas cela" in helper.words()
    helper.do("/lock", back="/account")
    helper.lift("2580")
    helper.look("/account")

    assert helper.do("/account/proof", proving="typed", proof="encore un autre").status_code == 401
    assert helper.look("/account").status_code == 401
    with world() as db:
        session = db.scalars(select(HelperSession)).one()
        assert (session.wrong_proofs, session.wrong_unlocks) == (3, 0)
        assert session.ended_at is not None


def test_slips_of_the_pin_do_not_count_against_the_password(left_open):
    helper = left_open.helper
    helper.prove()
    left_open.send("/account/pin")
    helper.do("/lock", back="/account")
    for _ in range(2):
        helper.lift("9999")
    helper.lift("2580")

    for _ in range(2):
        helper.look("/account")
        assert helper.do("/account/proof", proving="typed", proof="non").status_code == 422
    assert helper.look("/account").status_code == 200


def test_a_right_proof_in_a_session_that_slips_ended_opens_nothing(left_open):
    helper = left_open.helper
    for _ in range(3):
        left_open.send("/account/password", proving="typed", proof="non")

    before = left_open.held()
    assert left_open.send("/account/password", proving="typed", proof=PASSWORD).status_code == 401
    assert left_open.held() == before
    assert helper.look("/account").status_code == 401


def test_what_was_typed_for_one_form_is_no_answer_to_another_form_or_session(left_open, at_desk, world):
    page = left_open.helper.read(left_open.send("/account/password"))
    assert page.status_code == 401
    [kept] = left_open.kept_sign()
    before = left_open.held()

    answer = left_open.send("/account/pin", proving="typed", proof=PASSWORD, kept=kept)

    assert answer.headers["Location"] == "/account?said=pin_short"
    assert left_open.held() == before


def test_every_line_of_the_journal_says_that_somebody_proved_or_failed_to(left_open, world):
    left_open.helper.do("/account/proof", proving="typed", proof="non")
    left_open.helper.prove()

    with world() as db:
        lines = [line.outcome for line in db.scalars(select(AuditLine)) if line.act == "credential"]
    assert lines[-2:] == ["wrong", "proved"]
