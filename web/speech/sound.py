"""From the engine's samples to a finished clip: trimmed, levelled, and written as WAV or MP3 in memory."""

import io
import wave

import numpy as np
import soundfile

from web.speech.errors import Unvoiced
from web.speech.loudness import SAMPLE_RATE, Samples, levelled
from web.speech.recipe import LEAD_S, MP3_LEVEL, TAIL_S

_FRAME = SAMPLE_RATE // 200  # 5 ms
_SILENCE = 10 ** (-45 / 20)
"""Of the loudest frame. Soft starts, such as the "f" of "fermer", are 35 to 40 dB below the vowels."""

_LAME_SCALE = 0.95
"""The encoder turns all it is given down by 0.45 dB, against clipping; our ceiling does that already."""


def finished(pcm: bytes) -> Samples:
    """Return 16-bit samples as a clip: short lead, even loudness, 0.2 s of silence after.

    Raises Unvoiced when there is no sound in it.
    """
    samples = np.frombuffer(pcm, dtype=np.int16).astype(np.float64) / 32768
    speech = _trimmed(samples)
    lead, tail = int(LEAD_S * SAMPLE_RATE), int(TAIL_S * SAMPLE_RATE)
    clip = np.pad(speech, (lead, tail))
    # A word shorter than one block of the meter would be made too loud if the silence after it counted.
    is_short = len(speech) < 0.4 * SAMPLE_RATE
    return levelled(clip, slice(lead, lead + len(speech)) if is_short else slice(None))


def wav(samples: Samples) -> bytes:
    """Return ``samples`` as a WAV file: nothing to encode, so it is ready first."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


def mp3(samples: Samples) -> bytes:
    """Return ``samples`` as an MP3 file: a fifth of the WAV, and every browser plays it."""
    file = io.BytesIO()
    soundfile.write(
        file,
        samples / _LAME_SCALE,
        SAMPLE_RATE,
        format="MP3",
        bitrate_mode="VARIABLE",
        compression_level=MP3_LEVEL,
    )
    return file.getvalue()


def _trimmed(samples: Samples) -> Samples:
    frames = samples[: len(samples) - len(samples) % _FRAME].reshape(-1, _FRAME)
    strength = np.sqrt((frames**2).mean(axis=1))
    heard = np.flatnonzero(strength > strength.max(initial=0.0) * _SILENCE)
    if not len(heard):
        raise Unvoiced("silent")
    return samples[heard[0] * _FRAME : (heard[-1] + 1) * _FRAME]
