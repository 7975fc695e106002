"""The receipt of this visit as a paper: the same PDF that is sent home."""

from flask import Blueprint, Response, abort, g

from carnet.services import receipts
from kiosk import visit
from kiosk.pages import language_of
from web.factory import house, reading

paper = Blueprint("paper", __name__)


@paper.get("/receipt.pdf")
def receipt() -> Response:
    from web.paper.counter import (
        receipt_of,  # the drawing of papers is heavy: only those who print pay for it
    )

    with reading() as db:
        turn = visit.present(db)
        found = receipts.last(turn) if turn is not None and turn.proof is not None else None
        if turn is None or found is None:
            abort(404)
        g.opened = frozenset({"frame"})
        document = receipt_of(
            found, language_of(turn).tag, house().settings, is_assisted=turn.visit.helper_id is not None
        )
    answer = Response(document, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="preuve.pdf"'
    return answer
