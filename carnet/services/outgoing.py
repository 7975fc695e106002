"""How what leaves the building is called: those who send it and those who tell where it lies agree here."""

from carnet.services.turn import paris_date
from carnet.store.outbox import Outbox


def name_of(row: Outbox) -> str:
    """Return the name of a paper or message, without suffix: its day, its kind and its number, never a person."""
    return f"{paris_date(row.made_at):%Y-%m-%d}-{row.kind}-{row.id:06d}"
