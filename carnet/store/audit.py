"""The audit journal: one chain of keyed hashes per health space, one for the service. Triggers keep it append-only.

A line noted in a session is written as the transaction ends, so that the head of a chain is the last row it locks.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from carnet.store.keys import Keys, keys_of
from carnet.store.rows import WITHOUT_ROWID, Row

GENESIS = "0" * 64
SERVICE = "service"

Detail = Mapping[str, str | int | bool | None]


class AuditLine(Row):
    __tablename__ = "audit_line"
    __table_args__ = (WITHOUT_ROWID,)

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    act: Mapped[str]
    outcome: Mapped[str]
    helper: Mapped[str]
    person: Mapped[str]
    organisation: Mapped[str]
    mandate: Mapped[str]
    channel: Mapped[str]
    detail: Mapped[str]
    # TEXT, never CHAR(64): padding by one engine would change the first link of every chain.
    prev_hash: Mapped[str]
    hash: Mapped[str]


class AuditHead(Row):
    __tablename__ = "audit_head"
    __table_args__ = (WITHOUT_ROWID,)

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


_TABLE = Row.metadata.tables[AuditLine.__tablename__]
_COLUMNS = tuple(column.name for column in _TABLE.columns)
_TOLD = _COLUMNS[:-2]
_WRITE_LINE = insert(AuditLine)
_LOCK_HEAD = (
    select(AuditHead.seq, AuditHead.hash).where(AuditHead.chain == bindparam("locked")).with_for_update()
)
_MOVE_HEAD = update(AuditHead).where(AuditHead.chain == bindparam("moved"))
_MAKE_HEAD = text(
    "INSERT INTO audit_head (chain, seq, hash) VALUES (:chain, 0, :hash) ON CONFLICT (chain) DO NOTHING"
)


@dataclass(frozen=True)
class Break:
    """Where a chain stops being the one that was written, and how: edited, missing, unlinked or cut."""

    chain: str
    seq: int
    reason: str


def space_chain(person_id: int) -> str:
    """Return the name of the chain of one person's space."""
    return f"space:{person_id}"


def append(
    db: Session,
    chain: str,
    *,
    at: datetime,
    act: str,
    outcome: str,
    channel: str,
    helper: str = "",
    person: str = "",
    organisation: str = "",
    mandate: str = "",
    detail: Detail | None = None,
) -> AuditLine:
    """Note a line in this session and return it, outside the session; its place is known when the transaction ends.

    ``detail`` holds no name, number, date of birth or answer.
    """
    line = AuditLine(
        chain=chain,
        at=at,
        act=act,
        outcome=outcome,
        channel=channel,
        helper=helper,
        person=person,
        organisation=organisation,
        mandate=mandate,
        detail=_canonical(dict(detail or {})),
    )
    db.info.setdefault("noted", []).append((db.get_nested_transaction(), line))
    return line


def write_noted(db: Session) -> None:
    """Write the lines noted in this session, behind its effects. ``transaction`` calls this just before it commits."""
    noted: defaultdict[str, list[AuditLine]] = defaultdict(list)
    for _, line in db.info.pop("noted", ()):
        noted[line.chain].append(line)
    db.flush()
    if noted:
        _extend(db.connection(), noted, keys_of(db))


def forget_undone(db: Session, undone: SessionTransaction) -> None:
    """Drop the lines noted inside a savepoint that was rolled back: they die with the effect."""
    noted = db.info.get("noted")
    if noted:
        noted[:] = [(within, line) for within, line in noted if not _is_inside(within, undone)]


def lines_of(db: Session, chain: str) -> list[AuditLine]:
    """Return the lines of a chain in order; those noted in this session are written first, as an autoflush would."""
    write_noted(db)
    return list(db.scalars(select(AuditLine).where(AuditLine.chain == chain).order_by(AuditLine.seq)))


def newest_of(db: Session, chain: str, most: int) -> list[AuditLine]:
    """Return the newest lines of a chain, ``most`` at most, the newest first; those noted in this session are written first."""
    write_noted(db)
    theirs = select(AuditLine).where(AuditLine.chain == chain)
    return list(db.scalars(theirs.order_by(AuditLine.seq.desc()).limit(most)))


