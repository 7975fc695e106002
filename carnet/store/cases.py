"""Cases: what somebody asked the line or a helper for, what was done, what was promised. What is written is sealed."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import BindParameter, ForeignKey, bindparam, delete, exists, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import Question, ask
from carnet.store.events import announce
from carnet.store.rows import NUMBERED, Instant, Row, one_of, partial_index
from carnet.store.staff import Helper

TOPIC = "cases"
"""What happens to a case, or to whoever waits, is announced under it: lists of the queue hold until then."""
CHANNELS = ("kiosk", "phone", "counter", "paper", "text")
STATES = ("open", "paused", "promised", "closed")
PRIORITIES = ("urgent", "high", "normal")
LIVING = "state != 'closed'"
PRESENT = timedelta(seconds=30)
"""After this long without a sign of life, nobody is said to be there."""
FREE = "owner_id IS NULL AND state != 'closed'"
IN_HAND = "owner_id IS NOT NULL"
PROMISED = "state = 'promised'"
SOMEWHERE = "state != 'closed' AND department != ''"


class Case(Row):
    """``owner_id`` has it in hand, nobody when empty. ``version`` grows with every change that two people could dispute.

    ``due_at``: when something was promised. ``subject`` and ``step`` say where the person stood, never who they are.
    ``department`` is where it is worked, ``labels`` are words of our own list. ``queue_rank``, ``queue_at`` and ``turns_at``
    are its place in the queue and when time alone changes it: ``carnet.services.standing`` writes them.
    """

    __tablename__ = "support_case"
    __table_args__ = (
        one_of("channel", *CHANNELS),
        one_of("state", *STATES),
        one_of("priority", *PRIORITIES),
        # A million closed ones must not slow down the few that are open.
        partial_index("ix_support_case_living", "opened_at", condition=LIVING),
        # The queue reads its first page in order from this one, and counts in it without touching a row: an engine does so
        # only when all that the condition names is in it too.
        partial_index(
            "ix_support_case_free",
            "queue_rank",
            "queue_at",
            "opened_at",
            "id",
            "channel",
            "state",
            "owner_id",
            condition=FREE,
        ),
        # Without those of nobody: an engine would look for them here, and then sort thousands.
        partial_index("ix_support_case_owner_id", "owner_id", condition=IN_HAND),
        partial_index("ix_support_case_department", "department", "state", condition=SOMEWHERE),
        partial_index("ix_support_case_turning", "turns_at", condition=LIVING),
        partial_index("ix_support_case_promised", "queue_rank", "queue_at", condition=PROMISED),
        NUMBERED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    subject: Mapped[str] = mapped_column(default="")
    step: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    taken_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="open")
    priority: Mapped[str] = mapped_column(default="normal")
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    wrap_up: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    to_check: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    department: Mapped[str] = mapped_column(default="", server_default=text("''"))
    labels: Mapped[str] = mapped_column(default="", server_default=text("''"))
    queue_rank: Mapped[int] = mapped_column(default=7, server_default="7")
    queue_at: Mapped[datetime | None]
    turns_at: Mapped[datetime | None]


class CaseLine(Row):
    """One line of a case's history: a note, or a change in our own words (``said``)."""

    __tablename__ = "case_line"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), index=True)
    at: Mapped[datetime]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    kind: Mapped[str]
    said: Mapped[str] = mapped_column(default="")
    note_sealed: Mapped[bytes | None]


class CaseDraft(Row):
    """A note that is not finished: one for each helper and case. It outlives the browser and the server."""

    __tablename__ = "case_draft"

    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    note_sealed: Mapped[bytes]
    saved_at: Mapped[datetime]


class CasePresence(Row):
    """Who has a case before their eyes, and whether they write: the last sign of life."""

    __tablename__ = "case_presence"
    __table_args__ = (one_of("doing", "reading", "writing"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), primary_key=True, autoincrement=False)
    doing: Mapped[str]
    at: Mapped[datetime]


def case_to_change(db: Session, case_id: int) -> Case | None:
    """Return a case, fresh and held until the end of the transaction, or None."""
    return db.get(Case, case_id, with_for_update=True, populate_existing=True)


def living_of(db: Session, visit_id: int) -> Case | None:
    """Return the case of a visit that nobody has closed, or None."""
    return db.scalars(select(Case).where(Case.visit_id == visit_id, Case.state != "closed")).first()


def waiting_at(db: Session, place: str) -> Case | None:
    """Return the case by which somebody at this kiosk asked for help and which nobody has answered, or None."""
    asked = (Case.channel == "kiosk", Case.place == place, Case.state == "open", Case.owner_id.is_(None))
    return db.scalars(select(Case).where(*asked).order_by(Case.id).limit(1)).first()


def announce_visit(db: Session, visit_id: int, now: datetime) -> None:
    """Tell whoever watches the queue that somebody who waits there is gone, came back, or is helped another way."""
    if living_of(db, visit_id) is not None:
        announce(db, TOPIC, now)


def living_about(db: Session, person_id: int) -> list[Case]:
    """Return the cases of a person that nobody has closed, the newest first."""
    return [case for (case,) in ask(db, _living_about(), person_id=person_id)]


def opened_living(db: Session, person_id: int, helper_id: int) -> list[Case]:
    """Return those among them that a helper opened and has in hand."""
    return [case for (case,) in ask(db, _opened_living(), person_id=person_id, helper_id=helper_id)]


@cache
def _living_about() -> Question:
    theirs = select(Case).where(Case.person_id == bindparam("person_id"), Case.state != "closed")
    return theirs.order_by(Case.id.desc())


