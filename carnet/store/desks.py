"""What is open at one desk: the visits that a helper accompanies at a console, and since when."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from carnet.store.asking import Question, ask
from carnet.store.cases import Case
from carnet.store.promises import Handover
from carnet.store.visits import Visit


class AtDesk(NamedTuple):
    """A living visit. ``taken_at``: since when its case is in these hands; ``handed_at``: when a colleague handed it on."""

    visit: Visit
    taken_at: datetime | None
    handed_at: datetime | None

    @property
    def came_at(self) -> datetime:
        return self.taken_at or self.visit.started_at


def visits_at(db: Session, helper_id: int) -> list[AtDesk]:
    """Return the living visits at the console of a helper, the oldest first; one query."""
    return [AtDesk(*row) for row in ask(db, _visits_at(), helper_id=helper_id)]


@cache
def _visits_at() -> Question:
    helper_id: BindParameter[int] = bindparam("helper_id")
    theirs = (Case.visit_id == Visit.id, Case.state != "closed", Case.owner_id == helper_id)
    handed = (Handover.answer == "accepted", Handover.answered_by == helper_id)
    taken_at = select(func.max(Case.taken_at)).where(*theirs)
    handed_at = select(func.max(Handover.answered_at)).join(Case, Case.id == Handover.case_id)
    living = (Visit.ended_at.is_(None), Visit.script_token_hash.is_not(None), Visit.helper_id == helper_id)
    return (
        select(
            Visit,
            taken_at.correlate(Visit).scalar_subquery(),
            handed_at.where(*theirs, *handed).correlate(Visit).scalar_subquery(),
        )
        .where(*living)
        .order_by(Visit.id)
    )