def count_lines(db: Session) -> int:
    """Return how many lines the journal has."""
    return db.scalar(select(func.count()).select_from(AuditLine)) or 0


def verify(db: Session, chain: str) -> Break | None:
    """Return the first place where a chain is not what was written, or None when it is whole.

    A chain removed entirely leaves nothing to see here: only the signed roots show it.
    """
    return next(breaks(db, chain), None)


def breaks(db: Session, chain: str | None = None) -> Iterator[Break]:
    """Yield the first break of ``chain``, or of each chain, in one pass over the journal."""
    keys, lines, heads = (
        keys_of(db),
        select(*_TABLE.columns),
        select(AuditHead.chain, AuditHead.seq, AuditHead.hash),
    )
    if chain is not None:
        lines, heads = lines.where(AuditLine.chain == chain), heads.where(AuditHead.chain == chain)
    known = {name: (seq, hash_) for name, seq, hash_ in db.execute(heads)}
    ordered = lines.order_by(AuditLine.chain, AuditLine.seq).execution_options(yield_per=1_000)
    # Closed at a break that nobody reads on from: PostgreSQL would keep the rest of a long journal waiting.
    with db.execute(ordered) as rows:
        for name, group in groupby(rows, key=itemgetter(0)):
            if broken := _break_in(name, group, known.pop(name, None), keys):
                yield broken
    for name, (seq, _) in known.items():
        if seq:
            yield Break(name, 1, "cut")


def _break_in(
    chain: str, rows: Iterable[Sequence[Any]], head: tuple[int, str] | None, keys: Keys
) -> Break | None:
    seq, last_hash = 0, GENESIS
    for row in rows:
        *told, prev_hash, hash_ = row
        seq += 1
        if told[1] != seq:
            return Break(chain, seq, "missing")
        if hash_ != _hash_of(told, prev_hash, keys):
            return Break(chain, seq, "edited")
        if prev_hash != last_hash:
            return Break(chain, seq, "unlinked")
        last_hash = hash_
    return None if head == (seq, last_hash) else Break(chain, seq + 1, "cut")


def _extend(connection: Connection, noted: Mapping[str, Sequence[AuditLine]], keys: Keys) -> None:
    # Statements and not rows of the session: every act waits for this, and they take half the time.
    moves = []
    # One order for all writers, the busiest chain last: two transactions never wait for each other.
    for chain in sorted(noted, key=lambda name: (name == SERVICE, name)):
        seq, last_hash = _locked_head(connection, chain)
        for line in noted[chain]:
            line.seq, line.prev_hash = seq + 1, last_hash
            line.hash = _hash_of([getattr(line, name) for name in _TOLD], last_hash, keys)
            seq, last_hash = line.seq, line.hash
        moves.append({"moved": chain, "seq": seq, "hash": last_hash})
    lines = [line for chained in noted.values() for line in chained]
    connection.execute(_WRITE_LINE, [{name: getattr(line, name) for name in _COLUMNS} for line in lines])
    connection.execute(_MOVE_HEAD, moves)


def _locked_head(connection: Connection, chain: str) -> tuple[int, str]:
    head = connection.execute(_LOCK_HEAD, {"locked": chain}).one_or_none()
    if head is None:
        connection.execute(_MAKE_HEAD, {"chain": chain, "hash": GENESIS})
        head = connection.execute(_LOCK_HEAD, {"locked": chain}).one()
    return head.seq, head.hash


def _is_inside(inner: SessionTransaction | None, outer: SessionTransaction) -> bool:
    while inner is not None and inner is not outer:
        inner = inner.parent
    return inner is outer or outer.parent is None


def _hash_of(told: Sequence[Any], prev_hash: str, keys: Keys) -> str:
    """Return the hash of a line; ``told`` is what it says, in the order of its columns."""
    chain, seq, at, act, outcome, helper, person, organisation, mandate, channel, detail = told
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [chain, seq, instant, act, outcome, helper, person, organisation, mandate, channel, detail]
    return keys.chain_hash(_canonical([*said, prev_hash]))


_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
