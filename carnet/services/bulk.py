"""One change over many cases: chosen once, told beforehand, made in batches, every refusal listed, no case passed over.

What was chosen is kept with the version that was seen: a case that somebody changed meanwhile is refused, not overwritten.
Source: requirement 13 of the console.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from carnet.services import audit, case_history, cases, circle
from carnet.services.changes import CHANGES, DONE
from carnet.store.keys import keys_of
from carnet.store.macros import Bulk, BulkCase
from carnet.store.staff import Helper

BATCH: Final = 200
LONGEST_REASON: Final = 500
OFFERED: Final = ("close", "assign", "callback", "hand_back", "priority", "label")


@dataclass(frozen=True)
class Progress:
    """How far a bulk is. ``refused`` is each case that was not changed, with its outcome, in order."""

    total: int
    done: int
    refused: tuple[tuple[int, str], ...]

    @property
    def tried(self) -> int:
        return self.done + len(self.refused)

    @property
    def is_over(self) -> bool:
        return self.tried == self.total


def prepare(
    db: Session,
    helper: Helper,
    now: datetime,
    *,
    change: str,
    value: str,
    reason: str,
    chosen: Iterable[tuple[int, int]],
) -> Bulk | str:
    """Return a bulk that has changed nothing yet; ``no_reason``, ``unknown``, ``no_code`` or ``empty`` when it cannot be.

    ``chosen`` gives the number of each case and the version that was seen.
    """
    text = reason.strip()[:LONGEST_REASON]
    cases_chosen = _there(db, helper, now, dict(chosen))
    refusal = _refusal(now, change, value, text, cases_chosen)
    if refusal:
        return refusal
    bulk = Bulk(helper_id=helper.id, change=change, value=value, made_at=now)
    db.add(bulk)
    db.flush()
    bulk.reason_sealed = keys_of(db).seal(None, text.encode(), _mark(bulk))
    rows = [
        {"bulk_id": bulk.id, "case_id": case_id, "version": version}
        for case_id, version in cases_chosen.items()
    ]
    db.execute(insert(BulkCase), rows)
    _note(db, bulk, helper, now, "prepared", len(rows))
    return bulk


def run_batch(db: Session, bulk: Bulk, helper: Helper, now: datetime) -> Progress:
    """Make the change on the next ``BATCH`` cases that were not tried yet, and return how far it is."""
    reason = reason_of(db, bulk)
    waiting = select(BulkCase).where(BulkCase.bulk_id == bulk.id, BulkCase.outcome.is_(None))
    locked = waiting.order_by(BulkCase.case_id).limit(BATCH).with_for_update()
    made = Counter[str]()
    for each in db.scalars(locked).all():
        each.outcome = CHANGES[bulk.change](db, each.case_id, helper, now, each.version, bulk.value)
        if each.outcome in DONE:
            case_history.say_why(db, each.case_id, helper, now, reason)
        made[each.outcome] += 1
    db.flush()
    if made:
        _note(db, bulk, helper, now, "batch", made.total())
    return progress(db, bulk)


def progress(db: Session, bulk: Bulk) -> Progress:
    """Return how far a bulk is."""
    counted = select(BulkCase.outcome, func.count()).where(BulkCase.bulk_id == bulk.id)
    counts: dict[str | None, int] = dict(db.execute(counted.group_by(BulkCase.outcome)).all())
    refused = select(BulkCase.case_id, BulkCase.outcome).where(
        BulkCase.bulk_id == bulk.id, BulkCase.outcome.is_not(None), BulkCase.outcome.not_in(DONE)
    )
    return Progress(
        total=sum(counts.values()),
        done=sum(number for outcome, number in counts.items() if outcome in DONE),
        refused=tuple((case_id, outcome or "") for case_id, outcome in db.execute(refused.order_by(BulkCase.case_id))),
    )  # fmt: skip


def of_helper(db: Session, bulk_id: int, helper: Helper) -> Bulk | None:
    """Return a bulk of ``helper``'s own, or None: nobody carries on with somebody else's."""
    bulk = db.get(Bulk, bulk_id)
    return bulk if bulk is not None and bulk.helper_id == helper.id else None


def reason_of(db: Session, bulk: Bulk) -> str:
    return keys_of(db).open(None, bulk.reason_sealed or b"", _mark(bulk)).decode()


def _there(db: Session, helper: Helper, now: datetime, chosen: dict[int, int]) -> dict[int, int]:
    """Leave out what ``helper`` may not see, as what never was: it stood on no list of theirs."""
    there = circle.seen_among(db, chosen, helper, now)
    return {number: version for number, version in chosen.items() if number in there}


def _refusal(now: datetime, change: str, value: str, reason: str, chosen: dict[int, int]) -> str:
    if change not in OFFERED:
        return "unknown"
    if change == "close" and not cases.may_end_with(value, now):
        return "no_code"
    if not chosen:
        return "empty"
    return "" if reason else "no_reason"


def _note(db: Session, bulk: Bulk, helper: Helper, now: datetime, outcome: str, count: int) -> None:
    audit.note(
        db,
        act=f"bulk_{bulk.change}",
        outcome=outcome,
        now=now,
        channel="console",
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"bulk": bulk.id, "cases": count},
    )


def _mark(bulk: Bulk) -> bytes:
    return f"bulk:{bulk.id}".encode()
