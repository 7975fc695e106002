"""Draws each page once with empty places, then fills them: what is the same for everybody is not drawn again.

A plate holds no personal word, nothing typed and no secret: those are what the places are for.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from flask import render_template
from markupsafe import escape

from kiosk.frame import frame_in
from kiosk.screen import Camera, Cards, Key, Leaf, Line, Pad, Panel, Screen
from kiosk.wording import Wording

KEPT = 128
"""Some two megabytes: the pages of several visits in one language and one look."""

# Two signs that no keyboard, catalogue or civil register writes.
_PLACE = re.compile("\ue000(\\d+)\ue001")


def filled(template: str, screen: Screen, wording: Wording) -> bytes:
    """Return the page of ``screen`` as ``template`` draws it, in UTF-8."""
    emptied = _Emptied()
    plate = _plate(template, emptied.screen(screen), wording)
    pieces = [plate[0]]
    for number, piece in zip(plate[1::2], plate[2::2], strict=True):
        pieces += (emptied.values[int(number)], piece)
    return b"".join(pieces)


@lru_cache(maxsize=KEPT)
def _plate(template: str, screen: Screen, wording: Wording) -> tuple[bytes, ...]:
    """Return the pieces of a page, and between two pieces the number of the value that goes there."""
    page = render_template(template, screen=screen, frame=frame_in(wording))
    return tuple(piece.encode() for piece in _PLACE.split(page))


class _Emptied:
    """Takes out of a screen what belongs to one person or one visit, and keeps it in ``values``, safe for HTML."""

    def __init__(self) -> None:
        self.values: list[bytes] = []

    def screen(self, screen: Screen) -> Screen:
        return screen._replace(
            title=self._line(screen.title),
            lines=self._lines(screen.lines),
            table=self._table(screen.table),
            forgery=self._place(screen.forgery),
            first_name=self._place(screen.first_name),
        )

    def _table(self, table: Cards | Pad | Leaf | Panel | Camera) -> Cards | Pad | Leaf | Panel | Camera:
        match table:
            case Cards():
                return table._replace(
                    keys=self._keys(table.keys),
                    more=self._keys(table.more),
                    sheet=self._lines(table.sheet),
                )
            case Leaf():
                return table._replace(
                    keys=self._keys(table.keys),
                    sheet=self._lines(table.sheet),
                    proof_number=self._place(table.proof_number),
                    qr=self._place(table.qr, is_drawing=True),
                )
            case Pad():
                return table._replace(
                    keys=self._keys(table.keys),
                    sheet=self._lines(table.sheet),
                    typed=self._place(table.typed),
                )
            case Camera():
                return table._replace(keys=self._keys(table.keys))
            case Panel():
                return table

    def _keys(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        return tuple(self._key(key) for key in keys)

    def _key(self, key: Key) -> Key:
        if key.label.personal or (key.line and key.line.personal):
            return key._replace(label=self._line(key.label), line=key.line and self._line(key.line))
        return key

    def _lines(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(self._line(line) for line in lines)

    def _line(self, line: Line) -> Line:
        return line._replace(text=self._place(line.text)) if line.personal else line

    def _place(self, value: str, *, is_drawing: bool = False) -> str:
        """Return the mark of a place; nothing stays nothing, so that the template sees what is absent."""
        if not value:
            return ""
        self.values.append((value if is_drawing else str(escape(value))).encode())
        return f"\ue000{len(self.values) - 1}\ue001"
