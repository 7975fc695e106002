"""The door of the console: two factors, sessions that end, forms that nobody forges, a language."""

import pytest
from sqlalchemy import select

from carnet.store.staff import Helper as HelperRow
from carnet.store.visits import Visit
from tests.web.consoles import PASSWORD, Helper, hire, script_robot

PAGES = (
    "/",
    "/requests",
    "/presence",
    "/script",
    "/script/welcome/language",
    "/script/identify/code/person",
    "/receipt.pdf",
    "/cases/1",
    "/cases/1/here",
    "/cases/1/callback",
    "/callbacks",
    "/callbacks/1",
    "/handed",
    "/referrals",
    "/cases/1/acts",
    "/cases/1/macros",
    "/macros",
    "/keys",
    "/bulk/1",
    "/search",
    "/people/1",
    "/unusual",
    "/account/street",
    "/line",
    "/articles",
    "/articles/reports",
    "/team",
    "/team/news",
    "/reports",
    "/reports/ending.csv",
)
OF_A_CARD = ("case", "script", "check", "letter", "journal", "journal.pdf", "journal/letter")
CHANGES = ("take", "note", "draft", "fields", "pause", "close", "reopen", "callback", "hand-over", "refer")
PROMISES = (
    *(f"/callbacks/1/{act}" for act in ("take", "word", "dial", "tried", "give-up")),
    "/handed/1/accept",
    "/handed/1/refuse",
)
QUEUE = (
    "/cases/1/do/pause",
    "/api/cases/1/close",
    "/cases/1/macros",
    "/macros",
    "/macros/1/end",
    "/macros/undo",
    "/keys",
    "/keys/usual",
    "/keys/switch",
    "/bulk",
    "/bulk/prepare",
    "/bulk/1/run",
)
FORMS = (*QUEUE, *PROMISES, "/search", "/find", "/people", *(f"/people/1/{act}" for act in OF_A_CARD), "/account/street",
         "/visits", "/visits/resume", "/script/welcome/language", *(f"/cases/1/{act}" for act in CHANGES),
         "/script/back", "/script/end", "/script/language", "/language", "/stay", "/sign-out",
         *(f"/line/{act}" for act in ("choice", "hand", "begin", "open", "hang-up", "free", "dial")),
         "/articles", "/articles/proof/report", "/articles/proof/letter")  # fmt: skip

ENTRANCES = (
    "/sign-in/invitation",
    "/sign-in/passkey",
    "/sign-in/passkey/options",
    "/sign-in/provider",
    "/sign-in/back",
)
PAGES = (*PAGES, "/locked", "/account", "/account/provider", "/helpers")
FORMS = (
    *FORMS,
    "/lock",
    "/unlock",
    "/unlock/passkey",
    "/unlock/passkey/options",
    *(f"/account/{part}" for part in ("password", "telephone", "telephone/confirm", "pin", "codes.pdf")),
    *(
        f"/account/{part}"
        for part in ("passkeys", "passkeys/options", "passkeys/1/revoke", "provider/unlink", "sessions/end")
    ),
    "/helpers",
    "/helpers/1/suspend",
    "/helpers/1/articles",
    "/account/measure",
    "/account/proof",
    "/account/proof/options",
    "/helpers/1/rights",
    "/helpers/organisations",
)
PAGES = (*PAGES, "/mail", "/mail/people/1")
FORMS = (
    *FORMS,
    "/script/note",
    "/script/proof",
    "/script/call-back",
    "/mail/signed",
    "/mail/returned",
    "/mail/undone",
    "/mail/out/2026-11-22.zip",
    "/mail/people/1",
)


@pytest.fixture
def helper(console, clock, world):
    with world() as db:
        hire(db)
    return Helper(console, clock)


@pytest.fixture
def signed_in(helper):
    helper.sign_in()
    return helper


def test_a_right_password_and_code_lead_to_the_desk(helper):
    assert "/sign-in" in (helper.look(), helper.forms())[1]

    helper.sign_in()

    assert "/sign-out" in helper.forms()
    assert "Samira Aidante" in helper.words()


@pytest.mark.parametrize("typed", [{"password": "non"}, {"code": "000000"}, {"login": "nobody"}])
def test_whatever_is_wrong_the_page_is_the_same(typed, helper):
    pages = [helper.sign_in(**each) for each in (typed, {"login": "somebody else", "password": "x"})]

    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].get_data() == pages[1].get_data()
    assert helper.client.get_cookie("__Host-helper") is None


def test_nothing_typed_comes_back_on_the_page(helper):
    page = helper.sign_in(login="samira", password="un secret tapé", code="123456").get_data(as_text=True)

    assert not [typed for typed in ("un secret tapé", "123456", "samira") if typed in page]


def test_a_code_that_served_opens_no_second_session(signed_in, console, clock):
    assert Helper(console, clock).sign_in().status_code == 422


def test_too_many_tries_are_told(helper):
    answers = [helper.sign_in(password="non") for _ in range(16)]

    assert helper.words() != Helper(helper.app, helper.clock).look().get_data(as_text=True)
    assert answers[0].get_data() != answers[-1].get_data()
    assert helper.sign_in().status_code == 422


def test_no_page_is_open_to_somebody_who_is_not_signed_in(helper):
    answers = {address: helper.client.get(address) for address in PAGES}

    assert {address: answer.status for address, answer in answers.items() if answer.status_code != 401} == {}
    assert all(b'action="/sign-in"' in answer.get_data() for answer in answers.values())


def test_no_form_is_open_to_somebody_who_is_not_signed_in(helper):
    answers = {address: helper.client.post(address, data={"forgery": "x"}) for address in FORMS}

    assert {address: answer.status for address, answer in answers.items() if answer.status_code != 401} == {}


