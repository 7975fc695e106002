"""Stands in for the telephone of an invented helper: a newcomer signs in without one. Demonstrations only."""

import argparse
import sys
from collections.abc import Sequence

from carnet.commands.installation import Unusable, add_data_option, now, open_installation
from carnet.services import staff

UNUSABLE = 2


def tell_code(arguments: Sequence[str]) -> int:
    """Print a one-time code that opens now, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpdesk code")
    parser.add_argument("login")
    add_data_option(parser)
    args = parser.parse_args(arguments)
    try:
        installation = open_installation(args, demonstration=True)
    except Unusable as found:
        print(found, file=sys.stderr)
        return UNUSABLE
    with installation.reading() as db:
        helper = staff.with_login(db, args.login)
        if helper is None:
            print(f"No helper is called {args.login} here: look at helpers.txt", file=sys.stderr)
            return UNUSABLE
        print(staff.next_code(db, helper, now()))
    return 0
