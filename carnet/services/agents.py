"""Where each agent of the line is: free, on call, wrapping up, away, telephone off; since when; hand raised or not.

Public interface, for the supervisors' board and for whoever shares calls out:

* ``states(db, now, organisation_id=None)`` gives one ``AgentState`` for each agent with a living session, by name: three
  queries whatever their number, nothing written. ``organisation_id`` keeps the agents of one organisation.
* ``state_of(db, helper, now)`` gives the same for one helper, signed in or not.
* ``AgentState.state`` is one of ``STATES``, ``since`` an aware instant; ``hand_at`` is when a hand was raised, or None;
  ``case_id`` is the case of the call in hand, or None: it tells subject and step, never who calls.

What is computed needs no clock to run: a desk is free again 45 seconds after a call although nobody pressed anything.
``choose`` and ``raise_hand`` change what an agent chose; refusals are outcomes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carnet.domain.call import Phase, Standing, standing
from carnet.domain.rights import LINE, is_on_the_line
from carnet.reference.after_call import after_call
from carnet.services import audit, staff
from carnet.services.turn import paris_date
from carnet.store.calls import CHOICES, AgentChoice, Call, choices_of, under_way
from carnet.store.events import announce
from carnet.store.staff import AtWork, Helper, HelperSession, at_work

STATES: Final = ("free", "on_call", "wrapping_up", "away", "phone_off")
TOPIC: Final = "agents"

_BUSY: Final = {Phase.TALKING: "on_call", Phase.AFTER: "wrapping_up"}


@dataclass(frozen=True)
class AgentState:
    helper_id: int
    name: str
    state: str
    since: datetime
    hand_at: datetime | None = None
    case_id: int | None = None


@dataclass(frozen=True)
class Desk:
    """One desk: its state, what its agent chose, and the call that matters most there, if any."""

    state: AgentState
    choice: str
    call: Call | None
    standing: Standing | None


def states(db: Session, now: datetime, organisation_id: int | None = None) -> tuple[AgentState, ...]:
    """Return where each agent with a living session is, by name."""
    present = {
        each.id: each for each in at_work(db, LINE, now - staff.IDLE, now - staff.LONGEST, organisation_id)
    }
    calls, chosen = newest_calls(db, present, now), choices_of(db, present)
    told = (
        _state(each, chosen.get(id_), calls.get(id_), each.started_at, now) for id_, each in present.items()
    )
    return tuple(sorted(told, key=lambda each: (each.name, each.helper_id)))


def state_of(db: Session, helper: Helper, now: datetime) -> AgentState:
    """Return where one helper is; before any choice, call or session of theirs, free since now."""
    started = select(func.max(HelperSession.started_at)).where(HelperSession.helper_id == helper.id)
    return desk_of(db, helper, db.scalar(started), now).state


def desk_of(db: Session, helper: Helper, started_at: datetime | None, now: datetime) -> Desk:
    """Return all that the desk of one helper is about, signed in since ``started_at``; two queries, for a page that asks often."""
    ids = [helper.id]
    call, chosen = newest_calls(db, ids, now).get(helper.id), choices_of(db, ids).get(helper.id)
    return Desk(
        state=_state(helper, chosen, call, started_at, now),
        choice=chosen.choice if chosen else "present",
        call=call[0] if call else None,
        standing=call[1] if call else None,
    )


def newest_calls(db: Session, helper_ids: Collection[int], now: datetime) -> dict[int, tuple[Call, Standing]]:
    """Return the call that matters most at each of these desks: one that is spoken, then written up, then rings."""
    limit = after_call(paris_date(now))
    order = (Phase.TALKING, Phase.RINGING, Phase.AFTER, Phase.OVER)
    found: dict[int, tuple[Call, Standing]] = {}
    for call, times in under_way(db, helper_ids):
        stands = standing(times, now, limit)
        known = found.get(call.helper_id)
        if known is None or order.index(stands.phase) < order.index(known[1].phase):
            found[call.helper_id] = call, stands
    return found


def choose(db: Session, helper: Helper, choice: str, now: datetime) -> str:
    """Let an agent be ``present``, ``away`` or ``phone_off``; answer with the choice, or ``refused``."""
    if choice not in CHOICES or not is_on_the_line(helper.role):
        return "refused"
    row = _own(db, helper, now)
    if row.choice != choice:
        row.choice, row.since_at = choice, now
        _changed(db, helper, now, "agent_choice", choice)
    return choice


def raise_hand(db: Session, helper: Helper, now: datetime) -> str:
    """Raise an agent's hand, or lower it: ``raised``, ``lowered`` or ``refused``."""
    if not is_on_the_line(helper.role):
        return "refused"
    row = _own(db, helper, now)
    row.hand_at = None if row.hand_at else now
    outcome = "raised" if row.hand_at else "lowered"
    _changed(db, helper, now, "hand", outcome)
    return outcome


def free_again(db: Session, helper: Helper, since: datetime) -> None:
    """Write down since when a desk is free again; the rest of what its agent chose stays."""
    row = _own(db, helper, since)
    if row.choice == "present":
        row.since_at = max(row.since_at, since)


def _own(db: Session, helper: Helper, now: datetime) -> AgentChoice:
    row = db.get(AgentChoice, helper.id, with_for_update=True)
    if row is not None:
        return row
    try:
        with db.begin_nested():
            db.add(AgentChoice(helper_id=helper.id, choice="present", since_at=now))
    except IntegrityError:
        pass  # another page of the same desk was first
    return db.get_one(AgentChoice, helper.id, with_for_update=True, populate_existing=True)


def _state(
    helper: Helper | AtWork,
    chosen: AgentChoice | None,
    call: tuple[Call, Standing] | None,
    started_at: datetime | None,
    now: datetime,
) -> AgentState:
    hand_at = chosen.hand_at if chosen else None
    if call is not None and call[1].phase in _BUSY:
        return AgentState(
            helper.id, helper.name, _BUSY[call[1].phase], call[1].since, hand_at, call[0].case_id
        )
    choice = chosen.choice if chosen else "present"
    if chosen and choice != "present":
        return AgentState(helper.id, helper.name, choice, chosen.since_at, hand_at)
    over_at = call[1].since if call and call[1].phase is Phase.OVER else None
    known = [at for at in (started_at, chosen.since_at if chosen else None, over_at) if at]
    return AgentState(helper.id, helper.name, "free", max(known, default=now), hand_at)


def announce_line(db: Session, helper_id: int, now: datetime) -> None:
    """Tell the board, and the agent's own page, to look again."""
    announce(db, TOPIC, now)
    announce(db, topic_of(helper_id), now)


def topic_of(helper_id: int) -> str:
    """Return the topic that only one agent's own page watches."""
    return f"{TOPIC}:{helper_id}"


def _changed(db: Session, helper: Helper, now: datetime, act: str, outcome: str) -> None:
    announce_line(db, helper.id, now)
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="console",
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
    )
