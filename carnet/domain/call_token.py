"""The token under which an exchange sends an event: only the holder of the line's key can make one, and it is worth five minutes."""

import hmac
from datetime import datetime, timedelta
from typing import Final

from carnet.domain.errors import Invalid

WORTH: Final = timedelta(minutes=5)
"""Clocks differ, and exchanges try again; an older message was kept by somebody."""


def token(key: bytes, stamp: int, body: bytes) -> str:
    """Return 64 hex digits over the time (seconds since 1970) and the body, by HMAC-SHA-256."""
    return hmac.new(key, f"{stamp}.".encode() + body, "sha256").hexdigest()


def read_stamp(key: bytes, stamp: str, given: str, body: bytes, now: datetime) -> int:
    """Return the time that an exchange signed, in seconds since 1970.

    Raises Invalid with ``unsigned``, ``forged`` or ``late`` (or from a clock that runs ahead).
    """
    if not (stamp and given):
        raise Invalid("unsigned")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 10):
        raise Invalid("forged")
    if not hmac.compare_digest(token(key, int(stamp), body).encode(), given.encode()):
        raise Invalid("forged")
    if abs(now.timestamp() - int(stamp)) > WORTH.total_seconds():
        raise Invalid("late")
    return int(stamp)
