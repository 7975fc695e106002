"""How a French name sounds: spellings that are said alike give one short code. Signs are folded first, accents and all."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

_CONFUSED: Final = str.maketrans("e123", "aaio")

_VOWELS: Final = re.compile("[aeiou123]")

PARTICLES: Final = frozenset(
    {
        "al",
        "ait",
        "ben",
        "bel",
        "bin",
        "d",
        "da",
        "de",
        "del",
        "della",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "l",
        "la",
        "las",
        "le",
        "les",
        "los",
        "saint",
        "sainte",
        "st",
        "ste",
        "van",
        "von",
        "y",
    }
)
"""Small words inside a surname that callers leave out or stick to the rest: alone they tell nobody apart."""

# In this order: each line sees what the lines above have left. Capitals and digits are sounds already settled.
_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("ch(?=[rl])|kh|ck|cqu?", "k"),
        ("t?sch|tch|ch|sh", "C"),
        ("h", ""),
        ("qu?|c(?![eiy])", "k"),
        ("c", "s"),
        ("dj|g(?=[eiy])", "j"),
        ("gu(?=[eiy])", "g"),
        ("gn", "n"),
        ("bv|w", "v"),
        ("k?s[xz]|[xz]", "s"),
        (r"([a-zC])\1+", r"\1"),
        ("(?:a|e)[nm](?![aeiouy])", "1"),
        ("(?:[ae]?[iy]|u)[nm](?![aeiouy])", "2"),
        ("o[nm](?![aeiouy])", "3"),
        ("e?au", "o"),
        ("oi|oy", "ua"),
        ("ou|oo", "u"),
        ("[ae][iy]|o?eu?", "e"),
        ("y", "i"),
        (r"(?<=.)(?:e[rzts]*|[tdspgk]+)$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Give ``name`` in small letters without accents; whatever is no letter becomes one space."""
    apart = unicodedata.normalize("NFD", name.casefold().translate(_LIGATURES))
    kept = (sign if sign.isalpha() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(kept).split())


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """Give the code of one name, however it is cut: ``Le Fèvre`` and ``Lefebvre`` are one sound."""
    code = plain = folded(name).replace(" ", "")
    for pattern, said in _RULES:
        code = pattern.sub(said, code)
    return code or plain


def initial(code: str) -> str:
    """Give the first sound of a code; the vowels that callers confuse are one."""
    return code[0].translate(_CONFUSED)


@lru_cache(maxsize=50_000)
def skeleton(code: str) -> str:
    """Give what is left of a code without the vowels that follow its first sound: most slips of a hand are in them."""
    return initial(code) + _VOWELS.sub("", code[1:])


@lru_cache(maxsize=50_000)
def sounds(name: str) -> frozenset[str]:
    """Give the code of the whole name and of each of its parts that can stand alone: ``Da Silva Costa``, ``Jean-Pierre``."""
    parts = [part for part in folded(name).split() if part not in PARTICLES and len(part) > 1]
    return frozenset(code for code in (sound(name), *map(sound, parts)) if code)
