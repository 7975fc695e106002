"""Setting the demonstration up: its extract enters by the insurer port, then its letters go out like any others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.demonstration.cast import Role, card_sheets, cast
from carnet.demonstration.extract import demonstration_extract
from carnet.services import insurer
from carnet.services.outgoing import name_of
from carnet.services.turn import PARIS
from carnet.store.marker import mark, marked
from carnet.store.outbox import Outbox
from carnet.store.people import Person
from carnet.store.references import known_people
from carnet.store.spaces import space_of
from carnet.store.tables import metadata

SOURCE = "demonstration"
LETTERS = ("notice", "code")

# The journal is never emptied, by trigger; the numbers of people go on, so that nobody inherits another one's chain.
KEPT = frozenset(
    {
        "audit_line",
        "audit_head",
        "audit_root",
        "audit_leaf",
        "organisation",
        "helper",
        "helper_session",
        "membership",
        "credential",
        "ceremony",
        "helper_street",
        "marker",
    }
)

_POST_LEAVES = time(9)


@dataclass(frozen=True)
class Guest:
    """One person of the demonstration as they stand now.

    ``letters`` are names of files in the outbox, oldest first; ``sheets`` are names of card sheets.
    """

    role: Role
    state: str
    letters: tuple[str, ...]
    sheets: tuple[str, ...]


def is_set(db: Session) -> bool:
    """Tell whether this database holds the demonstration."""
    return marked(db, "anchored_on") is not None


def clear(db: Session) -> None:
    """Remove everybody and all that happened to them, helpers and the journal apart; only in a demonstration."""
    if marked(db, "demonstration") != "yes":
        raise ValueError("only a demonstration is ever cleared")
    for table in reversed(metadata.sorted_tables):
        if table.name not in KEPT:
            db.execute(table.delete())
    db.expire_all()


def set_up(db: Session, extract: Path, anchor: date, now: datetime) -> None:
    """Bring everybody in as they are on ``anchor`` and send their letters; the extract stays at ``extract`` to be read.

    The letters carry the days on which they left, so that a code is as old as its story says.
    """
    extract.write_text(demonstration_extract(anchor), encoding="utf-8")
    judgement = insurer.judge(extract, on=anchor, progress=_silent)
    report = insurer.import_extract(
        db, extract, judgement, source=SOURCE, on=anchor, now=now, progress=_silent
    )
    if report.rejects:
        raise ValueError(f"the demonstration's own extract has rejected lines: {report.rejects}")
    for role, person in _known(db, cast(anchor)):
        for sent_on in role.sent_on:
            _send(db, role, person, sent_on, anchor)
    mark(db, "demonstration", "yes")
    mark(db, "anchored_on", anchor.isoformat())


def guests(db: Session) -> list[Guest]:
    """Give everybody of the demonstration, in order, with their state as recorded and their letters."""
    anchored_on = marked(db, "anchored_on")
    if anchored_on is None:
        return []
    anchor = date.fromisoformat(anchored_on)
    sheets = card_sheets(anchor)
    return [
        Guest(
            role,
            _state_of(db, person),
            _letters_of(db, person),
            tuple(f"{sheet.name}.pdf" for sheet in sheets if sheet.role.reference == role.reference),
        )
        for role, person in _known(db, cast(anchor))
    ]


def _state_of(db: Session, person: Person) -> str:
    space = space_of(db, person.id)
    return space.state if space else ""


def _letters_of(db: Session, person: Person) -> tuple[str, ...]:
    sent = select(Outbox).where(
        Outbox.person_id == person.id, Outbox.kind.in_(LETTERS), Outbox.route == "post"
    )
    return tuple(f"{name_of(row)}.pdf" for row in db.scalars(sent.order_by(Outbox.id)))


def _known(db: Session, roles: tuple[Role, ...]) -> Iterator[tuple[Role, Person]]:
    known = known_people(db, (role.reference for role in roles))
    return ((role, db.get_one(Person, known[role.reference].person_id)) for role in roles)


def _send(db: Session, role: Role, person: Person, sent_on: date, anchor: date) -> None:
    is_notice = role.day("notified", anchor) == sent_on.isoformat()
    insurer.send_letter(
        db,
        person,
        datetime.combine(sent_on, _POST_LEAVES, PARIS),
        kind="notice" if is_notice else "code",
        purpose=role.purpose,
    )


def _silent(_done: int, _total: int) -> None:
    pass
