"""Catalogues on disk: always written in the same way, so that a difference is a wording."""

import io
from itertools import takewhile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from words import TRANSLATIONS
from words.template import DOMAINS, PEOPLE

# The person's words in every language, the helper's words in these.
HELPERS_LANGUAGES = ("fr", "en")

TITLES = {
    "people": "Words of the person: screen, voice, papers.",
    "helpers": "Words of the person who helps: script and console.",
}
REVIEW = "Awaiting review by native readers."
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
_CHARSET = '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'


def template_path(domain: str, folder: Path = TRANSLATIONS) -> Path:
    return folder / f"{domain}.pot"


def catalogue_path(tag: str, domain: str, folder: Path = TRANSLATIONS) -> Path:
    return folder / tag / "LC_MESSAGES" / f"{domain}.po"


def domains_of(tag: str) -> tuple[str, ...]:
    return DOMAINS if tag in HELPERS_LANGUAGES else (PEOPLE,)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def template_text(domain: str, template: Catalog) -> str:
    head = f'# {TITLES[domain]}\n# Made by `python -m words extract`: the source is the French in the code.\nmsgid ""\nmsgstr ""\n'
    return head + _CHARSET + _sentences(template)


def catalogue_text(tag: str, catalogue: Catalog, notes: str = "") -> str:
    """Return the file of a catalogue, under the ``notes`` of those who translate."""
    plural = PLURALS[tag.partition("@")[0]]
    head = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Plural-Forms: {plural}\\n"\n'
    return (notes or f"# {REVIEW}\n") + head + _CHARSET + _sentences(catalogue)


def notes_of(path: Path) -> str:
    """Return the comments at the head of a catalogue: who has read it, which word stands for which."""
    if not path.exists():
        return ""
    return "".join(
        takewhile(lambda line: line.startswith("#"), path.read_text("utf-8").splitlines(keepends=True))
    )


def _sentences(catalogue: Catalog) -> str:
    body = io.BytesIO()
    for message in catalogue:
        # Babel flags every sentence with a hole; here each hole is `%(name)s`, the flag tells nothing.
        message.flags.discard("python-format")
    write_po(body, catalogue, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return f"\n{body.getvalue().decode().strip()}\n"
