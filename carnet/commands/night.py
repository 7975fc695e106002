"""``python -m carnet night [--on DATE]``: does what time does, then signs the journal. Safe to run twice."""

import argparse
from datetime import UTC, datetime, time

from carnet.commands.installation import (
    Installation,
    add_data_option,
    add_day_option,
    day_of,
    now,
    open_installation,
)
from carnet.demonstration import stage
from carnet.journeys import JOURNEYS
from carnet.services import audit, night, outgoing, printing, stats
from carnet.services.turn import PARIS, paris_date
from carnet.store.database import erase_traces

TOLD = {
    "open": "spaces opened after their window",
    "delete": "deletions finished",
    "purge": "archives purged after ten years",
    "purge_legacy": "old records purged ten years after a refusal",
    "close_suspended": "suspended spaces closed",
    "come_of_age": "spaces handed to new adults",
    "close_after_death": "spaces closed after a death",
    "lapse": "requests lapsed: nobody proved them in time",
    "end_silent": "cases closed: the person was not heard of again",
    "cut_off": "accounts of helpers cut off: nobody opened them",
}
TRACES_REMAIN = 1


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("night", help="do what dates do, once a day")
    add_data_option(parser)
    add_day_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    installation = open_installation(args)
    at = _instant(args)
    with installation.writing() as db:
        done = night.run(db, at)
    with installation.writing() as db:
        counted = stats.catch_up(db, at, JOURNEYS)
    gone = _remove_printed(installation, at)
    with installation.writing() as db:
        root = audit.fold(db, at)
        signed = f"{root.id} {root.at.isoformat()} {root.root} {root.signature}"
    print(f"Night of {paris_date(at).isoformat()}")
    for act, words in TOLD.items():
        print(f"{done[act]:8} {words}")
    print(f"{counted:8} days counted for reports")
    print(f"{gone:8} printed letters removed")
    # The root is worth what leaves the building: it is printed with the daily sheet and kept elsewhere.
    print(f"Root of the journal: {signed}")
    if (done["delete"] or done["purge"] or done["purge_legacy"]) and not erase_traces(installation.engine):
        print("Not finished: traces of destroyed keys remain, because the database is in use. Run it again.")
        return TRACES_REMAIN
    return 0


def _remove_printed(installation: Installation, at: datetime) -> int:
    """Remove the papers that were printed long enough ago, and return how many; what a guest of the demonstration holds stays."""
    papers = outgoing.papers_in(installation.settings.outbox)
    with installation.writing() as db:
        over = printing.over(db, [paper.number for paper in papers], at)
        held = {name for guest in stage.guests(db) for name in guest.letters}
        gone = [paper.path for paper in papers if paper.number in over and paper.path.name not in held]
        if gone:
            printing.note_gone(db, len(gone), at)
    # After the line: a night that dies here leaves papers to the next one, never a removal without a line.
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _instant(args: argparse.Namespace) -> datetime:
    """Return now, or three in the morning of the day asked for."""
    if args.on is None:
        return now()
    return datetime.combine(day_of(args), time(3), tzinfo=PARIS).astimezone(UTC)
