"""``python -m carnet audit check``: reads the whole journal once and says where it is not what was written."""

import argparse
from pathlib import Path

from carnet.commands.installation import Unusable, add_data_option, open_installation
from carnet.services import audit

BROKEN = 1
AS_PRINTED = "Root of the journal:"


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    acts = commands.add_parser("audit", help="the journal of who did what").add_subparsers(required=True)
    check = acts.add_parser(
        "check", help="find any line that was changed, removed or added; code 1 when there is one"
    )
    add_data_option(check)
    check.add_argument(
        "--roots",
        metavar="FILE",
        type=Path,
        help="the roots that the nights printed, one a line: number, instant, root, signature",
    )
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    outside = _roots_in(args.roots) if args.roots else {}
    with open_installation(args).reading() as db:
        lines, broken = audit.count_lines(db), audit.verify_all(db, outside=outside)
    for found in broken:
        print(f"Broken: {found.chain}, line {found.seq}: {found.reason}")
    kept = f", {len(outside)} roots kept outside" if outside else ""
    print(f"{lines} lines read{kept}: {'not whole' if broken else 'whole'}.")
    return BROKEN if broken else 0


def _roots_in(path: Path) -> dict[int, str]:
    """Return the roots of a file by number. Raises Unusable."""
    try:
        lines = path.read_text("utf-8").splitlines()
        told = [line.removeprefix(AS_PRINTED).split() for line in lines if line.strip()]
        return {int(number): root for number, _, root, *_ in told}
    except (OSError, ValueError):
        raise Unusable([f"{path} does not hold one root a line, as the night prints them"]) from None
