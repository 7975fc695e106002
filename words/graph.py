"""A journey as a drawing: one box a step, one row an outcome, a curve to the step that follows. Plain SVG, no program."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from carnet.domain.journey import END, Journey, Step

BOX, ROW, GAP, LANE, TOP = 340, 26, 22, 16, 12


@dataclass(frozen=True)
class Exit:
    """One outcome of a step and where it leads: a step of this journey, ``journey/step`` of another, or the end."""

    outcome: str
    target: str

    @property
    def journey(self) -> str:
        return self.target.partition("/")[0] if "/" in self.target else ""


@dataclass(frozen=True)
class Box:
    step: str
    top: int
    exits: tuple[Exit, ...]

    @property
    def height(self) -> int:
        return ROW * (1 + len(self.exits))

    def middle_of(self, row: int) -> int:
        return self.top + ROW * row + ROW // 2


def exits_of(step: Step) -> tuple[Exit, ...]:
    """Return where each outcome of ``step`` leads, in the order of the script."""
    if isinstance(step.then, str):
        return () if step.then == END else (Exit("", step.then),)
    return tuple(Exit(outcome, target) for outcome, target in step.then.items())


def svg(journey: Journey) -> Markup:
    """Return the drawing of ``journey``; other journeys are named, and lead to their own page."""
    boxes = {box.step: box for box in _boxes(journey)}
    arrows = list(_arrows(boxes))
    last = list(boxes.values())[-1]
    width, height = BOX + 2 * GAP + LANE * (len(arrows) + 1), last.top + last.height + TOP
    parts = [*(_box(box, boxes) for box in boxes.values()), *arrows]
    return Markup(
        '<svg class="graph" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>'
    ).format(width, height, f"Parcours {journey.name}", Markup("").join(parts))


def _boxes(journey: Journey) -> Iterator[Box]:
    top = TOP
    for step in journey.steps:
        box = Box(step.id, top, exits_of(step))
        yield box
        top += box.height + GAP


def _box(box: Box, boxes: dict[str, Box]) -> Markup:
    rows = [
        Markup(
            '<rect x="{}" y="{}" width="{}" height="{}"/><text class="step" x="{}" y="{}">{}</text>'
        ).format(GAP, box.top, BOX, box.height, GAP + 10, box.middle_of(0) + 5, box.step)
    ]
    for row, exit_ in enumerate(box.exits, start=1):
        line = Markup('<text x="{}" y="{}">{}</text>').format(
            GAP + 24, box.middle_of(row) + 5, f"{exit_.outcome} → {exit_.target}".strip()
        )
        link = Markup('<a href="{}.html">{}</a>').format(exit_.journey, line)
        rows.append(line if exit_.target in boxes or not exit_.journey else link)
    return Markup("").join(rows)


def _arrows(boxes: dict[str, Box]) -> Iterator[Markup]:
    lanes = count(1)
    for box in boxes.values():
        for row, exit_ in enumerate(box.exits, start=1):
            if exit_.target in boxes:
                start, end = box.middle_of(row), boxes[exit_.target].middle_of(0)
                edge, far = GAP + BOX, GAP + BOX + LANE * next(lanes) + 10
                yield Markup(
                    '<path d="M{0} {1}H{2}V{3}H{4}"/><path class="head" d="M{0} {3}l9 -5v10z"/>'
                ).format(edge, start, far, end, edge + 9)
