"""Templates and catalogues in step: written by `extract`, judged by `faults`.

A sentence whose French changed is a new sentence: its old translation goes, so that somebody must look again.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from web.locale import SOURCE, languages
from words import ROOT, TRANSLATIONS, files
from words.template import key_of, templates


def tags(folder: Path = TRANSLATIONS) -> tuple[str, ...]:
    """Return the languages that are offered, in the order of the welcome."""
    return tuple(language.tag for language in languages(folder) if language.state == "offered")


def write(root: Path = ROOT, folder: Path = TRANSLATIONS) -> None:
    """Write both templates, then each catalogue with the sentences of its template and the translations it had."""
    for domain, template in templates(root).items():
        folder.mkdir(parents=True, exist_ok=True)
        files.template_path(domain, folder).write_text(files.template_text(domain, template), "utf-8")
        for tag in tags(folder):
            if domain in files.domains_of(tag):
                _bring_in_step(tag, domain, template, folder)


def faults(root: Path = ROOT, folder: Path = TRANSLATIONS) -> Iterator[str]:
    """Yield what keeps the catalogues from being up to date and complete, one line each."""
    for domain, template in templates(root).items():
        path = files.template_path(domain, folder)
        if not path.exists() or path.read_text("utf-8") != files.template_text(domain, template):
            yield f"{path.name} is not up to date: python -m words extract"
    for tag in tags(folder):
        for domain in files.domains_of(tag):
            waiting = unfinished(tag, domain, folder)
            if waiting:
                yield f"{tag} {domain} lacks {len(waiting)} sentences, the first is {waiting[0]!r}"


def unfinished(tag: str, domain: str, folder: Path = TRANSLATIONS) -> list[str]:
    """Return the sentences of the template that ``tag`` has not, or has only as fuzzy, in order."""
    done = {key_of(message) for message in translated(tag, domain, folder)}
    template = files.read(files.template_path(domain, folder))
    return [str(message.id) for message in template if message.id and key_of(message) not in done]


def translated(tag: str, domain: str, folder: Path = TRANSLATIONS) -> list[Message]:
    """Return the finished sentences of a catalogue, in its order; none when there is no catalogue."""
    path = files.catalogue_path(tag, domain, folder)
    messages = files.read(path) if path.exists() else ()
    return [message for message in messages if message.id and message.string and not message.fuzzy]


def _bring_in_step(tag: str, domain: str, template: Catalog, folder: Path) -> None:
    path = files.catalogue_path(tag, domain, folder)
    had = {key_of(message): message for message in translated(tag, domain, folder)}
    catalogue = Catalog()
    for message in template:
        if message.id:
            old = had.get(key_of(message))
            # The French catalogue says the source itself, but where somebody gave it a typographic variant.
            text = old.string if old else (message.id if tag == SOURCE else "")
            notes = old.user_comments if old else ()
            catalogue.add(
                message.id, text, locations=message.locations, context=message.context, user_comments=notes
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(files.catalogue_text(tag, catalogue, files.notes_of(path)), "utf-8")
