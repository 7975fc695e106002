"""What several helpers may correct on one case: subject, priority, labels. A save on an old page changes nothing: both are shown.

Outcomes: ``saved``, ``same`` (nothing differs), ``unknown`` (no such subject, priority or label), and those of ``carnet.services.cases``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from carnet.domain.label import LABELS
from carnet.services import cases, circle
from carnet.store.cases import PRIORITIES, Case
from carnet.store.staff import Helper


@dataclass(frozen=True)
class Fields:
    """What stands on a case, as one helper sees or wishes it. ``labels`` in the order of the list."""

    subject: str
    priority: str
    labels: tuple[str, ...]


def fields_of(case: Case) -> Fields:
    return Fields(case.subject, case.priority, tuple(case.labels.split()))


def correct(
    db: Session,
    case_id: int,
    helper: Helper,
    now: datetime,
    version: int,
    wished: Fields,
    subjects: Collection[str],
) -> str:
    """Write what ``helper`` wishes, unless the case changed since ``version``: ``moved``.

    The line corrects whatever it sees; anybody else only what is free, or their own: ``taken``.
    """
    if wished.priority not in PRIORITIES or not set(wished.labels) <= set(LABELS):
        return "unknown"
    if wished.subject and wished.subject not in subjects:
        return "unknown"
    case = circle.to_change(db, case_id, helper, now)
    if case is None or case.state == "closed":
        return "gone"
    if not cases.may_change(case, helper):
        return "taken"
    if fields_of(case) == wished:
        return "same"
    if case.version != version:
        return "moved"
    case.subject, case.priority, case.labels = wished.subject, wished.priority, " ".join(wished.labels)
    cases.changed(db, case, now, helper, "corrected", "")
    return "saved"
