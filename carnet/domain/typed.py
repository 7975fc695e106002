"""What a hand, a scanner or a paste may put in a field, brought back to plain signs."""

import unicodedata

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


def _is_separator(sign: str) -> bool:
    return sign in _SEPARATORS or sign.isspace() or unicodedata.category(sign) in ("Pd", "Cf")


def _plain(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return sign.upper() if sign.isascii() else sign
