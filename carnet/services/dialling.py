"""The number and the word of a promised call: who is given them, and when. Source: decision 13.

Whoever calls is on the line, has the case in hand and calls at the promised time. Who has just made the promise tells the
person the word, where no paper does.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from carnet.domain.rights import is_on_the_line
from carnet.services import audit, callback_words, promises
from carnet.store.cases import Case
from carnet.store.promises import Callback
from carnet.store.staff import Helper


def number_to_dial(db: Session, callback_id: int, helper: Helper, now: datetime) -> str:
    """Return the whole number for the telephone of who makes this call now, or nothing; the journal keeps who asked."""
    callback = db.get(Callback, callback_id)
    if callback is None or not may_call(db, callback, helper, now):
        return ""
    _note(db, callback, helper, now, "call_back", "dialled")
    return promises.number_of(db, callback)


def may_call(db: Session, callback: Callback, helper: Helper, now: datetime) -> bool:
    """Tell whether ``helper`` makes this call now: on the line, its case in hand, and at its time."""
    if callback.state != "open" or not is_on_the_line(helper.role):
        return False
    case = db.get_one(Case, callback.case_id)
    return case.owner_id == helper.id and promises.is_time(db, callback, case, now)


def word_of(db: Session, callback: Callback, helper: Helper, now: datetime) -> str:
    """Return the word to say, by its French, and write in the journal who saw it; nothing when it is not the time."""
    if not may_see_word(db, callback, helper, now):
        return ""
    _note(db, callback, helper, now, "callback_word", "shown")
    return callback_words.of_callback(db, callback)


def may_see_word(db: Session, callback: Callback, helper: Helper, now: datetime) -> bool:
    """Tell whether ``helper`` makes the call now, or has just made the promise and no paper tells the word."""
    if may_call(db, callback, helper, now):
        return True
    return promises.is_fresh(callback, helper, now) and not callback.is_word_printed


def _note(db: Session, callback: Callback, helper: Helper, now: datetime, act: str, outcome: str) -> None:
    case = db.get_one(Case, callback.case_id)
    audit.note(
        db,
        act=act,
        outcome=outcome,
        now=now,
        channel="console",
        person_id=case.person_id,
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"case": case.id, "callback": callback.id},
    )
