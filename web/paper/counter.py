"""Hands a stored receipt over as paper: the same PDF at the kiosk's printer and in the envelope that goes home."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from carnet.reference.callback_words import in_languages
from carnet.settings import Settings
from carnet.store.outbox import Receipt
from web.paper.receipts import receipt_page
from web.paper.sheets import Envelope
from web.paper.tongue import tongue_of
from web.paper.workshop import workshop

NO_DAYS: Final = frozenset({"route", "help", "for"})
"""The facts of a stored receipt that are words; all others are dates."""


def receipt_of(
    found: Receipt,
    tag: str,
    settings: Settings,
    *,
    callback_word: str = "",
    envelope: Envelope | None = None,
) -> bytes:
    """Return the receipt as PDF/UA-1, in the language ``tag`` with French beside it.

    Raises Unprinted.
    """
    facts = facts_of(found, settings, callback_word=callback_word)
    page = receipt_page(found.act, facts, tongue_of(tag), envelope=envelope)
    return workshop().to_pdf(page)


def facts_of(found: Receipt, settings: Settings, *, callback_word: str = "") -> Mapping[str, Any]:
    """Return what ``receipt_lines`` tells about a stored receipt, so that screen, voice and paper say the same."""
    days = {name: date.fromisoformat(day) for name, day in found.facts.items() if name not in NO_DAYS}
    return {
        **days,
        "route": found.facts.get("route", ""),
        "proof_number": found.proof_number,
        "done_at": found.at,
        "place": settings.site,
        "help": found.facts.get("help", "none"),
        "for_another": found.facts.get("for") == "another",
        "callback_word": in_languages(callback_word) if callback_word else None,
        "resume_url": f"{settings.kiosk_url}/r/{found.proof_number}",
        "is_demonstration": settings.is_demonstration,
    }
