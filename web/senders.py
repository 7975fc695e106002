"""How a parcel leaves the building. The default writes files into a folder that a person can open."""

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parcel:
    """One thing to send. ``name`` says what it is and its number, never whom it is for; ``to`` is empty on a letter."""

    name: str
    route: str
    content: bytes = field(repr=False)
    to: str = field(default="", repr=False)


class Sender(Protocol):
    def send(self, parcel: Parcel) -> None:
        """Hand ``parcel`` over; sending it twice must do no harm. Raises OSError when it has to wait."""


class FolderSender:
    """Writes each parcel as a file of its own: a PDF to print and post, a message to send on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, parcel: Parcel) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f".{parcel.name}"
        try:
            with open(unfinished, "wb", opener=_private) as file:
                file.write(parcel.content)
                file.flush()
                os.fsync(file.fileno())
            # Whole or not at all: nobody prints half a letter, and a second sending replaces the first.
            unfinished.replace(self._folder / parcel.name)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


class NullSender:
    """Sends nothing and says so: for tests, and for a machine that must stay silent."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []

    def send(self, parcel: Parcel) -> None:
        log.warning("not sent: %s", parcel.name)
        self.parcels.append(parcel)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
