"""The browser's half of a question put to a key or to a provider: a secret that finds it again, for five minutes."""

import base64

from flask import Response, make_response
from werkzeug.wrappers import Response as Answer

from carnet.services.staff.ceremonies import LIVES
from carnet.services.staff.passkeys import Question
from helpdesk import session

COOKIE = "__Host-ceremony"


def put(question: Question) -> Response:
    """Answer with what the browser's key needs."""
    answer = make_response(question.options)
    answer.mimetype = "application/json"
    keep(answer, question.token)
    return answer


def keep(answer: Answer, secret: bytes) -> Answer:
    # Lax: the browser comes back from a provider, which is another site.
    value = base64.urlsafe_b64encode(secret).decode()
    lives = int(LIVES.total_seconds())
    answer.set_cookie(COOKIE, value, max_age=lives, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def token() -> bytes:
    return session.token_in(COOKIE)


def over(answer: Answer) -> Answer:
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    return answer
