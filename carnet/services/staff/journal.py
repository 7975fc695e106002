"""One line of the service's chain for what happens to an account: who, at which organisation, never what was typed."""

from datetime import datetime

from sqlalchemy.orm import Session

from carnet.services import audit
from carnet.store.audit import Detail
from carnet.store.staff import Helper


def note(
    db: Session,
    act: str,
    outcome: str,
    now: datetime,
    helper: Helper | None,
    detail: Detail | None = None,
    *,
    channel: str = "console",
) -> None:
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel=channel,
        helper_id=helper.id if helper else None,
        organisation_id=helper.organisation_id if helper else None,
        detail=detail,
    )
