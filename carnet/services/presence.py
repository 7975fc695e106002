"""Who has a case before their eyes, and whether they write: shown to the other consoles until the sign of life is old.

Source: requirement 17 of the console.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carnet.store.cases import PRESENT, TOPIC, CasePresence, present_on, say_present
from carnet.store.events import announce
from carnet.store.staff import Helper

SIGN_OF_LIFE = timedelta(seconds=20)
"""A page that stays open is written down as present this often, not at each poll."""


@dataclass(frozen=True)
class Seen:
    """``others``: their names, each with ``reading`` or ``writing``. ``is_due``: one's own sign of life is to be written.

    ``until``: when time alone changes it.
    """

    others: list[tuple[str, str]]
    is_due: bool
    until: datetime


def topic_of(case_id: int) -> str:
    """Return the topic under which it is told that somebody came before a case, or began to write there."""
    return f"case-{case_id}"


def be_present(db: Session, case_id: int, helper: Helper, now: datetime, doing: str) -> None:
    """Say that ``helper`` reads or writes a case now; other consoles show it until the sign of life is old."""
    known = db.get(CasePresence, (case_id, helper.id), populate_existing=True)
    if known is None or known.doing != doing or known.at <= now - PRESENT:
        announce(db, TOPIC, now)
        announce(db, topic_of(case_id), now)
    say_present(db, case_id, helper.id, doing, now)


def seen_from(db: Session, case_id: int, helper: Helper, now: datetime) -> Seen:
    """Return who is before a case, as ``helper`` sees it there; one query. Who writes is told so until it is old."""
    present = present_on(db, [case_id], now)[case_id]
    mine = next((each for each in present if each.helper_id == helper.id), None)
    is_fresh = mine is not None and (mine.doing == "writing" or now - mine.at < SIGN_OF_LIFE)
    others = [each for each in present if each.helper_id != helper.id]
    ends = [each.at + PRESENT for each in others]
    if mine is None or mine.doing == "reading":
        ends.append((mine.at if mine and is_fresh else now) + SIGN_OF_LIFE)
    else:
        ends.append(mine.at + PRESENT)
    return Seen([(each.name, each.doing) for each in others], is_due=not is_fresh, until=min(ends))
