"""Where a visit has had what it came for: whoever leaves from there has not given up. Source: requirement 23."""

from typing import Final

from carnet.domain.journey import Place


def _places(journey: str, *steps: str) -> frozenset[Place]:
    return frozenset((journey, step) for step in steps)


DONE: Final = (
    _places("receipt", "activated", "objected", "closed", "reopened", "deletion_asked", "deletion_given_up")
    # On the telephone a refusal is noted and opening gets its code: neither goes further there.
    | _places("by_phone", "noted", "code")
)
"""What was asked is done. A refusal is an act as opening is: the way of each ends here."""

SERVED: Final = (
    _places("explain", "closing")
    | _places("later", "undated", "dated")
    | _places("new_code", "sent_post")
    | _places("elsewhere", "insurance", "not_insured", "emergency", "counter", "france_services")
    | _places("assist", "phone", "code", "printed")
    | _places("receipt", "printed", "posted", "no_address")
    | _places("leave", "unchanged")
)
"""Nothing is left to do on this visit: all was explained, decided for later, posted, or is done elsewhere."""
