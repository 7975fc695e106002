"""A visit: its start, its present step, an answer, the way back, its end. Runs a journey and writes its trail."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.domain.errors import Invalid
from carnet.domain.journey import DONE, END, Choice, Entry, Journeys, Pick, Place, Step
from carnet.services.facts import UNPROVED
from carnet.services.turn import Turn
from carnet.store.cases import announce_visit
from carnet.store.staff import Helper
from carnet.store.visits import KIOSK, Comfort, Passed, TrailRow, Visit, visit_to_change, with_token

BACK = "back"
RAW_LIMIT = 200
SECRETS = ("code", "resume_code")

SILENCE = timedelta(minutes=20)
"""A visit that says nothing for this long, times its pace, is over on the server too, whatever became of its screen.

Longer than the page waits for somebody who last pressed *Plus de temps*: only a screen that cannot speak gets here.
"""


class Unreadable(Invalid):
    """An answer that could not be read, at ``step``. What was typed is kept, sealed."""

    def __init__(self, step: Step, cause: Invalid) -> None:
        super().__init__(cause.reason, **cause.where)
        self.step = step


@dataclass(frozen=True)
class Position:
    """Where a visit stands. ``sequence`` is the number that the next answer must carry; ``may_go_back`` shows *Retour*."""

    place: Place
    step: Step
    sequence: int
    may_go_back: bool

    @property
    def is_over(self) -> bool:
        return self.step.asks is None


def token_hash(token: bytes) -> str:
    return hashlib.sha256(token).hexdigest()


def new_token() -> bytes:
    return secrets.token_bytes(32)


def start(
    db: Session,
    journeys: Journeys,
    *,
    surface: str,
    now: datetime,
    kiosk: str = "",
    helper: Helper | None = None,
) -> Turn:
    """Return the first turn of a new visit; its ``token`` belongs in the cookie and nowhere else."""
    token = new_token()
    visit = Visit(
        surface=surface,
        kiosk=kiosk,
        started_at=now,
        seen_at=now,
        helper_id=helper.id if helper else None,
        fingerprint=journeys.fingerprint,
    )
    _give_token(visit, surface, token)
    db.add(visit)
    db.flush()
    comfort = Comfort(visit_id=visit.id, size="L")
    db.add(comfort)
    db.flush()
    return Turn(db, visit, comfort, token, surface, now, helper)


def nobody(db: Session, journeys: Journeys, *, surface: str, now: datetime, kiosk: str = "") -> Turn:
    """Return the turn of a screen that nobody has touched yet: nothing is written."""
    visit = Visit(surface=surface, kiosk=kiosk, started_at=now, seen_at=now, fingerprint=journeys.fingerprint)
    looks = {"language": "fr", "easy": False, "size": "L", "theme": "light", "voice": False}
    comfort = Comfort(**looks, voice_private=False, speed=4, volume=5, pace=1)
    turn = Turn(db, visit, comfort, b"", surface, now)
    turn.__dict__.update(trail=[], kept={}, proof=None)
    return turn


def find(
    db: Session, token: bytes, *, surface: str, now: datetime, helper: Helper | None = None
) -> Turn | None:
    """Return the present turn of the living visit that ``token`` opens on ``surface``, or None."""
    found = with_token(db, surface, token_hash(token))
    if found is None:
        return None
    visit, comfort = found.visit, found.comfort
    if is_over(visit, comfort, now):
        return None
    turn = Turn(db, visit, comfort, token, surface, now, helper)
    turn.__dict__.update(
        sealed=found.seal,
        proof=found.proof,
        holder=found.person,
        recorded=found.space,
        trail=found.trail,
        proof_number=found.proof_number,
    )
    return turn


def is_over(visit: Visit, comfort: Comfort, now: datetime) -> bool:
    """Tell whether nobody goes on with a visit: it was ended, or has said nothing for too long."""
    return visit.ended_at is not None or now - visit.seen_at > SILENCE * comfort.pace


def goes_on_with(
    db: Session, visit_id: int | None, helper: Helper, now: datetime
) -> tuple[Visit, Comfort] | None:
    """Return a living visit that ``helper`` accompanies, with its comfort, or None when it is over or another's."""
    visit = db.get(Visit, visit_id) if visit_id else None
    comfort = db.get(Comfort, visit.id) if visit else None
    if visit is None or comfort is None or visit.helper_id != helper.id:
        return None
    return None if is_over(visit, comfort, now) else (visit, comfort)


