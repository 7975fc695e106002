"""The whole schema: importing this module makes every table known. What migrates, compares or empties tables needs it."""

from importlib import import_module
from typing import Final

from carnet.store.rows import CONDITION, Row

SUBJECTS: Final = (
    *(
        "articles",
        "audit",
        "calls",
        "cases",
        "circle",
        "codes",
        "contacts",
        "credentials",
        "events",
        "finding",
        "lookups",
    ),
    *(
        "macros",
        "marker",
        "outbox",
        "people",
        "promises",
        "references",
        "representation",
        "requests",
        "roots",
    ),
    *("spaces", "staff", "stats", "visits"),
)

for _subject in SUBJECTS:
    import_module(f"carnet.store.{_subject}")

metadata = Row.metadata

for _table in metadata.tables.values():
    for _index in _table.indexes:
        if CONDITION in _index.info:
            _where = _index.info[CONDITION]
            _index.dialect_kwargs.update(sqlite_where=_where, postgresql_where=_where)
