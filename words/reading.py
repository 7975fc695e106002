"""How hard a French text is to read: sentences, words, syllables, and the ease that comes of them.

Source: Kandel and Moles, Application de l'indice de Flesch à la langue française, 1958: 207 - 1.015 words a sentence
- 73.6 syllables a word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_HOLE = re.compile(r"%\(\w+\)s")
# A telephone number or an hour is written with no-break spaces and read as one thing.
_NUMBER = re.compile("\\d+(?:\N{NO-BREAK SPACE}h?(?:\N{NO-BREAK SPACE})?\\d+)+")
_END = re.compile(r"(?<=[.?!])\s+|\n")
_WORD = re.compile(r"[^\W_]+(?:[’.,-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
# What is written at the end of a word and not said.
_SILENT_END = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:e|es)$")


@dataclass(frozen=True)
class Reading:
    """What was counted in some French sentences."""

    sentences: int
    words: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def ease(self) -> float:
        return 207 - 1.015 * self.words_a_sentence - 73.6 * self.syllables / self.words


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text: a line ends one, as a full stop does."""
    return [sentence for sentence in _END.split(text) if words_of(sentence)]


def words_of(sentence: str) -> list[str]:
    """Return the words that are read: elided ones with the word they lean on, each hole and each number as one."""
    return _WORD.findall(_NUMBER.sub("0", _HOLE.sub("x", sentence)))


def syllables_of(word: str) -> int:
    spoken = _SILENT_END.sub("", word.lower())
    return max(1, len(_VOWELS.findall(spoken)))


def reading_of(texts: Iterable[str]) -> Reading:
    """Return what ``texts`` count together. Raises ZeroDivisionError later when there is nothing to read."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    return Reading(len(sentences), len(words), sum(syllables_of(word) for word in words))
