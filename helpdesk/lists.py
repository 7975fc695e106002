"""Lists of the queue that all consoles of the line share until something changes: found and drawn once for each version of the queue.

A list is kept under whom it was found for (``Onlooker.audience``): who is not on the line is never shown the line's.

A version is read from the database by every page, so that a list is never older than what the page itself could read. Who has
just been before a case of a list is told of others there and not of themselves: theirs is found anew.
"""

from typing import Final, TypeAlias

from flask import current_app

from carnet.domain.circle import Onlooker
from carnet.store.queue import Wanted
from helpdesk.queue_sheet import Listing

MOST: Final = 32
"""Some four megabytes: each view in two languages, and pages further on."""
_Key: TypeAlias = tuple[str, Onlooker | None, Wanted]


class Lists:
    """What consoles of this process were shown under the last versions of the queue."""

    def __init__(self) -> None:
        self._known: dict[_Key, Listing] = {}

    def shown(self, stamp: str, asked: Wanted, who: Onlooker) -> Listing | None:
        """Return the list that was drawn under ``stamp`` for those who see the same, or None when it has to be found for this helper."""
        found = self._known.get((stamp, who.audience, asked))
        return found if found and who.helper not in found.watchers else None

    def keep(self, stamp: str, asked: Wanted, who: Onlooker, listing: Listing) -> None:
        """Remember a list that is the same for a whole audience; one of a single helper would only push out what many share."""
        if who.audience is not None:
            return
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[stamp, who.audience, asked] = listing


def lists() -> Lists:
    """Return what this application remembers."""
    found: Lists = current_app.extensions.setdefault("lists", Lists())
    return found
