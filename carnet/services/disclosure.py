"""What a person is told of the journal about them: who looked or acted, when, and why. Never what was typed or decided.

Only once they have proved who they are is it shown or printed; to whoever merely knows a lot it goes by letter, unseen.
Source: requirement 24, threats 5 and 11.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.services import checks, codes, insurer, search
from carnet.services.turn import Turn
from carnet.store import audit
from carnet.store.audit import AuditLine
from carnet.store.people import Person
from carnet.store.staff import Helper, Organisation

ACT = "show_journal"
KIND = "journal"
LONGEST = 60
"""Lines of one extract, the newest first: some ten sheets of paper."""


@dataclass(frozen=True)
class Seen:
    """One line. ``who`` and ``where`` are empty when no helper took part; ``why`` is a purpose of looking, or nothing.

    ``is_ours``: somebody did it at a kiosk or on the telephone, not a date or the insurer.
    """

    at: datetime
    act: str
    outcome: str
    who: str
    where: str
    why: str
    is_ours: bool = True


def extract(db: Session, person_id: int) -> tuple[Seen, ...]:
    """Return the newest lines of the chain of a person's space, the newest first."""
    lines = audit.newest_of(db, audit.space_chain(person_id), LONGEST)
    helpers = _named(db, lines)
    return tuple(_seen(line, helpers) for line in lines)


def shown(turn: Turn, person_id: int, how: str) -> tuple[Seen, ...]:
    """Return the extract and note that it was shown on a ``page`` or on ``paper``."""
    lines = extract(turn.db, person_id)
    turn.note(ACT, how, person_id)
    return lines


def send(turn: Turn, person_id: int) -> str:
    """Send the extract to whoever reads for the person: ``posted``, ``no_address``, or ``not_yet`` before any check."""
    person, outcome = turn.db.get_one(Person, person_id), "not_yet"
    if checks.has_passed(turn, person_id):
        found = insurer.recipient_of(turn.db, person, turn.on)
        outcome = "posted" if found else "no_address"
        if found:
            reader, contact = found
            language = insurer.language_of(reader)
            payload = {"reader": reader.id, "contact": contact.id, "language": language}
            codes.queue(turn.db, person, KIND, "post", turn.now, payload)
    turn.note(ACT, outcome, person_id)
    return outcome


def _seen(line: AuditLine, helpers: dict[str, tuple[str, str]]) -> Seen:
    who, where = helpers.get(line.helper, ("", ""))
    why = json.loads(line.detail).get("purpose", "")
    why = why if why in search.PURPOSES else ""
    return Seen(line.at, line.act, line.outcome, who, where, why, is_ours=line.channel != "system")


def _named(db: Session, lines: Sequence[AuditLine]) -> dict[str, tuple[str, str]]:
    """Return name and organisation of the helpers of these lines, as the journal names them; one query."""
    ids = {int(line.helper.rpartition(":")[2]) for line in lines if line.helper}
    query = (
        select(Helper.id, Helper.name, Organisation.name)
        .join(Organisation, Organisation.id == Helper.organisation_id)
        .where(Helper.id.in_(ids))
    )
    return {f"helper:{id_}": (name, organisation) for id_, name, organisation in db.execute(query)}
