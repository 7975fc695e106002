"""The proof of this visit as a paper: the same PDF that the kiosk prints and that is sent home."""

from flask import Blueprint, Response, abort
from werkzeug.wrappers import Response as Answer

from carnet.services import callback_words, receipts
from helpdesk import visit
from helpdesk.drawing import Drawing
from helpdesk.session import Seat, shows
from web.factory import house

paper = Blueprint("paper", __name__)


@paper.get("/receipt.pdf")
@shows
def receipt(seat: Seat) -> Answer:
    # Imported here: the drawing of papers is heavy, and only those who print pay for it.
    from web.paper.counter import receipt_of

    turn = visit.present(seat)
    found = receipts.last(turn) if turn is not None and turn.is_proved else None
    if turn is None or found is None:
        abort(404)
    tag = Drawing(turn, seat.wording).language.tag
    word = callback_words.on_receipt(seat.db, found)
    document = receipt_of(found, tag, house().settings, callback_word=word)
    answer = Response(document, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="preuve.pdf"'
    return answer