def test_every_route_of_the_console_is_tried_above(console):
    open_to_all = {"/sign-in", *ENTRANCES, "/calls", "/favicon.ico", "/static/<_stamp>/<path:path>"}
    rules = {rule.rule for rule in console.url_map.iter_rules()} - open_to_all
    adapter = console.url_map.bind("console.test")
    tried = {adapter.match(address, method="GET", return_rule=True)[0].rule for address in PAGES}
    tried |= {adapter.match(address, method="POST", return_rule=True)[0].rule for address in FORMS}

    assert rules == tried


@pytest.mark.parametrize("sent", [{}, {"forgery": "0" * 32}, {"forgery": "é"}])
def test_a_form_without_our_token_is_refused(sent, signed_in):
    taken = [form for form in FORMS if signed_in.client.post(form, data=sent).status_code != 403]

    assert taken == []


def test_a_form_from_another_site_is_refused(signed_in):
    signed_in.look()
    sent = {"forgery": signed_in.html.xpath('//input[@name="forgery"]/@value')[0]}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}

    answers = {
        form: signed_in.client.post(form, data=sent, headers=elsewhere) for form in (*FORMS, "/sign-in")
    }

    assert {form: answer.status for form, answer in answers.items() if answer.status_code != 403} == {}


def test_the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(helper):
    answer = helper.client.post(
        "/sign-in", data={"login": "samira", "password": PASSWORD, "code": helper.code()}
    )

    [cookie] = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("__Host-helper=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie


def test_a_planted_cookie_is_not_taken_over_at_sign_in(helper):
    helper.client.set_cookie("__Host-helper", "cGxhbnRlZA==")

    helper.sign_in()

    assert helper.cookie != "cGxhbnRlZA=="


def test_signing_in_again_ends_the_session_before(signed_in, console, clock):
    former = signed_in.cookie
    clock.pass_by(seconds=30)

    signed_in.sign_in()

    copy = Helper(console, clock)
    copy.client.set_cookie("__Host-helper", former)
    assert signed_in.cookie != former
    assert copy.look().status_code == 401


def test_a_session_replayed_after_signing_out_is_dead(signed_in, console, clock):
    copied = signed_in.cookie
    signed_in.look()

    answer = signed_in.client.post(
        "/sign-out", data={"forgery": signed_in.html.xpath('//input[@name="forgery"]/@value')[0]}
    )

    assert "cookies" in answer.headers["Clear-Site-Data"]
    copy = Helper(console, clock)
    copy.client.set_cookie("__Host-helper", copied)
    assert copy.look().status_code == 401


def test_signing_out_ends_the_visit_that_was_open(signed_in, world):
    script_robot(signed_in).start()

    signed_in.do("/sign-out")

    with world() as db:
        assert db.scalars(select(Visit)).one().end_reason == "helper left"


def test_polling_neither_lifts_the_veil_nor_keeps_a_session_from_being_idle(signed_in, clock):
    for _ in range(5):
        clock.pass_by(minutes=1)
        assert signed_in.client.get("/requests").status_code == 200
    clock.pass_by(seconds=1)
    veiled = signed_in.client.get("/requests", headers={"HX-Request": "true"})
    clock.pass_by(minutes=10)

    over = signed_in.client.get("/requests", headers={"HX-Request": "true"})

    assert (veiled.status_code, veiled.headers["HX-Refresh"]) == (401, "true")
    assert (over.status_code, over.headers["HX-Redirect"]) == (401, "/")


def test_one_minute_before_the_veil_the_page_says_so_and_staying_is_one_press(signed_in, clock):
    clock.pass_by(minutes=4)
    signed_in.read(signed_in.client.get("/presence"))
    assert "/stay" not in signed_in.forms()
    clock.pass_by(seconds=1)
    signed_in.read(signed_in.client.get("/presence"))
    assert "/stay" in signed_in.forms()

    signed_in.do("/stay")

    clock.pass_by(minutes=5)
    assert signed_in.look().status_code == 200


def test_looking_at_pages_keeps_the_session_until_ten_hours(signed_in, clock):
    for _ in range(120):
        clock.pass_by(minutes=5)
        assert signed_in.look().status_code == 200
    clock.pass_by(seconds=1)

    assert signed_in.look().status_code == 401


def test_a_helper_who_leaves_the_house_is_out_at_the_next_page(signed_in, world):
    with world() as db:
        db.scalars(select(HelperRow)).one().is_active = False

    assert signed_in.look().status_code == 401


def test_the_console_speaks_the_language_of_the_helper_and_remembers_it(signed_in, console, clock):
    signed_in.look()
    signed_in.do("/language", value="en")
    assert signed_in.html.get("lang") == "en"

    signed_in.do("/language", value="<script>")
    assert signed_in.html.get("lang") == "en"
    clock.pass_by(seconds=30)
    elsewhere = Helper(console, clock)
    elsewhere.sign_in()
    assert elsewhere.html.get("lang") == "en"


def test_the_door_follows_the_browser_or_the_link(helper):
    answers = [
        helper.client.get("/sign-in", headers={"Accept-Language": "en-GB,en;q=0.9"}),
        helper.client.get("/sign-in?language=fr", headers={"Accept-Language": "en"}),
        helper.client.get("/sign-in?language=xx"),
    ]

    assert [helper.read(answer) and helper.html.get("lang") for answer in answers] == ["en", "fr", "fr"]


def test_every_answer_carries_the_headers_that_keep_it_to_itself(signed_in):
    for address in ("/", "/requests", "/sign-in", "/nowhere"):
        headers = signed_in.client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
