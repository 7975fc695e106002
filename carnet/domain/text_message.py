"""What a text message costs: the signs that telephones know, and into how many messages a text is cut.

Source: 3GPP TS 23.038 (alphabet of 7 bits and its extension; UCS-2 for everything else) and TS 23.040 (a text that is cut
gives up six octets of each message: 153 signs remain of 160, and 67 of 70).
"""

import re
from dataclasses import dataclass
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
# Typography only: no letter loses its accent, because that would be another word.
_TYPED: Final = str.maketrans({
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "«": '"', "»": '"', "…": "...", "–": "-", "œ": "oe", "Œ": "OE",
})  # fmt: skip
_INSIDE_QUOTES: Final = re.compile(r"(?<=«)\s|\s(?=»)")


@dataclass(frozen=True)
class Cost:
    """``messages`` are paid for. ``dear`` are the signs that the short alphabet lacks: one of them makes all signs longer."""

    messages: int
    dear: tuple[str, ...] = ()


def as_sent(text: str) -> str:
    """Return ``text`` with the typography of a telephone: the words are the same, the message is shorter."""
    return _INSIDE_QUOTES.sub("", text).translate(_TYPED)


def cost_of(text: str) -> Cost:
    """Return into how many messages ``text`` is cut, as it is sent."""
    dear = tuple(dict.fromkeys(sign for sign in text if sign not in _BASIC | _EXTENDED))
    if dear:
        return Cost(_messages([len(sign.encode("utf-16-be")) // 2 for sign in text], 70, 67), dear)
    return Cost(_messages([2 if sign in _EXTENDED else 1 for sign in text], 160, 153))


def _messages(sizes: list[int], alone: int, joined: int) -> int:
    if sum(sizes) <= alone:
        return 1
    messages, used = 1, 0
    for size in sizes:
        # A sign of two units is never cut in half.
        if used + size > joined:
            messages, used = messages + 1, 0
        used += size
    return messages
