"""Charts as plain SVG, computed here and placed by templates: bars, and two lines over the day. No script, no colour alone.

Each chart has a title that states what it finds, and its table: the same figures, for whoever does not see drawings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 40, 32, 16, 32
LINES = 3


@dataclass(frozen=True)
class Table:
    """The figures of a chart: a head, and rows whose first cell names them."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bar:
    """``percent`` of the longest. ``shown`` is the figure as it is read; ``is_first`` wears the stripes."""

    label: str
    shown: str
    line: str
    percent: float
    is_first: bool


@dataclass(frozen=True)
class Bars:
    name: str
    title: str
    bars: tuple[Bar, ...]
    table: Table


@dataclass(frozen=True)
class Mark:
    x: float
    y: float


@dataclass(frozen=True)
class Lines:
    """``scale``: figures with their height; ``ends``: words under the axis with their place."""

    name: str
    title: str
    first: tuple[Mark, ...]
    second: tuple[Mark, ...]
    scale: tuple[tuple[str, float], ...]
    ends: tuple[tuple[str, float], ...]
    labels: tuple[str, str]
    table: Table

    @staticmethod
    def path(marks: Sequence[Mark]) -> str:
        """Return the points of a line, as SVG writes them."""
        return " ".join(f"{mark.x:.1f},{mark.y:.1f}" for mark in marks)


def bars(
    name: str, title: str, figures: Sequence[tuple[str, int | None, str, str]], head: tuple[str, ...]
) -> Bars:
    """Return the chart of ``figures``: label, figure (None is hidden and has no bar), what is read, and a line beside it."""
    longest = max((figure or 0 for _label, figure, _shown, _line in figures), default=0) or 1
    drawn = tuple(
        Bar(label, shown, line, 100 * (figure or 0) / longest, is_first=figure == longest)
        for label, figure, shown, line in figures
    )
    rows = tuple((label, shown, line)[: len(head)] for label, _figure, shown, line in figures)
    return Bars(name, title, drawn, Table(head, rows))


def lines(
    name: str,
    title: str,
    figures: Sequence[tuple[str, int, int]],
    labels: tuple[str, str],
    head: tuple[str, ...],
) -> Lines:
    """Return two lines over the labels of ``figures``, on one scale from nought."""
    top = _round_up(max((max(first, second) for _label, first, second in figures), default=0))
    places = [_x(number, len(figures)) for number in range(len(figures))]
    every = max(1, -(-len(figures) // 10))
    return Lines(
        name,
        title,
        first=tuple(Mark(x, _y(figure, top)) for x, (_label, figure, _) in zip(places, figures, strict=True)),
        second=tuple(
            Mark(x, _y(figure, top)) for x, (_label, _, figure) in zip(places, figures, strict=True)
        ),
        scale=tuple((str(top * part // LINES), _y(top * part // LINES, top)) for part in range(LINES + 1)),
        ends=tuple((figures[number][0], places[number]) for number in range(0, len(figures), every)),
        labels=labels,
        table=Table(head, tuple((label, str(first), str(second)) for label, first, second in figures)),
    )


def _x(number: int, count: int) -> float:
    inside = WIDTH - LEFT - RIGHT
    return LEFT + inside * (number / (count - 1) if count > 1 else 0.5)


def _y(figure: int, top: int) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - figure / top)


def _round_up(figure: int) -> int:
    """Return a top that three lines part evenly."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**6) if step * LINES >= figure)
    return step * LINES
