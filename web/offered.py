"""Whether each offered language is whole: every sentence and every clip, or the language must not be offered."""

from collections.abc import Iterator

from carnet.settings import Settings
from web import locale
from web.prompts import prompts
from web.speech.manifest import Clips

HELPERS = ("fr", "en")


def language_faults(settings: Settings) -> Iterator[str]:
    """Yield one sentence per language and kind of hole; nothing when all that is offered is whole."""
    for language in locale.offered():
        holes = locale.missing(language.tag)
        if holes:
            yield f"the language {language.tag} is offered but lacks {len(holes)} sentences: python -m words missing"
    for tag in HELPERS:
        holes = locale.missing(tag, "helpers")
        if holes:
            yield f"the console's language {tag} lacks {len(holes)} sentences: python -m words missing"
    mute: dict[str, int] = {}
    for tag, _ in Clips(settings.data / "clips").missing(prompts()):
        mute[tag] = mute.get(tag, 0) + 1
    for tag, count in mute.items():
        yield f"the language {tag} is offered but {count} spoken prompts are missing: python -m web.voice renders them"
