"""What helps the person, as they chose it themselves: language, text, voice, time."""

from typing import Final

from carnet.domain.aids import aids
from carnet.store.visits import Comfort
from helpdesk.sheet import Need
from helpdesk.wording import Wording
from helpdesk.words import NEEDS
from web.locale import language_called

ICONS: Final = {
    "easy": "bulb",
    "big": "letter-case",
    "voice": "volume",
    "contrast": "contrast",
    "pace": "hourglass",
}


def of(words: Wording, comfort: Comfort) -> tuple[Need, ...]:
    """Return the needs of a visit, each with its picture and its word; the language comes first."""
    return chosen(
        words,
        language=comfort.language,
        easy=comfort.easy,
        size=comfort.size,
        voice=comfort.voice,
        theme=comfort.theme,
        pace=comfort.pace,
    )


def chosen(
    words: Wording, *, language: str, easy: bool, size: str, voice: bool, theme: str, pace: int
) -> tuple[Need, ...]:
    """Return the needs that these choices say."""
    spoken = language_called(language)
    said = aids(easy=easy, size=size, voice=voice, theme=theme, pace=pace)
    told = tuple(Need(ICONS[aid], words.text(NEEDS[aid])) for aid in said)
    return (Need("language", spoken.name if spoken else language, language=language), *told)
