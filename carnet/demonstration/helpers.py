"""The people who help in a demonstration: five invented accounts, whose passwords are drawn at first start."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyotp
from sqlalchemy.orm import Session

from carnet.services import staff
from carnet.services.staff import factors

FILE = "helpers.txt"
ISSUER = "Coup de main (demonstration)"
ORGANISATIONS = {
    "Médiathèque des Tilleuls": "association",
    "Plateforme téléphonique 34 22": "helpline",
}


@dataclass(frozen=True)
class Account:
    """What the newcomer types. The second factor may go to a telephone, or come from ``python -m helpdesk code``."""

    login: str
    name: str
    role: str
    organisation: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)

    @property
    def address(self) -> str:
        """The address that an authenticator application reads."""
        return factors.address_of(self.totp_secret, self.login, ISSUER)


CAST = (
    ("samira", "Samira Benali", "volunteer", "Médiathèque des Tilleuls"),
    ("lucas", "Lucas Martin", "employee", "Médiathèque des Tilleuls"),
    ("ines", "Inès Garcia", "agent", "Plateforme téléphonique 34 22"),
    ("paul", "Paul Nguyen", "agent", "Plateforme téléphonique 34 22"),
    ("helene", "Hélène Roche", "supervisor", "Plateforme téléphonique 34 22"),
)


SUPERVISES = "helene"
"""Whoever gives the larger power holds it."""
LOOKS_AFTER = "lucas"
"""The referent of the library."""


def prepare(db: Session, folder: Path, now: datetime) -> Path:
    """Make the helpers and write their logins to ``folder``/helpers.txt, for its owner alone; return its path.

    Does nothing when both are there already. A lost file gives everybody a new password.
    """
    path = folder / FILE
    if path.exists() and all(staff.with_login(db, login) for login, *_ in CAST):
        return path
    accounts = [_made(db, *each) for each in CAST]
    for login in (SUPERVISES, LOOKS_AFTER):
        _give_more(db, login, now)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(_told(accounts), encoding="utf-8")
    return path


def _made(db: Session, login: str, name: str, role: str, organisation: str) -> Account:
    account = Account(login, name, role, organisation, secrets.token_urlsafe(12), pyotp.random_base32())
    staff.add_helper(
        db,
        login=login,
        name=name,
        role=role,
        organisation=staff.add_organisation(db, name=organisation, kind=ORGANISATIONS[organisation]),
        password=account.password,
        totp_secret=account.totp_secret,
    )
    return account


def _give_more(db: Session, login: str, now: datetime) -> None:
    helper = staff.with_login(db, login)
    if helper is not None:
        membership = staff.membership_of(db, helper, now)
        membership.is_referent = login == LOOKS_AFTER
        membership.max_power = "for" if login == SUPERVISES else "beside"


def _told(accounts: Iterable[Account]) -> str:
    lines = [
        "Helpers of the demonstration. All are invented.",
        "The one-time code: python -m helpdesk code LOGIN",
        "A call at an agent's desk: python -m helpdesk ring +33639980126 --to ines",
        "",
    ]
    for account in accounts:
        lines += [
            f"{account.name} ({account.role}, {account.organisation})",
            f"  login       {account.login}",
            f"  password    {account.password}",
            f"  secret      {account.totp_secret}",
            f"  telephone   {account.address}",
            "",
        ]
    return "\n".join(lines)
