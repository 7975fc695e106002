"""What is stated by telephone or on paper awaits proof as a dated request beside the state: stated, proved, or lapsed.

The day it was said, or posted, is the day that counts once it is proved: by a call back, by a letter sent to the
known address and signed, or by a code. Source: domain reference 2.3 and 3.6; architecture, section 11.
"""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain import code, lifecycle
from carnet.domain.errors import Invalid
from carnet.reference.loader import delays
from carnet.services import audit, codes, insurer, lockouts, printing, receipts, sending, spaces
from carnet.services.turn import Turn, binding, effective_space, paris_date
from carnet.store import people
from carnet.store.contacts import KnownContact
from carnet.store.outbox import Outbox
from carnet.store.people import Person
from carnet.store.requests import (
    ACTS,
    Letter,
    Request,
    Statement,
    answers_since,
    asked_by,
    hands_of,
    letter_to_change,
    made_before,
    open_for,
    open_of,
)
from carnet.store.spaces import space_of
from carnet.store.staff import Helper
from carnet.store.visits import SCRIPT, Comfort, Proof, Visit

LEVEL: Final = "P1-phone"
LETTERS: Final = {"object": "request_object", "close": "request_close"}
LATE: Final = "request_late"
NOTHING: Final = "request_nothing"
ASKING: Final = frozenset(LETTERS.values())
"""The letters that ask for proof."""

KINDS: Final = frozenset({*ASKING, LATE, NOTHING})
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

    ``on_its_way``: a letter about the same act left these last days. The same letter does not leave twice in them.
    Nobody here is told whether the act is possible: only whoever opens the letter is. Nor is it told by ``on_its_way``:
    that depends on the letters of those days, whatever they say and whatever became of the request.
    """
    db.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    today = paris_date(now)
    found = insurer.recipient_of(db, person, today)
    reader = found[0] if found else person
    row = open_for(db, person.id, act)
    stated_on = min(row.stated_on, on) if row else on
    answer = _answer(db, person, act, stated_on, today)
    recent = answers_since(db, person.id, act, now - timedelta(days=delays(today).request_letter_days))
    if row is None:
        row = Request(person_id=person.id, act=act, channel=channel, made_at=now)
        db.add(row)
    row.stated_on, row.case_id = stated_on, case_id
    row.acting_id = acting.id if acting else (reader.id if reader is not person else None)
    row.state = "open" if answer in ASKING else "refused"
    row.ended_at = None if row.state == "open" else now
    db.flush()
    is_needed = not _still_serves(answer, recent)
    sent = _write(db, person, found, row, answer, now) if is_needed else None
    if sent:
        # The last day that the letter names and the night that ends the request count from here.
        row.made_at = now
    db.add(
        Statement(
            request_id=row.id,
            helper_id=helper.id if helper else None,
            outbox_id=sent.id if sent else None,
            at=now,
        )
    )
    db.flush()
    outcome = "no_address" if is_needed and not sent else "on_its_way" if recent else "noted"
    _note(db, row, "state_request", outcome, now, helper)
    return outcome


def _still_serves(answer: str, recent: frozenset[tuple[str, str]]) -> bool:
    """Tell whether one of the ``recent`` letters says what ``answer`` would; one whose request has ended proves nothing."""
    return any(kind == answer and (state == "open" or kind not in ASKING) for kind, state in recent)


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
    ``own_hand``, ``own_print``, ``too_early``: what a paper does takes four eyes and the way of the post (decision 12);
    ``moved``: the space has changed since.
    """
    try:
        signs = code.read_proof_number(typed)
    except Invalid:
        return "unreadable"
    console = {"console": counter_of(helper)}
    if lockouts.locked(db, now, **console):
        return "locked"
    letter = letter_to_change(db, signs)
    row = asked_by(db, letter) if letter and _of(db, letter).kind in ASKING else None
    if letter is None or row is None:
        lockouts.fail(db, now, **console)
        audit.note(
            db, act="prove_request", outcome="unknown", now=now, channel="paper", helper_id=helper.id,
            organisation_id=helper.organisation_id,
        )  # fmt: skip
        return "unknown"
    if row.state != "open" or letter.returned_at is not None:
        return "over"
    if refusal := _not_by(db, helper, row, _of(db, letter), now):
        audit.note(
            db, act="prove_request", outcome=refusal, now=now, channel="paper", person_id=row.person_id,
            helper_id=helper.id, organisation_id=helper.organisation_id,
            detail={"request": row.id, "letter": letter.outbox_id},
        )  # fmt: skip
        return refusal
    turn = _on_paper(db, row, helper, now)
    outcome = _done(turn, row)
    if outcome == "moved":
        person = db.get_one(Person, row.person_id)
        _write(db, person, insurer.recipient_of(db, person, paris_date(now)), row, NOTHING, now)
    else:
        receipts.keep(turn, "home")
    return outcome


def counter_of(helper: Helper) -> str:
    """Return the name under which the wrong numbers of letters that a helper types are counted."""
    return f"letter-{helper.id}"


def lapse(db: Session, now: datetime) -> int:
    """End what nobody proved by the last day that its newest letter names, once it is over; rights are as before. Return how many."""
    today = paris_date(now)
    late = [row for row in made_before(db, now) if _last_day(row.made_at) < today]
    for row in late:
        _end(db, row, "lapsed", now, None)
    return len(late)


def _last_day(made_at: datetime) -> date:
    on = paris_date(made_at)
    return on + timedelta(days=delays(on).request_days)


def _of(db: Session, letter: Letter) -> Outbox:
    return db.get_one(Outbox, letter.outbox_id)


def _not_by(db: Session, helper: Helper, row: Request, sent: Outbox, now: datetime) -> str:
    """Return why ``helper`` may not say that this letter came back signed, empty when they may.

    Who typed the request, or held the letter to print it, knows its number without anybody having signed.
    """
    if helper.id in hands_of(db, row.id):
        return "own_hand"
    if printing.has_held(db, helper, sent.id):
        return "own_print"
    return "too_early" if paris_date(now) <= paris_date(sent.made_at) else ""


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
        "days": {name: day.isoformat() for name, day in _days(db, person, row, now).items()},
    }
    return codes.queue(db, person, kind, "post", now, payload)


def _days(db: Session, person: Person, row: Request, now: datetime) -> dict[str, date]:
    """Return the days that the sentences of the letter may name."""
    space, limits = space_of(db, person.id), delays(paris_date(now))
    days = {"stated_on": row.stated_on, "lapses_on": _last_day(now)}
    if space and space.notified_on:
        days["last_day"] = lifecycle.last_day_to_object(space.notified_on, limits)
    if space and space.has_legacy_dmp and row.act == "object":
        days["legacy_ends_on"] = lifecycle.archive_ends_on(row.stated_on, limits)
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
