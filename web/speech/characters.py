"""Which characters reach the voice: no control sign, no direction mark, no picture, no half character."""

import re
import unicodedata

from web.speech.errors import Unvoiced

_PICTURE_PARTS = re.compile("[\ufe00-\ufe0f\u20e3]")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "…": ".", "‑": "-", "–": "-", "—": ", ", "ـ": ""})
_ORDINALS = re.compile(r"(?<=\d)(?:ᵉ|ème)(?!\w)")
_VOWEL_THEN_DOUBLE = re.compile("([\u064b-\u0650])\u0651")


def clean(text: str) -> str:
    """Return ``text`` with plain figures, plain spaces, and only characters that can be said.

    Raises Unvoiced for a NUL: the engine, written in C, would stop there and drop the end of a letter.
    """
    if "\0" in text:
        raise Unvoiced("characters", "NUL")
    # Compatibility signs stay as they are: NFKC would turn "m²" into "m2".
    text = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    text = _ORDINALS.sub("e", _PICTURE_PARTS.sub("", text))
    return re.sub(r"\s+", " ", "".join(_sayable(sign) for sign in text)).strip()


def reordered(text: str) -> str:
    """Return ``text`` with the Arabic doubling sign before its vowel: after it, the engine loses the vowel.

    Unicode's own normal order is the contrary.
    """
    return _VOWEL_THEN_DOUBLE.sub("\u0651\\1", text)


def _sayable(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category == "Cf":
        # Zero-width and direction marks: inside a word they must leave no gap.
        return ""
    if category in ("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"):
        # Among the controls is 0x01, which opens a command to the engine.
        return " "
    if category in ("So", "Sk") and sign not in "°€":
        # The engine says the name of a picture: "visage rieur" in the middle of a result.
        return " "
    return sign
