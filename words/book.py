"""The book of wordings, for those who sign the words: every journey as a drawing, and each step on each surface,
in each language side by side. Written to out/book/, to be read in a browser and printed.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from carnet.domain.journey import Journey, Step
from carnet.journeys import JOURNEYS
from web.locale import Catalogue, Language, catalogue, languages
from words import ROOT, files, graph
from words.screens import marks_of, options_of, split_mark, steps
from words.template import DOMAINS, HELPERS, PEOPLE

PAGES = Path(__file__).parent / "pages"
BOOK = ROOT / "out" / "book"
STATUS = "En attente de relecture par des personnes dont c’est la langue"

_HOLE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Column:
    """One language of the book, with its two catalogues."""

    language: Language
    people: Catalogue
    helpers: Catalogue

    @classmethod
    def of(cls, language: Language) -> Self:
        return cls(language, catalogue(language.tag), catalogue(language.tag, HELPERS))

    @property
    def title(self) -> str:
        return "Français facile" if self.language.is_easy else self.language.name

    @property
    def status(self) -> str:
        reader = self.language.reviewed_by
        return f"Relu par {reader}" if reader else STATUS

    def says(self, mark: str, domain: str) -> Markup:
        """Return a wording, a line a sentence and its holes marked; nothing where helpers have not this language."""
        if domain not in files.domains_of(self.language.tag):
            return Markup("")
        context, text = split_mark(mark)
        found = (self.people if domain == PEOPLE else self.helpers).text(text, context or None)
        return Markup("<br>").join(_with_holes(line) for line in found.split("\n"))


@dataclass(frozen=True)
class Row:
    """One wording: where it is read or heard, then the same in each language."""

    surface: str
    wordings: tuple[Markup, ...]


@dataclass(frozen=True)
class Chapter:
    """A step, or a file of the rooms: its name, and its wordings."""

    name: str
    rows: tuple[Row, ...]


def write(folder: Path = BOOK) -> Path:
    """Write the book anew and return its first page."""
    columns = tuple(Column.of(language) for language in languages() if language.state == "offered")
    pages = Environment(loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined)
    folder.mkdir(parents=True, exist_ok=True)
    for journey in JOURNEYS.values():
        _write(
            folder / f"{journey.name}.html", pages, "journey.html",
            title=journey.name, columns=columns, graph=graph.svg(journey), chapters=chapters_of(journey, columns),
        )  # fmt: skip
    for domain in DOMAINS:
        _write(
            folder / f"{domain}.html", pages, "journey.html",
            title=_OTHERS[domain], columns=columns, graph="", chapters=others(domain, columns),
        )  # fmt: skip
    shutil.copyfile(PAGES / "book.css", folder / "book.css")
    first = folder / "index.html"
    _write(
        first,
        pages,
        "index.html",
        title="Le livre des mots",
        columns=columns,
        journeys=JOURNEYS,
        others=_OTHERS,
    )
    return first


def chapters_of(journey: Journey, columns: tuple[Column, ...]) -> tuple[Chapter, ...]:
    return tuple(Chapter(step.id, tuple(_rows(step, columns))) for step in journey.steps)


def others(domain: str, columns: tuple[Column, ...]) -> tuple[Chapter, ...]:
    """Return the sentences that no step says, by file: the frame, the panels, the faults, the papers, the console."""
    said = {
        split_mark(mark)
        for _name, step in steps()
        for mark in (*marks_of(step), step.says.do, step.says.watch)
    }
    chapters: dict[str, list[Row]] = {}
    for message in files.read(files.template_path(domain)):
        key = (message.context or "", str(message.id))
        if message.id and key not in said:
            mark = "\x04".join(filter(None, key))
            rows = chapters.setdefault(message.locations[0][0], [])
            rows.append(_row(message.context or "", mark, domain, columns))
    return tuple(Chapter(name, tuple(rows)) for name, rows in chapters.items())


def _rows(step: Step, columns: tuple[Column, ...]) -> Iterator[Row]:
    yield _row("Écran et voix", step.says.screen, PEOPLE, columns)
    if step.says.voice:
        yield _row("Voix", step.says.voice, PEOPLE, columns)
    for name, option in options_of(step).items():
        for mark in filter(None, (option.label, option.line)):
            yield _row(f"Réponse {name}", mark, PEOPLE, columns)
    yield _row("Faites", step.says.do, HELPERS, columns)
    yield _row("Observez", step.says.watch, HELPERS, columns)


def _with_holes(line: str) -> Markup:
    """Return a sentence as HTML, with the name of each value where it will stand."""
    name = Markup("<mark>{}</mark>")
    pieces = enumerate(_HOLE.split(line))
    return Markup("").join(name.format(piece) if place % 2 else escape(piece) for place, piece in pieces)


def _row(surface: str, mark: str, domain: str, columns: tuple[Column, ...]) -> Row:
    return Row(surface, tuple(column.says(mark, domain) for column in columns))


def _write(path: Path, pages: Environment, template: str, **values: object) -> None:
    path.write_text(pages.get_template(template).render(**values), "utf-8")


_OTHERS = {PEOPLE: "Autres mots de la personne", HELPERS: "Autres mots de la console"}
