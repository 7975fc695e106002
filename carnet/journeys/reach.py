"""Which answers can be followed on a channel: nobody activates by telephone, everybody can refuse."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.lifecycle import State, transition

ACTS: Final[Mapping[str, str]] = {
    "activate": "activate",
    "object": "object",
    "close": "close",
    "delete": "ask_deletion",
    "give_up_deletion": "give_up_deletion",
    "reopen": "reopen",
    "change_mind": "change_mind",
    "start_again": "start_again",
}


def can_follow(then: str, state: State, channel: str) -> bool:
    """Tell whether the step named ``then`` may end in its act, for a space in ``state``, on this channel."""
    act = ACTS.get(then.partition("/")[0])
    row = transition(act, state) if act else None
    return row is None or channel in row.channels
