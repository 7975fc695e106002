"""The console's words in a helper's language, and a step's own words in the language of the person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from helpdesk import (
    account_words,
    article_words,
    callback_words,
    case_words,
    entry_words,
    find_words,
    handed_words,
    helpers_words,
    keys_words,
    line_words,
    macro_words,
    mail_words,
    people_words,
    queue_words,
    report_words,
    script_words,
    team_words,
    unusual_words,
    words,
)
from web.locale import catalogue
from web.paper.tongue import Tongue, tongue_of

DOMAIN = "helpers"
PAGES = (
    account_words,
    helpers_words,
    entry_words,
    words,
    callback_words,
    case_words,
    handed_words,
    article_words,
    find_words,
    line_words,
    people_words,
    team_words,
    unusual_words,
    keys_words,
    macro_words,
    queue_words,
    script_words,
    mail_words,
    report_words,
)
"""Each page has its words in a file of its own; a name belongs to one of them only."""
WORDS: Mapping[str, str] = {name: msgid for page in PAGES for name, msgid in page.WORDS.items()}
_ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
_HOLE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Wording:
    """``tag`` is the language of the helper. As a mapping of names it gives the console's own words."""

    tag: str

    def __getitem__(self, name: str) -> str:
        return _said(self.tag)[name]

    def text(self, msgid: str) -> str:
        """Return a sentence meant for helpers."""
        return catalogue(self.tag, DOMAIN).text(msgid)

    def fill(self, msgid: str, **values: object) -> str:
        """Return a sentence meant for helpers with its holes filled, dates as this language writes them."""
        return self.tongue.fill(self.text(msgid), self._written(values))

    def fill_named(self, name: str, /, **values: object) -> str:
        return self.tongue.fill(self[name], self._written(values))

    def count(self, number: int) -> str:
        """Return how many people wait."""
        if number > 1:
            return self.fill_named("many", count=number)
        return self["one"] if number else self["none"]

    def _written(self, values: Mapping[str, object]) -> dict[str, str]:
        return {name: self.tongue.value(value) for name, value in values.items()}

    @cached_property
    def tongue(self) -> Tongue:
        """What people are told, in the helper's language."""
        return tongue_of(self.tag)


@cache
def _said(tag: str) -> Mapping[str, str]:
    """Return the console's own words in one language, by name."""
    return {name: catalogue(tag, DOMAIN).text(msgid) for name, msgid in WORDS.items()}


def told(tongue: Tongue, msgid: str, facts: Mapping[str, object]) -> list[str]:
    """Return the sentences of ``msgid`` as this language says them; only the facts that it names are computed."""
    text = "\n".join(tongue.sentences(msgid, facts))
    frame = _ISOLATED if tongue.direction == "rtl" else "{}"
    values = {name: frame.format(tongue.value(facts[name])) for name in _HOLE.findall(text)}
    return (tongue.fill(text, values) if values else text).split("\n")
