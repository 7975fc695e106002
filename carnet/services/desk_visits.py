"""The visits at a desk of the line: what was checked in one call holds in no other. Source: requirement 5 of the console.

A visit belongs to a call when it is the one of its case, or when it was at this desk before the call ended. One that was
handed on is at another desk; one that is called back goes on in a call of which no exchange tells anything.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from carnet.services import identity, visits
from carnet.services.turn import Turn
from carnet.store.calls import Call, under_way
from carnet.store.cases import Case, living_of
from carnet.store.desks import AtDesk, visits_at
from carnet.store.visits import SCRIPT, Visit

OVER: Final = "call over"
FOLLOWS: Final = timedelta(minutes=1)
"""So long after a warm hand-over the call may ring that brings the person to whoever took the case."""


def end_with(db: Session, call: Call, ended_at: datetime, now: datetime, *, spares_called_back: bool) -> None:
    """End what was open at the desk of a call that is over: a check dies with its call."""
    others = _others(db, call)
    own, of_others = _visits_of(db, [call]), _visits_of(db, others)
    until = min([ended_at, *(each.rang_at for each in others if each.id > call.id and each.answered_at)])
    for each in visits_at(db, call.helper_id):
        id_ = each.visit.id
        was_here = call.answered_at is not None and each.came_at < until
        is_of_call = id_ in own or (was_here and id_ not in of_others)
        if is_of_call and not (spares_called_back and _is_called_back(db, each.visit, now)):
            _end(db, each.visit, now)


def make_way(db: Session, call: Call, now: datetime) -> None:
    """End what is left of former calls at the desk where this one begins: nobody is taken for who called before."""
    former = [each for each in _others(db, call) if each.id < call.id]
    own, of_former = _visits_of(db, [call]), _visits_of(db, former)
    for each in visits_at(db, call.helper_id):
        id_ = each.visit.id
        is_former = id_ in of_former or (each.came_at < call.rang_at and not _follows(each, call, former))
        if is_former and id_ not in own:
            _end(db, each.visit, now)


def _follows(each: AtDesk, call: Call, former: Iterable[Call]) -> bool:
    """Tell whether ``call`` may be the one that a hand-over announced: it rings at once, and no other came between."""
    handed_at = each.handed_at
    if handed_at is None or call.rang_at - handed_at > FOLLOWS:
        return False
    return all(one.ended_at is not None and one.ended_at < handed_at for one in former if one.answered_at)


def _others(db: Session, call: Call) -> list[Call]:
    return [each for each, _ in under_way(db, [call.helper_id]) if each.id != call.id]


def _visits_of(db: Session, calls: Iterable[Call]) -> set[int | None]:
    return {db.get_one(Case, each.case_id).visit_id for each in calls if each.case_id} - {None}


def _is_called_back(db: Session, visit: Visit, now: datetime) -> bool:
    return living_of(db, visit.id) is not None and identity.is_called_back(_turn(db, visit, now))


def _end(db: Session, visit: Visit, now: datetime) -> None:
    visits.end(_turn(db, visit, now), OVER)


def _turn(db: Session, visit: Visit, now: datetime) -> Turn:
    return visits.look_at(db, visit, SCRIPT, now)
