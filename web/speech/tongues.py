"""The languages that the voice speaks: which voice, at what pace, with which words.

The pace is 3.0 syllables a second in every language, so that nobody is hurried. A rule in words a minute
would do the contrary: Arabic words are twice as long. Each rate was measured, not taken from its label
(at "113" the French voice says 123 words a minute): tests/unit/speech/test_pace.py counts the
syllables of a text in sentences of at most 12 words and divides by the length of the finished sound.

| voice | rate | syllables a second | words a minute |
|-------|------|--------------------|----------------|
| fr    | 113  | 2.9                | 123            |
| en    | 126  | 3.0                | 138            |
| ar    | 126  | 3.1 with vowel signs, 3.3 without | 68 |

Source: accessibility checklist A80 and A81. Engine: eSpeak NG 1.52.0.
"""

from dataclasses import dataclass

from web.speech.errors import Unvoiced
from web.speech.spoken.arabic import ARABIC
from web.speech.spoken.english import ENGLISH
from web.speech.spoken.french import FRENCH
from web.speech.spoken.vocabulary import Vocabulary


@dataclass(frozen=True)
class Tongue:
    """``voice`` is the engine's own name; it refuses others (fr-fr, en-gb, zh)."""

    voice: str
    rate: int
    vocabulary: Vocabulary


_FRENCH = Tongue("fr", 113, FRENCH)

TONGUES = {
    "fr": _FRENCH,
    "fr@easy": _FRENCH,
    "en": Tongue("en", 126, ENGLISH),
    "ar": Tongue("ar", 126, ARABIC),
}


def tongue_of(language: str) -> Tongue:
    """Return how ``language`` is spoken. Raises Unvoiced: never another voice in its place."""
    try:
        return TONGUES[language]
    except KeyError:
        raise Unvoiced("language", language) from None
