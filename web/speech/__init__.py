"""Speech: what is written, said aloud, offline.

Two paths that cannot be mixed up. `clips`: fixed prompts, MP3 files made at set-up. `voices`: personal text,
sound in memory only. Both go through worker processes; nothing here loads the voice into the web process.
"""

from web.speech.clips import Report, clip_name, render
from web.speech.errors import Busy, TooLong, Unvoiced
from web.speech.manifest import Clips
from web.speech.normalise import normalise, spell_code
from web.speech.sentences import sentences
from web.speech.voices import Voices

__all__ = [
    "Busy",
    "Clips",
    "Report",
    "TooLong",
    "Unvoiced",
    "Voices",
    "clip_name",
    "normalise",
    "render",
    "sentences",
    "spell_code",
]
