"""``python -m carnet insured``: bring a fund's extract in, look at what would be rejected, invent one for trials."""

import argparse
import sys
from pathlib import Path

from carnet.commands.installation import (
    Installation,
    Unusable,
    add_data_option,
    add_day_option,
    day_of,
    now,
    open_installation,
)
from carnet.commands.progress import Bar
from carnet.demonstration.extract import extract_lines
from carnet.demonstration.invented import invent
from carnet.domain.errors import Invalid
from carnet.services import insurer, spaces
from carnet.services.extract import Reject
from carnet.services.register import Report
from carnet.store.people import Person
from carnet.store.references import known_people

SOME_REJECTED = 3

SPACE_ACTS = {
    "suspend": "stop access to a space at once, for a malfunction or a fraud; the person is told by every means",
    "resume": "bring a suspended space back to what it was; the person is told",
    "fail": "say that a space could not be opened; the person is told",
}

REASONS = {
    "empty": "this field is needed and is empty",
    "length": "too long or too short",
    "characters": "a sign that cannot stand here",
    "sex": "the first digit is none of a social security number",
    "month": "no such month",
    "department": "no such department of birth",
    "key": "the key does not fit the number: look for a slip or two digits swapped",
    "day": "no such day",
    "year": "no such year for a living person",
    "future": "a day that has not come yet",
    "format": "not written as docs/insured-csv.md says",
    "order": "a day that comes before the one it must follow",
    "choice": "none of the words that docs/insured-csv.md lists",
    "reference": "1 to 40 letters, digits or hyphens are expected",
    "is_nir": "a social security number stands where the fund's own number must be",
    "itself": "the person is named as their own relative",
    "reference_twice": "the fund's number is already on a line above",
    "person_twice": "same number, birth date and first name as a line above",
    "unknown_person": "names a person who is neither in this file nor known, or whose own line is rejected",
    "fields": "more or fewer fields than the first line announces",
    "quotes": "a quotation mark that is not closed, or a line cut in two",
    "encoding": "not written in UTF-8",
    "header": "the first line cannot be read: is it a CSV file in UTF-8, with semicolons?",
    "column_unknown": "no such column",
    "column_twice": "this column stands twice",
    "column_missing": "this column is needed and is missing",
}


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subject and its acts to the command line."""
    acts = commands.add_parser("insured", help="people as the insurer knows them").add_subparsers(
        required=True
    )
    bring = acts.add_parser("import", help="bring a fund's extract in, all accepted lines together")
    bring.add_argument("extract", metavar="FILE.csv", type=Path)
    bring.add_argument("--check", action="store_true", help="only list what would be rejected")
    bring.add_argument("--source", help="name of the extract in the journal; the file's if absent")
    bring.add_argument(
        "--rejects", metavar="FILE", type=Path, help="list rejected lines here, not on the screen"
    )
    add_data_option(bring)
    add_day_option(bring)
    bring.set_defaults(run=_import)
    for act, help_ in SPACE_ACTS.items():
        told = acts.add_parser(act, help=help_)
        told.add_argument("reference", help="the fund's own number for the person")
        add_data_option(told)
        told.set_defaults(run=_record, act=act)
    trial = acts.add_parser("invent", help="write an extract of invented people, always the same ones")
    trial.add_argument("count", type=int)
    trial.add_argument("--seed", default="1", help="another word gives other people")
    add_day_option(trial)
    trial.set_defaults(run=_invent)


def _import(args: argparse.Namespace) -> int:
    try:
        installation = open_installation(args)
        report = _brought(args, installation)
    except OSError as fault:
        raise Unusable([f"{args.extract} cannot be read: {fault.strerror}"]) from None
    except Invalid as fault:
        column = str(fault.where.get("column", ""))
        raise Unusable([f"{args.extract} is refused whole: {_told(fault.reason, column)}"]) from None
    _list(report.rejects, args.rejects)
    if args.check:
        print(f"{report.lines} lines read, {len(report.rejects)} would be rejected. Nothing was written.")
    else:
        print(
            f"{report.lines} lines read: {report.added} people added, {report.updated} updated,"
            f" {report.unchanged} unchanged, {len(report.rejects)} rejected."
        )
    return SOME_REJECTED if report.rejects else 0


def _brought(args: argparse.Namespace, installation: Installation) -> Report:
    path, on = args.extract, day_of(args)
    judgement = insurer.judge(path, on=on, progress=Bar("Reading"))
    if args.check:
        with installation.reading() as db:
            return insurer.check_extract(db, judgement)
    with installation.writing() as db:
        return insurer.import_extract(
            db,
            path,
            judgement,
            source=args.source or path.stem,
            on=on,
            now=now(),
            progress=Bar("Writing"),
        )


def _record(args: argparse.Namespace) -> int:
    installation = open_installation(args)
    with installation.writing() as db:
        known = known_people(db, [args.reference]).get(args.reference)
        if known is None:
            raise Unusable([f"nobody is known under {args.reference}"])
        state = spaces.record(db, db.get_one(Person, known.person_id), args.act, now())
    if state == "moved":
        raise Unusable([f"The space of {args.reference} cannot {args.act} from its present state"])
    print(f"The space of {args.reference} is now {state}. The person is told by the outbox.")
    return 0


def _list(rejects: list[Reject], path: Path | None) -> None:
    lines = [f"line {reject.line}: {_told(reject.reason, reject.column)}\n" for reject in rejects]
    if path:
        path.write_text("".join(lines), encoding="utf-8")
    else:
        sys.stderr.writelines(lines)


def _told(reason: str, column: str) -> str:
    return f"column {column}: {REASONS[reason]}" if column else REASONS[reason]


def _invent(args: argparse.Namespace) -> int:
    sys.stdout.writelines(extract_lines(invent(args.count, on=day_of(args), seed=args.seed)))
    return 0
