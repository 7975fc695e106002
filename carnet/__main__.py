"""The subject on the command line: ``python -m carnet insured import FILE.csv`` and the like; ``--help`` lists all."""

import argparse
import sys
from collections.abc import Sequence

from carnet.commands import audit, demonstration, insured, night, production, supervisor
from carnet.commands.installation import Unusable

SUBJECTS = (demonstration, production, supervisor, insured, night, audit)
UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m carnet", description="What an administrator does.")
    commands = parser.add_subparsers(required=True)
    for subject in SUBJECTS:
        subject.offer(commands)
    args = parser.parse_args(arguments)
    try:
        code: int = args.run(args)
    except Unusable as found:
        for fault in found.faults:
            print(f"Not done: {fault}", file=sys.stderr)
        return UNUSABLE
    return code


if __name__ == "__main__":
    sys.exit(main())
