"""The fund's own number for a person, by keyed hash: how a second extract finds whom the first one brought."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from carnet.store.asking import slices
from carnet.store.keys import Keys, keys_of
from carnet.store.rows import Row


class InsuredReference(Row):
    __tablename__ = "insured_reference"

    hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    # A line that says the same as last time is known by this keyed hash and costs nothing.
    line_hash: Mapped[str]


class Known(NamedTuple):
    """A person whom an extract brought before, and the keyed hash of the line that did."""

    person_id: int
    line_hash: str


def reference_hash(keys: Keys, reference: str) -> str:
    """Return the keyed hash that finds ``reference``."""
    return keys.hash("reference", reference)


def line_hash(keys: Keys, text: str) -> str:
    """Return the keyed hash by which a line is recognised."""
    return keys.hash("insured_line", text)


def known_people(db: Session, references: Iterable[str]) -> dict[str, Known]:
    """Return those of ``references`` that are known, however many are asked."""
    hashes = {reference_hash(keys_of(db), reference): reference for reference in references}
    columns = InsuredReference.hash, InsuredReference.person_id, InsuredReference.line_hash
    known: dict[str, Known] = {}
    for some in slices(hashes):
        for found, person_id, line in db.execute(select(*columns).where(InsuredReference.hash.in_(some))):
            known[hashes[found]] = Known(person_id, line)
    return known
