"""The door of telephone exchanges: `POST /calls`. It has no cookie and no form; a signed token is its own guard.

Whatever is not signed costs no query and no parsing, so that a flood of it cannot slow the line down.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, make_response, request
from werkzeug.exceptions import RequestEntityTooLarge

from carnet.domain.call_token import read_stamp
from carnet.domain.errors import Invalid
from carnet.reference.exchanges import PLAIN, read_event
from carnet.services import calls
from carnet.services.turn import paris_date
from web.factory import house, writing

exchange = Blueprint("exchange", __name__)

LONGEST: Final = 8 * 1024
PURPOSE: Final = "calls"
STAMP: Final = "Call-Timestamp"
SIGNATURE: Final = "Call-Signature"
STATUSES: Final = {
    "nobody": HTTPStatus.NOT_FOUND,
    "unknown": HTTPStatus.NOT_FOUND,
    "over": HTTPStatus.CONFLICT,
    "replayed": HTTPStatus.CONFLICT,
}
"""Every other outcome is fine, and a second telling of what is known already is too: exchanges try again."""


@exchange.post("/calls")
def take_down() -> Response:
    """Take down what an exchange tells, and say in one word what became of it."""
    request.max_content_length = LONGEST
    now, key = house().clock(), house().keys.derive(PURPOSE)
    try:
        body = request.get_data(cache=False)
        given = request.headers.get(SIGNATURE, "")
        stamp = read_stamp(key, request.headers.get(STAMP, ""), given, body, now)
    except RequestEntityTooLarge:
        return _say("too_long", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except Invalid as fault:
        return _say(fault.reason, HTTPStatus.UNAUTHORIZED)
    try:
        kind, fields = _read(body)
        event = read_event(kind, fields, paris_date(now))
    except Invalid as fault:
        return _say("malformed", HTTPStatus.BAD_REQUEST, fault.reason)
    if event is None:
        return _say("ignored", HTTPStatus.OK)
    with writing() as db:
        outcome = calls.receive(db, event, stamp, now)
    return _say(outcome, STATUSES.get(outcome, HTTPStatus.OK))


def _read(body: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Invalid("json") from None
    if not isinstance(told, dict):
        raise Invalid("json")
    kind, fields = told.get("exchange", PLAIN), told.get("fields", told)
    if not isinstance(kind, str) or not isinstance(fields, dict):
        raise Invalid("fields")
    return kind, fields


def _say(outcome: str, status: int, missing: str = "") -> Response:
    told = {"outcome": outcome, **({"missing": missing} if missing else {})}
    answer = make_response(json.dumps(told), status)
    answer.mimetype = "application/json"
    return answer
