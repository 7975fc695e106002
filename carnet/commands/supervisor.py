"""``python -m carnet supervisor LOGIN``: lets the first supervisor of an installation in, who then invites everybody else."""

import argparse

from carnet.commands.installation import Unusable, add_data_option, now, open_installation
from carnet.domain.code import show
from carnet.reference.accounts import invitation_days
from carnet.services.staff import team
from carnet.services.turn import paris_date
from carnet.store.staff import KINDS

REFUSALS = {
    "taken": "the login {login} is taken: choose another",
    "unreadable": "the login or the name cannot be read: a login is 2 to 40 small letters, digits, dots or hyphens,"
    " and begins with a letter",
    "sign": "a name does not begin with =, +, - or @: a spreadsheet would calculate it",
    "place": "the organisation cannot be read: a name of 80 signs at most, and a department such as 63 or 2A",
}


def offer(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("supervisor", help="make a supervisor, whom a welcome code lets in once")
    parser.add_argument("login", metavar="LOGIN")
    parser.add_argument("--name", required=True, help="first and last name")
    parser.add_argument("--organisation", required=True, help="its name; it is made when there is none")
    parser.add_argument(
        "--kind", choices=KINDS, default="helpline", help="of an organisation that is made now"
    )
    parser.add_argument(
        "--department", default="", help="where its people work: 63, 2A; all of France if absent"
    )
    add_data_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    at = now()
    with open_installation(args).writing() as db:
        outcome = team.invite_supervisor(
            db,
            at,
            login=args.login,
            name=args.name,
            organisation=args.organisation,
            kind=args.kind,
            department=args.department,
        )
        if outcome.helper is None:
            # Raised inside, so that no organisation is left behind.
            raise Unusable([REFUSALS[outcome.name].format(login=args.login)])
        login = outcome.helper.login
    print(f"Login         {login}")
    print(f"Welcome code  {show(outcome.code)}")
    print(
        f"It is shown this once, and opens the account once, within {invitation_days(paris_date(at))} days."
    )
    print("On the console: J’ai un code d’accueil.")
    return 0