def look_at(db: Session, visit: Visit, surface: str, now: datetime) -> Turn:
    """Return a turn of a visit that is only looked at: without its secret, nothing that was typed can be opened."""
    return Turn(db, visit, db.get_one(Comfort, visit.id), b"", surface, now)


def hold(turn: Turn) -> None:
    """Keep every other press of this visit waiting until this transaction ends."""
    visit_to_change(turn.db, turn.visit.id)
    # What was read before the wait may have changed during it.
    for name in ("trail", "sealed"):
        turn.__dict__.pop(name, None)
    turn.renew()
    turn.visit.seen_at = turn.now


def position(turn: Turn, journeys: Journeys) -> Position:
    """Return where the visit stands, computed from its trail."""
    steps = _standing(turn, journeys)
    place = journeys.position(journeys.first, steps)
    if place[1] == END:
        place = journeys.last
    if turn.holder is None and journeys.step(place).names() - UNPROVED:
        # A visit taken up elsewhere has proved nothing here yet: its page would show dates of nobody.
        place = journeys.unproved
    last = journeys.step(steps[-1][0]) if steps else None
    return Position(
        place=place,
        step=journeys.step(place),
        sequence=len(turn.trail) + 1,
        may_go_back=last is not None and not getattr(last.does, "binds", False),
    )


def answer(turn: Turn, journeys: Journeys, place: Place, sequence: int, raw: str, way: str = "") -> Position:
    """Read an answer, act at most once, write one line of the trail; return where the visit stands now.

    A late, repeated or misplaced answer changes nothing, nor does a secret typed by whoever hears it on the telephone.
    ``way`` is one of the keys beside an entry.
    Raises Unreadable (the person hears what to mend; what was typed is kept).
    """
    hold(turn)
    here = position(turn, journeys)
    if place != here.place or sequence != here.sequence or here.is_over or not _is_open(turn):
        return here
    step = here.step
    if isinstance(step.asks, Entry) and is_never_told(turn, step) and way not in step.asks.ways:
        return here
    proof = turn.proof
    outcome = _outcome(turn, step, raw, way)
    if turn.proof is not proof:
        renew_token(turn)
    turn.db.add(_row(turn, here.place, outcome))
    turn.db.flush()
    turn.__dict__.pop("trail", None)
    return position(turn, journeys)


def is_never_told(turn: Turn, step: Step) -> bool:
    """Tell whether the step asks a secret by telephone: a helper never hears, knows or types a code.

    Source: domain reference 3.2 and 5.3.
    """
    return turn.channel == "phone" and isinstance(step.asks, Entry) and step.asks.kind in SECRETS


def go_back(turn: Turn, journeys: Journeys) -> Position:
    """Step back over the last answer, never over an effect; return where the visit stands now."""
    hold(turn)
    here = position(turn, journeys)
    if not here.may_go_back or not _is_open(turn):
        return here
    turn.db.add(_row(turn, here.place, BACK))
    turn.db.flush()
    turn.__dict__.pop("trail", None)
    return position(turn, journeys)


def keep_draft(turn: Turn, journeys: Journeys, place: Place, raw: str) -> None:
    """Seal what is half typed at ``place``, so that a change of language, size or page loses nothing."""
    here = position(turn, journeys)
    if place == here.place and isinstance(here.step.asks, Entry) and raw:
        turn.keep(**{f"draft:{here.step.asks.kind}": raw[:RAW_LIMIT]})


