"""Draws what stands beside a case: what may be corrected, two versions where two disagreed, the promise, who else is there."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from flask import request

from carnet.domain.label import LABELS
from carnet.services import audit, case_history, circle, presence, promises
from carnet.services.corrections import Fields, fields_of
from carnet.services.turn import paris_date
from carnet.store.cases import PRIORITIES, Case
from carnet.store.database import Reader
from helpdesk import case_sheet, case_words, queue_words
from helpdesk.session import Seat
from helpdesk.wording import Wording
from helpdesk.words import SUBJECTS
from web.factory import writing

CORRECTED: Final = ("subject", "priority", "labels")
LONGEST_LISTED: Final = 12


def wished() -> Fields:
    """Return what the form of the page asks for; labels come in the order of their list, others are left as they are."""
    form = request.form
    chosen = form.getlist("labels")[:LONGEST_LISTED]
    known = tuple(name for name in LABELS if name in chosen)
    unknown = tuple(name for name in chosen if name and name not in LABELS)
    return Fields(form.get("subject", ""), form.get("priority", ""), known + unknown)


@lru_cache(maxsize=256)
def fields(words: Wording, here: Fields) -> case_sheet.Fields:
    subjects = {"": words["case_no_subject"], **{name: words.text(SUBJECTS[name]) for name in SUBJECTS}}
    return case_sheet.Fields(
        subjects=tuple(
            case_sheet.Choice(name, label, name == here.subject) for name, label in subjects.items()
        ),
        priorities=_choices(words, PRIORITIES, queue_words.PRIORITIES, (here.priority,)),
        labels=_choices(words, LABELS, queue_words.LABELS, here.labels),
    )


def conflict(seat: Seat, found: case_history.Shown, mine: Fields) -> case_sheet.Conflict:
    """Return both versions, field by field; the notes of both are whole on either side."""
    theirs = fields_of(found.case)
    versions, kept = [], []
    for name in CORRECTED:
        theirs_values, mine_values = _values(theirs, name), _values(mine, name)
        if theirs_values == mine_values:
            kept += [(name, value) for value in theirs_values]
            continue
        versions.append(
            case_sheet.Version(
                name,
                seat.wording[f"case_{name}"],
                _told(seat, name, theirs_values),
                _told(seat, name, mine_values),
                theirs_values,
                mine_values,
            )
        )
    others = [each for each in reversed(found.lines) if each.line.helper_id != seat.helper.id]
    return case_sheet.Conflict(
        by=next((each.author for each in others if each.author), ""),
        versions=tuple(versions),
        kept=tuple(kept),
        their_note=next((each.note for each in others if each.note), ""),
        my_note=found.draft,
    )


def note_reading(seat: Seat, case: Case) -> None:
    """Write down that this helper reads this case, once a session; a page that only shows opens a session that writes for it."""
    session = seat.signed_in.session
    if circle.is_read(seat.db, session.id, case.id):
        return
    if not isinstance(seat.db, Reader):
        circle.note_reading(seat.db, session.id, case, seat.helper, seat.now)
        return
    with writing() as db:
        audit.name_credential(db, session.method, session.id)
        circle.note_reading(db, session.id, case, seat.helper, seat.now)


def promise(seat: Seat, case: Case) -> case_sheet.Promise | None:
    """Return the call promised to this person, here or in another case: a new contact does not end it."""
    found = promises.open_seen(seat.db, case, seat.helper, seat.now)
    if found is None:
        return None
    told = seat.wording.fill_named(
        "callback_between", day=paris_date(found.from_at), start=found.from_at, end=found.until_at
    )
    return case_sheet.Promise(found.id, told, found.case_id == case.id)


def others(seat: Seat, seen: presence.Seen) -> tuple[str, ...]:
    """Return who else is before the case, in words."""
    return tuple(seat.wording.fill(case_words.DOING[doing], name=name) for name, doing in seen.others)


def _choices(
    words: Wording, names: tuple[str, ...], labels: Mapping[str, str], chosen: tuple[str, ...]
) -> tuple[case_sheet.Choice, ...]:
    return tuple(case_sheet.Choice(name, words.text(labels[name]), name in chosen) for name in names)


def _values(of: Fields, name: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] = getattr(of, name)
    return (value,) if isinstance(value, str) else value


def _told(seat: Seat, name: str, values: tuple[str, ...]) -> str:
    words = {"subject": SUBJECTS, "priority": queue_words.PRIORITIES, "labels": queue_words.LABELS}[name]
    told = [seat.wording.text(words[value]) for value in values if value in words]
    return ", ".join(told) or seat.wording["case_nothing"]
