"""One table reads them all: SIP headers, and what common exchanges and hosted providers send."""

from datetime import date

import pytest

from carnet.domain.errors import Invalid
from carnet.reference.after_call import after_call
from carnet.reference.exchanges import exchanges, read_event
from carnet.reference.numbering import read_number

TODAY = date(2026, 11, 24)
CALLER = "+33612345642"
INVITE = {
    "Call-ID": "a1@gw",
    "From": '"Odette" <sip:0612345642@gw>;tag=1',
    "To": "<sip:ines@desk>",
    "Method": "INVITE",
}
DIAL = {"CallerIDNum": "0612345642", "DestUniqueid": "17.4", "DialString": "PJSIP/ines"}
CHANNEL = {"Unique-ID": "u-1", "Caller-Caller-ID-Number": "0612345642", "Caller-Destination-Number": "ines"}
TWILIO = {"CallSid": "CA1", "From": "+33612345642", "To": "client:ines"}
VONAGE = {"uuid": "v-1", "from": "33612345642", "to": "ines"}
TELNYX = {"call_leg_id": "t-1", "from": "+33612345642", "to": "sip:ines@sip.telnyx.com"}


def telnyx(kind):
    return {"data": {"event_type": kind, "payload": TELNYX}}


@pytest.mark.parametrize(
    ("exchange", "told", "kind"),
    [
        ("plain", {"event": "ringing", "reference": "1", "from": "06 12 34 56 42", "to": "ines"}, "ringing"),
        ("sip", INVITE, "ringing"),
        ("sip", INVITE | {"Status": "200"}, "answered"),
        ("sip", INVITE | {"Method": "BYE"}, "ended"),
        ("sip", INVITE | {"Method": "CANCEL"}, "ended"),
        ("asterisk", DIAL | {"Event": "DialBegin"}, "ringing"),
        ("asterisk", DIAL | {"Event": "DialEnd", "DialStatus": "ANSWER"}, "answered"),
        ("asterisk", DIAL | {"Event": "DialEnd", "DialStatus": "NOANSWER"}, "ended"),
        ("freeswitch", CHANNEL | {"Event-Name": "CHANNEL_PROGRESS"}, "ringing"),
        ("freeswitch", CHANNEL | {"Event-Name": "CHANNEL_ANSWER"}, "answered"),
        ("freeswitch", CHANNEL | {"Event-Name": "CHANNEL_HANGUP"}, "ended"),
        ("twilio", TWILIO | {"CallStatus": "ringing"}, "ringing"),
        ("twilio", TWILIO | {"CallStatus": "in-progress"}, "answered"),
        ("twilio", TWILIO | {"CallStatus": "completed"}, "ended"),
        ("vonage", VONAGE | {"status": "ringing"}, "ringing"),
        ("vonage", VONAGE | {"status": "answered"}, "answered"),
        ("vonage", VONAGE | {"status": "completed"}, "ended"),
        ("telnyx", telnyx("call.initiated"), "ringing"),
        ("telnyx", telnyx("call.answered"), "answered"),
        ("telnyx", telnyx("call.hangup"), "ended"),
    ],
)
def test_every_exchange_says_the_same_thing_here(exchange, told, kind):
    event = read_event(exchange, told, TODAY)

    assert (event.kind, event.to, read_number(event.caller)) == (kind, "ines", CALLER)
    assert event.reference


def test_no_exchange_of_the_table_is_left_out_above():
    assert exchanges(TODAY) == ("plain", "sip", "asterisk", "freeswitch", "twilio", "vonage", "telnyx")


@pytest.mark.parametrize(
    ("exchange", "told"),
    [
        ("sip", INVITE | {"Privacy": "id;critical"}),
        ("freeswitch", CHANNEL | {"Event-Name": "CHANNEL_PROGRESS", "Caller-Privacy-Hide-Number": "true"}),
    ],
)
def test_a_caller_who_hides_the_number_is_not_told(exchange, told):
    assert read_event(exchange, told, TODAY).caller == ""


def test_the_network_is_believed_before_the_caller():
    asserted = {"P-Asserted-Identity": "<tel:+33699999999>"}

    assert read_event("sip", INVITE | asserted, TODAY).caller == "<tel:+33699999999>"


def test_what_is_not_for_us_is_no_event():
    assert read_event("twilio", TWILIO | {"CallStatus": "queued"}, TODAY) is None
    assert read_event("sip", INVITE | {"Method": "OPTIONS"}, TODAY) is None


@pytest.mark.parametrize("kind", ["answered", "ended"])
def test_a_call_that_rang_already_needs_no_desk(kind):
    assert read_event("plain", {"event": kind, "reference": "1"}, TODAY).kind == kind


@pytest.mark.parametrize(
    ("exchange", "told", "reason"),
    [
        ("carrier pigeon", {}, "exchange"),
        ("plain", {}, "event"),
        ("plain", {"event": ["ringing"]}, "event"),
        ("plain", {"event": "ringing"}, "reference"),
        ("plain", {"event": "ringing", "reference": "a\x00b", "to": "ines"}, "reference"),
        ("plain", {"event": "ringing", "reference": "1" * 201, "to": "ines"}, "reference"),
        ("plain", {"event": "ringing", "reference": True, "to": "ines"}, "reference"),
        ("plain", {"event": "ringing", "reference": "1"}, "to"),
        ("telnyx", {"data": "call.initiated"}, "event"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_missing(exchange, told, reason):
    with pytest.raises(Invalid) as refused:
        read_event(exchange, told, TODAY)

    assert refused.value.reason == reason


def test_the_time_after_a_call_is_a_dated_fact():
    assert after_call(TODAY).total_seconds() == 45
