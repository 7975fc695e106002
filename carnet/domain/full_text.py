"""Finds texts by the words that somebody remembers, without accents, in any case, order and number, with a slip a word.

For some hundreds of short texts kept in memory. No two letters are compared: two words one slip apart become the same
word when each may lose a letter.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

IN_TITLE, IN_BODY = 3.0, 1.0
SAME, BEGINS, SLIPPED = 1.0, 0.7, 0.5

SHORTEST_BEGINNING = 3
SHORTEST_WITH_SLIP = 4
LONGEST_QUERY = 200

# They are in every text, so they tell none from another.
_SAY_NOTHING = (
    "a au aux avec c ce ces cette d dans de des du elle en est et il j je l la le les ma me mes mon n ne nous on ou"
    " par pas pour qu que qui s sa se ses son sont sur t tu un une vous y"
)
_EMPTY = frozenset(_SAY_NOTHING.split())
_APART = re.compile(r"(?<=\d)\s(?=\d)")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class _Word:
    """A word, and what may stand for it: itself, its singular, and either without one letter."""

    text: str
    same: frozenset[str]
    slips: frozenset[str]

    def likeness(self, known: "_Word") -> float:
        """Return how well this word, as typed, stands for a ``known`` one: 0 when it does not."""
        if not self.same.isdisjoint(known.same):
            return SAME
        if len(self.text) >= SHORTEST_BEGINNING and known.text.startswith(self.text):
            return BEGINS
        return 0.0 if self.slips.isdisjoint(known.slips) else SLIPPED


class FullText:
    """Texts by key, each a title and a body; the order in which they are given parts those that fit equally well."""

    def __init__(self, texts: Mapping[str, tuple[str, str]]) -> None:
        self._count = len(texts)
        self._order = {key: place for place, key in enumerate(texts)}
        self._places: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for key, (title, body) in texts.items():
            for weight, text in ((IN_BODY, body), (IN_TITLE, title)):
                for word in _words(text):
                    self._places[word][key] = weight

    def find(self, query: str) -> list[str]:
        """Return the keys of the texts that hold at least half of the words of ``query``, the best first."""
        asked = _telling(_words(query[:LONGEST_QUERY]))
        found: defaultdict[str, list[float]] = defaultdict(list)
        for word in asked:
            fits = self._fits(_word(word))
            for key, fit in fits.items():
                # A word that few texts hold says more.
                found[key].append(fit * log(1 + self._count / len(fits)))
        kept = {key: sum(marks) for key, marks in found.items() if 2 * len(marks) >= len(asked)}
        # Rounded: the order of the words typed must not decide by the last bit of a sum.
        return sorted(kept, key=lambda key: (-round(kept[key], 6), self._order[key]))

    def _fits(self, asked: _Word) -> dict[str, float]:
        fits: dict[str, float] = {}
        for known, places in self._places.items():
            likeness = asked.likeness(_word(known))
            if likeness:
                for key, weight in places.items():
                    fits[key] = max(fits.get(key, 0.0), likeness * weight)
        return fits


def _telling(words: Iterable[str]) -> list[str]:
    # Each word counts once; a query of empty words only is taken at its word.
    once = list(dict.fromkeys(words))
    return [word for word in once if word not in _EMPTY] or once


def _words(text: str) -> list[str]:
    parted = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return _WORD.findall(_APART.sub("", plain))


@lru_cache(maxsize=8192)
def _word(text: str) -> _Word:
    same = frozenset({text, _singular(text)})
    slips = {text} | {
        form[:place] + form[place + 1 :]
        for form in same
        if len(form) >= SHORTEST_WITH_SLIP and form.isalpha()
        for place in range(len(form))
    }
    return _Word(text, same, same | slips)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("aux"):
        return f"{word[:-3]}al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
