"""How what leaves the building is called: those who send it and those who tell where it lies agree here."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from carnet.services.turn import paris_date
from carnet.store.outbox import Outbox

_LETTER: Final = re.compile(r"(\d{4}-\d\d-\d\d)-[a-z_]+-(\d{6,})\.pdf")


@dataclass(frozen=True)
class Paper:
    """A letter that lies in the folder, ready to print: the day it was made, and its number in the outbox."""

    day: date
    number: int
    path: Path


def name_of(row: Outbox) -> str:
    """Return the name of a paper or message, without suffix: its day, its kind and its number, never a person."""
    return f"{paris_date(row.made_at):%Y-%m-%d}-{row.kind}-{row.id:06d}"


def papers_in(folder: Path) -> list[Paper]:
    """Return the letters that lie in ``folder``, by number."""
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    found = [match for name in names if (match := _LETTER.fullmatch(name))]
    papers = [Paper(date.fromisoformat(each[1]), int(each[2]), folder / each[0]) for each in found]
    return sorted(papers, key=lambda paper: paper.number)
