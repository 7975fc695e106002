"""Who may see a case: the line sees all of them, everybody else those of their own circle. Source: decision 13.

It is asked of every page, change, list and number of a case; ``carnet.store.circle`` says the same to the database.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carnet.domain.rights import is_on_the_line

BESIDE: Final = frozenset({"kiosk", "counter"})
"""Channels on which somebody stands there: whoever is near may go to them."""
WAITING: Final = frozenset({"open", "paused"})
"""A promised call is waited for at home: it is the line's to make."""
OFFER_WAITS: Final = timedelta(seconds=30)
"""So long an offer waits for an answer."""


@dataclass(frozen=True)
class Onlooker:
    """A helper who asks to see a case."""

    helper: int
    organisation: int
    is_on_the_line: bool

    @classmethod
    def of(cls, helper: int, organisation: int, role: str) -> "Onlooker":
        """Return the helper of these numbers, with that role."""
        return cls(helper, organisation, is_on_the_line(role))

    @property
    def audience(self) -> "Onlooker | None":
        """Who sees the same cases: None is the whole line, anybody else is alone with theirs."""
        return None if self.is_on_the_line else self


@dataclass(frozen=True)
class Stands:
    """Where a case stands, as far as it says who may see it; nobody has it in hand when ``owner`` is None.

    ``sent_to``: the place to which it was sent on last. ``is_offered``: its owner offers it now to the helper who asks.
    """

    channel: str
    state: str
    owner: int | None = None
    owner_organisation: int | None = None
    sent_to: int | None = None
    is_offered: bool = False


def may_see(who: Onlooker, case: Stands) -> bool:
    """Tell whether ``who`` may see this case at all; what they may not see is to them as if it were not there."""
    if who.is_on_the_line or _is_theirs(who, case):
        return True
    is_free, is_living = case.owner is None, case.state != "closed"
    waits_beside = is_free and case.sent_to is None and case.channel in BESIDE and case.state in WAITING
    was_sent_here = is_living and case.sent_to == who.organisation
    return waits_beside or was_sent_here or (is_living and not is_free and case.is_offered)


def reads_notes(who: Onlooker, case: Stands) -> bool:
    """Tell whether ``who`` reads what others wrote on this case: only once it is in the hands of theirs."""
    return who.is_on_the_line or _is_theirs(who, case)


def _is_theirs(who: Onlooker, case: Stands) -> bool:
    """Tell whether they or a colleague have this case in hand, or had it when it ended."""
    if case.owner is None:
        return False
    return case.owner == who.helper or case.owner_organisation == who.organisation