@cache
def _opened_living() -> Question:
    helper_id: BindParameter[int] = bindparam("helper_id")
    opened = (CaseLine.case_id == Case.id, CaseLine.kind == "opened", CaseLine.helper_id == helper_id)
    return _living_about().where(Case.owner_id == helper_id, exists().where(*opened))


class Seen(NamedTuple):
    """A case as a page shows it: whose hands it is in, and what the one who looks has half written on it, sealed."""

    case: Case
    owner: str | None
    draft_sealed: bytes | None


def seen_by(db: Session, case_id: int, helper_id: int) -> Seen | None:
    """Return a case as a helper sees it, or None; one query."""
    found = ask(db, _seen_by(), case_id=case_id, helper_id=helper_id)
    return next((Seen(*row) for row in found), None)


@cache
def _seen_by() -> Question:
    is_mine = (CaseDraft.case_id == Case.id) & (CaseDraft.helper_id == bindparam("helper_id"))
    return (
        select(Case, Helper.name, CaseDraft.note_sealed)
        .outerjoin(Helper, Helper.id == Case.owner_id)
        .outerjoin(CaseDraft, is_mine)
        .where(Case.id == bindparam("case_id"))
    )


class Signed(NamedTuple):
    """One line of a case's history, and the name of whoever wrote it; none when the house did."""

    line: CaseLine
    author: str | None


def signed_lines_of(db: Session, case_id: int) -> list[Signed]:
    """Return the history of a case with its authors, the oldest line first; one query."""
    return [Signed(*row) for row in ask(db, _signed_lines(), case_id=case_id)]


@cache
def _signed_lines() -> Question:
    lines = select(CaseLine, Helper.name).outerjoin(Helper, Helper.id == CaseLine.helper_id)
    return lines.where(CaseLine.case_id == bindparam("case_id")).order_by(CaseLine.id)


def lines_of(db: Session, case_id: int) -> list[CaseLine]:
    """Return the history of a case, the oldest line first."""
    return list(db.scalars(select(CaseLine).where(CaseLine.case_id == case_id).order_by(CaseLine.id)))


def somebody_left(db: Session, now: datetime) -> bool:
    """Tell whether somebody who was before a case has given no sign of life for too long."""
    return bool(ask(db, _left(), before=now - PRESENT))


@cache
def _left() -> Question:
    return select(CasePresence.case_id).where(CasePresence.at <= bindparam("before")).limit(1)


def forget_absent(db: Session, now: datetime) -> None:
    """Remove whoever has given no sign of life for too long."""
    db.execute(delete(CasePresence).where(CasePresence.at <= now - PRESENT))


def save_draft(db: Session, case_id: int, helper_id: int, sealed: bytes, now: datetime) -> None:
    """Keep a draft in the place of the former one, in one question: two pages of one helper may save at the same second."""
    db.execute(_SAVE_DRAFT, {"case_id": case_id, "helper_id": helper_id, "sealed": sealed, "now": now})


def drafts_of(db: Session, case_id: int) -> list[tuple[CaseDraft, Helper]]:
    """Return what is half written on a case, held and the oldest first, each with its author; one query."""
    return [(row, author) for row, author in ask(db, _drafts(), case_id=case_id)]


@cache
def _drafts() -> Question:
    drafts = select(CaseDraft, Helper).join(Helper, Helper.id == CaseDraft.helper_id)
    theirs = drafts.where(CaseDraft.case_id == bindparam("case_id"))
    ordered = theirs.order_by(CaseDraft.saved_at, CaseDraft.helper_id)
    # Held: what somebody saves at this very second waits, and is a draft of its own afterwards.
    return ordered.with_for_update(of=CaseDraft).execution_options(populate_existing=True)


def say_present(db: Session, case_id: int, helper_id: int, doing: str, now: datetime) -> None:
    """Write a sign of life in one question: meanwhile another console may forget the former one."""
    db.execute(_SAY_PRESENT, {"case_id": case_id, "helper_id": helper_id, "doing": doing, "now": now})


_NOW = bindparam("now", type_=Instant)
_SAVE_DRAFT = text(
    "INSERT INTO case_draft (case_id, helper_id, note_sealed, saved_at) VALUES (:case_id, :helper_id, :sealed, :now)"
    " ON CONFLICT (case_id, helper_id) DO UPDATE SET note_sealed = excluded.note_sealed, saved_at = excluded.saved_at"
).bindparams(_NOW)
_SAY_PRESENT = text(
    "INSERT INTO case_presence (case_id, helper_id, doing, at) VALUES (:case_id, :helper_id, :doing, :now)"
    " ON CONFLICT (case_id, helper_id) DO UPDATE SET doing = excluded.doing, at = excluded.at"
).bindparams(_NOW)


class Present(NamedTuple):
    """Somebody before a case: ``doing`` is ``reading`` or ``writing``, ``at`` the last sign of life."""

    helper_id: int
    name: str
    doing: str
    at: datetime


def present_on(db: Session, case_ids: Collection[int], now: datetime) -> dict[int, list[Present]]:
    """Return who has these cases before their eyes, by case, in the order of their names; one query."""
    found: defaultdict[int, list[Present]] = defaultdict(list)
    for case_id, *present in ask(db, _present(), case_ids=case_ids, after=now - PRESENT):
        found[case_id].append(Present(*present))
    return found


@cache
def _present() -> Question:
    return (
        select(CasePresence.case_id, CasePresence.helper_id, Helper.name, CasePresence.doing, CasePresence.at)
        .join(Helper, Helper.id == CasePresence.helper_id)
        .where(
            CasePresence.case_id.in_(bindparam("case_ids", expanding=True)),
            CasePresence.at > bindparam("after"),
        )
        .order_by(Helper.name)
    )
