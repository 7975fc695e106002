"""Sentences of one language as lines of a screen: filled with facts, with the address of their voice."""

import re
from collections.abc import Mapping
from functools import lru_cache

from carnet.services.facts import PUBLIC
from kiosk.screen import Line
from web.locale import Language, catalogue
from web.paper.tongue import Tongue
from web.speech.manifest import Clips

_HOLE = re.compile(r"%\((\w+)\)s")
ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


class Wording:
    """Made once a language: what it has said once in fixed words, it has ready."""

    def __init__(self, language: Language, clips: Clips) -> None:
        self.language, self.clips = language, clips
        self.tongue = Tongue(language.tag, catalogue(language.tag))
        self._fixed: dict[str, tuple[Line, ...] | None] = {}

    def lines(self, msgid: str, facts: Mapping[str, object]) -> tuple[Line, ...]:
        """Return one line a sentence; the first is the title of a step."""
        if msgid not in self._fixed:
            sentences = self._sentences(msgid)
            is_fixed = not any(_HOLE.search(sentence) for sentence in sentences)
            self._fixed[msgid] = tuple(map(self._plain, sentences)) if is_fixed else None
        return self._fixed[msgid] or tuple(
            self._filled(sentence, facts) for sentence in self.tongue.sentences(msgid, facts)
        )

    def line(self, msgid: str, facts: Mapping[str, object] | None = None) -> Line:
        return self.lines(msgid, facts or {})[0]

    def plain(self, msgid: str) -> Line:
        """Return a line whose holes stay as they are: a script fills them with numbers that move."""
        return self._plain(self.tongue.catalogue.text(msgid))

    def numbered(self, msgid: str, numbers: Mapping[str, object]) -> Line:
        """Return a line that names places and counts, never a person."""
        sentence = self.tongue.catalogue.text(msgid)
        names = _HOLE.findall(sentence)
        return Line(
            sentence % {name: numbers[name] for name in names}, clip="" if names else self._clip(sentence)
        )

    def named(self, text: str) -> Line:
        """Return a name that this language gives itself, to be read in that language."""
        return Line(text, clip=self._clip(text), language=self.language.code)

    def told(self, text: str) -> Line:
        """Return a line that no catalogue holds, such as a first name: always personal."""
        return Line(self._isolated(text), personal=True)

    def _sentences(self, msgid: str) -> list[str]:
        return self.tongue.catalogue.text(msgid).split("\n")

    def _plain(self, sentence: str) -> Line:
        return Line(sentence, clip=self._clip(sentence))

    def _filled(self, sentence: str, facts: Mapping[str, object]) -> Line:
        names = _HOLE.findall(sentence)
        if not names:
            return self._plain(sentence)
        values = {name: self._isolated(self.tongue.value(facts[name])) for name in names}
        return Line(self.tongue.fill(sentence, values), personal=not PUBLIC.issuperset(names))

    def _clip(self, sentence: str) -> str:
        file = self.clips.file_of(sentence, self.language.tag)
        return f"/clips/{self.language.tag}/{file}" if file else ""

    def _isolated(self, text: str) -> str:
        return ISOLATED.format(text) if self.language.direction == "rtl" else text


@lru_cache(maxsize=16)
def wording_in(language: Language, clips: Clips) -> Wording:
    return Wording(language, clips)
