"""The book shows every step on each surface in each language, and draws every way that a journey can go."""

import re
from html.parser import HTMLParser

import pytest

from carnet.domain.journey import END, Journey, Step, Words
from carnet.domain.words import N_
from carnet.journeys import JOURNEYS
from words import book, catalogues, graph
from words.template import DOMAINS


class Balanced(HTMLParser):
    """Counts elements left open, and keeps every address and identity of language that it meets."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self):
        super().__init__()
        self.open, self.addresses, self.languages = [], set(), set()

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.addresses.add(known.get("href", ""))
        self.languages.add((known.get("lang"), known.get("dir")))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    assert book.write(folder) == folder / "index.html"
    return folder


def read(path):
    page = Balanced()
    page.feed(path.read_text("utf-8"))
    assert page.open == []
    return page


def test_each_journey_has_its_page_and_every_link_leads_somewhere(folder):
    pages = {path.name: read(path) for path in folder.glob("*.html")}

    assert {f"{name}.html" for name in (*JOURNEYS, *DOMAINS, "index")} == set(pages)
    targets = {address for page in pages.values() for address in page.addresses if address}
    assert [target for target in targets if not (folder / target).exists()] == []


def test_arabic_stands_in_its_own_direction_beside_the_others(folder):
    assert {("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")} <= read(folder / "activate.html").languages


def test_a_page_shows_the_words_of_each_surface_and_who_has_not_read_them_yet(folder):
    text = (folder / "activate.html").read_text("utf-8")

    for words in ("Écran et voix", "Réponse yes", "Faites", "Observez", book.STATUS):
        assert words in text
    assert "Lisez toute la phrase." in text
    assert "Read the whole sentence." in text
    assert "<mark>whose</mark>" in text


def test_no_sentence_is_left_out_of_the_book(folder):
    said = "".join(path.read_text("utf-8") for path in folder.glob("*.html"))
    shown = re.sub(r"<[^>]*>", "", said.replace("<br>", "\n"))
    sentences = [str(m.string) for domain in DOMAINS for m in catalogues.translated("fr", domain)]

    left_out = [text for text in sentences if re.sub(r"%\((\w+)\)s", r"\1", text) not in shown]

    assert left_out == []


def test_a_drawing_names_every_outcome_and_draws_an_arrow_to_each_step_of_its_own():
    first = Step(
        id="first", says=Words(N_("Un.")), then={"on": "second", "off": "leave/farewell", "stop": END}
    )
    second = Step(id="second", says=Words(N_("Deux.")), then="first")

    drawing = graph.svg(Journey("two", (first, second)))

    assert [name in drawing for name in ("on → second", "off → leave/farewell", "→ first", "stop → end")] == [
        True
    ] * 4
    assert drawing.count('class="head"') == 2
    assert 'href="leave.html"' in drawing


@pytest.mark.parametrize("journey", JOURNEYS.values(), ids=lambda journey: journey.name)
def test_every_outcome_of_every_step_is_drawn(journey):
    exits = [exit_ for step in journey.steps for exit_ in graph.exits_of(step)]
    own = {step.id for step in journey.steps}

    assert graph.svg(journey).count('class="head"') == sum(exit_.target in own for exit_ in exits)
