"""Threat 14: forms that another site sends, cookies of another time or another application, hosts that are not ours."""

import pytest
from sqlalchemy import select

from carnet.store.tables import metadata
from carnet.store.visits import Visit
from tests.scenarios import BEGIN, make_someone
from tests.security.doors import addresses, token_of
from tests.walk import PageRobot, walk
from tests.web.consoles import Helper

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

ELSEWHERE = ("cross-site", "same-site", "nonsense")
CHANGE_NOTHING = {"/continue", "/comfort/panel"}
"""They lead from one page to another and write nothing: there is nothing to forge."""


def everything(world) -> list[object]:
    with world() as db:
        return [db.execute(select(table)).all() for table in metadata.sorted_tables]


@pytest.mark.parametrize("site", ELSEWHERE)
def test_no_route_of_the_kiosk_takes_a_form_from_another_site(site, visitor, kiosk, world):
    before = everything(world)
    for address in addresses(kiosk, "POST"):
        sent = {"forgery": token_of(visitor), "sequence": "4", "answer": "x", "value": "XL"}
        answer = visitor.client.post(address, data=sent, headers={"Sec-Fetch-Site": site})

        assert answer.status_code == 403, address
    assert everything(world) == before


def test_no_route_of_the_kiosk_begins_a_visit_for_another_site(kiosk, world):
    for address in addresses(kiosk, "POST"):
        answer = kiosk.test_client().post(address, headers={"Sec-Fetch-Site": "cross-site"})

        assert answer.status_code == 403, address
        assert "Set-Cookie" not in answer.headers
    with world() as db:
        assert db.scalars(select(Visit)).all() == []


@pytest.mark.parametrize("token", [None, "", "0" * 32, "é", "\x00"])
def test_no_route_of_the_kiosk_changes_anything_without_its_token(token, visitor, kiosk, world):
    before = everything(world)
    for address in addresses(kiosk, "POST"):
        sent = {"sequence": "4", "answer": "x", "value": "XL"} | ({} if token is None else {"forgery": token})
        answer = visitor.client.post(address, data=sent)

        assert answer.status_code == (303 if address in CHANGE_NOTHING else 403), address
    assert everything(world) == before


@pytest.mark.parametrize("site", ELSEWHERE)
def test_no_route_of_the_console_takes_a_form_from_another_site(site, helper, console):
    token = token_of(helper)
    for address in addresses(console, "POST"):
        answer = helper.client.post(address, data={"forgery": token}, headers={"Sec-Fetch-Site": site})

        assert answer.status_code == 403, address


def test_no_route_of_the_console_takes_a_form_without_its_token(helper, console):
    # Before signing in there is no session whose token a form could carry; an exchange signs what it sends.
    guarded = {each for each in addresses(console, "POST") if not each.startswith("/sign-in")} - {"/calls"}
    for address in guarded:
        for sent in ({}, {"forgery": ""}, {"forgery": "0" * 32}):
            assert helper.client.post(address, data=sent).status_code == 403, address


def test_the_token_of_another_visit_opens_nothing(visitor, kiosk):
    other = PageRobot(kiosk.test_client())
    walk(other, BEGIN, "identify/code")

    answer = visitor.client.post("/end", data={"forgery": token_of(other)})

    assert answer.status_code == 403


def test_a_planted_cookie_is_not_adopted(kiosk):
    robot = PageRobot(kiosk.test_client())
    planted = "A" * 43 + "="
    robot.client.set_cookie("__Host-visit", planted)
    walk(robot, BEGIN, "identify/code")

    assert robot.client.get_cookie("__Host-visit").value != planted


def test_the_cookie_of_the_kiosk_opens_nothing_on_the_console_and_the_reverse(
    visitor, helper, kiosk, console
):
    helper.do("/visits")
    of_visit = visitor.client.get_cookie("__Host-visit").value
    of_script = helper.client.get_cookie("__Host-script").value
    for value in (of_visit, of_script, helper.cookie):
        at_kiosk = PageRobot(kiosk.test_client())
        for name in ("__Host-visit", "__Host-helper", "__Host-script"):
            at_kiosk.client.set_cookie(name, value if value != of_visit or name != "__Host-visit" else "")
        at_console = console.test_client()
        at_console.set_cookie("__Host-helper", value if value != helper.cookie else "")
        at_console.set_cookie("__Host-script", value)

        assert at_kiosk.start() == "welcome/language"
        assert at_console.get("/").status_code == 401
        assert at_console.get("/script").status_code == 401


def test_a_kiosk_visit_is_not_the_visit_of_a_signed_in_helper(visitor, helper):
    helper.client.set_cookie("__Host-script", visitor.client.get_cookie("__Host-visit").value)

    assert helper.client.get("/script").headers["Location"] == "/?said=lost"


def test_a_session_replayed_after_signing_out_is_refused_everywhere(helper, console):
    cookie = helper.cookie
    helper.do("/sign-out")
    thief = Helper(console, helper.clock)
    thief.client.set_cookie("__Host-helper", cookie)

    for method in ("GET", "POST"):
        for address in addresses(console, method):
            if address.startswith(("/static", "/favicon", "/sign-in")):
                continue
            answer = thief.client.open(
                address, method=method, data={"forgery": "x"} if method == "POST" else None
            )
            assert answer.status_code == 401, address


