"""The door of telephone exchanges: signed, fresh, bounded, told once; whatever is not says why and changes nothing."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from carnet.domain.call_token import token
from carnet.store.calls import Call
from tests.web.consoles import hire

RINGING = {"event": "ringing", "reference": "r-1", "from": "+33612345642", "to": "ines"}


@pytest.fixture
def ines(world):
    with world() as db:
        return hire(db, "ines", role="agent").id


@pytest.fixture
def send(console, clock, keys):
    def post(body=None, *, key=None, ago=0, content=None, **headers):
        content = json.dumps(body).encode() if content is None else content
        stamp = int(clock.now.timestamp()) - ago
        signature = token(key or keys.derive("calls"), stamp, content)
        sent = {"Call-Timestamp": str(stamp), "Call-Signature": signature, **headers}
        answer = console.test_client().post("/calls", data=content, headers=sent)
        return answer.status_code, answer.get_json()

    return post


def kept(world):
    with world() as db:
        return db.scalar(select(func.count()).select_from(Call))


def test_a_signed_event_needs_neither_cookie_nor_form(ines, send, world):
    assert send(RINGING) == (200, {"outcome": "ringing"})
    assert kept(world) == 1


def test_the_three_events_of_a_call_are_taken_in_order(ines, send, clock):
    told = []
    for kind in ("ringing", "answered", "ended"):
        clock.pass_by(seconds=5)
        told.append(send({**RINGING, "event": kind}))

    assert told == [(200, {"outcome": kind}) for kind in ("ringing", "answered", "ended")]


def test_the_very_same_message_again_is_a_replay_and_a_new_one_changes_nothing(ines, send, clock, world):
    send(RINGING)
    assert send(RINGING) == (409, {"outcome": "replayed"})

    clock.pass_by(seconds=1)
    assert send(RINGING) == (200, {"outcome": "repeated"})
    assert kept(world) == 1


def test_a_message_kept_for_later_is_refused(ines, send, world):
    assert send(RINGING, ago=301) == (401, {"outcome": "late"})
    assert send(RINGING, ago=-301) == (401, {"outcome": "late"})
    assert kept(world) == 0


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ({"Call-Signature": ""}, "unsigned"),
        ({"Call-Timestamp": ""}, "unsigned"),
        ({"Call-Signature": "0" * 64}, "forged"),
        ({"Call-Timestamp": "1"}, "forged"),
        ({"Call-Timestamp": "-1"}, "forged"),
    ],
)
def test_what_is_unsigned_or_forged_is_refused(ines, send, world, headers, outcome):
    assert send(RINGING, **headers) == (401, {"outcome": outcome})
    assert kept(world) == 0


def test_a_token_made_with_another_key_or_for_another_body_is_forged(ines, send, keys, clock, world):
    assert send(RINGING, key=b"x" * 32) == (401, {"outcome": "forged"})
    assert send(RINGING, key=keys.derive("cookies")) == (401, {"outcome": "forged"})
    stamp = str(int(clock.now.timestamp()))
    stolen = token(keys.derive("calls"), int(stamp), json.dumps(RINGING).encode())
    other = {**RINGING, "to": "paul"}
    assert send(other, **{"Call-Signature": stolen}) == (401, {"outcome": "forged"})
    assert kept(world) == 0


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (b"", "json"),
        (b"\xff\xfe", "json"),
        (b"[" * 5000, "json"),
        (b"[]", "json"),
        (b'"ringing"', "json"),
        (b'{"exchange": 3, "fields": {}}', "fields"),
        (b'{"exchange": "sip", "fields": []}', "fields"),
        (b'{"exchange": "carrier pigeon", "fields": {}}', "exchange"),
        (b"{}", "event"),
        (b'{"event": "ringing"}', "reference"),
        (b'{"event": "ringing", "reference": "a\\u0000b", "to": "ines"}', "reference"),
        (b'{"event": "ringing", "reference": "1"}', "to"),
    ],
)
def test_what_is_malformed_is_refused_with_what_is_missing(ines, send, world, content, missing):
    assert send(content=content) == (400, {"outcome": "malformed", "missing": missing})
    assert kept(world) == 0


def test_a_message_that_is_too_long_is_not_even_read(ines, send, world):
    assert send(content=b" " * 8193) == (413, {"outcome": "too_long"})
    assert kept(world) == 0


def test_what_is_not_signed_costs_no_query(ines, send, engine):
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    for _ in range(5):
        send(RINGING, key=b"x" * 32)
        send(content=b" " * 9000)

    assert asked == []


def test_nobody_and_nothing_known_are_told_apart_from_what_is_wrong(ines, send):
    assert send({**RINGING, "to": "nobody"}) == (404, {"outcome": "nobody"})
    assert send({**RINGING, "event": "ended", "reference": "never"}) == (404, {"outcome": "unknown"})
    twilio = {"exchange": "twilio", "fields": {"CallSid": "CA1", "To": "client:ines", "CallStatus": "queued"}}
    assert send(twilio) == (200, {"outcome": "ignored"})


def test_the_words_of_a_hosted_provider_are_read_by_the_same_table(ines, send, world):
    fields = {"CallSid": "CA1", "From": "+33612345642", "To": "client:ines", "CallStatus": "ringing"}

    assert send({"exchange": "twilio", "fields": fields}) == (200, {"outcome": "ringing"})
    assert send({"exchange": "telnyx", "fields": {"data": {"event_type": "x"}}}) == (
        200,
        {"outcome": "ignored"},
    )
    with world() as db:
        assert [(call.exchange, call.reference) for call in db.scalars(select(Call))] == [("twilio", "CA1")]


def test_a_page_of_another_site_cannot_ring(ines, send):
    assert send(RINGING, **{"Sec-Fetch-Site": "cross-site"})[0] == 403


def test_a_helper_who_is_signed_in_cannot_ring_without_a_token(ines, console, world):
    assert console.test_client().post("/calls", data={"forgery": "x"}).status_code == 401
    assert console.test_client().get("/calls").status_code == 405


def test_a_clock_that_stands_still_and_one_that_runs_agree_within_five_minutes(ines, send, clock):
    assert send(RINGING, ago=int(timedelta(minutes=4).total_seconds()))[0] == 200
