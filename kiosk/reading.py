"""Reads a printed number from a strip of a photo. The picture lives in memory, in a child with limits, for one reading.

A social security number is believed by its key; a card serial has none, so the same digits must be read twice.
"""

import os
import resource
import shutil
import subprocess
from typing import Final

from carnet.domain.card import LONGEST, read_serial
from carnet.domain.errors import Invalid
from carnet.domain.nir import read_nir

PROGRAM: Final = "tesseract"
COMMAND: Final = ("stdin", "stdout", "--psm", "7", "-c", "tessedit_char_whitelist=0123456789AB ")
CPU_S: Final = 5
PATIENCE_S: Final = 20  # a busy machine waits for a core; the child itself may use five seconds of one
MEMORY_BYTES: Final = 512 * 1024 * 1024
PHOTO_SERIAL: Final = 11
JPEG: Final = b"\xff\xd8\xff"
KINDS: Final = ("nir", "serial")


def is_ready() -> bool:
    """Tell whether this machine can read print; where it cannot, the key is simply not there."""
    return shutil.which(PROGRAM) is not None


def printed_number(photo: bytes, kind: str) -> str | None:
    """Return the number of ``kind`` (``nir`` or ``serial``) on a JPEG strip, or None when nothing fit is read."""
    if kind not in KINDS or not photo.startswith(JPEG):
        return None
    signs = "".join(_read(photo).split())
    try:
        if kind == "nir":
            return read_nir(signs).value
        return read_serial(signs[-PHOTO_SERIAL:] if len(signs) > LONGEST else signs).value
    except Invalid:
        return None


def _read(photo: bytes) -> str:
    try:
        done = subprocess.run(
            [PROGRAM, *COMMAND],
            input=photo,
            capture_output=True,
            timeout=PATIENCE_S,
            preexec_fn=_limit,
            env={"OMP_THREAD_LIMIT": "1", "PATH": os.environ.get("PATH", "")},
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
