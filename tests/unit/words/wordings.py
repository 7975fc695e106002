"""What the tests of wordings read: the French sources and the catalogues, as pairs that name themselves when they fail."""

from collections.abc import Callable, Iterable, Iterator

from kiosk.frame import FRAME
from words import catalogues, files
from words.screens import split_mark

# Said only by the device in hand, one for a finger and one for keys: the other surfaces never say them.
OF_ONE_DEVICE = frozenset(split_mark(FRAME[name])[1] for name in ("act_touch", "act_keys"))


def sources(domain: str = "people") -> Iterator[tuple[str, str]]:
    """Yield context and text of each French source."""
    for message in files.read(files.template_path(domain)):
        if message.id:
            yield message.context or "", str(message.id)


def easy_texts() -> list[str]:
    return [str(message.string) for message in catalogues.translated("fr@easy", "people")]


def faults(judge: Callable[[str], Iterable[str]], texts: Iterable[str]) -> list[str]:
    """Return what ``judge`` says of each text, beside the text."""
    return [f"{fault} | {text}" for text in texts for fault in judge(text)]
