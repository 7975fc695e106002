"""Our driver behind pyttsx3: the sound of `save_to_file` goes to a file in memory, never to the disk.

The stock Linux driver returns before its file exists, loses files, hangs on a folder that is not
there and crashes on long texts (24 of 24, 6 of 6 and 4 of 4 tries). The public interface is kept;
its names are pyttsx3's.
"""

import sys
import wave
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

import pyttsx3
from pyttsx3.voice import Voice

from web.speech.errors import Unvoiced
from web.speech.espeak import Espeak
from web.speech.tongues import TONGUES

_NAME = "in_memory"


class Proxy(Protocol):
    """What pyttsx3 hands to a driver."""

    def setBusy(self, busy: bool) -> None: ...

    def notify(self, topic: str, **facts: Any) -> None: ...


def start() -> Any:
    """Return a pyttsx3 engine that speaks into memory. Raises Unvoiced when the engine is missing."""
    sys.modules[f"pyttsx3.drivers.{_NAME}"] = sys.modules[__name__]
    return pyttsx3.init(_NAME)


class MemoryDriver:
    """What pyttsx3 asks of a driver, and one property more: ``limit_s``, seconds of sound."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._espeak = Espeak()
        self._properties: dict[str, Any] = {"voice": "", "rate": 120, "volume": 1.0, "limit_s": 60.0}

    def destroy(self) -> None:
        """Do nothing: the library lives as long as the process."""

    def startLoop(self) -> None:
        """Run all that is queued. pyttsx3 empties its queue as soon as its driver is not busy."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:
        """Do nothing: the loop is over when the queue is empty."""

    def iterate(self) -> Iterator[None]:
        self._proxy.setBusy(False)
        yield

    def stop(self) -> None:
        """Do nothing: nothing is under way between two commands of the queue."""

    def say(self, text: str) -> None:
        """Refuse: a server has no loudspeaker, and the stock driver writes a file to play."""
        raise Unvoiced("engine", "a server speaks to a file in memory only")

    def save_to_file(self, text: str, file: BinaryIO) -> None:
        """Write the WAV of ``text`` to ``file``. Raises Unvoiced, TooLong."""
        if not self._properties["voice"]:
            raise Unvoiced("language", "no voice chosen")
        self._proxy.notify("started-utterance")
        speech = self._espeak.speak(
            text,
            rate=int(self._properties["rate"]),
            volume=round(self._properties["volume"] * 100),
            limit_s=self._properties["limit_s"],
        )
        for word in speech.words:
            self._proxy.notify("started-word", location=word.start, length=word.length)
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(self._espeak.sample_rate)
            sound.writeframes(speech.pcm)
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> Any:
        if name == "voices":
            return [Voice(tongue.voice, tongue.voice, [tag]) for tag, tongue in TONGUES.items()]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:
        """Remember ``value``. A refused voice leaves none: text is never read in the former one."""
        if name not in self._properties:
            raise KeyError(name)
        if name == "voice":
            self._properties["voice"] = ""
            self._espeak.choose(value)
        self._properties[name] = value


buildDriver = MemoryDriver  # the name that pyttsx3 looks for
