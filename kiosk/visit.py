"""The visit of this browser: its cookie, its present turn, and what becomes of it at the end. A visit is not a sign-in."""

import base64
from binascii import Error
from typing import Final

from flask import redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from carnet.journeys import JOURNEYS
from carnet.services import visits
from carnet.services.turn import Turn
from carnet.store.visits import KIOSK
from kiosk.pages import language_of
from web import errors, forgery
from web.factory import house, writing

COOKIE = "__Host-visit"
OF_HELP: Final = tuple(f"help/{page}" for page in ("asked", "remote", "nobody", "phone", "keep", "printed"))
"""The pages that answer the key *Aide*. Each may be loaded again, and is come back to."""


def cookie_token() -> bytes:
    try:
        return base64.urlsafe_b64decode(request.cookies.get(COOKIE, "").encode())
    except (Error, ValueError):
        return b""


def present(db: Session) -> Turn | None:
    """Return the living visit of this browser, or None."""
    token = cookie_token()
    return visits.find(db, token, surface=KIOSK, now=house().clock()) if token else None


def nobody(db: Session) -> Turn:
    """Return the turn of the welcome that nobody has touched yet."""
    return visits.nobody(db, JOURNEYS, surface=KIOSK, now=house().clock(), kiosk=house().settings.kiosk_name)


def begun(db: Session) -> Turn:
    """Return the visit of this browser, begun now when there is none. Refuses a form that is not ours."""
    turn = present(db)
    if turn is not None:
        forgery.refuse_forgery(turn.token)
        return turn
    turn = visits.start(db, JOURNEYS, surface=KIOSK, now=house().clock(), kiosk=house().settings.kiosk_name)
    turn.successor = turn.token
    return turn


def keep_draft(turn: Turn) -> None:
    """Keep, sealed, what the form of the step held when the person pressed a key that leads elsewhere."""
    here = visits.position(turn, JOURNEYS)
    visits.keep_draft(turn, JOURNEYS, here.place, request.form.get("answer", ""))


def page_left(field: str = "beside") -> str:
    """Return the page of help on which the form says it stood, or nothing."""
    named = request.form.get(field, "")
    return named if named in OF_HELP else ""


def remember(turn: Turn) -> None:
    """Keep, sealed, the page of help that is being left: language and comfort lead back to it, not to the step."""
    if turn.kept.get("beside", "") != page_left():
        turn.keep(beside=page_left())


def leave_for(address: str) -> Answer:
    """Lead to a page beside the journey; the step and what is half typed wait for the person."""
    with writing() as db:
        turn = begun(db)
        keep_draft(turn)
        remember(turn)
        return keep(redirect(address, 303), turn)


def keep(answer: Answer, turn: Turn) -> Answer:
    """Hand the visit's new secret and its language to the browser. Both cookies end with the browser's session."""
    if turn.successor is not None:
        _give(answer, COOKIE, base64.urlsafe_b64encode(turn.successor).decode())
    _give(answer, errors.LANGUAGE, language_of(turn).tag)
    return answer


def wipe(answer: Answer) -> Answer:
    """Leave nothing of the visit in the browser."""
    for name in (COOKIE, errors.LANGUAGE):
        answer.delete_cookie(name, secure=True, httponly=True, samesite="Strict", path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def _give(answer: Answer, name: str, value: str) -> None:
    answer.set_cookie(name, value, secure=True, httponly=True, samesite="Strict", path="/")
