"""Signs that break headers, databases and disks: every field of every form, on both engines."""

import pytest
from sqlalchemy import select

from carnet.store.visits import Visit
from kiosk import speech
from tests.security.doors import addresses, token_of
from web.speech.errors import Unvoiced

FIELDS = (
    "answer",
    "way",
    "value",
    "sequence",
    "resume_code",
    "outcome",
    "login",
    "password",
    "code",
    "language",
    "text",
)
LAST = ("/end", "/sign-out", "/script/end")


class Mute:
    """A voice that is not there: what it would say is tried in the tests of the voice."""

    def speak(self, *_):
        raise Unvoiced("worker")


@pytest.fixture
def mute(monkeypatch):
    monkeypatch.setattr(speech, "voices", Mute)


@pytest.mark.parametrize(
    "sign",
    [
        "\r\nSet-Cookie: a=b",
        "\x00",
        "\ud800",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "%0d%0aX: y",
        "'; DROP TABLE visit;--",
    ],
)
def test_no_field_reaches_a_header_or_breaks_a_route(sign, mute, visitor, helper, kiosk, console):
    kiosk.config["TESTING"] = console.config["TESTING"] = False
    text = sign.encode("utf-8", "surrogatepass")
    for client, app, token in (
        (visitor.client, kiosk, token_of(visitor)),
        (helper.client, console, token_of(helper)),
    ):
        for address in addresses(app, "POST"):
            if address in LAST:
                continue
            body = b"&".join(
                (f"forgery={token}".encode(), *(name.encode() + b"=" + _quoted(text) for name in FIELDS))
            )
            answer = client.post(address, data=body, content_type="application/x-www-form-urlencoded")

            assert answer.status_code < 500, (address, answer.status)
            assert "a=b" not in answer.headers.get("Set-Cookie", "")
            assert "X" not in answer.headers


def _quoted(text: bytes) -> bytes:
    return b"".join(f"%{byte:02X}".encode() for byte in text)


def test_no_end_of_a_visit_keeps_what_a_form_says(visitor, world):
    visitor.client.post("/end", data={"forgery": token_of(visitor), "value": "251036399900118\x00"})

    with world() as db:
        assert db.scalars(select(Visit.end_reason)).all() == ["end"]
