"""What is stated by telephone or on paper awaits proof as a dated request beside the state: stated, proved, or lapsed.

The day it was said, or posted, is the day that counts once it is proved: by a call back, by a letter sent to the
known address and signed, or by a code. Source: domain reference 2.3 and 3.6; architecture, section 11.
"""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from carnet.domain import code, lifecycle
from carnet.domain.errors import Invalid
from carnet.reference.loader import delays
from carnet.services import audit, codes, insurer, lockouts, receipts, sending, spaces
from carnet.services.turn import Turn, binding, effective_space, paris_date
from carnet.store import people
from carnet.store.contacts import KnownContact
from carnet.store.outbox import Outbox
from carnet.store.people import Person
from carnet.store.requests import ACTS, Request, asked_by, letter_to_change, made_before, open_of
from carnet.store.spaces import space_of
from carnet.store.staff import Helper
from carnet.store.visits import SCRIPT, Comfort, Proof, Visit

LEVEL: Final = "P1-phone"
LETTERS: Final = {"object": "request_object", "close": "request_close"}
LATE: Final = "request_late"
NOTHING: Final = "request_nothing"
KINDS: Final = frozenset({*LETTERS.values(), LATE, NOTHING})
"""The letters that answer a request."""


@binding
def state_by_phone(turn: Turn, wish: str) -> str:
    """Note what the caller wants as of today and send the letter that proves it; a wish to open gets a code instead."""
    person = turn.holder
    if wish == "activate":
        return "code" if (told := sending.send_by_post(turn, "post")) == "post" else told
    if wish not in ACTS:
        return wish
    if person is None or turn.proof is None:
        return "moved"
    acting = turn.db.get(Person, turn.proof.acting_id) if turn.proof.acting_id else None
    return state(
        turn.db, person, wish, acting=acting, channel="phone", on=turn.on, now=turn.now, helper=turn.helper
    )


def state(
    db: Session,
    person: Person,
    act: str,
    *,
    channel: str,
    on: date,
    now: datetime,
    helper: Helper | None,
    acting: Person | None = None,
    case_id: int | None = None,
) -> str:
    """Note ``act`` as of day ``on`` and let the letter that answers leave: ``noted``, or ``no_address`` when none is known.

    Nobody here is told whether the act is possible: only whoever opens the letter is.
    """
    today = paris_date(now)
    found = insurer.recipient_of(db, person, today)
    reader = found[0] if found else person
    answer = _answer(db, person, act, on, today)
    row = open_of(db, person.id)
    if row is None or row.act != act:
        row = Request(person_id=person.id, act=act, channel=channel, stated_on=on)
        db.add(row)
    # The first word counts, but the letter that leaves now gives its own last day.
    row.stated_on, row.made_at = min(row.stated_on, on), now
    row.acting_id = acting.id if acting else (reader.id if reader is not person else None)
    row.helper_id, row.case_id = helper.id if helper else None, case_id
    row.state = "open" if answer in LETTERS.values() else "refused"
    row.ended_at = None if row.state == "open" else now
    sent = _write(db, person, found, row, answer, now)
    row.outbox_id = sent.id if sent and row.state == "open" else None
    db.flush()
    outcome = "noted" if sent else "no_address"
    _note(db, row, "state_request", outcome, now, helper)
    return outcome


@binding
def confirm(turn: Turn, answer: str) -> str:
    """Do what was stated, as of its day, now that the person has proved who they are; a no takes it back."""
    row = open_of(turn.db, turn.holder.id) if turn.holder else None
    if row is None:
        return "moved"
    if answer == "no":
        _end(turn.db, row, "withdrawn", turn.now, turn.helper)
    return _done(turn, row) if answer == "yes" else answer


def prove_by_letter(db: Session, helper: Helper, typed: str, now: datetime) -> str:
    """Do what a letter, signed and sent back, confirms, as of the day it was first asked; send the proof home.

    ``unknown``: no such letter, or one that asks nothing; ``over``: it has served, lapsed, or never reached anybody;
    ``moved``: the space has changed since.
    """
    try:
        signs = code.read_proof_number(typed)
    except Invalid:
        return "unreadable"
    console = {"console": f"letter-{helper.id}"}
    if lockouts.locked(db, now, **console):
        return "locked"
    letter = letter_to_change(db, signs)
    row = asked_by(db, letter) if letter else None
    if letter is None or row is None:
        lockouts.fail(db, now, **console)
        audit.note(
            db, act="prove_request", outcome="unknown", now=now, channel="paper", helper_id=helper.id,
            organisation_id=helper.organisation_id,
        )  # fmt: skip
        return "unknown"
    if row.state != "open" or letter.returned_at is not None:
        return "over"
    turn = _on_paper(db, row, helper, now)
    outcome = _done(turn, row)
    if outcome == "moved":
        person = db.get_one(Person, row.person_id)
        _write(db, person, insurer.recipient_of(db, person, paris_date(now)), row, NOTHING, now)
    else:
        receipts.keep(turn, "home")
    return outcome


