"""The voice engine, eSpeak NG, called directly: text in, sound in memory out. Nothing touches the disk.

The library keeps one global state: one engine a process, one thread.
"""

import ctypes
import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from web.speech.errors import TooLong, Unvoiced

_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000  # without it, a wrong folder of voices ends the whole process
_PLAIN_UTF8 = 1  # and never the mark-up flag (0x10): `<audio src=…>` in a letter would be obeyed
_RATE, _VOLUME = 1, 2
_END_OF_EVENTS, _WORD = 0, 1
_MAX_BYTES = 1_000_000


class _Identity(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True)
class Word:
    """Where a word starts in the text (from 0), how long it is, and when it is heard."""

    start: int
    length: int
    at_ms: int


@dataclass(frozen=True)
class Speech:
    """Sound as 16-bit mono samples in the machine's byte order, with the words that it says."""

    pcm: bytes
    words: tuple[Word, ...]


class Espeak:
    """The engine of the pip package ``espeakng-loader``: no system package is needed."""

    def __init__(self) -> None:
        self._library, self.sample_rate = _load()
        self._pcm = bytearray()
        self._words: list[Word] = []
        self._limit = 0
        self._cut = False
        # Kept in a field: the library calls it long after this line, and Python must not free it.
        self._callback = _Callback(self._take)

    def choose(self, voice: str) -> None:
        """Speak with ``voice`` from now on.

        Raises Unvoiced: the library would keep the former voice, and read in the wrong language.
        """
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise Unvoiced("language", f"no voice named {voice}")

    def speak(self, text: str, *, rate: int, volume: int, limit_s: float) -> Speech:
        """Return the sound of ``text``. Raises TooLong beyond ``limit_s`` seconds of sound."""
        encoded = text.encode()
        if len(encoded) > _MAX_BYTES:
            raise TooLong("characters_limit")
        self._pcm.clear()
        self._words.clear()
        self._cut = False
        self._limit = int(limit_s * self.sample_rate) * 2
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_SetParameter(_RATE, rate, 0)
        self._library.espeak_SetParameter(_VOLUME, volume, 0)
        failed = self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 0, 0, _PLAIN_UTF8, None, None)
        if self._cut:
            raise TooLong("duration_limit")
        if failed:
            raise Unvoiced("engine", f"synthesis failed with code {failed}")
        return Speech(bytes(self._pcm), tuple(self._words))

    def _take(self, samples: Any, count: int, events: Any) -> int:
        """Keep what the library hands over. Returns 1 to stop it, 0 to go on."""
        if samples and count > 0:
            self._pcm += ctypes.string_at(samples, count * 2)
        position = 0
        while events and events[position].type != _END_OF_EVENTS:
            event = events[position]
            if event.type == _WORD:
                self._words.append(Word(event.text_position - 1, event.length, event.audio_position))
            position += 1
        self._cut = len(self._pcm) > self._limit
        return int(self._cut)


@cache
def _load() -> tuple[ctypes.CDLL, int]:
    """Return the started library and the samples a second that it gives. Raises Unvoiced with what to install."""
    try:
        loader = import_module("espeakng_loader")
        voices: str = loader.get_data_path()
        # Loaded by full path: the package's own helper changes LD_LIBRARY_PATH, which a running
        # process no longer reads. The wheel's built-in folder of voices is that of its builder.
        os.environ["ESPEAK_DATA_PATH"] = voices
        library = ctypes.CDLL(loader.get_library_path())
    except (ImportError, OSError, RuntimeError) as missing:
        raise Unvoiced("engine", f"install the package espeakng-loader ({missing})") from missing
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    sample_rate = int(library.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(voices), _DO_NOT_EXIT))
    if sample_rate <= 0:
        raise Unvoiced("engine", f"no voices in {voices}")
    return library, sample_rate
