"""Text in, finished sound out: the one way through pyttsx3, for prompts and personal text alike."""

import io
import wave

from web.speech.driver import start
from web.speech.errors import Unvoiced
from web.speech.loudness import Samples
from web.speech.normalise import normalise
from web.speech.recipe import LIMIT_S, VOLUME
from web.speech.sound import finished
from web.speech.tongues import Tongue, tongue_of


class Reader:
    """A voice. One a process, one thread: the library behind it has one global state."""

    def __init__(self) -> None:
        """Start the engine. Raises Unvoiced when it is missing."""
        self._engine = start()
        self._errors: list[Exception] = []
        self._engine.connect("error", lambda **notice: self._errors.append(notice["exception"]))

    def read(self, text: str, language: str, speed: float = 1.0) -> Samples:
        """Return the sound of ``text``. Raises Unvoiced, TooLong (beyond 60 s)."""
        tongue = tongue_of(language)
        spoken = normalise(text, language)
        if not spoken:
            raise Unvoiced("empty")
        return finished(self._pcm(spoken, tongue, speed))

    def _pcm(self, spoken: str, tongue: Tongue, speed: float) -> bytes:
        file = io.BytesIO()
        self._errors.clear()
        self._engine.setProperty("voice", tongue.voice)
        self._engine.setProperty("rate", round(tongue.rate * speed))
        self._engine.setProperty("volume", VOLUME)
        self._engine.setProperty("limit_s", LIMIT_S)
        self._engine.save_to_file(spoken, file)
        self._engine.runAndWait()
        # pyttsx3 turns what a driver raises into a notice, and goes on.
        if self._errors:
            raise self._errors[0]
        file.seek(0)
        with wave.open(file, "rb") as sound:
            return sound.readframes(sound.getnframes())