def draft(turn: Turn, step: Step) -> str:
    """Return what was typed for ``step`` so far, or nothing."""
    if not isinstance(step.asks, Entry):
        return ""
    return turn.kept.get(f"draft:{step.asks.kind}") or turn.kept.get(step.asks.kind, "")


def end(turn: Turn, reason: str) -> None:
    """End the visit on the server at once: no cookie opens it again, nothing typed remains."""
    hold(turn)
    turn.forget()
    turn.visit.ended_at = turn.now
    turn.visit.end_reason = reason
    turn.visit.kiosk_token_hash = None
    turn.visit.script_token_hash = None
    announce_visit(turn.db, turn.visit.id, turn.now)


def renew_token(turn: Turn) -> None:
    """Give the visit a new secret, as at each proof: a cookie stolen before opens nothing after."""
    typed = dict(turn.kept)
    turn.token = turn.successor = new_token()
    _give_token(turn.visit, turn.surface, turn.token)
    if typed:
        turn.keep(**typed)


def take_over(turn: Turn, visit: Visit, *, surface: str) -> None:
    """Hand ``visit`` to the surface of this turn with a new token; the surface it comes from is cut off."""
    token = new_token()
    visit.kiosk_token_hash = visit.script_token_hash = None
    _give_token(visit, surface, token)
    visit.seen_at = turn.now
    visit.ended_at = visit.end_reason = None
    announce_visit(turn.db, visit.id, turn.now)
    if turn.helper is not None:
        visit.helper_id = turn.helper.id
    turn.successor, turn.gone_to = token, visit


def _is_open(turn: Turn) -> bool:
    """Tell whether the visit, now held, still lives under this token: it may have ended while this press waited."""
    visit = turn.visit
    held = visit.kiosk_token_hash if turn.surface == KIOSK else visit.script_token_hash
    return visit.ended_at is None and held == token_hash(turn.token)


def _outcome(turn: Turn, step: Step, raw: str, way: str) -> str:
    asks = step.asks
    if isinstance(asks, Entry | Pick) and way in asks.ways:
        return step.does(turn, way) if isinstance(asks, Pick) and step.does else way
    try:
        value = asks.read(raw[:RAW_LIMIT], turn.on) if asks else None
    except Invalid as cause:
        if isinstance(asks, Entry):
            turn.keep(**{f"draft:{asks.kind}": raw[:RAW_LIMIT]})
        raise Unreadable(step, cause) from None
    if isinstance(asks, Entry):
        turn.kept.pop(f"draft:{asks.kind}", None)
        turn.keep(**{asks.kind: str(value)})
    if step.does:
        return step.does(turn, value)
    return str(value) if isinstance(asks, Choice) else DONE


def _standing(turn: Turn, journeys: Journeys) -> list[tuple[Place, str]]:
    """Return the steps passed and not taken back. New journeys under an old visit start it again, gently."""
    return [] if turn.visit.fingerprint != journeys.fingerprint else kept(turn.trail)


def kept(trail: Iterable[Passed | TrailRow]) -> list[tuple[Place, str]]:
    """Return the steps of a trail with their outcomes, without those that *Retour* took back."""
    steps: list[tuple[Place, str]] = []
    for row in trail:
        if row.outcome == BACK:
            del steps[-1:]
        else:
            steps.append(((row.journey, row.step), row.outcome))
    return steps


def _row(turn: Turn, place: Place, outcome: str) -> TrailRow:
    return TrailRow(
        visit_id=turn.visit.id,
        seq=len(turn.trail) + 1,
        journey=place[0],
        step=place[1],
        outcome=outcome,
        channel=turn.surface,
        helper_id=turn.helper.id if turn.helper else None,
        at=turn.now,
    )


def _give_token(visit: Visit, surface: str, token: bytes) -> None:
    if surface == KIOSK:
        visit.kiosk_token_hash = token_hash(token)
    else:
        visit.script_token_hash = token_hash(token)
