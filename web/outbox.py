"""The loop that lets papers and messages leave: `python -m web.outbox`. One row that fails never holds the others back.

A row is drafted, printed, sent, and only then marked: after a power cut it is sent again under the same name, never lost.
"""

import logging
import os
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from carnet.settings import Settings, SettingsError
from carnet.startup import startup_faults
from carnet.store.database import make_engine, reading, transaction
from carnet.store.keys import Keys, load_keys
from carnet.store.outbox import Outbox
from web import lifeline
from web.paper.fonts import MissingFont
from web.paper.workshop import Unprinted, workshop
from web.parcels import Draft, Undraftable, draft_of
from web.senders import FolderSender, Parcel, Sender

EVERY_S = 2.0
A_ROUND = 100
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)

ToPdf = Callable[[str], bytes]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What one pass did: how many rows left, and how many wait for the next."""

    sent: int
    kept: int


class Outgoing:
    """Everything that a pass needs."""

    def __init__(self, engine: Engine, keys: Keys, settings: Settings, sender: Sender, to_pdf: ToPdf) -> None:
        self._engine, self._keys, self._settings = engine, keys, settings
        self._sender, self._to_pdf = sender, to_pdf
        self._not_before: dict[int, datetime] = {}

    def deliver(self, now: datetime) -> Round:
        """Send what waits, those that never failed first, and return what was done."""
        due = (row_id for row_id in self._waiting(now) if self._not_before.get(row_id, now) <= now)
        done = [self._leaves(row_id, now) for row_id in due]
        return Round(sent=done.count(True), kept=done.count(False))

    def _waiting(self, now: datetime) -> list[int]:
        # What was made for later can still be taken back until then.
        query = (
            select(Outbox.id)
            .where(Outbox.sent_at.is_(None), Outbox.made_at <= now)
            .order_by(Outbox.failures, Outbox.id)
        )
        with reading(self._engine, self._keys) as db:
            return list(db.scalars(query.limit(A_ROUND)))

    def _leaves(self, row_id: int, now: datetime) -> bool:
        try:
            draft = self._draft(row_id)
            # Neither printing nor sending holds the database: a slow printer must not make the kiosk wait.
            self._sender.send(Parcel(draft.name, draft.route, self._content(draft), draft.to))
        except SQLAlchemyError:
            raise  # the database itself: no row can be marked, the whole round waits
        except Exception as fault:
            self._keep(row_id, fault, now)
            return False
        self._mark_sent(row_id, now)
        return True

    def _draft(self, row_id: int) -> Draft:
        with reading(self._engine, self._keys) as db:
            return draft_of(db, db.get_one(Outbox, row_id), self._settings)

    def _content(self, draft: Draft) -> bytes:
        return self._to_pdf(draft.page) if draft.page else draft.text.encode()

    def _mark_sent(self, row_id: int, now: datetime) -> None:
        with transaction(self._engine, self._keys) as db:
            row = db.get_one(Outbox, row_id)
            row.sent_at, row.last_error = now, ""
            # A code is kept by its hash only: once it has left, nobody here can read it again.
            row.payload_sealed = b""

    def _keep(self, row_id: int, fault: Exception, now: datetime) -> None:
        reason = _reason(fault)
        log.warning("outbox row %d waits: %s", row_id, reason)
        with transaction(self._engine, self._keys) as db:
            row = db.get_one(Outbox, row_id)
            row.failures += 1
            row.last_error = reason
            self._not_before[row_id] = now + min(LONGEST_WAIT, FIRST_WAIT * 2**row.failures)


def run(
    outgoing: Outgoing, stop: threading.Event, clock: Callable[[], datetime], every_s: float = EVERY_S
) -> None:
    """Deliver until ``stop``. A database that is away, or whose disk is full, is tried again at the next round."""
    while not stop.wait(every_s):
        try:
            outgoing.deliver(clock())
        except SQLAlchemyError as fault:
            log.warning("outbox waits for the database: %s", type(fault).__name__)


def main() -> int:
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as faults:
        print(faults, file=sys.stderr)
        return 2
    if refused := startup_faults(settings):
        print(*refused, sep="\n", file=sys.stderr)
        return 2
    if stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        lifeline.follow_parent()
    outgoing = Outgoing(
        make_engine(settings.database_url),
        load_keys(settings.key_file),
        settings,
        FolderSender(settings.outbox),
        workshop().to_pdf,
    )
    try:
        run(outgoing, threading.Event(), lambda: datetime.now(UTC))
    finally:
        workshop().close()
    return 0


def _reason(fault: Exception) -> str:
    """Return why a row waits, without the names of files and people that a fault may carry."""
    if isinstance(fault, Undraftable | Unprinted | MissingFont):
        return str(fault)
    if isinstance(fault, OSError) and fault.errno:
        return os.strerror(fault.errno)
    return type(fault).__name__


if __name__ == "__main__":
    sys.exit(main())
