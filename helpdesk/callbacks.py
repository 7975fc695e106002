"""Promised calls: chosen with the person, in order on the day, made by one helper at a time."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import in_fours
from carnet.domain.rights import is_on_the_line
from carnet.domain.typed import instant, whole
from carnet.reference.callback_words import in_languages
from carnet.reference.helpline import promises as promised_on
from carnet.reference.numbering import masked
from carnet.services import circle, dialling, promises
from carnet.services.promises import Promised
from carnet.services.turn import PARIS, paris_date
from carnet.services.waiting_line import unanswered
from carnet.store.cases import Case
from carnet.store.promises import ANSWERS, Callback, attempts_of
from carnet.store.staff import Helper
from carnet.store.visits import Comfort
from helpdesk import callback_sheet as sheet
from helpdesk import callback_words
from helpdesk.desk import version
from helpdesk.pages import show
from helpdesk.session import NUMBER, Seat, acts, shows
from helpdesk.wording import WORDS
from helpdesk.words import SUBJECTS

callback = Blueprint("callback", __name__)

LONGEST_TYPED: Final = 40
TONES: Final = {"top": "danger", "planned": "good", "resting": "warn", "letter": "warn"}


@callback.get("/callbacks")
@shows
def look(seat: Seat) -> Answer:
    """Show the promises of today in the order in which they are to be kept."""
    rows = [_row(seat, each) for each in promises.due_today(seat.db, seat.now, seat.helper)]
    return show(seat, "helpdesk/callbacks.html", rows=rows, said=_said(), **_news(seat))


@callback.get(f"/cases/{NUMBER}/callback")
@shows
def choose(seat: Seat, number: int) -> Answer:
    return _choice(seat, number, _said())


@callback.post(f"/cases/{NUMBER}/callback")
@acts
def make(seat: Seat, number: int) -> Answer:
    form = request.form
    outcome = promises.make(
        seat.db,
        number,
        seat.helper,
        seat.now,
        whole(form.get("version", "")),
        instant(form.get("window", "")),
        number=_typed(),
        may_leave_message="message" in form,
    )
    if outcome in ("no_window", "no_number"):
        return _choice(seat, number, f"said_{outcome}", 422)
    if outcome != "promised":
        return redirect(f"/cases/{number}?said={outcome}", 303)
    found = promises.open_for(seat.db, seat.db.get_one(Case, number))
    return redirect(f"/callbacks/{found.id}?said=promised" if found else "/callbacks", 303)


@callback.get(f"/callbacks/{NUMBER}")
@shows
def look_at(seat: Seat, number: int) -> Answer:
    return _page(seat, number, _said())


@callback.post(f"/callbacks/{NUMBER}/take")
@acts
def take(seat: Seat, number: int) -> Answer:
    return _to(number, promises.take(seat.db, number, seat.helper, seat.now))


@callback.post(f"/callbacks/{NUMBER}/word")
@acts
def show_word(seat: Seat, number: int) -> Answer:
    """Show the word to whoever calls now; the journal keeps who saw it."""
    return _told(seat, number, asks_word=True, asks_number="also" in request.form)


@callback.post(f"/callbacks/{NUMBER}/dial")
@acts
def dial(seat: Seat, number: int) -> Answer:
    """Hand the whole number to the telephone of whoever calls now: in a link, with its line in the journal."""
    return _told(seat, number, asks_word="also" in request.form, asks_number=True)


@callback.post(f"/callbacks/{NUMBER}/tried")
@acts
def tried(seat: Seat, number: int) -> Answer:
    outcome = promises.tried(seat.db, number, seat.helper, seat.now, request.form.get("answer", ""))
    found = seat.db.get(Callback, number)
    if outcome in ("answered", "letter", "no_letter") and found is not None:
        return redirect(f"/cases/{found.case_id}?said={outcome}", 303)
    return redirect("/callbacks?said=later", 303) if outcome == "later" else _to(number, outcome)


@callback.post(f"/callbacks/{NUMBER}/give-up")
@acts
def give_up(seat: Seat, number: int) -> Answer:
    outcome = promises.give_up(seat.db, number, seat.helper, seat.now)
    found = seat.db.get(Callback, number)
    if outcome == "given_up" and found is not None:
        return redirect(f"/cases/{found.case_id}?said=given_up", 303)
    return _to(number, outcome)


def _to(number: int, outcome: str) -> Answer:
    said = f"callback_{outcome}" if outcome in ("gone", "taken") else outcome
    return redirect(f"/callbacks/{number}?said={said}", 303)


def _said() -> str:
    said = f"said_{request.args.get('said', '')}"
    return said if said in WORDS else ""


def _news(seat: Seat) -> dict[str, object]:
    return {"version": version(seat), "count": unanswered(seat.db, seat.helper, seat.now)}


def _typed() -> str:
    """Return the number that was typed, or nothing when the known one was chosen. What was not chosen is not read."""
    return (
        "" if request.form.get("which") == "known" else request.form.get("number", "")[:LONGEST_TYPED] or " "
    )


def _choice(seat: Seat, number: int, said: str, status: int = 200) -> Answer:
    case = circle.seen(seat.db, number, seat.helper, seat.now)
    if case is None or case.state == "closed":
        return redirect("/?said=gone", 303)
    if not promises.may_make(seat.db, case, seat.helper, seat.now):
        return redirect(f"/cases/{number}?said={'taken' if case.owner_id else 'not_in_hand'}", 303)
    form = sheet.Form(
        number=case.id,
        reference=in_fours(case.reference),
        version=case.version,
        days=tuple(days_offered(seat, case)),
        known=known_number(seat, case),
    )
    return show(seat, "helpdesk/callback_make.html", status, form=form, said=said, **_news(seat))


def known_number(seat: Seat, case: Case) -> str:
    """Return the number that the insurer or the call tells, masked, in words; nothing when there is none."""
    known = promises.known_number(seat.db, case)
    return seat.wording.fill_named("callback_known", number=masked(known)) if known else ""


def days_offered(seat: Seat, case: Case) -> Iterator[sheet.Day]:
    """Yield the days on which a call can be promised, each with its windows."""
    offered = promises.windows(case, seat.now)
    for day, windows in groupby(offered, key=lambda each: paris_date(each.starts_at)):
        yield sheet.Day(
            seat.wording.tongue.value(day),
            tuple(
                sheet.Window(
                    str(int(each.starts_at.timestamp())),
                    f"{_hour(seat, each.starts_at)} – {_hour(seat, each.ends_at)}",
                )
                for each in windows
            ),
        )


def _row(seat: Seat, each: Promised) -> sheet.Row:
    is_mine = each.case.owner_id == seat.helper.id
    return sheet.Row(
        number=each.callback.id,
        reference=in_fours(each.case.reference),
        subject=_subject(seat, each.case),
        between=_between(seat, each.callback),
        state=seat.wording.text(callback_words.STATES[each.next.state]),
        tone=TONES[each.next.state],
        tries=_tries(seat, each.tries),
        is_mine=is_mine,
        may_take=not each.owner and is_on_the_line(seat.helper.role),
        taken=seat.wording.fill_named("taken_by", name=each.owner) if each.owner and not is_mine else "",
        is_now=each.next.state == "top",
    )


def _told(seat: Seat, number: int, *, asks_word: bool, asks_number: bool) -> Answer:
    """Show what was asked for; ``also``, what stood there before it stays, with a line of its own."""
    db, found = seat.db, seat.db.get(Callback, number)
    word = dialling.word_of(db, found, seat.helper, seat.now) if found and asks_word else ""
    dials = dialling.number_to_dial(db, number, seat.helper, seat.now) if asks_number else ""
    said = "said_not_now" if asks_number and not dials else ""
    return _page(seat, number, said, word, dials)


def _page(seat: Seat, number: int, said: str, word: str = "", dials: str = "") -> Answer:
    found = seat.db.get(Callback, number)
    if found is None or not promises.may_look(seat.db, found, seat.helper, seat.now):
        return redirect("/callbacks?said=callback_gone", 303)
    shown = _callback(seat, found, word, dials)
    return show(seat, "helpdesk/callback.html", callback=shown, said=said, **_news(seat))


def _callback(seat: Seat, found: Callback, word: str, dials: str) -> sheet.Callback:
    db, words = seat.db, seat.wording
    case = db.get_one(Case, found.case_id)
    owner = db.get(Helper, case.owner_id) if case.owner_id else None
    is_mine = owner is not None and owner.id == seat.helper.id
    is_open, attempts = found.state == "open", attempts_of(db, found.id)
    asks = promises.next_of(db, case, seat.now)
    number, language = promises.number_of(db, found), _language(seat, case)
    is_caller, may_call = (
        is_on_the_line(seat.helper.role),
        dialling.may_call(db, found, seat.helper, seat.now),
    )
    said = in_languages(word) if word else {}
    return sheet.Callback(
        number=found.id,
        case=case.id if circle.may_see(db, case.id, seat.helper, seat.now) else 0,
        reference=in_fours(case.reference),
        subject=_subject(seat, case),
        between=_between(seat, found),
        state=words.text(callback_words.STATES[asks.state])
        if is_open and asks
        else words["said_callback_gone"],
        tries=_tries(seat, len(attempts)),
        is_open=is_open,
        is_mine=is_mine and is_open and is_caller,
        may_take=owner is None and is_open and is_caller,
        may_give_up=is_open and (owner is None or is_mine),
        taken=words.fill_named("taken_by", name=owner.name) if owner and not is_mine else "",
        masked=masked(number),
        dials=dials,
        may_dial=may_call and not dials,
        may_leave_message=found.may_leave_message,
        answers=tuple(
            (name, words.text(callback_words.ANSWERS[name]))
            for name in ANSWERS
            if name != "message_left" or found.may_leave_message
        ),
        tried=tuple(
            f"{_day_and_hour(seat, each.at)} : {words.text(callback_words.ANSWERS[each.outcome])}"
            for each in attempts
        ),
        may_show_word=dialling.may_see_word(db, found, seat.helper, seat.now),
        is_word_printed=found.is_word_printed,
        word=said.get("fr", ""),
        word_in_hers=said.get(language, "") if language != "fr" else "",
        language=language,
    )


def _language(seat: Seat, case: Case) -> str:
    comfort = seat.db.get(Comfort, case.visit_id) if case.visit_id else None
    return comfort.language if comfort else "fr"


def _subject(seat: Seat, case: Case) -> str:
    is_known = case.subject in SUBJECTS
    return seat.wording.text(SUBJECTS[case.subject]) if is_known else seat.wording["case_no_subject"]


def _between(seat: Seat, found: Callback) -> str:
    return seat.wording.fill_named(
        "callback_between", day=paris_date(found.from_at), start=found.from_at, end=found.until_at
    )


def _tries(seat: Seat, made: int) -> str:
    total = promised_on(paris_date(seat.now)).callback.tries
    return seat.wording.fill_named("callback_try", number=min(made + 1, total), total=total)


def _hour(seat: Seat, at: datetime) -> str:
    return seat.wording.tongue.value(at)


def _day_and_hour(seat: Seat, at: datetime) -> str:
    return f"{seat.wording.tongue.value(at.astimezone(PARIS).date())}, {_hour(seat, at)}"
