"""The word of a promised call: printed on a receipt, kept sealed, shown to nobody before it has to be said."""

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.reference.callback_words import draw_word
from carnet.store.keys import keys_of
from carnet.store.outbox import Receipt, ReceiptWord

if TYPE_CHECKING:
    from carnet.store.cases import Case
    from carnet.store.promises import Callback

_ON_RECEIPT = b"receipt word"
_OF_CALLBACK = b"callback word"


def give_to_receipt(db: Session, receipt: Receipt) -> None:
    """Give a new receipt its word."""
    sealed = keys_of(db).seal(None, draw_word(secrets.randbelow).encode(), _ON_RECEIPT)
    db.add(ReceiptWord(receipt_id=receipt.id, word_sealed=sealed))


def on_receipt(db: Session, receipt: Receipt) -> str:
    """Return the word of a receipt by its French, or nothing on one that was made before there were words."""
    row = db.get(ReceiptWord, receipt.id)
    return keys_of(db).open(None, row.word_sealed, _ON_RECEIPT).decode() if row else ""


def known_to(db: Session, case: "Case") -> str:
    """Return the word that the person of a case already has on paper: that of their newest receipt, or nothing."""
    if case.person_id is None and case.visit_id is None:
        return ""
    theirs = Receipt.person_id == case.person_id if case.person_id else Receipt.visit_id == case.visit_id
    newest = db.scalars(select(Receipt).where(theirs).order_by(Receipt.id.desc()).limit(1)).first()
    return on_receipt(db, newest) if newest else ""


def drawn() -> str:
    return draw_word(secrets.randbelow)


def sealed(db: Session, word: str) -> bytes:
    return keys_of(db).seal(None, word.encode(), _OF_CALLBACK)


def of_callback(db: Session, callback: "Callback") -> str:
    return keys_of(db).open(None, callback.word_sealed, _OF_CALLBACK).decode()
