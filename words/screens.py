"""What one screen says: the words of a step with those of its answers. A reading on paper of what the kiosk shows."""

from collections.abc import Iterator

from carnet.domain.journey import Choice, Entry, Option, Pick, Step
from carnet.journeys import JOURNEYS

CONTEXT = "\x04"


def steps() -> Iterator[tuple[str, Step]]:
    """Yield every step with the name of its journey, in the order of a visit."""
    for journey in JOURNEYS.values():
        for step in journey.steps:
            yield journey.name, step


def options_of(step: Step) -> dict[str, Option]:
    """Return what a person can choose: answers, or the ways that lead on without typing."""
    match step.asks:
        case Choice(options=options):
            return dict(options)
        case Entry(ways=ways) | Pick(ways=ways):
            return dict(ways)
    return {}


def marks_of(step: Step) -> list[str]:
    """Return all that the person reads on the screen of ``step``, as marked: title and lines, then each answer."""
    options = options_of(step).values()
    answers = [words for option in options for words in (option.label, option.line) if words]
    return [step.says.screen, *answers]


def split_mark(mark: str) -> tuple[str, str]:
    """Return context and text of a mark."""
    context, _, text = mark.rpartition(CONTEXT)
    return context, text
