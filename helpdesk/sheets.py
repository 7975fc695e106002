"""Sheets that a helper takes away: ten codes that serve once. Imported only when somebody prints one."""

from datetime import date

from werkzeug.wrappers import Response as Answer

from carnet.domain.code import show as grouped
from carnet.services.turn import paris_date
from helpdesk.account_words import SHEET
from helpdesk.session import Seat
from web.factory import house
from web.page import file
from web.paper.pages import page
from web.paper.workshop import workshop


def codes_sheet(seat: Seat, codes: tuple[str, ...]) -> Answer:
    """Return the sheet as PDF, in the helper's language.

    Raises Unprinted.
    """
    words = seat.wording
    document = page(
        "codes",
        tongue=words.tongue,
        tag=words.tag,
        title=words.text(SHEET["title"]),
        day=words.tongue.value(_today(seat)),
        about=[words.fill(SHEET["whose"], login=seat.helper.login)]
        + [words.text(SHEET[name]) for name in ("use", "once", "keep", "former")],
        codes=[grouped(code) for code in codes],
        is_demonstration=house().settings.is_demonstration,
    )
    return file(workshop().to_pdf(document), "codes.pdf", "application/pdf")


def _today(seat: Seat) -> date:
    return paris_date(seat.now)
