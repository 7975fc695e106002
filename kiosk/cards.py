"""The card reader port. Real readers belong to the insurer: a program of theirs reads the chip and prints two numbers.

``CARNET_CARD_READER`` names that program; it answers ``{"nir": …, "serial": …}`` on its standard output within five
seconds. The demonstration has a tray instead: a file ``DATA/reader/card.json``, laid there by hand like a card, with
the same two numbers, and taken away once read.
"""

import json
import subprocess
from dataclasses import dataclass, field

from carnet.domain.card import read_serial
from carnet.domain.errors import Invalid
from carnet.domain.nir import read_nir
from carnet.settings import Settings

PATIENCE_S = 5


@dataclass(frozen=True)
class CardRead:
    nir: str = field(repr=False)
    serial: str = field(repr=False)


def read(settings: Settings) -> CardRead | None:
    """Return what is on the card in the reader, or None when there is no card, no reader or no readable answer."""
    told = _from_program(settings.card_reader) if settings.card_reader else _from_tray(settings)
    try:
        said = json.loads(told)
        return CardRead(read_nir(str(said["nir"])).value, read_serial(str(said["serial"])).value)
    except (ValueError, KeyError, TypeError, Invalid):
        return None


def _from_program(program: str) -> str:
    try:
        # The command comes from the settings of this machine, never from a request.
        done = subprocess.run([program], capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _from_tray(settings: Settings) -> str:
    tray = settings.data / "reader" / "card.json"
    if not settings.is_demonstration or not tray.exists():
        return ""
    told = tray.read_text("utf-8")
    tray.unlink()
    return told
