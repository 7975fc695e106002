"""One language as a paper speaks it: sentences of the catalogue, with dates, hours and numbers in its own form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from markupsafe import Markup, escape

from carnet.domain.opening import PARIS as PARIS
from carnet.domain.words import NP_
from web.dates import calendar
from web.elision import Text, elided
from web.locale import Catalogue, catalogue

HELPLINE = "34\N{NO-BREAK SPACE}22"

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_HOLE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Line:
    """One sentence: its French source, the values of its holes, and the part of the paper where it stands."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)
    part: str = ""

    @classmethod
    def of(cls, msgid: str, known: Mapping[str, object], part: str = "") -> Self:
        """Return ``msgid`` with those of the ``known`` facts that it names. Raises KeyError when one is missing."""
        return cls(msgid, {name: known[name] for name in _HOLE.findall(msgid)}, part)


_ONE_HOUR = NP_("time", "1 heure")
_HOURS = NP_("time", "%(count)s heures")


def hours(count: int) -> Line:
    """Return a delay as the value of a hole, number and unit together."""
    return Line(_ONE_HOUR) if count == 1 else Line(_HOURS, {"count": count})


@dataclass(frozen=True)
class Tongue:
    """A language tag (``fr``, ``fr@easy``, ``ar``) and its catalogue."""

    tag: str
    catalogue: Catalogue

    @property
    def language(self) -> str:
        """The tag that a reading program knows: easy French is French."""
        return self.tag.partition("@")[0]

    @property
    def direction(self) -> str:
        return "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"

    def sentences(self, msgid: str, facts: Mapping[str, object]) -> list[str]:
        """Return the sentences of a step, holes and all, without those that name a fact which is nobody's here (None)."""
        text = self.catalogue.text(msgid)
        absent = {name for name in _HOLE.findall(text) if facts[name] is None}
        return [each for each in text.split("\n") if absent.isdisjoint(_HOLE.findall(each))]

    def say(self, line: Line) -> str:
        """Return the sentence as plain text."""
        return self.fill(self.catalogue.text(line.msgid), self._written(line))

    def fill(self, sentence: str, values: Mapping[str, str]) -> str:
        """Return a sentence of this language with its holes filled, and « de » elided in French."""
        return self._fitted(sentence, values) % values

    def show(self, line: Line) -> Markup:
        """Return the sentence as HTML: each value in a box of its own direction, named as its hole; 34 22 in bold."""
        sentence = escape(self.catalogue.text(line.msgid)).replace(
            HELPLINE, Markup('<strong dir="ltr">{}</strong>').format(HELPLINE)
        )
        return self._fitted(sentence, self._written(line)) % {
            name: self._box(name, value) for name, value in line.values.items()
        }

    def _written(self, line: Line) -> dict[str, str]:
        return {name: self.value(value) for name, value in line.values.items()}

    def _fitted(self, sentence: Text, values: Mapping[str, str]) -> Text:
        return elided(sentence, values) if self.language == "fr" else sentence

    def value(self, value: object) -> str:
        """Return a date, an instant (as its hour in Paris), a line or a text as this language writes it.

        A word that each language says its own way comes as a mapping, with French for the languages that it lacks.
        """
        if isinstance(value, Line):
            return self.say(value)
        if isinstance(value, Mapping):
            return str(value.get(self.language, value["fr"]))
        if isinstance(value, datetime):
            return self._hour(value)
        if isinstance(value, date):
            return self._day(value)
        return str(value)

    def _box(self, name: str, value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, date | Line):
            return Markup('<bdi class="{} when">{}</bdi>').format(name, self.value(value))
        return Markup('<bdi class="{}" dir="ltr">{}</bdi>').format(name, self.value(value))

    def _day(self, day: date) -> str:
        return calendar(self.language).written(day)

    def _hour(self, at: datetime) -> str:
        at = at.astimezone(PARIS)
        return f"{at.hour}\xa0h\xa0{at:%M}" if self.language == "fr" else f"{at:%H:%M}"


FRENCH = Tongue("fr", Catalogue({}))
"""The source text itself: what stands beside another language."""


def tongue_of(tag: str) -> Tongue:
    """Return the language ``tag`` with the catalogue of the people's words."""
    return Tongue(tag, catalogue(tag))
