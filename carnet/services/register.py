"""The register of insured people: a fund's extract enters here, and so does the demonstration.

Accepted lines are written together or not at all; a rejected line leaves nothing behind, nor does a line that needs it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain.insured import read_insured
from carnet.domain.lifecycle import State
from carnet.services import audit
from carnet.services.extract import Judgement, Progress, Reject, WrittenLine, written_lines
from carnet.store import enrolment
from carnet.store.asking import slices
from carnet.store.enrolment import Arrival, Link
from carnet.store.keys import keys_of
from carnet.store.references import known_people, line_hash
from carnet.store.spaces import Space


@dataclass
class Report:
    """What an import did. ``unchanged`` lines said the same as last time."""

    lines: int
    rejects: list[Reject]
    added: int = 0
    updated: int = 0
    unchanged: int = 0


def check_extract(db: Session, judgement: Judgement) -> Report:
    """Report what an import of the judged file would reject; write nothing."""
    judgement.reject_the_lonely(set(known_people(db, judgement.wanted())))
    return Report(judgement.lines, sorted(judgement.rejects.values(), key=lambda reject: reject.line))


def import_extract(
    db: Session,
    path: Path,
    judgement: Judgement,
    *,
    source: str,
    on: date,
    now: datetime,
    progress: Progress,
) -> Report:
    """Write the accepted lines of the judged file and report. New people come with the space that the fund knows.

    A known person is updated, but the space is not: what happened here outweighs what the fund remembers,
    unless nothing happened here yet.
    """
    report = check_extract(db, judgement)
    links: list[Link] = []
    accepted = (
        line
        for line in written_lines(path, progress)
        if isinstance(line, WrittenLine) and line.number not in judgement.rejects
    )
    for batch in slices(accepted):
        links += _write(db, batch, report, source=source, on=on, now=now)
    for some in slices(links):
        enrolment.write_links(db, some)
    audit.note(
        db,
        act="import_insured",
        outcome="imported",
        now=now,
        channel="system",
        detail={
            "source": source,
            "digest": judgement.digest,
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "rejected": len(report.rejects),
        },
    )
    return report


def _write(
    db: Session, batch: list[WrittenLine], report: Report, *, source: str, on: date, now: datetime
) -> list[Link]:
    keys = keys_of(db)
    known = known_people(db, (line.reference for line in batch))
    new: list[Arrival] = []
    changed: list[tuple[int, Arrival]] = []
    for line in batch:
        before, says = known.get(line.reference), line_hash(keys, line.text)
        if before is None:
            new.append(Arrival(read_insured(line.row, on=on), says))
        elif before.line_hash != says:
            changed.append((before.person_id, Arrival(read_insured(line.row, on=on), says)))
    links: list[Link] = []
    if new:
        links += enrolment.add_people(db, new, source=source, now=now)
    if changed:
        links += enrolment.update_people(db, changed, source=source, now=now)
        _start_spaces(db, dict(changed), now)
    report.added += len(new)
    report.updated += len(changed)
    report.unchanged += len(batch) - len(new) - len(changed)
    return links


def _start_spaces(db: Session, changed: dict[int, Arrival], now: datetime) -> None:
    eligible = select(Space).where(Space.person_id.in_(changed), Space.state == State.ELIGIBLE.value)
    for space in db.scalars(eligible):
        insured = changed[space.person_id].insured
        if insured.space.dates.state is State.ELIGIBLE:
            continue
        enrolment.start_space(space, keys_of(db), insured)
        audit.note(
            db,
            act="notify",
            outcome=space.state,
            now=now,
            channel="system",
            person_id=space.person_id,
        )
