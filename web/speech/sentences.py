"""Where a text is cut, so that its first sentence is heard while the next ones are made."""

import re
from collections.abc import Iterator

from web.speech.tongues import TONGUES

LONGEST = 300
"""Characters. A sentence of that length lasts about 25 s, far from the limit of a clip."""

_BOUNDARY = re.compile(r"(?:[.!?…؟؛]+[\"»”’)\]]*\s+|[。！？]|\n+)")
_INITIAL = re.compile(r"(?:^|[\s-])[A-ZÀ-Þ]\.\s*$")
_ABBREVIATIONS = tuple(
    f" {key}"
    for tongue in TONGUES.values()
    for key in (*tongue.vocabulary.titles, *tongue.vocabulary.said)
    if key.endswith(".")
)
_SOFT_CUTS = (r"[;:؛]\s", r"[,،]\s", r"\s")


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` as they are shown, none longer than 300 characters, none empty."""
    return [piece for sentence in _whole(text) for piece in _cut(sentence)]


def _whole(text: str) -> Iterator[str]:
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        if _ends_a_sentence(text[start : boundary.end()], text[boundary.end() : boundary.end() + 1]):
            yield text[start : boundary.end()].strip()
            start = boundary.end()
    yield text[start:].strip()


def _ends_a_sentence(piece: str, following: str) -> bool:
    if piece.endswith("\n"):
        return True
    if following.islower() and piece.rstrip().endswith("."):
        return False  # "etc. et"
    return not (f" {piece.rstrip()}".endswith(_ABBREVIATIONS) or _INITIAL.search(piece))


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        end = next(filter(None, (_last(cut, sentence) for cut in _SOFT_CUTS)), LONGEST)
        yield sentence[:end].strip()
        sentence = sentence[end:].strip()
    if sentence:
        yield sentence


def _last(cut: str, sentence: str) -> int:
    """Where the last ``cut`` before 300 characters ends; 0 when it would leave a scrap."""
    end = max((found.end() for found in re.finditer(cut, sentence[:LONGEST])), default=0)
    return end if end > LONGEST // 2 else 0
