"""What a hand, a scanner or a paste may put in a field, brought back to plain signs."""

import unicodedata
from datetime import UTC, datetime

from carnet.domain.errors import Invalid

LONGEST = 200
"""No number asked for has more signs; a longer text is refused before it costs anything."""

_SEPARATORS = frozenset("./,_'\N{MINUS SIGN}\N{MIDDLE DOT}")


def plain_signs(text: str) -> str:
    """Give ``text`` without separators, its digits as 0-9 and its Latin letters as capitals.

    Invisible direction marks go with the separators: Arabic keyboards add them, and nobody can correct what nobody sees.
    Every other sign stays, for the reader of each number to refuse.

    Raises Invalid("length") over LONGEST signs.
    """
    if len(text) > LONGEST:
        raise Invalid("length", found=len(text))
    if text.isascii() and text.isalnum():
        # The usual case, and all of a fund's extract: twenty times faster than sign by sign.
        return text.upper()
    return "".join(_plain(sign) for sign in text if not _is_separator(sign))


def whole(text: str, longest: int = 9) -> int:
    """Give the whole number that a form brings in at most ``longest`` digits, 0 when it brings none."""
    return int(text) if len(text) <= longest and text.isascii() and text.isdigit() else 0


def instant(text: str) -> datetime | None:
    """Give the instant that a form brings as a count of seconds, or None when it brings none."""
    seconds = whole(text, longest=11)
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _is_separator(sign: str) -> bool:
    return sign in _SEPARATORS or sign.isspace() or unicodedata.category(sign) in ("Pd", "Cf")


def _plain(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return sign.upper() if sign.isascii() else sign
