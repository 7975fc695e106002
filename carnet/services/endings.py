"""The clock's own way to end a case: who waits for a person that stays silent, by the one function of every route."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carnet.reference.helpline import promises
from carnet.services import cases
from carnet.services.turn import paris_date
from carnet.store.cases import Case, CaseLine

SILENT = "no_answer"
WAITS = "paused"


def end_silent(db: Session, now: datetime) -> int:
    """End the cases that have waited for the person too long, as "nobody answers"; return how many."""
    last_wait = (
        select(CaseLine.case_id, func.max(CaseLine.at).label("at"))
        .where(CaseLine.kind == WAITS)
        .group_by(CaseLine.case_id)
        .subquery()
    )
    query = (
        select(Case.id, Case.version)
        .join(last_wait, last_wait.c.case_id == Case.id)
        .where(Case.state == WAITS, last_wait.c.at <= now - promises(paris_date(now)).silence)
        .order_by(Case.id)
    )
    outcomes = [
        cases.close(db, case_id, None, now, version, SILENT) for case_id, version in db.execute(query).all()
    ]
    return outcomes.count("closed")
