"""What can happen to a health space: each act follows one row of the table, and leaves a proof and an audit line."""

from dataclasses import fields
from datetime import date, datetime

from sqlalchemy.orm import Session

from carnet.domain import lifecycle
from carnet.domain.lifecycle import State
from carnet.domain.proof import suffices
from carnet.reference.loader import delays, protections
from carnet.services import audit, codes, identity, news, receipts
from carnet.services.turn import Turn, binding, dates_of, paris_date
from carnet.store import representation, spaces
from carnet.store.audit import Detail
from carnet.store.keys import keys_of
from carnet.store.people import Person, identity_of
from carnet.store.spaces import Space

OPENING = frozenset({"activate", "reopen", "give_up"})

DATES = tuple(
    field.name for field in fields(lifecycle.Dates) if field.name not in ("adult_on", "died_on", "state")
)


def activate(turn: Turn, answer: str) -> str:
    return _act(turn, "activate", "activated", answer)


def object_(turn: Turn, answer: str) -> str:
    """Refuse before opening; ``late`` when the space has opened meanwhile: closing is offered in place of refusing."""
    outcome = _act(turn, "object", "objected", answer)
    has_opened = turn.space is not None and turn.space.state == State.OPENED_AUTO
    return "late" if outcome == "moved" and has_opened else outcome


def close(turn: Turn, answer: str) -> str:
    return _act(turn, "close", "closed", answer)


def ask_deletion(turn: Turn, answer: str) -> str:
    return _act(turn, "ask_deletion", "deletion_asked", answer)


def give_up_deletion(turn: Turn, answer: str) -> str:
    return _act(turn, "give_up_deletion", "reopened", answer)


def reopen(turn: Turn, answer: str) -> str:
    return _act(turn, "reopen", "reopened", answer)


def change_mind(turn: Turn, answer: str) -> str:
    return _act(turn, "change_mind", "activated", answer)


def start_again(turn: Turn, answer: str) -> str:
    return _act(turn, "start_again", "activated", answer)


def act_as_stated(turn: Turn, act: str, on: date) -> str:
    """Refuse or close as of the day on which it was said or posted; ``moved`` when the space has changed since."""
    return _act(turn, act, {"object": "objected", "close": "closed"}[act], "yes", on)


for _effect in (activate, object_, close, ask_deletion, give_up_deletion, reopen, change_mind, start_again):
    binding(_effect)


def begin(turn: Turn, wish: str) -> str:
    """Return the way of a wish: closing starts with the children, and asks for a fresh code where the proof is too low.

    ``code_first``: nothing opens by telephone (T2), so a wish to open gets what it needs, a code.
    """
    if wish in OPENING and turn.channel == "phone":
        return codes.or_no_post(turn, "code_first")
    if wish != "close" or turn.holder is None or turn.space is None or turn.proof is None:
        return wish
    row = lifecycle.transition("close", turn.space.state)
    if row is None or not suffices(turn.proof.level, row.proof.get(turn.channel, "P4")):
        return codes.or_no_post(turn, "code_needed")
    children = identity.open_children(turn, turn.holder) if turn.proof.acting_id is None else []
    if children:
        identity.offer(turn, children)
    return "children" if children else "close"


def settle(db: Session, person: Person, now: datetime) -> list[str]:
    """Record what dates alone have done to the space of ``person``; return the acts, oldest first. Idempotent."""
    space = spaces.space_to_change(db, person.id)
    done: list[str] = []
    if space is None:
        return done
    on = paris_date(now)
    dates = dates_of(space, person, identity_of(db, person))
    while (due := lifecycle.due(dates, on, delays(on))) is not None:
        dates = _recorded(db, person, space, dates, due, now)
        if due.act == "come_of_age":
            _free(db, person, due.on)
        done.append(due.act)
    return done


def record(db: Session, person: Person, act: str, now: datetime) -> str:
    """Record what the insurer did to the space of ``person``, and tell them; return the new state, or ``moved``.

    ``act`` is ``suspend``, ``resume`` or ``fail``: nobody else does these, and they wait for nothing.
    """
    settle(db, person, now)
    space = spaces.space_to_change(db, person.id)
    if space is None:
        return "moved"
    if act == "resume":
        act = "resume_activated" if space.suspended_from == State.ACTIVATED else "resume_opened"
    dates = dates_of(space, person, identity_of(db, person))
    if lifecycle.transition(act, dates.state) is None:
        audit.note(db, act=act, outcome="state", now=now, channel="system", person_id=person.id)
        return "moved"
    return str(_recorded(db, person, space, dates, lifecycle.Due(act, paris_date(now)), now).state)


def _recorded(
    db: Session, person: Person, space: Space, dates: lifecycle.Dates, due: lifecycle.Due, now: datetime
) -> lifecycle.Dates:
    """Write what nobody at a kiosk did: the space, its journal and the letter about it; return the new dates."""
    dates = lifecycle.moved(dates, due.act, due.on)
    _write(db, space, dates)
    audit.note(
        db,
        act=due.act,
        outcome=str(dates.state),
        now=now,
        channel="system",
        person_id=person.id,
        detail={"on": due.on.isoformat()},
    )
    news.tell(db, person, due.act, dates, now)
    return dates


