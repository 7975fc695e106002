"""Which sentences have a recorded voice: every line of every offered language that has no hole in it.

The unit is the line, as on the screen: a page is heard line by line.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from web import locale

HOLE = "%("


def prompts(folder: Path = locale.TRANSLATIONS) -> Iterator[tuple[str, str]]:
    """Yield language and text of each fixed line, once; a line with a hole is said live, its value is personal."""
    with (folder / "people.pot").open("rb") as file:
        template = [message for message in read_po(file) if message.id]
    for language in locale.offered(folder):
        catalogue = locale.catalogue(language.tag, folder=folder)
        texts = (catalogue.text(str(message.id), message.context) for message in template)
        lines = [line for text in texts for line in text.split("\n") if HOLE not in line]
        # Each language says its own name, greets, and calls those who read no other.
        for line in dict.fromkeys((language.name, language.greeting, language.invitation, *lines)):
            yield language.tag, line
