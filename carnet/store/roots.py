"""Signed roots over the heads of all audit chains: they leave the building, and show what a chain alone cannot, its removal."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.audit import GENESIS, AuditHead, AuditLine, Break
from carnet.store.keys import is_signed, keys_of
from carnet.store.rows import WITHOUT_ROWID, Row


class AuditRoot(Row):
    """One fold: the Merkle root of the heads that moved since the last one, which it contains."""

    __tablename__ = "audit_root"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    previous: Mapped[str]
    root: Mapped[str]
    signature: Mapped[str]
    heads_count: Mapped[int]


class AuditLeaf(Row):
    __tablename__ = "audit_leaf"
    __table_args__ = (UniqueConstraint("chain", "seq"), WITHOUT_ROWID)

    root_id: Mapped[int] = mapped_column(ForeignKey("audit_root.id"), primary_key=True, autoincrement=False)
    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


def fold(db: Session, now: datetime) -> AuditRoot:
    """Return a new signed root over the heads that moved since the last root, or the last root when none moved."""
    last = db.scalars(select(AuditRoot).order_by(AuditRoot.id.desc())).first()
    heads = _moved_heads(db)
    if last and not heads:
        return last
    root = AuditRoot(
        id=last.id + 1 if last else 1, at=now, previous=last.root if last else GENESIS, heads_count=len(heads)
    )
    leaves = [AuditLeaf(root_id=root.id, chain=head.chain, seq=head.seq, hash=head.hash) for head in heads]
    root.root = _root_of(root, leaves)
    root.signature = keys_of(db).sign(statement(root))
    db.add(root)
    db.flush()
    db.add_all(leaves)
    db.flush()
    return root


def statement(root: AuditRoot) -> bytes:
    """Return what the signature of a root signs: number, instant, heads and root."""
    at = root.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps([root.id, at, root.heads_count, root.root], separators=(",", ":")).encode()


def verify_roots(db: Session, *, outside: Mapping[int, str] | None = None) -> list[Break]:
    """Return every place where roots and chains disagree, oldest first; an empty list when all holds.

    ``outside`` holds the roots that left the building, by number: only they show that the last roots were removed too.
    """
    outside = outside or {}
    breaks, previous = [], GENESIS
    roots = {root.id: root for root in db.scalars(select(AuditRoot).order_by(AuditRoot.id))}
    for number in range(1, max([*roots, *outside], default=0) + 1):
        root = roots.get(number)
        if root is None:
            breaks.append(Break("roots", number, "missing"))
            continue
        breaks += _breaks_of(db, root, previous, outside.get(number, root.root))
        previous = root.root
    return breaks


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Return the root of a tree over ``leaves`` in hex. A leaf can never pass for a node: they are hashed apart.

    Source: RFC 6962, section 2.1, Merkle hash trees.
    """
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [
            hashlib.sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs
        ]
    return level[0].hex() if level else hashlib.sha256().hexdigest()


def _moved_heads(db: Session) -> Sequence[AuditHead]:
    is_known = and_(AuditLeaf.chain == AuditHead.chain, AuditLeaf.seq == AuditHead.seq)
    query = (
        select(AuditHead).outerjoin(AuditLeaf, is_known).where(AuditLeaf.chain.is_(None), AuditHead.seq > 0)
    )
    return db.scalars(query.order_by(AuditHead.chain).execution_options(populate_existing=True)).all()


def _breaks_of(db: Session, root: AuditRoot, previous: str, outside: str) -> list[Break]:
    leaves = db.scalars(select(AuditLeaf).where(AuditLeaf.root_id == root.id).order_by(AuditLeaf.chain)).all()
    is_whole = root.root == _root_of(root, leaves) == outside and root.previous == previous
    if not (is_whole and is_signed(keys_of(db).public_key, statement(root), root.signature)):
        return [Break("roots", root.id, "edited")]
    is_there = and_(
        AuditLine.chain == AuditLeaf.chain, AuditLine.seq == AuditLeaf.seq, AuditLine.hash == AuditLeaf.hash
    )
    lost = (
        select(AuditLeaf)
        .outerjoin(AuditLine, is_there)
        .where(AuditLeaf.root_id == root.id, AuditLine.chain.is_(None))
    )
    return [Break(leaf.chain, leaf.seq, "missing") for leaf in db.scalars(lost.order_by(AuditLeaf.chain))]


def _root_of(root: AuditRoot, leaves: Sequence[AuditLeaf]) -> str:
    # Sorted here and not by the engine: two engines order text differently.
    told = sorted((leaf.chain, leaf.seq, leaf.hash) for leaf in leaves)
    return merkle_root([root.previous.encode(), *(json.dumps(leaf).encode() for leaf in told)])
