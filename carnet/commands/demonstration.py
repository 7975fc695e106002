"""``python -m carnet demonstration``: make it, anchor it at another day, tell who is in it and what to try."""

import argparse

from carnet.commands.installation import (
    Unusable,
    add_data_option,
    add_day_option,
    day_of,
    make_installation,
    now,
    open_installation,
)
from carnet.demonstration import stage
from carnet.demonstration.stage import Guest
from carnet.services import search

EXTRACT = "demonstration.csv"


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subject and its acts to the command line."""
    acts = commands.add_parser("demonstration", help="invented people to try with").add_subparsers(
        required=True
    )
    for name, run, words in (
        ("make", _make, "bring the invented people in; does nothing where they are already"),
        ("anchor", _anchor, "start again with everybody as they are on another day"),
        ("people", _people, "tell who they are, what to try with them, and which letter is theirs"),
    ):
        act = acts.add_parser(name, help=words)
        add_data_option(act)
        if run is not _people:
            add_day_option(act)
        act.set_defaults(run=run)


def _make(args: argparse.Namespace) -> int:
    installation = make_installation(args, demonstration=True)
    with installation.writing() as db:
        if stage.is_set(db):
            search.index_all(db)
            print("The demonstration is there already. To change its day: demonstration anchor --on DATE")
            return 0
        stage.set_up(db, installation.settings.data / EXTRACT, day_of(args), now())
    print(f"The demonstration is anchored at {day_of(args)}.")
    return 0


def _anchor(args: argparse.Namespace) -> int:
    installation = open_installation(args, demonstration=True)
    with installation.writing() as db:
        if not stage.is_set(db):
            raise Unusable(["there is no demonstration here: demonstration make"])
        stage.clear(db)
        stage.set_up(db, installation.settings.data / EXTRACT, day_of(args), now())
    print(
        f"The demonstration starts again, anchored at {day_of(args)}. Earlier letters no longer open anything."
    )
    return 0


def _people(args: argparse.Namespace) -> int:
    installation = open_installation(args, demonstration=True)
    with installation.reading() as db:
        guests = stage.guests(db)
    if not guests:
        raise Unusable(["there is no demonstration here: demonstration make"])
    for guest in guests:
        print("\n".join(_told(guest)))
    print(f"\nLetters lie in {installation.settings.outbox}.")
    return 0


def _told(guest: Guest) -> list[str]:
    role = guest.role
    paper = guest.letters[-1] if guest.letters else "no letter"
    # Without a card there is no sheet, so the number to type is told here; it belongs to nobody.
    number = [] if guest.sheets else [f"     number: {role.nir}, born {role.born.iso()}"]
    return [
        f"{role.reference}  {role.name} ({guest.state})",
        f"     {role.story}",
        f"     → {role.attempt}",
        f"     {', '.join((paper, *guest.sheets))}",
        *number,
    ]
