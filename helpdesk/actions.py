"""Which right each route of the console asks for: by its room, or by its own name. A route that is not here is nobody's."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "door": "own_account",
    "veil": "own_account",
    "account": "own_account",
    "passkeys": "own_account",
    "desk": "assist",
    "script": "assist",
    "paper": "assist",
    "mail": "take_paper",
    "mail.take_out": "print_mail",
    "mail.undo": "supervise",
    "article": "read_articles",
    "article.reports": "mend_articles",
    "case": "handle_cases",
    "callback": "handle_cases",
    "callback.take": "take_calls",
    "callback.dial": "take_calls",
    "callback.tried": "take_calls",
    "handover": "handle_cases",
    "act": "handle_cases",
    "bulk": "handle_cases",
    "macro": "handle_cases",
    "keyboard": "own_account",
    "find": "look_up",
    "find.jump": "assist",
    "people": "look_up",
    "team": "see_team",
    "report": "supervise",
    "helpers": "manage_helpers",
    "helpers.add_organisation": "supervise",
    "journal": "look_up",
    "line": "take_calls",
    "unusual": "supervise",
    "unusual.look_at_street": "own_account",
    "unusual.say_street": "own_account",
}


def action_of(endpoint: str) -> str:
    """Return the right that a route asks for, empty when nobody said."""
    return ACTIONS.get(endpoint, ACTIONS.get(endpoint.partition(".")[0], ""))
