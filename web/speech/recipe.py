"""How a clip is made, in one line: what its name depends on beside its words.

Plain numbers only: the web process names clips without loading the voice or its number library.
"""

from functools import cache
from importlib.metadata import version

LEAD_S = 0.01
TAIL_S = 0.2
"""Between 0.15 and 0.3 s, so that two clips in a row sound like two sentences (checklist A82)."""

MP3_LEVEL = 0.3
"""Variable rate, about 75 kbit/s for speech at 22.05 kHz (A20 asks for 64), a third faster to make than a constant 64.
A constant rate below 56 would lack the header that tells players to skip the encoder's own 50 ms of silence."""

VOLUME = 0.75
"""Of the engine. At 1.0 several voices reach full scale; loudness is set afterwards."""

LIMIT_S = 60.0
"""Of sound in one clip: a longer one is a text that should have been cut."""

TARGET_LUFS = -18.0
CEILING_DBTP = -2.5
"""One decibel below the rule of -1.5 (A88): encoding moves peaks."""


@cache
def recipe() -> str:
    """Return all that changes the sound of every clip."""
    engine = f"espeakng-loader {version('espeakng-loader')}"
    encoder = f"soundfile {version('soundfile')} MP3 variable {MP3_LEVEL}"
    return f"{engine}; volume {VOLUME}; {TARGET_LUFS} LUFS under {CEILING_DBTP} dBTP; lead {LEAD_S}, tail {TAIL_S}; {encoder}"
