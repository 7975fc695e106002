"""What an answer is besides its words: a whole page or the part that a script asked for, and files to read or to keep."""

from flask import Response
from htmx_flask import request


def is_fragment() -> bool:
    """Tell whether a script asks for the moving part of a page; an address opened by hand gets the whole."""
    return bool(request.htmx)


def file(content: bytes | str, name: str, kind: str, *, inline: bool = True) -> Response:
    """Return a file of a ``kind`` such as ``application/pdf``: shown by the browser, or kept under ``name``."""
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return answer
