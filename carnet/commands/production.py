"""``python -m carnet production make``: the keys and the tables of an installation for real people. Nothing is ever replaced."""

import argparse

from carnet.commands.installation import add_data_option, make_installation


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    acts = commands.add_parser("production", help="an installation for real people").add_subparsers(
        required=True
    )
    make = acts.add_parser("make", help="make the keys and the tables where they lack; safe to run twice")
    add_data_option(make)
    make.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    installation = make_installation(args, demonstration=False)
    print(f"Keys: {installation.settings.key_file}. Whoever loses this file loses the records.")
    print("Next: python -m carnet supervisor LOGIN --name NAME --organisation ORGANISATION")
    return 0
