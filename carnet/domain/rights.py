"""Who may do what: one question, one answer with its reason. What nobody listed, nobody may.

Source: architecture 8; a volunteer is beside a person and never acts for anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

ALL: Final = frozenset({"volunteer", "employee", "agent", "supervisor"})
EMPLOYED: Final = frozenset({"employee", "agent", "supervisor"})
LINE: Final = frozenset({"agent", "supervisor"})
SUPERVISORS: Final = frozenset({"supervisor"})


@dataclass(frozen=True)
class Actor:
    """A helper who asks. ``is_strong``: two factors opened the session; ``is_entering``: a newcomer's code did."""

    number: int
    role: str
    organisation: int
    is_active: bool = True
    is_referent: bool = False
    answers_for: str = ""
    max_power: str = "beside"
    is_strong: bool = True
    is_entering: bool = False
    since: datetime | None = None


@dataclass(frozen=True)
class Target:
    """What the act is about, when it is somebody's: the organisation that answers for it, and the helper concerned."""

    organisation: int | None = None
    helper: int | None = None


@dataclass(frozen=True)
class Decision:
    """``reason`` is empty when allowed, otherwise the first thing that forbids."""

    allowed: bool
    reason: str = ""


@dataclass(frozen=True)
class Right:
    """Which roles have it; a referent has it at home when ``at_home``, who answers for articles when ``by_charge``.

    ``is_strict``: two factors, ``for``: the larger power.
    """

    roles: frozenset[str]
    at_home: bool = False
    by_charge: bool = False
    is_strict: bool = False
    power: str = "beside"


@dataclass(frozen=True)
class Grant:
    """What an account lets somebody do at most; an ``Actor`` is one who sits at a console with it."""

    role: str
    max_power: str = "beside"
    is_referent: bool = False
    answers_for: str = ""


NOBODY: Final = Target()
WHILE_ENTERING: Final = frozenset({"own_account"})
RIGHTS: Final[Mapping[str, Right]] = {
    "own_account": Right(ALL),
    "assist": Right(ALL),
    "read_articles": Right(ALL),
    "mend_articles": Right(SUPERVISORS, by_charge=True),
    "handle_cases": Right(ALL),
    "look_up": Right(EMPLOYED),
    "take_calls": Right(LINE),
    "take_paper": Right(EMPLOYED),
    "print_mail": Right(SUPERVISORS, is_strict=True),
    "see_team": Right(LINE),
    "supervise": Right(SUPERVISORS, is_strict=True),
    "manage_helpers": Right(SUPERVISORS, at_home=True, is_strict=True),
    "act_for": Right(EMPLOYED, is_strict=True, power="for"),
}


def is_on_the_line(role: str) -> bool:
    """Tell whether who has this role helps by telephone. A supervisor takes calls too: what no caller may do, neither may theirs."""
    return role in LINE


def may(actor: Actor, action: str, target: Target, at: datetime) -> Decision:
    """Tell whether ``actor`` may do ``action`` to ``target`` at that instant, and if not, why."""
    right = RIGHTS.get(action)
    refusals = (
        (right is None, "unknown"),
        (not actor.is_active, "inactive"),
        (actor.since is not None and at < actor.since, "not_yet"),
        (actor.is_entering and action not in WHILE_ENTERING, "entering"),
        (right is not None and not _has_role(actor, right), "role"),
        (right is not None and not _is_at_home(actor, right, target), "organisation"),
        (right is not None and right.is_strict and not actor.is_strong, "second_factor"),
        (right is not None and right.power == "for" and actor.max_power != "for", "power"),
    )
    return next((Decision(False, why) for is_refused, why in refusals if is_refused), Decision(True))


def held(who: Actor | Grant) -> frozenset[str]:
    """Return every right that an account holds, at home at least, once two factors opened the session."""
    return frozenset(
        name
        for name, right in RIGHTS.items()
        if _has_role(who, right) and (right.power != "for" or who.max_power == "for")
    )


def is_lawful(grant: Grant) -> bool:
    """Tell whether such an account may be at all: a volunteer is beside a person and never acts for anybody."""
    return (grant.role, grant.max_power) != ("volunteer", "for")


def may_give(giver: Actor, grant: Grant, had: Grant | None = None) -> bool:
    """Tell whether ``giver`` may give ``grant`` to who ``had`` another: nobody gives a right that they do not hold.

    A code that opens an account gives all that this account holds: there, nobody had anything.
    """
    return held(grant) - (held(had) if had else frozenset()) <= held(giver)


def may_stop(actor: Actor, grant: Grant) -> bool:
    """Tell whether ``actor`` may stop such an account: taking away asks for less, but supervisors stop supervisors alone."""
    return "supervise" not in held(grant) or "supervise" in held(actor)


def _has_role(actor: Actor | Grant, right: Right) -> bool:
    has_charge = right.by_charge and actor.answers_for != ""
    return actor.role in right.roles or (right.at_home and actor.is_referent) or has_charge


def _is_at_home(actor: Actor, right: Right, target: Target) -> bool:
    """A referent looks after the own organisation only, and never after themselves; a role given to all goes anywhere."""
    if not right.at_home or target.organisation is None:
        return True
    if target.helper == actor.number:
        return False
    return actor.role in right.roles or target.organisation == actor.organisation
