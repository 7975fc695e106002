"""Which sentences have a recorded voice: every sentence of every offered language that has no hole in it."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from web import locale

HOLE = "%("


def prompts(folder: Path = locale.TRANSLATIONS) -> Iterator[tuple[str, str]]:
    """Yield language and text of each fixed prompt; a sentence with a hole is said live, its value is personal."""
    with (folder / "people.pot").open("rb") as file:
        template = [message for message in read_po(file) if message.id]
    for language in locale.offered(folder):
        catalogue = locale.catalogue(language.tag, folder=folder)
        texts = (catalogue.text(str(message.id), message.context) for message in template)
        for text in dict.fromkeys(texts):
            if HOLE not in text:
                yield language.tag, text
