"""Draws the parts of a page that many consoles share once, with empty places, and fills these for whoever looks.

A plate is drawn with words, keys, places to go or a row of the queue. What belongs to one session goes into the places: its
token, a name, a count, where it came from. Decision 10.
"""

import secrets
from collections.abc import Hashable
from functools import lru_cache
from typing import Final

from flask import get_template_attribute
from markupsafe import Markup

KEPT: Final = 1024
"""Some two megabytes: the first pages of each view, in two languages."""

# Made anew by each process, so that nothing that somebody types, or is called, can be taken for a place.
_SIGN: Final = secrets.token_hex(8)


def filled(template: str, *drawn_with: Hashable, **places: object) -> Markup:
    """Return the part of a page that the macro ``drawn`` of ``template`` makes; nothing stays nothing, so that it sees what is absent."""
    pieces = _plate(template, drawn_with, tuple(name for name, value in places.items() if value != ""))
    page: list[object] = [*pieces]
    page[1::2] = [places[name] for name in pieces[1::2]]
    # What is filled in is escaped by this.
    return Markup("").join(page)


@lru_cache(maxsize=KEPT)
def _plate(template: str, drawn_with: tuple[Hashable, ...], places: tuple[str, ...]) -> tuple[Markup, ...]:
    """Return the pieces of a part, and between two pieces the name of what goes there."""
    marks = {name: f"{_SIGN}{name}{_SIGN}" for name in places}
    drawn: Markup = get_template_attribute(template, "drawn")(*drawn_with, **marks)
    return tuple(drawn.split(_SIGN))
