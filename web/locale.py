"""Languages and their catalogues: one dictionary look-up a sentence, read once at start."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "translations"
SOURCE = "fr"
CONTEXT = "\x04"


@dataclass(frozen=True)
class Language:
    """``tag`` may carry a text level (``fr@easy``); ``code`` is the tag that a screen reader knows."""

    tag: str
    name: str
    greeting: str
    invitation: str
    direction: str
    voice: str
    state: str
    reviewed_by: str = ""

    @property
    def code(self) -> str:
        return self.tag.partition("@")[0]

    @property
    def is_easy(self) -> bool:
        return self.tag.endswith("@easy")


class Catalogue:
    """The sentences of one language. A missing one falls back to the French source, and stops a start in production."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self.sentences = dict(sentences)

    def text(self, msgid: str, context: str | None = None) -> str:
        key = msgid if context is None else f"{context}{CONTEXT}{msgid}"
        return self.sentences.get(key) or key.rpartition(CONTEXT)[2]


@cache
def languages(folder: Path = TRANSLATIONS) -> tuple[Language, ...]:
    """Return all languages, in the fixed order of the welcome."""
    told = tomllib.loads((folder / "languages.toml").read_text("utf-8"))
    return tuple(Language(**language) for language in told["language"])


def language_called(tag: str) -> Language | None:
    """Return the language ``tag``, or None when nobody speaks it here."""
    return _by_tag().get(tag)


@cache
def _by_tag() -> Mapping[str, Language]:
    return {language.tag: language for language in languages()}


def offered(folder: Path = TRANSLATIONS) -> tuple[Language, ...]:
    return tuple(language for language in languages(folder) if language.state == "offered")


def read_sentences(path: Path) -> dict[str, str]:
    """Return the translated sentences of a .po file, by source text; what is fuzzy or empty is absent."""
    with path.open("rb") as file:
        messages = read_po(file)
    return {
        (f"{message.context}{CONTEXT}{message.id}" if message.context else str(message.id)): str(
            message.string
        )
        for message in messages
        if message.id and message.string and not message.fuzzy
    }


@cache
def catalogue(tag: str, domain: str = "people", folder: Path = TRANSLATIONS) -> Catalogue:
    """Return the catalogue of a language; easy text falls back to nothing but the source itself."""
    path = folder / tag / "LC_MESSAGES" / f"{domain}.po"
    return Catalogue(read_sentences(path) if path.exists() else {})


def missing(tag: str, domain: str = "people", folder: Path = TRANSLATIONS) -> list[str]:
    """Return the sentences of the template that ``tag`` does not have, in order."""
    with (folder / f"{domain}.pot").open("rb") as file:
        template = read_po(file)
    have = catalogue(tag, domain, folder).sentences
    wanted = [f"{m.context}{CONTEXT}{m.id}" if m.context else str(m.id) for m in template if m.id]
    return [sentence for sentence in wanted if sentence not in have]
