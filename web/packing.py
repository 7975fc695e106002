"""Compressed answers: text shrinks to a quarter on its way to the screen."""

import gzip

from flask import Response, request

SMALLEST = 1_024
FAST = 1  # a page is compressed while somebody waits; further levels gain a tenth and take twice as long


def is_accepted() -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def packed(answer: Response, content: bytes) -> Response:
    """Return ``answer`` with ``content``, which is compressed."""
    answer.set_data(content)
    answer.headers["Content-Encoding"] = "gzip"
    return answer


def pack(answer: Response) -> Response:
    """Compress an HTML page on its way out.

    A page holds a secret, the token of its form, and a length can tell a secret (the attack named BREACH) when three
    things meet: somebody else makes the browser ask with its cookie, chooses words that the page repeats, and watches
    the lengths. Here the first cannot be: the cookie is SameSite=Strict, so that a request which another site causes
    arrives without the visit, and gets neither its token nor its words. Nor does a page repeat its address.
    """
    varies = answer.headers.get("Vary")
    answer.headers["Vary"] = f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"
    is_page = answer.mimetype == "text/html" and not answer.direct_passthrough
    if is_page and is_accepted() and "Content-Encoding" not in answer.headers:
        content = answer.get_data()
        if len(content) >= SMALLEST:
            return packed(answer, gzip.compress(content, FAST, mtime=0))
    return answer
