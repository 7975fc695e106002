"""Signing in by a provider of identities: a real one lets in who was invited; one that lies, forges or is down lets in nobody."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

import helpdesk
from carnet.provider import Provider, ProviderFault, read_provider
from carnet.services import staff
from carnet.services.staff import end_sessions, federation
from carnet.store.audit import AuditLine
from carnet.store.credentials import Credential
from carnet.store.staff import Helper as HelperRow
from carnet.store.staff import HelperSession
from tests.web.consoles import PASSWORD, Helper, hire
from tests.web.provider.forger import forging
from tests.web.provider.real import SECRET, provider, walk


@pytest.fixture(scope="module")
def issuer():
    with provider() as address:
        yield address


@pytest.fixture
def at_console(settings, clock, engine, keys, tmp_path):
    """Return a function that gives somebody at a console that trusts one provider."""
    clock.now = datetime.now(UTC)

    def sit(trusted, **said):
        path = tmp_path / "provider.json"
        path.write_text(
            json.dumps(
                {
                    "name": "ProTest",
                    "issuer": trusted,
                    "client_id": "console",
                    "client_secret": SECRET,
                    **said,
                }
            )
        )
        path.chmod(0o600)
        app = helpdesk.create_app(replace(settings, provider=path), clock=clock, engine=engine, keys=keys)
        app.config["TESTING"] = True
        return Helper(app, clock)

    return sit


@pytest.fixture
def invited(world, clock):
    """Return a function that links somebody's account here with one of the provider's."""

    def link(trusted, subject="sub-42", **facts):
        with world() as db:
            helper = hire(db, **facts)
            federation.link(db, helper, trusted, subject, clock.now)
            return helper.id

    return link


def leave(helper) -> str:
    answer = helper.client.get("/sign-in/provider")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def arrive(helper, address):
    parts = urlsplit(address)
    return helper.read(helper.client.get(f"{parts.path}?{parts.query}"))


def sessions(world):
    with world() as db:
        return [
            (each.method, each.is_strong)
            for each in db.scalars(select(HelperSession).order_by(HelperSession.id))
        ]


def refusals(world):
    with world() as db:
        lines = db.scalars(select(AuditLine).where(AuditLine.outcome.in_(("refused", "unknown"))))
        return [json.loads(line.detail)["why"] if line.outcome == "refused" else "unknown" for line in lines]


def test_a_real_provider_opens_the_account_that_was_invited(issuer, at_console, invited, world):
    helper = at_console(issuer, userinfo="jwt")
    invited(issuer)

    came = arrive(helper, walk(leave(helper)))

    assert came.status_code == 200
    assert helper.html.xpath('//meta[@http-equiv="refresh"]/@content') == ["0; url=/"]
    assert helper.look().status_code == 200
    assert "Samira" in helper.words()
    assert sessions(world) == [("provider", True)]


def test_no_account_is_made_by_signing_in_alone(issuer, at_console, world):
    helper = at_console(issuer)

    assert arrive(helper, walk(leave(helper))).status_code == 403
    assert "invité par personne" in helper.words()
    assert (sessions(world), refusals(world)) == ([], ["unknown"])
    with world() as db:
        assert db.scalars(select(HelperRow)).all() == []


def test_a_helper_links_their_own_account_and_enters_with_it_afterwards(issuer, at_console, world, clock):
    helper = at_console(issuer)
    with world() as db:
        hire(db)
    helper.sign_in()
    helper.prove()
    answer = helper.client.get("/account/provider")

    arrive(helper, walk(answer.headers["Location"]))
    arrive(helper, walk(leave(helper)))

    assert sessions(world) == [("password", True), ("provider", True)]


def test_an_open_console_alone_links_no_account(issuer, at_console, world):
    helper = at_console(issuer)
    with world() as db:
        hire(db)
    helper.sign_in()

    assert helper.client.get("/account/provider").headers["Location"] == "/account"


def test_an_account_is_not_linked_once_the_session_that_asked_for_it_is_over(issuer, at_console, world):
    helper = at_console(issuer)
    with world() as db:
        hire(db)
    helper.sign_in()
    helper.prove()
    back = walk(helper.client.get("/account/provider").headers["Location"])
    with world() as db:
        end_sessions(db, staff.with_login(db, "samira"), helper.clock.now)
    arrive(helper, back)

    assert arrive(helper, walk(leave(helper))).status_code == 403
    assert sessions(world) == [("password", True)]


def test_signing_out_leads_to_the_provider_where_the_other_session_closes(issuer, at_console, invited):
    helper = at_console(issuer)
    invited(issuer)
    arrive(helper, walk(leave(helper)))
    helper.look()

    helper.do("/sign-out")

    [address] = helper.html.xpath('//a[@class="key main-key"]/@href')
    assert address.startswith(f"{issuer}/session/end?")
    assert set(parse_qs(urlsplit(address).query)) == {"id_token_hint", "post_logout_redirect_uri"}
    assert helper.look().status_code == 401


@pytest.mark.parametrize(
    ("acr", "amr", "is_strong"), [("eidas1", ["pwd"], False), ("eidas2", ["pwd", "mfa"], True)]
)
def test_a_provider_that_saw_one_factor_opens_a_session_without_power(
    acr, amr, is_strong, at_console, invited, world
):
    with provider(acr=acr, amr=amr) as trusted:
        helper = at_console(trusted)
        invited(trusted, role="supervisor")

        arrive(helper, walk(leave(helper)))

        assert sessions(world) == [("provider", is_strong)]
        assert helper.look("/helpers").status_code == (200 if is_strong else 403)


WEAK = {
    "/account/password": {"present": "", "chosen": "un tout nouveau mot de passe"},
    "/account/telephone": {},
    "/account/telephone/confirm": {"sealed": "00", "code": "000000"},
    "/account/pin": {"pin": "2580"},
    "/account/codes.pdf": {},
    "/account/passkeys/options": {},
    "/account/passkeys": {"answer": "{}"},
    "/account/passkeys/1/revoke": {},
    "/account/provider/unlink": {},
}


@pytest.mark.parametrize("has_password", [True, False])
def test_a_weak_session_adds_no_credential_and_does_not_make_itself_strong(
    has_password, at_console, invited, world
):
    with provider(acr="eidas1", amr=["pwd"]) as trusted:
        helper = at_console(trusted)
        invited(trusted, role="supervisor")
        if not has_password:
            with world() as db:
                row = staff.with_login(db, "samira")
                row.password_hash, row.totp_sealed = "", b""
        arrive(helper, walk(leave(helper)))
        helper.look("/account")
        assert "deux preuves" in helper.words()
        assert set(helper.forms()) & {*WEAK, "/account/proof"} == set()
        for address, typed in WEAK.items():
            for proof in ({}, {"proving": "typed", "proof": PASSWORD}):
                answer = helper.do(address, **typed, **proof)
                assert (answer.status_code, "deux preuves" in helper.words()) == (403, True), address
        assert helper.client.get("/account/provider").headers["Location"] == "/account"

    with world() as db:
        row = staff.with_login(db, "samira")
        assert bool(row.password_hash) == has_password
        assert [each.kind for each in db.scalars(select(Credential))] == ["provider"]


@pytest.mark.parametrize("pkce", [True, False])
def test_pkce_and_acr_are_switches_of_the_provider(pkce, at_console, invited, world):
    with provider(pkce=pkce) as trusted:
        helper = at_console(trusted, pkce=pkce, acr_values=["eidas2"] if pkce else [], asks_mfa=pkce)
        invited(trusted)

        address = leave(helper)
        arrive(helper, walk(address))

    asked = parse_qs(urlsplit(address).query)
    assert ("code_challenge" in asked, "acr_values" in asked, "claims" in asked) == (pkce, pkce, pkce)
    assert min(len(asked[name][0]) for name in ("state", "nonce")) >= 32
    assert len(sessions(world)) == 1


def test_a_level_lower_than_asked_is_refused(at_console, invited, world):
    with provider(acr="eidas1") as trusted:
        helper = at_console(trusted, acr_values=["eidas2"])
        invited(trusted)

        assert arrive(helper, walk(leave(helper))).status_code == 422

    assert (sessions(world), refusals(world)) == ([], ["acr"])


def test_an_answer_serves_once(issuer, at_console, invited, world):
    helper = at_console(issuer)
    invited(issuer)
    back = walk(leave(helper))
    arrive(helper, back)

    assert arrive(helper, back).status_code == 422
    assert (len(sessions(world)), refusals(world)) == (1, [])


def test_an_answer_in_another_browser_opens_nothing(issuer, at_console, invited, world, clock):
    helper = at_console(issuer)
    invited(issuer)
    back = walk(leave(helper))

    assert arrive(Helper(helper.app, clock), back).status_code == 422
    assert (sessions(world), refusals(world)) == ([], [])


def test_answers_to_no_question_leave_no_line_whatever_their_number(issuer, at_console, world):
    helper = at_console(issuer)

    answers = [arrive(helper, f"/sign-in/back?state={number}&code=c") for number in range(20)]

    assert {answer.status_code for answer in answers} == {422}
    with world() as db:
        assert db.scalars(select(AuditLine)).all() == []


def come_back(helper, forger, **told):
    asked = parse_qs(urlsplit(leave(helper)).query)
    forger.nonce = forger.nonce or asked["nonce"][0]
    told = {"state": asked["state"][0], "code": "c", **told}
    return arrive(helper, "/sign-in/back?" + "&".join(f"{name}={value}" for name, value in told.items()))


def test_an_honest_answer_of_the_forger_would_pass(at_console, invited, world):
    with forging() as forger:
        helper = at_console(forger.issuer)
        invited(forger.issuer)

        come_back(helper, forger)

    assert sessions(world) == [("provider", True)]


LIES = {
    "state": ({}, {"state": "0" * 43}, "state"),
    "nonce": ({"nonce": "0" * 43}, {}, "nonce"),
    "no signature": ({"how": "none"}, {}, "algorithm"),
    "public key as a secret": ({"how": "shared"}, {}, "algorithm"),
    "somebody else's key": ({"how": "other key"}, {}, "signature"),
    "issuer of the token": ({"claims": {"iss": "https://evil.test"}}, {}, "issuer"),
    "issuer of the answer": ({}, {"iss": "https://evil.test"}, "issuer"),
    "another name": ({"named": "https://evil.test"}, {}, "issuer"),
    "audience": ({"claims": {"aud": "another"}}, {}, "audience"),
    "many audiences": ({"claims": {"aud": ["console", "another"]}}, {}, "audience"),
    "no end": ({"claims": {"exp": None}}, {}, "expired"),
    "no subject": ({"claims": {"sub": ""}}, {}, "token"),
    "userinfo of another": ({"userinfo": {"sub": "sub-43"}}, {}, "userinfo"),
    "userinfo unsigned": ({"userinfo_type": "application/json"}, {}, "userinfo"),
    "userinfo for another": ({"userinfo": {"aud": "another"}}, {}, "userinfo"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_provider_that_lies_opens_nothing_says_so_and_leaves_one_line(lie, at_console, invited, world):
    changed, told, why = LIES[lie]
    with forging() as forger:
        helper = at_console(forger.issuer)
        invited(forger.issuer)
        address = leave(helper) if "named" in changed else ""
        for name, value in changed.items():
            setattr(forger, name, value)
        answer = (
            arrive(helper, f"/sign-in/back?state={parse_qs(urlsplit(address).query)['state'][0]}&code=c")
            if address
            else come_back(helper, forger, **told)
        )

    assert answer.status_code == 422
    assert "n’est pas sûre" in helper.words()
    assert (sessions(world), refusals(world)) == ([], [why])


@pytest.mark.parametrize(("seconds_left", "is_open"), [(-1, False), (0, False), (1, True)])
def test_a_token_opens_until_the_second_at_which_it_ends_and_not_one_later(
    seconds_left, is_open, at_console, invited, world, clock
):
    with forging() as forger:
        helper = at_console(forger.issuer)
        invited(forger.issuer)
        clock.now = clock.now.replace(microsecond=0)
        forger.claims = {"exp": int(clock.now.timestamp()) + seconds_left}

        come_back(helper, forger)

    expected = ([("provider", True)], []) if is_open else ([], ["expired"])
    assert (sessions(world), refusals(world)) == expected


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_provider_that_is_down_is_told_in_a_sentence(when, at_console, invited, world):
    with forging() as forger:
        helper = at_console(forger.issuer)
        invited(forger.issuer)
        if when == "before":
            forger.status = 503
            answer = helper.read(helper.client.get("/sign-in/provider"))
        else:
            asked = parse_qs(urlsplit(leave(helper)).query)
            forger.status = 503
            answer = arrive(helper, f"/sign-in/back?state={asked['state'][0]}&code=c")

    assert answer.status_code == 503
    assert "ProTest ne répond pas" in helper.words()
    assert (sessions(world), refusals(world)) == ([], ["down"])


def test_somebody_who_gives_up_at_the_provider_is_told_so(at_console, world):
    with forging() as forger:
        helper = at_console(forger.issuer)
        asked = parse_qs(urlsplit(leave(helper)).query)

        answer = arrive(helper, f"/sign-in/back?state={asked['state'][0]}&error=access_denied")

    assert answer.status_code == 422
    assert "n’est pas terminée" in helper.words()


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "http://idp.example"},
        {"signed_by": ["HS256"]},
        {"signed_by": ["none"]},
        {"client_secret": ""},
        {"userinfo": "perhaps"},
    ],
)
def test_a_provider_that_could_be_forged_is_not_a_setting(said):
    honest = {"name": "P", "issuer": "https://idp.example", "client_id": "c", "client_secret": "s"}
    with pytest.raises(ProviderFault):
        Provider(**{**honest, **said})


def test_a_file_that_others_read_is_refused(tmp_path):
    path = tmp_path / "provider.json"
    path.write_text('{"name": "P", "issuer": "https://i", "client_id": "c", "client_secret": "hidden"}')
    path.chmod(0o644)

    with pytest.raises(ProviderFault, match="chmod 600") as fault:
        read_provider(path)
    assert "hidden" not in str(fault.value)
