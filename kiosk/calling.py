"""How each offered language calls whoever reads none of the others: its own sentence, in its own voice."""

from functools import lru_cache

from kiosk.screen import Line
from kiosk.wording import wording_in
from web.locale import Language, offered
from web.speech.manifest import Clips


def call_of(language: Language, clips: Clips) -> Line:
    return wording_in(language, clips).named(language.invitation)


@lru_cache(maxsize=4)
def calls(clips: Clips) -> tuple[Line, ...]:
    """Return the calls of all languages, in the order of the welcome."""
    return tuple(call_of(language, clips) for language in offered() if not language.is_easy)
