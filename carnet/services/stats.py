"""Counts each finished day once, and has each finished month published once: what a month has shown never changes.

A person counts once a month, with the first contact that ended. Source: requirement 23.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carnet.domain.aids import aids
from carnet.domain.journey import Journeys
from carnet.domain.report import (
    ACTS,
    AGAIN,
    AID,
    BEFORE,
    EFFORT,
    ENDING,
    FIRST,
    HOURS,
    LANGUAGE,
    PEOPLE,
    PLACE,
    SITE,
    SITE_STAY,
    SOLVED,
    STAY,
    STEP,
    STOP,
    WAY,
)
from carnet.domain.spans import LONGEST_S, edge_of
from carnet.domain.wrap_up import COUNTED, Code, Figure
from carnet.reference.facts import NoFactError
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services.months import publish
from carnet.services.turn import PARIS, paris_date
from carnet.services.visits import kept
from carnet.store import stats
from carnet.store.asking import slices
from carnet.store.cases import Case, CaseLine
from carnet.store.marker import mark, marked
from carnet.store.staff import Helper
from carnet.store.stats import Cell
from carnet.store.visits import KIOSK, Comfort, TrailRow, Visit

COUNTED_UNTIL: Final = "stats_until"
_NOT_A_STOP: Final = ("finished", "resumed elsewhere")
"""Ends of the way itself. Any other key may be pressed before the act or after it: where the visit stood tells which."""


@dataclass(frozen=True)
class Ended:
    """One contact that ended, as reports count it: nothing of whom it was about."""

    case_id: int
    person_id: int | None
    subject: str
    channel: str
    department: str
    opened_at: datetime
    wrap_up: str


def catch_up(db: Session, now: datetime, journeys: Journeys) -> int:
    """Count every finished day that is not counted yet, publish every month that this finishes; return how many days."""
    yesterday = paris_date(now) - timedelta(days=1)
    told = marked(db, COUNTED_UNTIL)
    day = date.fromisoformat(told) + timedelta(days=1) if told else _first_day(db, now)
    counted = 0
    while day <= yesterday:
        count_day(db, day, journeys)
        if is_last_of_month(day):
            db.flush()
            # Spaces are counted as they stand: of a month long past, nobody knows any more.
            publish(db, day, with_spaces=day == yesterday)
        mark(db, COUNTED_UNTIL, day.isoformat())
        day += timedelta(days=1)
        counted += 1
    return counted


def is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def count_day(db: Session, day: date, journeys: Journeys) -> None:
    """Write what one finished day adds to each report. Call it once a day, in order."""
    ended = _counted(db, day)
    hands = _hands(db, [each.case_id for each in ended])
    came_before = _came_before(db, ended)
    figures = {code.name: code.figure for code in _codes(day)}
    tables: defaultdict[str, Counter[Cell]] = defaultdict(Counter)
    for each in ended:
        authors = hands.get(each.case_id, Counter())
        is_first = each.case_id not in came_before and len(authors) <= 1
        tables[ENDING][each.subject, each.wrap_up] += 1
        tables[WAY][each.channel, HOURS[each.opened_at.astimezone(PARIS).hour]] += 1
        tables[PLACE][each.department, PEOPLE] += 1
        if figures.get(each.wrap_up) is Figure.HELPED:
            tables[SOLVED][each.wrap_up, FIRST if is_first else AGAIN] += 1
        if len(authors) > 1:
            for helper_id, acts in authors.items():
                tables[EFFORT][str(helper_id), PEOPLE] += 1
                tables[EFFORT][str(helper_id), ACTS] += acts
    _count_visits(db, day, journeys, tables)
    for report, counts in tables.items():
        stats.add(db, day, report, counts)


def _counted(db: Session, day: date) -> list[Ended]:
    """Return the contacts that ended on ``day`` and count: for each person the first one of the month."""
    person = func.coalesce(Case.person_id, Visit.person_id)
    counted = [code.name for code in _codes(day) if code.figure in COUNTED]
    ended = (
        select(Case.id, person, Case.subject, Case.channel, Case.department, Case.opened_at, Case.wrap_up)
        .outerjoin(Visit, Visit.id == Case.visit_id)
        .where(Case.state == "closed", Case.wrap_up.in_(counted))
        .order_by(Case.closed_at, Case.id)
    )
    start, end = _midnight(day), _midnight(day + timedelta(days=1))
    today = [
        Ended(id_, person_id, subject, channel, department, opened_at, wrap_up or "")
        for id_, person_id, subject, channel, department, opened_at, wrap_up in db.execute(
            ended.where(Case.closed_at >= start, Case.closed_at < end)
        )
    ]
    earlier = (
        select(person)
        .select_from(Case)
        .outerjoin(Visit, Visit.id == Case.visit_id)
        .where(Case.closed_at >= _midnight(day.replace(day=1)), Case.closed_at < start)
        .where(Case.state == "closed", Case.wrap_up.in_(counted))
    )
    seen: set[int] = set()
    for some in slices(each.person_id for each in today if each.person_id is not None):
        seen.update(db.scalars(earlier.where(person.in_(some))))
    found = []
    for each in today:
        if each.person_id is None or each.person_id not in seen:
            found.append(each)
        if each.person_id is not None:
            seen.add(each.person_id)
    return found


def _hands(db: Session, case_ids: Sequence[int]) -> dict[int, Counter[int]]:
    """Return how many lines each helper wrote in the history of these cases."""
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for some in slices(case_ids):
        query = (
            select(CaseLine.case_id, CaseLine.helper_id, func.count())
            .where(CaseLine.case_id.in_(some), CaseLine.helper_id.is_not(None))
            .group_by(CaseLine.case_id, CaseLine.helper_id)
        )
        for case_id, helper_id, lines in db.execute(query):
            found[case_id][helper_id or 0] = lines
    return dict(found)


def _came_before(db: Session, ended: Sequence[Ended]) -> set[int]:
    """Return the cases whose person had another contact shortly before."""
    known = [(each.person_id, each) for each in ended if each.person_id is not None]
    if not known:
        return set()
    first, last = (end(each.opened_at for _, each in known) for end in (min, max))
    opened: defaultdict[int, list[datetime]] = defaultdict(list)
    for some in slices(person_id for person_id, _ in known):
        query = select(Case.person_id, Case.opened_at).where(
            Case.person_id.in_(some), Case.opened_at >= first - BEFORE, Case.opened_at < last
        )
        for person_id, at in db.execute(query):
            opened[person_id or 0].append(at)
    return {
        each.case_id
        for person_id, each in known
        if any(each.opened_at - BEFORE <= at < each.opened_at for at in opened[person_id])
    }


def _count_visits(
    db: Session, day: date, journeys: Journeys, tables: defaultdict[str, Counter[Cell]]
) -> None:
    ended = (
        select(
            Visit.id,
            Visit.surface,
            Visit.kiosk,
            Helper.organisation_id,
            Visit.started_at,
            Visit.end_reason,
            Comfort,
        )
        .join(Comfort, Comfort.visit_id == Visit.id)
        .outerjoin(Helper, Helper.id == Visit.helper_id)
        .where(Visit.ended_at >= _midnight(day), Visit.ended_at < _midnight(day + timedelta(days=1)))
    )
    visits = {row.id: row for row in db.execute(ended)}
    for some in slices(visits):
        rows = select(TrailRow).where(TrailRow.visit_id.in_(some)).order_by(TrailRow.visit_id, TrailRow.seq)
        trails: defaultdict[int, list[TrailRow]] = defaultdict(list)
        for row in db.scalars(rows):
            trails[row.visit_id].append(row)
        for visit_id, trail in trails.items():
            _, surface, kiosk, organisation_id, started_at, reason, comfort = visits[visit_id]
            site = _site(surface, kiosk, organisation_id)
            stay = _stay(started_at, trail[-1])
            _count_spans(started_at, trail, tables[STEP])
            tables[STAY][trail[-1].channel, stay] += 1
            tables[SITE_STAY][site, stay] += 1
            tables[SITE][site, PEOPLE] += 1
            _count_needs(comfort, tables)
            stop = journeys.stop(kept(trail)) if reason not in _NOT_A_STOP else None
            if stop is not None:
                tables[STOP]["/".join(stop), PEOPLE] += 1


def _count_spans(started_at: datetime, trail: Iterable[TrailRow], counts: Counter[Cell]) -> None:
    """Add how long each step took, the first time that the visit came to it."""
    before, met = started_at, set()
    for row in trail:
        place, edge = f"{row.journey}/{row.step}", edge_of((row.at - before).total_seconds())
        if place not in met and edge is not None:
            counts[place, str(edge)] += 1
        met.add(place)
        before = row.at


def _site(surface: str, kiosk: str, organisation_id: int | None) -> str:
    """Return where a visit began: at a kiosk, or with somebody who helps for an organisation."""
    if surface == KIOSK:
        return f"kiosk/{kiosk}"
    return "" if organisation_id is None else f"organisation/{organisation_id}"


def _stay(started_at: datetime, last: TrailRow) -> str:
    """Return how long a visit lasted until its last answer: the silence after it is nobody's."""
    return str(edge_of(min((last.at - started_at).total_seconds(), LONGEST_S)))


def _count_needs(comfort: Comfort, tables: defaultdict[str, Counter[Cell]]) -> None:
    """Add the language of a visit, and each thing that helped to follow it."""
    tables[LANGUAGE][f"{comfort.language}@easy" if comfort.easy else comfort.language, PEOPLE] += 1
    # Easy text is a language here: told twice, it would give back a language that had to be hidden.
    helped = aids(easy=False, size=comfort.size, voice=comfort.voice, theme=comfort.theme, pace=comfort.pace)
    tables[AID].update((aid, PEOPLE) for aid in helped)


def _first_day(db: Session, now: datetime) -> date:
    """Return the first day on which something ended: before it there is nothing to count."""
    known = [db.scalar(select(func.min(Case.closed_at))), db.scalar(select(func.min(Visit.ended_at)))]
    return paris_date(min((at for at in known if at is not None), default=now))


def _codes(day: date) -> tuple[Code, ...]:
    """Return the codes of that day; before there was a list of them, no contact could end with one."""
    try:
        return wrap_up_codes(day)
    except NoFactError:
        return ()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS)
