"""The keys of a helper's own: changed one by one, or all off. What keys do, and which fit, is told by the console."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from carnet.store.macros import Keyboard, keys_kept
from carnet.store.staff import Helper


def keyboard_of(db: Session, helper: Helper) -> tuple[bool, Mapping[str, str]]:
    """Return whether single keys act for ``helper``, and the keys that they changed, by action."""
    return keys_kept(db, helper.id) or (True, {})


def keep_keys(db: Session, helper: Helper, changed: Mapping[str, str]) -> None:
    """Keep the keys that ``helper`` changed, in place of those kept before."""
    _own(db, helper).changed = dict(changed)


def switch_keys(db: Session, helper: Helper, *, is_on: bool) -> None:
    """Let single keys act for ``helper``, or stop them all."""
    _own(db, helper).is_on = is_on


def _own(db: Session, helper: Helper) -> Keyboard:
    row = db.get(Keyboard, helper.id)
    if row is None:
        row = Keyboard(helper_id=helper.id, is_on=True, changed={})
        db.add(row)
    return row
