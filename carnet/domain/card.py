"""The serial number printed on a Vitale card.

Source: domain reference, section 3.4. With a photo, 21 digits of which the last 11 count; without, 8 to 13 digits on the back.
"""

from dataclasses import dataclass, field

from carnet.domain.errors import Invalid
from carnet.domain.typed import plain_signs

PHOTO_CARD_PREFIX = "8025000002"
PHOTO_CARD_LENGTH = 21
SHORTEST = 8
LONGEST = 13


@dataclass(frozen=True)
class Serial:
    """The digits that count, leading zeros kept. They never show in a log or a traceback."""

    value: str = field(repr=False)


def read_serial(text: str) -> Serial:
    """Give the serial in ``text``: all 21 digits of a card with a photo, its last 11, or the 8 to 13 of a card without.

    Ten digits are never completed by a guess.

    Raises Invalid with ``length`` or ``characters`` (``position`` from 1).
    """
    signs = plain_signs(text)
    for position, sign in enumerate(signs, start=1):
        if sign not in "0123456789":
            raise Invalid("characters", position=position)
    if len(signs) == PHOTO_CARD_LENGTH and signs.startswith(PHOTO_CARD_PREFIX):
        return Serial(signs[len(PHOTO_CARD_PREFIX) :])
    if not SHORTEST <= len(signs) <= LONGEST:
        raise Invalid("length", found=len(signs))
    return Serial(signs)
