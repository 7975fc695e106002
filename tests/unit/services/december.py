"""A December for the tests of reports: contacts that ended, visits, and what a report shows of them."""

from datetime import UTC, date, datetime, timedelta

from carnet.journeys import JOURNEYS
from carnet.services import cases
from carnet.services.stats import catch_up
from carnet.store.cases import CaseLine
from carnet.store.stats import between
from carnet.store.visits import TrailRow
from tests.builders import make_visit

AT = datetime(2026, 12, 7, 8, 15, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2026, 12, 1), date(2026, 12, 31)
AFTER = datetime(2027, 1, 1, 3, tzinfo=UTC)


def end(
    db,
    *,
    at=AT,
    person=None,
    subject="object",
    wrap_up="objected",
    channel="phone",
    department="87",
    by=(),
):
    """Return a case that has ended; ``by`` wrote in its history."""
    case = cases.open_case(
        db,
        at,
        channel=channel,
        subject=subject,
        person_id=person.id if person else None,
        department=department,
    )
    for helper in by:
        db.add(CaseLine(case_id=case.id, at=at, helper_id=helper.id, kind="note"))
    case.state, case.wrap_up, case.closed_at = "closed", wrap_up, at + timedelta(minutes=6)
    db.flush()
    return case


def counted(db, report, first=FIRST_DAY, last=LAST_DAY):
    return {cell: each.figure for cell, each in between(db, first, last, report).get(report, {}).items()}


def pass_month(db):
    days = catch_up(db, AFTER, JOURNEYS)
    db.flush()
    return days


def walk(db, seconds, *, reason="silence"):
    visit = make_visit(db)
    visit.started_at, visit.ended_at, visit.end_reason = AT, AT + timedelta(hours=1), reason
    at = AT
    for seq, (step, took) in enumerate(seconds, start=1):
        at += timedelta(seconds=took)
        row = TrailRow(
            visit_id=visit.id, seq=seq, journey="explain", step=step, outcome="next", channel="kiosk", at=at
        )
        db.add(row)
    db.flush()
