"""How a page asks: a question is made once, and asked of the connection where nothing may be written."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from carnet.store.database import Reader
from carnet.store.rows import Row

Question: TypeAlias = Select[*tuple[Any, ...]]
T = TypeVar("T")
_Part: TypeAlias = tuple[type[Row] | None, tuple[str, ...]]

MOST_AT_ONCE = 1_000
"""So many values in one question: engines bound them."""


def slices(items: Iterable[T], size: int = MOST_AT_ONCE) -> Iterator[list[T]]:
    """Yield ``items`` in their order, so many at a time."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


def ask(
    db: Session, question: Question, *, unseen: frozenset[str] = frozenset(), **values: object
) -> Sequence[Any]:
    """Return the rows of a ``question`` that was made once, its places filled with ``values``.

    Making a question costs ten times what asking it does. In a session that only reads nothing is tracked: the connection is
    asked directly, the rows are there to be looked at, and columns named in ``unseen`` are not read for it.
    """
    if not isinstance(db, Reader):
        return db.execute(question, values).all()
    plain, parts = _plain(question, unseen)
    found = db.get_bind().execute(plain, values).all()
    return [_assembled(row, parts) for row in found] if parts else found


@lru_cache(maxsize=512)
def _plain(question: Question, unseen: frozenset[str]) -> tuple[Question, tuple[_Part, ...]]:
    """Return a question for columns only, and of which rows they are; no parts when it names no row."""
    columns: list[Any] = []
    parts: list[_Part] = []
    for each in question.column_descriptions:
        kind, asked = each["type"], each["expr"]
        if isinstance(kind, type) and issubclass(kind, Row):
            own = [column for column in kind.__table__.columns if column.key not in unseen]
            columns += own
            parts.append((kind, tuple(column.key for column in own)))
        else:
            columns.append(asked)
            parts.append((None, ()))
    has_rows = any(kind for kind, _ in parts)
    return (question.with_only_columns(*columns), tuple(parts)) if has_rows else (question, ())


def _assembled(row: Any, parts: tuple[_Part, ...]) -> tuple[Any, ...]:
    values = iter(row)
    return tuple(_untracked(kind, names, values) if kind else next(values) for kind, names in parts)


def _untracked(kind: type[Row], names: tuple[str, ...], values: Iterator[Any]) -> Row | None:
    # Its attributes are plain values: telling the ORM of each costs three times what the query does.
    found = dict(zip(names, values, strict=False))
    if found[names[0]] is None:  # its key: an outer join found nothing
        return None
    row = kind.__new__(kind)
    row.__dict__.update(found)
    return row
