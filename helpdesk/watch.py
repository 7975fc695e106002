"""What has not changed since a page last asked, told from memory: a page that asks every second costs no query.

One look at the newest events serves all pages of this process; it is four times a second at most, and at once after a write of
our own. An empty answer tells nothing, so that it needs no proof of who asks; after ten seconds everybody is asked in full.
"""

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import Flask, Response, current_app, make_response, request
from sqlalchemy import event

from carnet.store.events import newest_events
from helpdesk.session import COOKIE, token_in
from web.factory import House, house, reading

FRESH_S: Final = 0.25
LIFE: Final = timedelta(seconds=10)
MOST: Final = 5_000
_WINDOW: Final = 500


@dataclass(frozen=True)
class Known:
    """What one page was told: it holds until ``until``, and as long as nothing happened under ``topic``."""

    stamp: str
    topic: str
    count: int
    until: datetime


class Watch:
    """Counts what happened under each topic since this process began to look."""

    def __init__(self, house: House) -> None:
        self._known: dict[bytes, Known] = {}
        self._counts: Counter[str] = Counter()
        self._seen: set[int] = set()
        self._looked_at = float("-inf")
        self._lock = threading.Lock()
        event.listen(house.engine, "commit", self._look_again)

    def unchanged(self, token: bytes, path: str, stamps: Container[str], now: datetime) -> str:
        """Return the stamp that still holds for what this cookie asks; nothing when it has to be asked in full."""
        known = self._known.get(_digest(token, path))
        if known is None or now >= known.until or known.stamp not in stamps:
            return ""
        return known.stamp if self.count(known.topic) == known.count else ""

    def count(self, topic: str) -> int:
        """Return how often something happened under ``topic``. Ask before reading what a page will be told."""
        if time.monotonic() - self._looked_at >= FRESH_S:
            self._look()
        return self._counts[topic]

    def keep(self, token: bytes, path: str, known: Known) -> None:
        """Remember what a page was told at ``path``."""
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[_digest(token, path)] = known

    def _look(self) -> None:
        with self._lock:
            self._looked_at = time.monotonic()
            with reading() as db:
                newest = newest_events(db, _WINDOW)
            # An event may be committed after one with a higher number: each is counted when it is first seen.
            self._counts.update(topic for number, topic in newest.items() if number not in self._seen)
            self._seen = set(newest)

    def _look_again(self, _connection: object) -> None:
        self._looked_at = float("-inf")


def install(app: Flask) -> None:
    """Begin to remember before the first page asks: two that asked at once would each listen to the engine under way."""
    app.extensions["watch"] = Watch(app.extensions["house"])


def watch() -> Watch:
    """Return what this application remembers."""
    found: Watch = current_app.extensions["watch"]
    return found


def unchanged() -> Response | None:
    """Return 304 when what this page asks is still what it shows, told from memory; None when it has to be asked in full."""
    stamp = watch().unchanged(token_in(COOKIE), request.path, request.if_none_match, house().clock())
    return nothing_new(stamp) if stamp else None


def nothing_new(stamp: str) -> Response:
    answer = make_response("", 304)
    answer.set_etag(stamp)
    return answer


def _digest(token: bytes, path: str) -> bytes:
    return hashlib.sha256(token + path.encode()).digest()
