"""To whom a helper may give a case: the people of the same organisation, those who sit at a console first."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from carnet.store.staff import AT_CONSOLE, Helper, HelperSession

MOST = 300


def colleagues(db: Session, helper: Helper, now: datetime) -> list[Helper]:
    """Return who may be given a case, ``helper`` first, then those who are there, then the others, by name."""
    is_there = exists().where(
        HelperSession.helper_id == Helper.id,
        HelperSession.ended_at.is_(None),
        HelperSession.seen_at > now - AT_CONSOLE,
    )
    query = select(Helper).where(Helper.organisation_id == helper.organisation_id, Helper.is_active)
    return list(
        db.scalars(query.order_by(Helper.id != helper.id, ~is_there, Helper.name, Helper.id).limit(MOST))
    )
