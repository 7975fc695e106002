"""What leaves by post, by day: the letters of the outbox as one file to print, with the list that says how many there are."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from carnet.domain.spreadsheet import written
from carnet.services.outgoing import Paper

LIST: Final = "liste.csv"
_START: Final = (1980, 1, 1, 0, 0, 0)


def batch(papers: Iterable[Paper]) -> bytes:
    """Return ``papers`` and their list as a zip, the same bytes whenever it is asked; nothing when there are none.

    Each letter stays a tagged PDF of its own: sheets joined into one file would lose what a screen reader needs.
    No name says what a letter is, nor for whom: a kind would tell the state of somebody's space, and so would a size.
    """
    letters = [(_neutral(paper), paper.path.read_bytes()) for paper in papers]
    if not letters:
        return b""
    listed = written([("rang", "fichier"), *((rank, name) for rank, (name, _) in enumerate(letters, 1))])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((LIST, listed.encode()), *letters):
            archive.writestr(zipfile.ZipInfo(name, _START), content)
    return made.getvalue()


def _neutral(paper: Paper) -> str:
    return f"{paper.day.isoformat()}-lettre-{paper.number:06d}.pdf"
