"""What passes between the web process and a voice worker: a job one way, a sound or a refusal back."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from web.speech.errors import Busy, TooLong, Unvoiced

READY = b"ready"

_SOUND, _REFUSAL = b"+", b"-"
_ERRORS = {error.__name__: error for error in (Unvoiced, TooLong, Busy)}


@dataclass(frozen=True)
class Job:
    """``form`` is the file wanted: ``wav`` for personal text, ``mp3`` for fixed prompts."""

    text: str
    language: str
    form: Literal["wav", "mp3"]
    speed: float = 1.0

    def written(self) -> bytes:
        # As ASCII: half characters that a person pasted pass too, and are dealt with by the normaliser.
        return json.dumps(asdict(self)).encode("ascii")

    @classmethod
    def read(cls, message: bytes) -> "Job":
        return cls(**json.loads(message))


def success(sound: bytes) -> bytes:
    return _SOUND + sound


def refusal(error: Unvoiced) -> bytes:
    return _REFUSAL + json.dumps([type(error).__name__, error.reason, error.detail]).encode("ascii")


def sound_of(reply: bytes) -> bytes:
    """Return the sound in ``reply``. Raises the Unvoiced or TooLong that the worker met."""
    if reply[:1] == _SOUND:
        return reply[1:]
    kind, reason, detail = json.loads(reply[1:])
    raise _ERRORS[kind](reason, detail)
