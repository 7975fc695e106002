"""The person's own extract of the journal, in sentences: one telling for the page of a console, for paper and for a letter."""

from collections.abc import Iterator, Sequence
from datetime import date

from carnet.services.disclosure import Seen
from web.paper import journal_words as words
from web.paper.pages import page
from web.paper.sheets import Envelope, sheets
from web.paper.tongue import PARIS, Line, Tongue


def told(seen: Seen) -> tuple[Line, ...]:
    """Return one line of the journal as sentences: when, what, who, and why if somebody looked."""
    at = {"day": seen.at.astimezone(PARIS).date(), "hour": seen.at}
    who = Line(words.HELPER, {"who": seen.who, "where": seen.where}) if seen.who else Line(words.NOBODY)
    lines = (Line(words.WHEN, at), Line(_what(seen)), who)
    return (*lines, Line(words.WHY[seen.why])) if seen.why else lines


def journal_page(
    lines: Sequence[Seen],
    own: Tongue,
    *,
    on: date,
    is_demonstration: bool = False,
    envelope: Envelope | None = None,
) -> str:
    """Return the extract as HTML; with an ``envelope`` it is a letter."""
    return page(
        "journal",
        title=own.say(Line(words.TITLE)),
        envelope=envelope,
        sheets=sheets(own, list(_lines(lines)), day=on, is_demonstration=is_demonstration),
    )


def _lines(seen: Sequence[Seen]) -> Iterator[Line]:
    yield Line(words.TITLE, {}, "title")
    for msgid in words.INTRO if seen else (words.NOTHING,):
        yield Line(msgid, {}, "intro")
    for number, each in enumerate(seen):
        for line in told(each):
            yield Line(line.msgid, line.values, f"seen-{number}")
    for msgid in words.WARNING:
        yield Line(msgid, {}, "warning")


def _what(seen: Seen) -> str:
    if seen.act.startswith("case_"):
        return words.CASE
    return words.ACTS.get(seen.act) or (words.CHOICE if seen.who or seen.is_ours else words.BY_DATE)
