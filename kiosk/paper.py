"""The papers of this visit: the receipt of an act, the slip of a resume code. The same PDF that is sent home."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import read_proof_number
from carnet.domain.errors import Invalid
from carnet.domain.words import N_, NP_
from carnet.services import callback_words, receipts
from kiosk import visit
from kiosk.drawing import Drawing
from kiosk.pages import drawing, language_of
from kiosk.pages import show as shown
from kiosk.screen import Key, Leaf, Line
from web.factory import house, reading
from web.headers import open_here
from web.page import file
from web.paper.tongue import Line as PaperLine

# The drawing of papers is heavy: it is imported by the routes that print, so that the first page does not wait for it.

paper = Blueprint("paper", __name__)

FOUND = N_("Ceci est un numéro de preuve.\nIl n’ouvre rien, ici ou ailleurs.")
START = N_("Commencer une visite")
UNPRINTED = N_("Le papier ne sort pas\nVoici ce qu’il dit. Notez le numéro, si vous voulez.")
GO_ON = NP_("key", "Continuer")
ON_SCREEN = ("title", "result")
"""The parts of a paper that the screen says in its place; the number stands beside them."""


@paper.get("/receipt.pdf")
def receipt() -> Response:
    from web.paper.counter import facts_of, receipt_of
    from web.paper.receipt_words import receipt_lines
    from web.paper.workshop import Unprinted

    with reading() as db:
        turn = visit.present(db)
        found = receipts.last(turn) if turn is not None and turn.proof is not None else None
        if turn is None or found is None or turn.proof is None:
            abort(404)
        word = callback_words.on_receipt(db, found)
        try:
            document = receipt_of(found, language_of(turn).tag, house().settings, callback_word=word)
        except Unprinted:
            facts = facts_of(found, house().settings, callback_word=word)
            page = drawing(turn)
            said = _said(page, receipt_lines(found.act, facts))
            return _on_screen(page, page.proof(found.proof_number, (_go_on(page),), sheet=said))
    return _document(document, "preuve.pdf")


@paper.get("/slip.pdf")
def slip() -> Response:
    from web.paper.receipt_words import slip_lines
    from web.paper.receipts import slip_page
    from web.paper.tongue import tongue_of
    from web.paper.workshop import Unprinted, workshop

    with reading() as db:
        turn = visit.present(db)
        if turn is None or not turn.kept.get("resume_shown"):
            abort(404)
        settings = house().settings
        facts = {
            "resume_code": turn.kept["resume_shown"],
            "resume_hours": turn.delays.resume_hours,
            "resume_url": settings.kiosk_url,
            "done_at": turn.now,
            "place": settings.site,
            "is_demonstration": settings.is_demonstration,
        }
        try:
            document = workshop().to_pdf(slip_page(facts, tongue_of(language_of(turn).tag)))
        except Unprinted:
            page = drawing(turn)
            said = _said(page, slip_lines(facts))
            return _on_screen(page, page.resume_code(turn.kept["resume_shown"], (_go_on(page),), said))
    return _document(document, "reprise.pdf")


@paper.get("/r/<number>")
def found(number: str) -> Answer:
    """Answer the square of a receipt: what the number is for. It opens nothing, and asks nothing of the database."""
    try:
        signs = read_proof_number(number)
    except Invalid:
        return redirect("/", 303)
    with reading() as db:
        page = drawing(visit.nobody(db))
        title, *lines = page.wording.lines(FOUND, {})
        key = Key("value", "start", page.wording.line(START), "arrow-right", action="/continue")
        table = page.proof(signs, (key,), sheet=tuple(lines))
        return shown(
            page.screen(title=title, lines=(), table=table, bar=page.bar_beside(), place="proof"), page
        )


def _said(page: Drawing, lines: Iterable[PaperLine]) -> tuple[Line, ...]:
    return tuple(page.wording.line(line.msgid, line.values) for line in lines if line.part in ON_SCREEN)


def _go_on(page: Drawing) -> Key:
    return Key("value", "continue", page.wording.line(GO_ON), "arrow-right", action="/continue")


def _on_screen(page: Drawing, table: Leaf) -> Response:
    """Answer with what the paper would have said: whoever has no paper leaves with the number all the same."""
    title, why = page.wording.lines(UNPRINTED, {})
    # The page that prints looks into its own frame: what lies there is no paper, so it comes here instead.
    open_here("frame")
    screen = page.screen(title=title, lines=(why,), table=table, bar=page.bar_beside(), place="proof/screen")
    return shown(screen, page, 503)


def _document(content: bytes, name: str) -> Response:
    open_here("frame")
    return file(content, name, "application/pdf")