def test_a_visit_that_ended_is_refused_everywhere(visitor, kiosk, world):
    cookie, token = visitor.client.get_cookie("__Host-visit").value, token_of(visitor)
    visitor.press("/help")
    visitor.press("/end", "end")
    visitor.client.set_cookie("__Host-visit", cookie)

    assert visitor.client.get("/visit/identify/code").headers["Location"] == "/"
    assert visitor.client.get("/slip.pdf").status_code == 404
    assert visitor.client.get("/receipt.pdf").status_code == 404
    visitor.client.post("/visit/identify/code", data={"forgery": token, "sequence": "4", "answer": "x"})
    assert visitor.client.get_cookie("__Host-visit").value != cookie
    with world() as db:
        assert len([visit for visit in db.scalars(select(Visit)) if visit.ended_at is None]) == 1


@pytest.mark.parametrize(
    "host", ["evil.test", "localhost.evil.test", "evil.test:8000", "localhost@evil.test", "", "a" * 300]
)
def test_a_host_that_is_not_ours_gets_no_page(host, kiosk, console):
    for app, address in ((kiosk, "/"), (console, "/sign-in")):
        answer = app.test_client().get(address, headers={"Host": host})

        assert answer.status_code == 400 or (not host and answer.status_code == 200), address
        assert "evil" not in answer.get_data(as_text=True)
        assert "evil" not in answer.headers.get("Location", "")


def test_a_name_that_a_proxy_tells_is_not_believed(kiosk):
    answer = kiosk.test_client().post(
        "/continue", headers={"X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"}
    )

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_a_method_that_no_route_takes_is_refused(method, visitor, kiosk, console, world):
    before = everything(world)
    for app in (kiosk, console):
        for address in {*addresses(app, "GET"), *addresses(app, "POST")}:
            answer = app.test_client().open(address, method=method)
            assert answer.status_code == 405, (address, method)
    assert everything(world) == before


@pytest.mark.parametrize(
    "path",
    [
        "../carnet.db",
        "..%2fcarnet.db",
        "%2e%2e/carnet.db",
        "%2e%2e%2fcarnet.db",
        "..%5ccarnet.db",
        "....//carnet.db",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "fr/%00.mp3",
        "fr/" + "a" * 5000,
        "fr/..%00/",
        "%c0%ae%c0%ae/carnet.db",
        ".",
        "fr",
    ],
)
def test_no_file_outside_the_folders_is_served(path, kiosk, console, settings):
    (settings.data / "clips" / "fr").mkdir(parents=True)
    kiosk.config["TESTING"] = console.config["TESTING"] = False
    for app, start in (
        (kiosk, "/static/0/"),
        (console, "/static/0/"),
        (kiosk, "/clips/"),
        (kiosk, "/clips/../"),
    ):
        answer = app.test_client().get(start + path)

        assert answer.status_code in (308, 404), (start, answer.status)
        assert b"SQLite" not in answer.get_data()


def test_a_number_too_large_for_the_database_is_a_page_that_does_not_exist(helper, console):
    console.config["TESTING"] = False

    for number in ("2147483648", "9" * 30):
        answer = helper.client.post(f"/cases/{number}/take", data={"forgery": token_of(helper)})
        assert answer.status_code == 404


def test_a_form_of_many_parts_or_many_bytes_is_refused(visitor, kiosk):
    parts = {f"part{number}": "x" for number in range(60)}

    many = visitor.client.post("/visit/identify/code", data=parts, content_type="multipart/form-data")
    large = visitor.client.post("/visit/identify/code", data={"answer": "x" * 70_000})
    endless = visitor.client.post(
        "/visit/identify/code", data={"a" * 70_000: ""}, content_type="multipart/form-data"
    )

    assert [answer.status_code for answer in (many, large, endless)] == [413] * 3


def test_a_repeated_field_counts_once(visitor, world):
    with world() as db:
        someone, other = make_someone(db), make_someone(db)
    token = token_of(visitor)
    body = f"forgery={token}&sequence=4&sequence=5&answer={someone.code}&answer={other.code}&way=&way=no_code"

    visitor.client.post("/visit/identify/code", data=body, content_type="application/x-www-form-urlencoded")

    assert visitor.start() == "identify/nir"


def test_an_answer_for_a_step_that_does_not_exist_changes_nothing(visitor):
    token = token_of(visitor)
    for address in (
        "/visit/receipt/activated",
        "/visit/nowhere/nothing",
        "/visit/__class__/__init__",
        "/visit/activate/confirm",
    ):
        for sequence in ("4", "-1", "0", "99999", "٤", "1e1", "4 "):
            answer = visitor.client.post(
                address, data={"forgery": token, "sequence": sequence, "answer": "yes"}
            )
            assert answer.headers["Location"] == "/visit/identify/code"
