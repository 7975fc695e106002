"""Rows and queries. Importing this room makes the whole schema known; nothing here decides or commits."""

from carnet.store import (
    articles,
    audit,
    cases,
    codes,
    contacts,
    events,
    finding,
    lookups,
    marker,
    outbox,
    people,
    references,
    representation,
    roots,
    spaces,
    staff,
    visits,
)
from carnet.store.rows import Row

metadata = Row.metadata

__all__ = [
    "articles",
    "audit",
    "cases",
    "codes",
    "contacts",
    "events",
    "finding",
    "lookups",
    "marker",
    "metadata",
    "outbox",
    "people",
    "references",
    "representation",
    "roots",
    "spaces",
    "staff",
    "visits",
]
