"""French elision before a name: « celui d’Emma », « celui de Paul ». A matter of spelling, for sentences with holes."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, TypeVar

from markupsafe import Markup

_OF_HOLE = re.compile(r"\b([Dd])e (%\((\w+)\)s)")
_VOWELS: Final = frozenset("aeiouyæœ")

MUTE_H: Final = (
    *("habib", "hadrien", "hector", "helen", "helie", "heliette", "helo", "henri", "hercul", "hermance"),
    *("hermin", "hermione", "herv", "hilair", "hilari", "hippolyt", "homer", "honor", "horac", "horten"),
    *("hubert", "hugo", "hugue", "huguette", "hyacinth"),
)
"""How the names begin whose h is mute. Names that came later from elsewhere (Hassan, Harry, Hugh) keep their « de »."""


Text = TypeVar("Text", str, Markup)


def elided(sentence: Text, values: Mapping[str, str]) -> Text:
    """Return ``sentence``, its holes kept, with « d’ » for « de » before each hole whose value asks for it."""
    for found in reversed(list(_OF_HOLE.finditer(sentence))):
        if is_elided(values[found[3]]):
            sentence = sentence[: found.start()] + f"{found[1]}’{found[2]}" + sentence[found.end() :]
    return sentence


def is_elided(word: str) -> bool:
    """Tell whether « de » loses its vowel before ``word``: before a vowel that sounds, and before a mute h."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(sign)
    )
    first, rest = plain[:1], plain[1:]
    if first == "h":
        return plain.startswith(MUTE_H)
    # Before another vowel, y and ou are no vowels: de Yasmine, de Ouarda; but d’Yves, d’Oumar.
    glides = first == "y" or plain.startswith("ou")
    after = rest[:1] if first == "y" else rest[1:2]
    return first in _VOWELS and not (glides and after in _VOWELS)
