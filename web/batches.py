"""What leaves by post, by day: the letters of the outbox as one file to print, with the list that says what is in it."""

import hashlib
import io
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final

from carnet.domain.spreadsheet import written

LIST: Final = "liste.csv"
_LETTER: Final = re.compile(r"(\d{4}-\d\d-\d\d)-([a-z_]+)-\d{6,}\.pdf")
_START: Final = (1980, 1, 1, 0, 0, 0)


def days(folder: Path) -> list[tuple[date, int]]:
    """Return each day that has letters and how many, the newest first."""
    found = Counter(match[1] for name in _names(folder) if (match := _LETTER.fullmatch(name)))
    return [(date.fromisoformat(day), found[day]) for day in sorted(found, reverse=True)]


def batch(folder: Path, day: date) -> bytes:
    """Return the letters of ``day`` and their list as a zip, the same bytes whenever it is asked; nothing when there are none.

    Each letter stays a tagged PDF of its own: sheets joined into one file would lose what a screen reader needs.
    The list names files, kinds and sums, never a person.
    """
    letters = [
        (name, match[2], (folder / name).read_bytes())
        for name in sorted(_names(folder))
        if (match := _LETTER.fullmatch(name)) and match[1] == day.isoformat()
    ]
    if not letters:
        return b""
    rows = [(name, kind, len(pdf), hashlib.sha256(pdf).hexdigest()) for name, kind, pdf in letters]
    listed = written([("fichier", "lettre", "octets", "sha256"), *rows])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((LIST, listed.encode()), *((name, pdf) for name, _, pdf in letters)):
            archive.writestr(zipfile.ZipInfo(name, _START), content)
    return made.getvalue()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []
