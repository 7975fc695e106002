"""The receipt that a person takes away after an act, and the slip of a resume code."""

from collections.abc import Mapping, Sequence
from typing import Any

from carnet.domain.words import N_
from web.paper.pages import page
from web.paper.receipt_words import receipt_lines, slip_lines
from web.paper.sheets import Envelope, sheets
from web.paper.tongue import PARIS, Line, Tongue

RECEIPT_TITLE = N_("Preuve de votre demande")
SQUARE = N_("Carré à montrer à la borne, pour continuer plus tard.")


def receipt_page(
    act: str,
    facts: Mapping[str, Any],
    own: Tongue,
    *,
    envelope: Envelope | None = None,
) -> str:
    """Return the receipt of ``act`` as HTML: in the person's language, then the same in French, each on its own sheet.

    ``facts`` as ``receipt_lines`` takes them, with ``is_demonstration``; ``envelope`` when it goes by post.
    Raises KeyError when a fact is missing.
    """
    return _page(own.say(Line(RECEIPT_TITLE)), receipt_lines(act, facts), facts, own, envelope)


def slip_page(facts: Mapping[str, Any], own: Tongue) -> str:
    """Return the slip of a resume code as HTML. ``facts`` as ``slip_lines`` takes them, with ``is_demonstration``."""
    lines = slip_lines(facts)
    return _page(own.say(lines[0]), lines, facts, own, None)


def _page(
    title: str,
    lines: Sequence[Line],
    facts: Mapping[str, Any],
    own: Tongue,
    envelope: Envelope | None,
) -> str:
    return page(
        "receipt",
        title=title,
        resume_url=facts["resume_url"],
        envelope=envelope,
        sheets=sheets(
            own,
            [*lines, Line(SQUARE, part="square")],
            day=facts["done_at"].astimezone(PARIS).date(),
            is_demonstration=facts["is_demonstration"],
        ),
    )
