"""Forms that another site cannot forge: each carries a token that only the cookie's own page could know."""

import hmac

from flask import abort, request

from web.headers import is_from_elsewhere

FIELD = "forgery"
HEADER = "X-Forgery"


def token_for(secret: bytes) -> str:
    return hmac.digest(secret, b"form", "sha256").hex()[:32]


def refuse_forgery(secret: bytes) -> None:
    """Stop with 403 when neither the form nor, for programs, the header carries the token of our own page."""
    given = request.form.get(FIELD) or request.headers.get(HEADER, "")
    if not hmac.compare_digest(given.encode(), token_for(secret).encode()):
        abort(403)


def refuse_elsewhere() -> None:
    """Stop with 403 when another site sent the form. Asked before every route: before a visit there is no secret to know."""
    if request.method == "POST" and is_from_elsewhere():
        abort(403)
