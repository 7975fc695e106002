"""An article as a letter: its title and its sentences, in French, which is the one language that articles have."""

from datetime import date

from web.paper.pages import page
from web.paper.sheets import Envelope, sheets
from web.paper.tongue import FRENCH, Line


def article_page(
    envelope: Envelope,
    title: str,
    text: str,
    *,
    sent_on: date,
    is_demonstration: bool,
) -> str:
    """Return the letter as HTML; ``text`` has one sentence a line."""
    lines = [_line(title, "title"), *(_line(sentence, "what") for sentence in text.split("\n"))]
    return page(
        "article",
        title=title,
        envelope=envelope,
        sheets=sheets(FRENCH, lines, day=sent_on, is_demonstration=is_demonstration),
    )


def _line(sentence: str, part: str) -> Line:
    return Line(sentence.replace("%", "%%"), {}, part)