def lapse(db: Session, now: datetime) -> int:
    """End what nobody proved in time; the person's rights are as before. Return how many."""
    late = made_before(db, now - timedelta(days=delays(paris_date(now)).request_days))
    for row in late:
        _end(db, row, "lapsed", now, None)
    return len(late)


def _done(turn: Turn, row: Request) -> str:
    outcome = spaces.act_as_stated(turn, row.act, row.stated_on)
    _end(turn.db, row, "refused" if outcome == "moved" else "proved", turn.now, turn.helper)
    return outcome


def _on_paper(db: Session, row: Request, helper: Helper, now: datetime) -> Turn:
    """Return the turn of a person who has answered by post: it is over as soon as it is read."""
    reader = db.get_one(Person, row.acting_id or row.person_id)
    visit = Visit(
        surface=SCRIPT, kiosk="paper", started_at=now, seen_at=now, ended_at=now, end_reason="paper",
        person_id=row.person_id, acting_id=row.acting_id, helper_id=helper.id,
    )  # fmt: skip
    db.add(visit)
    db.flush()
    language, _, easy = insurer.language_of(reader).partition("@")
    comfort = Comfort(visit_id=visit.id, language=language, easy=bool(easy))
    db.add_all(
        [
            comfort,
            Proof(
                visit_id=visit.id, person_id=row.person_id, acting_id=row.acting_id, level=LEVEL,
                method=f"letter:{row.id}", at=now, surface=SCRIPT,
            ),
        ]
    )  # fmt: skip
    db.flush()
    return Turn(db, visit, comfort, b"", SCRIPT, now, helper, by_paper=True)


def _answer(db: Session, person: Person, act: str, on: date, today: date) -> str:
    """Return the kind of letter that answers: it asks for proof, offers to close what has opened, or says that nothing is open."""
    space = effective_space(space_of(db, person.id), person, people.identity_of(db, person), today)
    stated = lifecycle.as_stated(space, on, delays(on))
    if lifecycle.transition(act, stated.state):
        return LETTERS[act]
    return LATE if act == "object" and lifecycle.transition("close", space.state) else NOTHING


def _write(
    db: Session,
    person: Person,
    to: tuple[Person, KnownContact] | None,
    row: Request,
    kind: str,
    now: datetime,
) -> Outbox | None:
    """Let the letter ``kind`` leave ``to`` whoever reads for ``person``; None when no address is known."""
    if to is None:
        return None
    reader, contact = to
    payload: dict[str, object] = {
        "reader": reader.id,
        "contact": contact.id,
        "language": insurer.language_of(reader),
        "days": {name: day.isoformat() for name, day in _days(db, person, row, paris_date(now)).items()},
    }
    return codes.queue(db, person, kind, "post", now, payload)


def _days(db: Session, person: Person, row: Request, today: date) -> dict[str, date]:
    """Return the days that the sentences of the letter may name."""
    space, limits = space_of(db, person.id), delays(today)
    days = {"stated_on": row.stated_on, "lapses_on": today + timedelta(days=limits.request_days)}
    if space and space.notified_on:
        days["last_day"] = lifecycle.last_day_to_object(space.notified_on, limits)
    return {"last_day": row.stated_on, **days}


def _end(db: Session, row: Request, state: str, now: datetime, helper: Helper | None) -> None:
    row.state, row.ended_at = state, now
    _note(db, row, "end_request", state, now, helper)


def _note(db: Session, row: Request, act: str, outcome: str, now: datetime, helper: Helper | None) -> None:
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel=row.channel if helper else "system",
        person_id=row.person_id,
        helper_id=helper.id if helper else None,
        organisation_id=helper.organisation_id if helper else None,
        detail={"request": row.id, "act": row.act, "on": row.stated_on.isoformat()},
    )
