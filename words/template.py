"""The two templates: what the rooms mark with N_ and NP_, parted into the person's words and the helper's words.

A sentence keeps the names of its files but no line and no date, so that a catalogue changes only when a wording does.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file

from carnet.journeys import JOURNEYS
from words import ROOT

PEOPLE, HELPERS = "people", "helpers"
DOMAINS = (PEOPLE, HELPERS)
ROOMS = ("carnet", "helpdesk", "kiosk", "web")
# How Babel finds them: N_(text), NP_(context, text).
KEYWORDS = {"N_": None, "NP_": ((1, "c"), 2)}


class Marked(NamedTuple):
    """One sentence marked in a file of a room: its path from the root, its text, its context or nothing."""

    path: str
    text: str
    context: str


def key_of(message: Message) -> tuple[str, str]:
    """Return what tells one sentence from another: context, then text."""
    return message.context or "", str(message.id)


def marked(root: Path = ROOT) -> Iterator[Marked]:
    """Yield every marked sentence of the rooms, file after file, in the order of each file."""
    for path in (path for room in ROOMS for path in sorted((root / room).rglob("*.py"))):
        for _line, message, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            text = message[-1] if isinstance(message, tuple) else message
            yield Marked(path.relative_to(root).as_posix(), text, context or "")


def said_to_helpers() -> frozenset[str]:
    """Return what journeys say to helpers and to nobody else."""
    told = [step.says for journey in JOURNEYS.values() for step in journey.steps]
    return frozenset(line for says in told for line in (says.do, says.watch)) - frozenset(
        line for says in told for line in (says.screen, says.voice)
    )


def domain_of(sentence: Marked, to_helpers: frozenset[str]) -> str:
    """Return whose word it is: the console speaks to helpers, journeys to both, all other rooms to people."""
    is_for_helpers = sentence.path.startswith("helpdesk/") or sentence.text in to_helpers
    return HELPERS if is_for_helpers else PEOPLE


def templates(root: Path = ROOT) -> dict[str, Catalog]:
    """Return both templates by domain."""
    found = {domain: Catalog() for domain in DOMAINS}
    to_helpers = said_to_helpers()
    for sentence in marked(root):
        catalogue = found[domain_of(sentence, to_helpers)]
        catalogue.add(sentence.text, locations=[(sentence.path, 0)], context=sentence.context or None)
    for catalogue in found.values():
        for message in catalogue:
            message.locations = sorted(set(message.locations))
    return found
