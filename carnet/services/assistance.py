"""A human: the key *Aide* opens a case that a signed-in console sees, or says plainly that nobody is there."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain.rights import is_on_the_line
from carnet.services import identity, resumption
from carnet.services.turn import Turn, binding
from carnet.store.cases import living_of, waiting_at
from carnet.store.staff import AT_CONSOLE, Helper, HelperSession


def somebody_is_there(db: Session, now: datetime) -> bool:
    """Tell whether a helper is signed in, with a console that is alive, beside people or on the telephone."""
    return bool(_roles_at_work(db, now))


def _roles_at_work(db: Session, now: datetime) -> set[str]:
    query = (
        select(Helper.role)
        .join(HelperSession, HelperSession.helper_id == Helper.id)
        .where(HelperSession.ended_at.is_(None), HelperSession.seen_at > now - AT_CONSOLE, Helper.is_active)
    )
    return set(db.scalars(query.distinct()))


def is_waiting(turn: Turn) -> bool:
    """Tell whether somebody was called for this visit, or for another of this kiosk, and nobody has ended it yet."""
    return living_of(turn.db, turn.visit.id) is not None or waiting_at(turn.db, turn.visit.kiosk) is not None


def ask(turn: Turn, journey: str, step: str) -> str:
    """Open one case for this visit, whatever the number of presses, and say who will see it.

    ``asked``: somebody who can come; ``remote``: at a kiosk, people on the telephone alone; ``nobody``: no console is alive.
    While a case of this kiosk waits unanswered, whoever presses joins it: somebody will come here, once.
    """
    roles = _roles_at_work(turn.db, turn.now)
    if not roles:
        turn.note("ask_help", "nobody", turn.visit.person_id)
        return "nobody"
    # Imported here: a kiosk that nobody has called from does without all that cases need.
    from carnet.services import cases

    case = living_of(turn.db, turn.visit.id)
    waiting = waiting_at(turn.db, turn.visit.kiosk) if case is None and turn.helper is None else None
    if waiting is not None:
        cases.join(turn.db, waiting.id, turn.now, visit=turn.visit, subject=journey, step=step)
    elif case is None:
        cases.open_case(
            turn.db,
            turn.now,
            channel="kiosk",
            place=turn.visit.kiosk,
            visit_id=turn.visit.id,
            person_id=turn.visit.person_id,
            subject=journey,
            step=step,
        )
        turn.note("ask_help", "asked", turn.visit.person_id)
    elif turn.helper is not None and case.owner_id == turn.helper.id:
        # Whoever accompanies this visit calls somebody else: the case is there for them.
        cases.hand_back(turn.db, case.id, turn.helper, turn.now, case.version)
        turn.note("ask_help", "asked", turn.visit.person_id)
    return "remote" if turn.helper is None and all(map(is_on_the_line, roles)) else "asked"


@binding
def answer(turn: Turn, wish: str) -> str:
    """Call somebody here, show the telephone, keep the visit for later, or go back to the choices."""
    match wish:
        case "call":
            rows = [row for row in turn.trail if row.journey != "assist"]
            return ask(turn, rows[-1].journey if rows else "", rows[-1].step if rows else "")
        case "phone":
            return wish
        case "keep":
            resumption.give(turn)
            return wish
    return identity.place(turn, wish)


@binding
def after(turn: Turn, wish: str) -> str:
    """Keep the visit for later, leave, or go back to the choices."""
    if wish == "keep":
        resumption.give(turn)
    return identity.place(turn, wish)
