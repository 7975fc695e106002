"""The reports: a month or a year that is over, as charts with their tables, and as files to take away."""

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.spreadsheet import written
from carnet.services import reports
from carnet.services.reports import Period
from helpdesk.pages import show
from helpdesk.report_sheet import Pen
from helpdesk.session import Seat, shows
from web.page import file

report = Blueprint("report", __name__, url_prefix="/reports")


@report.get("")
@shows
def look(seat: Seat) -> Answer:
    """Show the period asked for, or the newest month."""
    known = reports.periods(seat.db)
    period = _asked(known) or next((each for each in known if each.months == 1), None)
    offered = [(each.name, Pen(seat, each).title(), each == period) for each in known]
    sheet = Pen(seat, period).sheet() if period else None
    return show(seat, "helpdesk/reports.html", sheet=sheet, offered=offered, period=period)


@report.get("/<table>.csv")
@shows
def take_away(seat: Seat, table: str) -> Answer:
    """Answer with one table of a period, for a spreadsheet."""
    period = _asked(reports.periods(seat.db))
    crosses = Pen(seat, period).crosses(reports.read(seat.db, period)) if period else ()
    cross = next((each for each in crosses if each.name == table), None)
    if period is None or cross is None:
        abort(404)
    text = written([cross.table.head, *cross.table.rows], separator=";", end="\r\n")
    # A spreadsheet knows UTF-8 by this mark alone.
    content = "\N{ZERO WIDTH NO-BREAK SPACE}" + text
    return file(content, f"{table}-{period.name}.csv", "text/csv", inline=False)


def _asked(known: tuple[Period, ...]) -> Period | None:
    return next((each for each in known if each.name == request.args.get("period")), None)
