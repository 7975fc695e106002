"""One table from a fault to its status and words. The page uses no database, no visit and no macro: it cannot fail.

It speaks the language that the browser carries: that of the visit, else the browser's own, else French.
"""

import logging
import secrets
from typing import Final

from flask import Flask, Response, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from carnet.domain.words import N_, NP_
from web.locale import SOURCE, Language, catalogue, offered

log = logging.getLogger("coup_de_main")

LANGUAGE: Final = "__Host-language"
"""The cookie that a surface leaves beside its visit: the tag of a language, and nothing about a person."""

SORRY: Final = N_(
    "Une panne de notre côté\nCe n’est pas votre faute.\nRien n’a été changé.\n"
    "Choisissez Reprendre.\nSi la panne dure, appelez le 34 22."
)
ABSENT: Final = N_("Cette page n’existe pas\nChoisissez Reprendre pour continuer.")
TABLE: Final = {
    400: N_("Cette page n’a pas compris\nRien n’est perdu.\nChoisissez Reprendre."),
    403: N_("Cette page n’est plus à jour\nRien n’a été changé.\nChoisissez Reprendre."),
    404: ABSENT,
    405: ABSENT,
    413: N_("C’est trop long\nÉcrivez moins de signes.\nPar exemple : 12 signes pour un code."),
    429: N_("Trop de demandes\nAttendez une minute, puis choisissez Reprendre."),
    503: N_("Patientez un instant\nBeaucoup de personnes sont là.\nChoisissez Reprendre."),
}
AGAIN: Final = NP_("key", "Reprendre")
REFERENCE: Final = NP_("failure", "Référence : %(reference)s")
PAGE: Final = Markup("""<!doctype html>
<html lang="{code}" dir="{direction}" data-size="L" data-theme="light"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - Coup de main</title><link rel="stylesheet" href="/static/0/css/failure.css"></head>
<body><main><h1>{title}</h1>{lines}
<p><a class="key" href="/">{again}</a></p></main></body></html>
""")


def language() -> Language:
    """Return the language of whoever is there, as far as the browser tells."""
    known = {each.tag: each for each in offered()}
    asked = request.cookies.get(LANGUAGE, "")
    return known.get(asked) or known[request.accept_languages.best_match(known, SOURCE)]


def page(status: int, words: str, reference: str = "") -> Response:
    own = language()
    said = catalogue(own.tag).text
    title, *lines = said(words).split("\n")
    told = [Markup("<p>{}</p>").format(line) for line in lines]
    if reference:
        sign = Markup('<strong dir="ltr">{}</strong>').format(reference)
        told.append(Markup("<p>{}</p>").format(Markup.escape(said(REFERENCE)) % {"reference": sign}))
    html = PAGE.format(
        code=own.code,
        direction=own.direction,
        title=title,
        lines=Markup("").join(told),
        again=said(AGAIN),
    )
    return Response(html, status, mimetype="text/html")


def install(app: Flask) -> None:
    # Read now what a failure will need: a broken catalogue stops the start, never the page that says sorry.
    for each in offered():
        catalogue(each.tag)

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
