"""What a table of spoken words holds. The tables themselves are in the files of the languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class Vocabulary:
    """How one language says what is written in signs. Compared by identity, so that patterns made of it are made once.

    ``language``: whose calendar gives the names of months.
    ``digits``: the ten words, from zero.
    ``letters``: names of the letters A to Z, where the engine would not say them itself.
    ``letter_words`` and ``like``: word alphabet of codes, and "{letter} comme {word}".
    ``pair``: two figures of a telephone number, as people of this language say them.
    ``clock``: hour and minute of the day.
    ``numbers``: figures that are names rather than amounts (112).
    ``titles``: abbreviations that stand before a name; they do not end a sentence.
    ``units``: after a figure, for one and for more.
    ``signs``: single signs, said wherever they stand.
    ``said``: the pronunciation list: whole words, names, initials, acronyms. Case matters.
    ``dot``: the point of an address.
    """

    language: str
    digits: tuple[str, ...]
    letters: Mapping[str, str]
    letter_words: Mapping[str, str]
    like: str
    pair: Callable[[str], str]
    clock: Callable[[int, int], str]
    numbers: Mapping[str, str]
    titles: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    signs: Mapping[str, str]
    said: Mapping[str, str]
    dot: str


def by_initial(words: str) -> dict[str, str]:
    """Return the word alphabet of ``words``: 26 words in the order of the letters A to Z."""
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", words.split(), strict=True))


def spelled(acronyms: str) -> dict[str, str]:
    """Return how to say ``acronyms`` letter by letter: ``DMP`` is "D M P"."""
    return {acronym: " ".join(acronym) for acronym in acronyms.split()}
