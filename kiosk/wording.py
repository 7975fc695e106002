"""Sentences of one language as lines of a screen: filled with facts, with the address of their voice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from carnet.services.facts import PUBLIC
from kiosk.screen import Line
from web.locale import Language, catalogue
from web.paper.tongue import Tongue
from web.speech.manifest import Clips

_HOLE = re.compile(r"%\((\w+)\)s")
ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Wording:
    language: Language
    clips: Clips

    @property
    def tongue(self) -> Tongue:
        return Tongue(self.language.tag, catalogue(self.language.tag))

    def lines(self, msgid: str, facts: Mapping[str, object]) -> tuple[Line, ...]:
        """Return one line a sentence; the first is the title of a step."""
        return tuple(line or self._filled(sentence, facts) for sentence, line in _sentences(self, msgid))

    def line(self, msgid: str, facts: Mapping[str, object] | None = None) -> Line:
        return self.lines(msgid, facts or {})[0]

    def plain(self, msgid: str) -> Line:
        """Return a line whose holes stay as they are: a script fills them with numbers that move."""
        sentence = catalogue(self.language.tag).text(msgid)
        return Line(sentence, clip=self._clip(sentence))

    def numbered(self, msgid: str, numbers: Mapping[str, object]) -> Line:
        """Return a line that names places and counts, never a person."""
        sentence = catalogue(self.language.tag).text(msgid)
        names = _HOLE.findall(sentence)
        return Line(
            sentence % {name: numbers[name] for name in names}, clip="" if names else self._clip(sentence)
        )

    def named(self, text: str) -> Line:
        """Return a name that this language gives itself, to be read in that language."""
        return Line(text, clip=self._clip(text), language=self.language.code)

    def told(self, text: str, *, personal: bool = True) -> Line:
        """Return a line that no catalogue holds, such as a first name."""
        return Line(self._isolated(text), personal=personal)

    def fixed(self, sentence: str) -> Line | None:
        """Return the line of a sentence without holes: the same for everybody."""
        return None if _HOLE.search(sentence) else Line(sentence, clip=self._clip(sentence))

    def _filled(self, sentence: str, facts: Mapping[str, object]) -> Line:
        names = _HOLE.findall(sentence)
        values = {name: self._isolated(self.tongue.value(facts[name])) for name in names}
        return Line(sentence % values, personal=not PUBLIC.issuperset(names))

    def _clip(self, sentence: str) -> str:
        file = self.clips.file_of(sentence, self.language.tag)
        return f"/clips/{self.language.tag}/{file}" if file else ""

    def _isolated(self, text: str) -> str:
        return ISOLATED.format(text) if self.language.direction == "rtl" else text


@lru_cache(maxsize=4096)
def _sentences(wording: Wording, msgid: str) -> tuple[tuple[str, Line | None], ...]:
    """Return the sentences of a text, each with its line where it has no hole. As many as the catalogues hold, no more."""
    sentences = catalogue(wording.language.tag).text(msgid).split("\n")
    return tuple((sentence, wording.fixed(sentence)) for sentence in sentences)
