"""A short article for the person who helps: it belongs to steps, says where its facts come from, and grows old."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from carnet.domain.journey import Place

OWNERS = ("rights", "identity", "helpline", "data_protection")
"""Roles, never people: who answers for what an article says."""

REVIEW_EVERY = timedelta(days=180)
LONGEST_SMS = 160
LONGEST_SENTENCE = 12

_KEY = re.compile(r"[a-z]+(-[a-z]+)*")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n")
_WORD = re.compile(r"[^\W_]+(?:[’.,-][^\W_]+)*")
# A telephone number, or an hour, is read as one word.
_NUMBER = re.compile(r"\d+(?:\N{NO-BREAK SPACE}(?:h\N{NO-BREAK SPACE})?\d+)+")
# Thirteen digits or more, however grouped, with or without a letter of Corsica: the number of somebody.
_SOCIAL_NUMBER = re.compile(r"\d(?:[\s.-]?[\dAB]){12,}")


@dataclass(frozen=True, kw_only=True)
class Article:
    """``body`` is for the person who helps; ``aloud``, ``letter`` and ``sms`` say the same to the person.

    ``reviewed_on`` is the day it was last held against its ``sources``; ``reviewed_by``, the role that signed it, or nothing.
    """

    key: str
    title: str
    owner: str
    version: int
    reviewed_on: date
    reviewed_by: str
    steps: tuple[Place, ...]
    sources: tuple[str, ...]
    body: str
    aloud: str
    letter: str
    sms: str

    @property
    def awaits_review(self) -> bool:
        return not self.reviewed_by

    @property
    def due_on(self) -> date:
        """The last day on which it is not overdue."""
        return self.reviewed_on + REVIEW_EVERY


def faults_of(article: Article) -> Iterator[str]:
    """Yield what keeps an article from being shown, as sentences without its name."""
    if not _KEY.fullmatch(article.key):
        yield "its name is not small letters joined by hyphens"
    if article.owner not in OWNERS:
        yield f"nobody has the role {article.owner!r}"
    if article.version < 1:
        yield "its version is not a number from 1"
    for name in ("title", "body", "aloud", "letter", "sms"):
        text = getattr(article, name)
        if not text.strip():
            yield f"{name} is empty"
        if _SOCIAL_NUMBER.search(text):
            yield f"{name} holds a number as long as a social security number"
        for count, sentence in _long_sentences(text):
            yield f"{name} has a sentence of {count} words: {sentence}"
    for name in ("steps", "sources"):
        if not getattr(article, name):
            yield f"it has no {name}"
    if len(article.sms) > LONGEST_SMS or "\n" in article.sms:
        yield f"sms is not one line of at most {LONGEST_SMS} signs"


def _long_sentences(text: str) -> Iterator[tuple[int, str]]:
    for sentence in _SENTENCE_END.split(text):
        count = len(_WORD.findall(_NUMBER.sub("0", sentence)))
        if count > LONGEST_SENTENCE:
            yield count, sentence
