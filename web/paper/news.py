"""Letters of news: no code, no number, no square; what happened, on which day, and what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from web.paper.news_words import LEGACY_WILL_CLOSE, NEWS, PLACES, WARNING_OF_NEWS
from web.paper.pages import page
from web.paper.sheets import Envelope, about, sheets
from web.paper.tongue import Line, Tongue


@dataclass(frozen=True, kw_only=True)
class NewsFacts:
    """What a letter of news tells: its own day, and the days that its sentences name, in Europe/Paris.

    ``child`` or ``protected`` is the first name of whom the letter is about, when it is not who opens it.
    """

    sent_on: date
    days: Mapping[str, date]
    child: str = field(default="", repr=False)
    protected: str = field(default="", repr=False)
    is_demonstration: bool = False


def news_page(kind: str, envelope: Envelope, facts: NewsFacts, own: Tongue) -> str:
    """Return the letter of ``kind`` as HTML. Raises KeyError when a day that it names is missing."""
    news = NEWS[kind]
    parts = {
        "title": (news.title,),
        "what": (*about(facts.child, facts.protected), *news.what, *_legacy(facts)),
        "choices": news.choices,
        "where": PLACES,
        "warning": WARNING_OF_NEWS,
    }
    known = {**facts.days, "child": facts.child, "protected": facts.protected}
    lines = [Line.of(msgid, known, part) for part, msgids in parts.items() for msgid in msgids]
    return page(
        "news",
        title=own.say(Line(news.title)),
        envelope=envelope,
        sheets=sheets(own, lines, day=facts.sent_on, is_demonstration=facts.is_demonstration),
    )


def _legacy(facts: NewsFacts) -> tuple[str, ...]:
    """Say what becomes of an old record, to those who have one and ask to refuse."""
    return LEGACY_WILL_CLOSE if "legacy_ends_on" in facts.days else ()