def _act(turn: Turn, act: str, outcome: str, answer: str, stated_on: date | None = None) -> str:
    """Do ``act`` when the answer is yes and the table, the proof and the role allow it; ``moved`` when they do not.

    ``stated_on``: the day that counts, when it was said or posted before it was proved.
    """
    if answer != "yes":
        return answer
    person, proof, db = turn.holder, turn.proof, turn.db
    if person is None or proof is None:
        return "moved"
    settle(db, person, turn.now)
    space = spaces.space_to_change(db, person.id) or _first(db, person, turn.on)
    dates = dates_of(space, person, identity_of(db, person))
    if stated_on is not None:
        dates = lifecycle.as_stated(dates, stated_on, delays(stated_on))
    row = lifecycle.transition(act, dates.state)
    has_moved = stated_on is not None and stated_on < dates.since_on
    refusal = "state" if has_moved else _refusal(turn, row)
    if row is None or refusal:
        _told(turn, person, act, refusal or "state", dates.state)
        is_level = act == "close" and refusal == "proof"
        return codes.or_no_post(turn, "code_needed") if is_level else "moved"
    _write(db, space, lifecycle.moved(dates, act, stated_on or turn.on))
    codes.use(turn, person)
    turn.renew()
    receipt = receipts.make(turn, person, row.receipt, stated_on)
    _told(turn, person, act, outcome, State(space.state), receipt.id, row.id)
    return outcome


def _refusal(turn: Turn, row: lifecycle.Transition | None) -> str:
    """Return why the table refuses this turn, or nothing."""
    if row is None or turn.proof is None:
        return "state"
    if turn.channel not in row.channels:
        return "channel"
    if not turn.is_proved:
        return "proof"
    if _role(turn, row) not in row.who:
        return "role"
    if codes.served_elsewhere(turn):
        return "code"
    return "" if suffices(turn.proof.level, row.proof[turn.channel]) else "proof"


def _role(turn: Turn, row: lifecycle.Transition) -> str:
    """Return as what the visitor acts today: a parent whose child came of age since the proof is nobody any more.

    Whoever is in charge of a measure is ``guardian`` for what that kind of measure allows, and nobody for the rest.
    """
    if turn.proof is None or turn.proof.acting_id is None or turn.identity is None:
        return "holder"
    acting = turn.db.get_one(Person, turn.proof.acting_id)
    is_minor = turn.identity.birth_date.adult_on > turn.on
    minors = {minor.id for minor, _ in representation.represented_by(turn.db, [acting], turn.on)}
    if is_minor and turn.proof.person_id in minors:
        return "representative"
    kinds = [kind for kind, measure in protections(turn.on).items() if row.id in measure.acts]
    protected = representation.protected_through(turn.db, [acting], kinds, turn.on)
    return "guardian" if turn.proof.person_id in {person.id for person, _ in protected} else "nobody"


def _first(db: Session, person: Person, on: date) -> Space:
    space = Space(person_id=person.id, state=State.ELIGIBLE, since_on=on)
    db.add(space)
    db.flush()
    return space


def _write(db: Session, space: Space, dates: lifecycle.Dates) -> None:
    """Record the new dates; the content key is born with an open space and dies with what it opens, and only then."""
    if space.state == State.ACTIVATED or space.state == State.OPENED_AUTO:
        space.suspended_from = space.state if dates.state == State.SUSPENDED else None
    space.state = str(dates.state)
    for name in DATES:
        setattr(space, name, getattr(dates, name))
    if dates.state in (State.ACTIVATED, State.OPENED_AUTO) and space.content_key is None:
        space.content_key = keys_of(db).new_wrapped_key()
    # A refusal in time means that nothing was ever to open: what silence opened meanwhile is unreadable from now on.
    # An old record is archived by it instead, under the one key that there is (domain reference 2.5).
    if dates.state == State.DELETED or (dates.state == State.OBJECTED and not dates.has_legacy_dmp):
        spaces.destroy_content_key(space)
    db.flush()


def _free(db: Session, person: Person, on: date) -> None:
    """End what parents could do: the young adult's space is their own from that day.

    Source: domain reference 2.4.
    """
    representation.end_on(db, person, on)


def _told(
    turn: Turn,
    person: Person,
    act: str,
    outcome: str,
    state: State,
    receipt_id: int | None = None,
    rule: str = "",
) -> None:
    detail: Detail = {
        "state": str(state),
        "on_behalf": turn.proof is not None and turn.proof.acting_id is not None,
        "proof": turn.proof.level if turn.proof else "",
        "site": turn.visit.kiosk,
        "rule": rule,
        "receipt": receipt_id,
    }
    turn.note(act, outcome, person.id, detail)
