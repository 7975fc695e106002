"""The dated facts of helpers' accounts: after how long nobody's account is cut off, how long an invitation lives."""

from datetime import date

from carnet.reference.facts import read, valid_on


def dormant_days(on: date) -> int:
    """Return after how many days without a sign-in an account is cut off.

    Raises NoFactError.
    """
    return int(valid_on(read("accounts"), "dormant_days", on)["value"])


def invitation_days(on: date) -> int:
    """Return how many days the code of a newcomer lives.

    Raises NoFactError.
    """
    return int(valid_on(read("accounts"), "invitation_days", on)["value"])
