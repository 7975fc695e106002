"""Who sits at this console: the helper's cookie, the session behind it on the server, and the guard of every page."""

import base64
from binascii import Error
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, wraps
from typing import Any, Final, TypeAlias

from flask import Request, g, make_response, redirect, request
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from carnet.domain.rights import NOBODY, Actor, Decision, Target, may
from carnet.services import staff
from carnet.services.staff import SignedIn
from carnet.store.staff import Helper
from helpdesk.actions import action_of
from helpdesk.pages import door_page, refusal_page, veil_page
from helpdesk.wording import Wording
from web import forgery
from web.factory import house, reading, writing
from web.page import is_fragment

COOKIE = "__Host-helper"
WARNING = staff.LOCK - timedelta(minutes=1)

NUMBER: Final = "<int(max=2147483647):number>"
"""A row in an address: no number that a database cannot hold reaches it."""

View: TypeAlias = Callable[..., Answer | str]


@dataclass
class Seat(UserMixin):
    """A signed-in helper for the length of one request, with its database session and its clock."""

    db: Session
    signed_in: SignedIn
    token: bytes
    now: datetime

    @property
    def helper(self) -> Helper:
        return self.signed_in.helper

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.helper.language)

    @cached_property
    def forgery(self) -> str:
        return forgery.token_for(self.token)

    @property
    def is_nearly_idle(self) -> bool:
        return self.now - self.signed_in.session.acted_at > WARNING

    @property
    def is_locked(self) -> bool:
        return staff.is_locked(self.signed_in, self.now)

    @cached_property
    def actor(self) -> Actor:
        return staff.actor_of(self.signed_in)

    def may(self, action: str, target: Target = NOBODY) -> Decision:
        """Tell whether this helper may do ``action``, and if not, why: the one answer of the whole console."""
        return may(self.actor, action, target, self.now)

    def get_id(self) -> str:
        return str(self.signed_in.session.id)


def login_manager() -> LoginManager:
    """Return the guard: it reads our own cookie at each request, because its usual cookie cannot be revoked."""
    manager = LoginManager()
    manager.request_loader(_seat)
    return manager


def find(db: Session) -> Seat | None:
    """Return who is signed in with this browser's cookie, or None."""
    token = token_in(COOKIE)
    signed_in = staff.present(db, token, house().clock()) if token else None
    return Seat(db, signed_in, token, house().clock()) if signed_in else None


def shows(view: View) -> View:
    """Let only a signed-in helper see this page; looking at it is acting."""
    return _guarded(view, reading)


def polls(view: View) -> View:
    """Let only a signed-in helper's page ask for news: it shows presence, and never keeps a session from being idle."""
    return _guarded(view, reading, acts=False)


def acts(view: View) -> View:
    """Let only a signed-in helper do this, from a form of ours."""
    return _guarded(view, writing)


def unveils(view: View) -> View:
    """Let a helper behind the veil do this from a form of ours: nothing that it answers is theirs to read."""
    return _guarded(view, writing, acts=False, behind_veil=True)


def looks_behind_veil(view: View) -> View:
    """Let a helper see the veil itself, which is no gesture."""
    return _guarded(view, reading, acts=False, behind_veil=True)


def keep(answer: Answer, token: bytes) -> Answer:
    """Hand a session's secret to the browser; it is forgotten when the browser closes."""
    set_secret(answer, COOKIE, token)
    return answer


def set_secret(answer: Answer, name: str, token: bytes) -> None:
    value = base64.urlsafe_b64encode(token).decode()
    answer.set_cookie(name, value, secure=True, httponly=True, samesite="Strict", path="/")


def token_in(name: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(request.cookies.get(name, "").encode())
    except (Error, ValueError):
        return b""


def _seat(_request: Request) -> Seat | None:
    db = g.get("db")
    return find(db) if db is not None else None


def _guarded(
    view: View,
    opened: Callable[[], AbstractContextManager[Session]],
    *,
    acts: bool = True,
    behind_veil: bool = False,
) -> View:
    @wraps(view)
    def page(**named: Any) -> Answer:
        with opened() as db:
            g.db = db
            if not current_user.is_authenticated:
                return _refused()
            seat: Seat = current_user._get_current_object()
            if seat.is_locked and not behind_veil:
                return _veiled(seat)
            decision = seat.may(action_of(request.endpoint or ""))
            if not decision.allowed:
                return _forbidden(seat, decision)
            if opened is writing:
                forgery.refuse_forgery(seat.token)
                if acts:
                    staff.keep_alive(db, seat.signed_in.session.id, seat.now, acted=True)
                return make_response(view(seat, **named))
            answer = make_response(view(seat, **named))
            session = seat.signed_in.session
            is_due = seat.now - (session.acted_at if acts else session.seen_at) >= staff.NEWS
        if is_due:
            with writing() as db:
                staff.keep_alive(db, session.id, seat.now, acted=acts)
        return answer

    return page


def _veiled(seat: Seat) -> Answer:
    """Answer with the veil; a page that polls is drawn again whole, and finds it there."""
    answer = veil_page(seat, back=request.path if request.method == "GET" else "/", status=401)
    if is_fragment():
        answer.headers["HX-Refresh"] = "true"
    return answer


def _forbidden(seat: Seat, decision: Decision) -> Answer:
    """Lead a newcomer to what must be done first, and tell anybody else why not."""
    if decision.reason == "entering":
        return redirect("/account", 303)
    return refusal_page(seat, decision.reason)


def _refused() -> Answer:
    """Answer with the sign-in page; a page that polls is led there whole."""
    answer = door_page("", 401)
    if is_fragment():
        answer.headers["HX-Redirect"] = "/"
    return answer
