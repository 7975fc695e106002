"""The console's words in a helper's language, and a step's own words in the language of the person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from helpdesk import case_words
from helpdesk.words import WORDS
from web.locale import catalogue
from web.paper.tongue import Tongue, tongue_of

DOMAIN = "helpers"
ALL = {
    **WORDS,
    **{
        f"case_{name}" if not name.startswith("said_") else name: text
        for name, text in case_words.WORDS.items()
    },
}
_HOLE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Wording:
    """``tag`` is the language of the helper. As a mapping of names it gives the console's own words."""

    tag: str

    def __getitem__(self, name: str) -> str:
        return self.text(ALL[name])

    def text(self, msgid: str) -> str:
        """Return a sentence meant for helpers."""
        return catalogue(self.tag, DOMAIN).text(msgid)

    def fill(self, msgid: str, **values: object) -> str:
        """Return a sentence meant for helpers with its holes filled, dates as this language writes them."""
        return self.text(msgid) % {name: self.tongue.value(value) for name, value in values.items()}

    def fill_named(self, name: str, **values: object) -> str:
        return self.fill(WORDS[name], **values)

    def count(self, number: int) -> str:
        """Return how many people wait."""
        if number > 1:
            return self.fill_named("many", count=number)
        return self["one"] if number else self["none"]

    @cached_property
    def tongue(self) -> Tongue:
        """What people are told, in the helper's language."""
        return tongue_of(self.tag)


def told(tongue: Tongue, msgid: str, facts: Mapping[str, object]) -> list[str]:
    """Return the sentences of ``msgid`` as this language says them; only the facts that it names are computed."""
    text = tongue.catalogue.text(msgid)
    values = {name: tongue.value(facts[name]) for name in _HOLE.findall(text)}
    return (text % values if values else text).split("\n")
