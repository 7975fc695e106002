"""Where one can go from any page of the console, in the order in which they stand, and with which right."""

from collections.abc import Callable
from dataclasses import dataclass

from carnet.domain.rights import Decision


@dataclass(frozen=True)
class Place:
    """``word`` is a name of the console's words, ``icon`` one of ``static/icons.txt``, ``action`` a right of ``RIGHTS``."""

    path: str
    word: str
    icon: str
    action: str = "assist"
    is_own: bool = False
    """About the helper, not about the work: it stands under their name."""


PLACES = (
    Place("/", "desk", "list-check"),
    Place("/callbacks", "callback_list", "phone-calling"),
    Place("/referrals", "handed_places", "map-pin", "handle_cases"),
    Place("/search", "find", "search", "look_up"),
    Place("/articles", "article_title", "file-search"),
    Place("/mail", "mail_title", "mail", "take_paper"),
    Place("/team", "team", "users", "see_team"),
    Place("/reports", "report_title", "chart-bar", "supervise"),
    Place("/unusual", "unusual_title", "eye", "supervise"),
    Place("/macros", "macro_title", "bolt", is_own=True),
    Place("/helpers", "helpers", "users-group", "manage_helpers"),
    Place("/account", "account", "user-cog", "own_account", is_own=True),
)


def places_for(may: Callable[[str], Decision]) -> tuple[Place, ...]:
    """Return the places that somebody who ``may`` do their acts may go to."""
    return tuple(place for place in PLACES if may(place.action).allowed)
