"""The reports: a month or a year that is over, as charts with their tables, and as files to take away."""

import csv
import io

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as Answer

from carnet.services import reports
from carnet.services.reports import Period
from helpdesk.pages import show
from helpdesk.report_sheet import Pen
from helpdesk.session import Seat, shows

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


TABLES = (
    "ending", "way", "place", "stop", "step", "stay", "site", "site_stay", "language", "aid", "effort", "indicator"
)  # fmt: skip


@report.get(f"/<any({', '.join(map(repr, TABLES))}):table>.csv")
@shows
def take_away(seat: Seat, table: str) -> Answer:
    """Answer with one table of a period, for a spreadsheet."""
    period = _asked(reports.periods(seat.db))
    if period is None:
        abort(404)
    pen = Pen(seat, period)
    [cross] = [each for each in pen.crosses(reports.read(seat.db, period)) if each.name == table]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([cross.table.head, *cross.table.rows])
    # A spreadsheet knows UTF-8 by this mark alone.
    answer = Response("\N{ZERO WIDTH NO-BREAK SPACE}" + text.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{table}-{period.name}.csv"'
    return answer


def _asked(known: tuple[Period, ...]) -> Period | None:
    return next((each for each in known if each.name == request.args.get("period")), None)
