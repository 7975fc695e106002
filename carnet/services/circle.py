"""The one door to a case: whoever may not see it finds none, as under a number that was never given. Source: decision 13.

Services that take the number of a case from somebody's page come through here. What the house itself does to a case it
already holds (a visit that moves, a call that ends, a letter that came back) does not.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from carnet.domain import circle as rule
from carnet.domain.circle import Onlooker
from carnet.services import audit
from carnet.store import circle
from carnet.store.cases import Case, case_to_change
from carnet.store.staff import Helper


def onlooker(helper: Helper) -> Onlooker:
    return Onlooker.of(helper.id, helper.organisation_id, helper.role)


def seen(db: Session, case_id: int, helper: Helper, now: datetime) -> Case | None:
    """Return a case that ``helper`` may see, to be looked at, or None."""
    return db.get(Case, case_id) if may_see(db, case_id, helper, now) else None


def to_change(db: Session, case_id: int, helper: Helper, now: datetime) -> Case | None:
    """Return a case that ``helper`` may see, fresh and held until the end of the transaction, or None."""
    case = case_to_change(db, case_id)
    return case if case is not None and may_see(db, case_id, helper, now) else None


def seen_among(db: Session, case_ids: Collection[int], helper: Helper, now: datetime) -> set[int]:
    """Return which of these cases are there for ``helper``; one query for five hundred."""
    return circle.seen_among(db, case_ids, onlooker(helper), now)


class Sight(NamedTuple):
    """``sees``: the case is there for them. ``reads``: what others wrote on it, too."""

    sees: bool
    reads: bool


def may_see(db: Session, case_id: int, helper: Helper, now: datetime) -> bool:
    return sight(db, case_id, helper, now).sees


def sight(db: Session, case_id: int, helper: Helper, now: datetime) -> Sight:
    """Tell what ``helper`` sees of this case; one query, none for the line, which sees whatever there is."""
    who = onlooker(helper)
    if who.audience is None:
        return Sight(sees=True, reads=True)
    stands = circle.stands_of(db, case_id, who, now)
    if stands is None or not rule.may_see(who, stands):
        return Sight(sees=False, reads=False)
    return Sight(sees=True, reads=rule.reads_notes(who, stands))


def is_read(db: Session, session_id: int, case_id: int) -> bool:
    """Tell whether it is noted that this case was read in this session; one query."""
    return circle.is_read(db, session_id, case_id)


def note_reading(db: Session, session_id: int, case: Case, helper: Helper, now: datetime) -> None:
    """Write in the journal that ``helper`` read this case, once a session."""
    if circle.keep_reading(db, session_id, case.id):
        audit.note(
            db,
            act=circle.READING,
            outcome="shown",
            now=now,
            channel="console",
            person_id=case.person_id,
            helper_id=helper.id,
            organisation_id=helper.organisation_id,
            detail={"case": case.id},
        )
