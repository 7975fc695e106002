"""An article as the person receives it: a letter or a text message, where the insurer already knows them, and nowhere else.

Refusals are outcomes: ``gone`` (no such article), ``not_proved``, ``no_contact`` (the insurer knows no such way),
``sent_already`` (the same press twice).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from carnet.services import articles, codes
from carnet.services.turn import Turn
from carnet.store.outbox import Outbox

KIND: Final = "article"
ROUTES: Final[Mapping[str, str]] = {"letter": "post", "sms": "phone"}
"""What a form of an article is called in the outbox."""
SAME_PRESS: Final = timedelta(seconds=10)


def ways(turn: Turn | None) -> tuple[str, ...]:
    """Return the forms in which articles can leave for whoever is proved on this surface: ``letter``, ``sms``, or none."""
    if turn is None or not turn.is_proved:
        return ()
    known = {route.kind for route in codes.routes(turn)}
    return tuple(form for form, route in ROUTES.items() if route in known)


def insert(turn: Turn, key: str, form: str) -> str:
    """Put an article in the outbox as ``form``, in this same transaction; the outcome is ``form`` or a refusal."""
    article = articles.get(key)
    if article is None:
        return "gone"
    person = turn.holder
    if person is None or not turn.is_proved:
        return "not_proved"
    known = next((route for route in codes.routes(turn) if route.kind == ROUTES[form]), None)
    if known is None:
        return "no_contact"
    if _just_left(turn, person.id, known.kind):
        return "sent_already"
    text = article.letter if form == "letter" else article.sms
    # What was on the helper's screen leaves, even when a newer version comes meanwhile. Articles are French for now.
    payload: dict[str, object] = {
        "contact": known.contact_id,
        "language": "fr",
        "title": article.title,
        "text": text,
    }
    codes.queue(turn.db, person, KIND, known.kind, turn.now, payload)
    turn.note("send_article", form, person.id, {"article": key, "version": article.version})
    return form


def _just_left(turn: Turn, person_id: int, route: str) -> bool:
    same = (Outbox.kind == KIND, Outbox.person_id == person_id, Outbox.route == route)
    query = select(Outbox.id).where(*same, Outbox.made_at > turn.now - SAME_PRESS)
    return turn.db.scalars(query.limit(1)).first() is not None
