"""One table from a fault to its status and words. The page uses no database, no language choice and no macro: it cannot fail."""

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

log = logging.getLogger("coup_de_main")


@dataclass(frozen=True)
class Words:
    title: str
    lines: tuple[str, ...]


SORRY = Words(
    "Une panne de notre côté",
    (
        "Ce n’est pas votre faute. Rien n’a été changé.",
        "Touchez Reprendre. Si la panne dure, appelez le 34 22.",
    ),
)
TABLE = {
    400: Words("Cette page n’a pas compris", ("Rien n’est perdu. Touchez Reprendre.",)),
    403: Words("Cette page n’est plus à jour", ("Rien n’a été changé. Touchez Reprendre.",)),
    404: Words("Cette page n’existe pas", ("Touchez Reprendre pour continuer.",)),
    405: Words("Cette page n’existe pas", ("Touchez Reprendre pour continuer.",)),
    413: Words("C’est trop long", ("Écrivez moins de signes. Par exemple : 12 signes pour un code.",)),
    429: Words("Trop de demandes", ("Attendez une minute, puis touchez Reprendre.",)),
    503: Words("Patientez un instant", ("Beaucoup de personnes sont là. Touchez Reprendre.",)),
}
PAGE = """<!doctype html>
<html lang="fr" dir="ltr" data-size="L" data-theme="light"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - Coup de main</title><link rel="stylesheet" href="/static/0/css/failure.css"></head>
<body><main><h1>{title}</h1>{lines}{reference}
<p><a class="key" href="/">Reprendre</a></p></main></body></html>
"""


def page(status: int, words: Words, reference: str = "") -> Response:
    told = f"<p>Référence : <strong>{reference}</strong></p>" if reference else ""
    lines = "".join(f"<p>{line}</p>" for line in words.lines)
    return Response(PAGE.format(title=words.title, lines=lines, reference=told), status, mimetype="text/html")


def install(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def refused(fault: HTTPException) -> Response:
        status = fault.code or 500
        if status < 400:
            return Response(fault.get_response().get_data(), status, headers=fault.get_response().headers)
        return page(status, TABLE.get(status, SORRY))

    @app.errorhandler(Exception)
    def failed(fault: Exception) -> Response:
        # Only the kind and the place of a fault are logged: its message may hold what a person typed.
        reference = secrets.token_hex(3).upper()
        place = fault.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else ""
        log.error("incident %s %s %s", reference, type(fault).__name__, where)
        return page(500, SORRY, reference)
