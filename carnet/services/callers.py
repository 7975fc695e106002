"""Who a telephone number may belong to. A number recognises nobody: it only says whom to ask for.

The register's numbers are found by keyed hash, as names are (``carnet.store.finding``): filled wherever the register is
written, made anew by the night when the rules of keys change.
"""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from carnet.domain.errors import Invalid
from carnet.reference.numbering import read_number, written_forms
from carnet.services import search
from carnet.services.search import Candidate
from carnet.store import finding
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

MOST_SHOWN: Final = 8


def read_caller(text: str) -> str:
    """Return the canonical number of what an exchange says of a caller; nothing when it is hidden or is no number."""
    try:
        return read_number(text)
    except Invalid:
        return ""


def known_by(db: Session, number: str) -> list[int]:
    """Return the people whom the register knows by a canonical number, in a lasting order, eight at most."""
    keyring = keys_of(db)
    wanted = {finding.phone_number(keyring, form) for form in written_forms(number)} if number else set()
    return sorted(finding.hits(db, wanted))[:MOST_SHOWN]


def candidates(db: Session, helper: Helper, number: str, now: datetime) -> tuple[Candidate, ...]:
    """Return all that ``helper`` may see of those people before proof; none is ever chosen for the helper."""
    return search.shown(db, helper, known_by(db, number), now)
