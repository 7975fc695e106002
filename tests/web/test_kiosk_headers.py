"""What surrounds every answer of the kiosk, whatever its status: seven headers, nothing kept, nothing told."""

import logging

import pytest
from sqlalchemy.exc import OperationalError

from carnet.services import spaces
from carnet.store.spaces import space_of
from kiosk import speech
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from web.speech.errors import Unvoiced
from web.speech.voices import Voices

SEVEN = (
    "Content-Security-Policy",
    "Cache-Control",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
)
ADDRESSES = (
    "/", "/visit/identify/code", "/comfort/see", "/comfort/hear", "/comfort/understand", "/language", "/help", "/help/phone", "/hidden",
    "/camera", "/receipt.pdf", "/slip.pdf", "/r/ABCDEFGH", "/screen.css", "/favicon.ico", "/health", "/calibration",
    "/nowhere", "/static/0/nothing.js", "/clips/fr/none.mp3", "/static/0/../../pyproject.toml",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_seven_headers(address, robot):
    answer = robot.client.get(address)
    answer.close()

    for name in SEVEN:
        assert answer.headers.get(name), (address, name)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_every_route_that_answers_a_get_is_listed_above(kiosk):
    told = {rule.rule.split("<")[0] for rule in kiosk.url_map.iter_rules() if "GET" in rule.methods}
    seen = set(ADDRESSES)
    for start in told:
        assert any(address.startswith(start) for address in seen) or start.startswith("/gallery"), start


def test_only_static_files_and_clips_are_ever_kept(robot):
    for address in ADDRESSES:
        answer = robot.client.get(address)
        answer.close()
        if "immutable" in answer.headers["Cache-Control"]:
            assert address.startswith(("/static/", "/clips/", "/favicon.ico")), address
        else:
            assert answer.headers["Cache-Control"] == "no-store", address


def test_the_camera_is_open_on_its_own_page_only(robot):
    walk(robot, BEGIN, "identify/code")

    assert "camera=(self)" in robot.client.get("/camera").headers["Permissions-Policy"]
    assert "camera=()" in robot.client.get("/visit/identify/code").headers["Permissions-Policy"]


def test_the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(robot):
    robot.start()
    robot.client.post("/visit/welcome/language", data={"sequence": "1", "answer": "1"})
    cookie = robot.client.get_cookie("__Host-visit")

    assert cookie.secure
    assert cookie.http_only
    assert cookie.same_site == "Strict"
    assert cookie.path == "/"
    assert cookie.origin_only


@pytest.fixture
def failing(monkeypatch):
    def fail(*_):
        raise OperationalError("UPDATE space", {}, Exception("the disk is full: 251036399900118"))

    monkeypatch.setattr(spaces, "_write", fail)


def test_a_database_that_dies_in_the_middle_of_an_act_changes_nothing_and_says_so(
    failing, robot, kiosk, world, caplog
):
    kiosk.config["TESTING"] = False
    with world() as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), ("choices/notified", "activate")], "activate/confirm")
    form = robot.html.xpath("//form")[0]
    sent = {field.get("name"): field.get("value", "") for field in form.xpath('.//input[@type="hidden"]')}
    caplog.set_level(logging.INFO)

    answer = robot.client.post(form.get("action"), data={**sent, "answer": "yes"})

    assert answer.status_code == 500
    assert "Rien n’a été changé" in answer.get_data(as_text=True)
    assert "251036399900118" not in caplog.text
    assert "incident" in caplog.text
    for name in SEVEN:
        assert answer.headers.get(name), name
    with world() as db:
        assert space_of(db, someone.person.id).state == "notified"
    assert robot.start() == "activate/confirm"


def test_a_silent_voice_worker_is_a_503_and_the_page_goes_on(robot, monkeypatch):
    class Mute:
        def speak(self, *_):
            raise Unvoiced("worker")

    monkeypatch.setattr(speech, "voices", Mute)
    walk(robot, BEGIN, "identify/code")
    forgery = robot.html.xpath('//input[@name="forgery"]/@value')[0]

    answer = robot.client.post("/speech", data={"text": "Bonjour", "language": "fr", "forgery": forgery})

    assert answer.status_code == 503
    assert robot.start() == "identify/code"


def test_an_unknown_language_is_never_read_by_another_voice(robot):
    walk(robot, BEGIN, "identify/code")
    forgery = robot.html.xpath('//input[@name="forgery"]/@value')[0]

    assert (
        robot.client.post("/speech", data={"text": "x", "language": "zz", "forgery": forgery}).status_code
        == 400
    )


@pytest.fixture
def patient_voices(monkeypatch):
    """The real live voices; a test machine that is busy may take its time to start them."""
    with Voices(workers=1, patience_s=60) as voices:
        monkeypatch.setattr(speech, "voices", lambda: voices)
        yield


def test_personal_text_is_spoken_from_memory_and_never_kept(robot, settings, patient_voices):
    walk(robot, BEGIN, "identify/code")
    forgery = robot.html.xpath('//input[@name="forgery"]/@value')[0]
    before = set(settings.data.rglob("*"))

    answer = robot.client.post(
        "/speech", data={"text": "Bonjour Odette", "language": "fr", "forgery": forgery}
    )

    assert answer.status_code == 200
    assert answer.data[:4] == b"RIFF"
    assert answer.headers["Cache-Control"] == "no-store"
    assert {path for path in settings.data.rglob("*") if "carnet.db" not in path.name} <= before


def test_a_form_that_is_too_large_is_refused_in_words(robot):
    walk(robot, BEGIN, "identify/code")

    answer = robot.client.post("/visit/identify/code", data={"answer": "x" * 100_000})

    assert answer.status_code == 413
    assert "trop long" in answer.get_data(as_text=True)


def test_nothing_personal_is_ever_logged(robot, world, caplog):
    caplog.set_level(logging.DEBUG)
    with world() as db:
        someone = make_someone(db)
    walk(
        robot,
        [*BEGIN, *someone.identified(), ("choices/notified", "object"), ("object/confirm", "yes")],
        "receipt/objected",
    )

    for secret in (
        someone.code,
        someone.nir,
        someone.serial,
        someone.born,
        "Odette",
        "Perrin",
        "Lilas",
        "odette@exemple",
    ):
        assert secret not in caplog.text
