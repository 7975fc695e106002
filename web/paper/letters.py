"""Letters that carry a provisional code: the first notice, and a new code. Never the NIR, never on the outside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from carnet.domain.code import digits_of, show
from web.paper import letter_words as words
from web.paper.pages import page
from web.paper.sheets import Envelope, about, sheets
from web.paper.tongue import Line, Tongue

_CODE_PARTS = {"code": (words.CODE,), "use": words.CODE_USE, "square": (words.SQUARE,)}


@dataclass(frozen=True, kw_only=True)
class CodeFacts:
    """What a code letter tells. Dates are calendar dates in Europe/Paris.

    ``child`` or ``protected`` is the first name of whom the letter is about, when it is not who opens it.
    """

    code: str = field(repr=False)
    sent_on: date
    code_valid_until: date
    child: str = field(default="", repr=False)
    protected: str = field(default="", repr=False)
    is_demonstration: bool = False


@dataclass(frozen=True, kw_only=True)
class NoticeFacts(CodeFacts):
    """The notice also says what silence means, and when."""

    last_day: date
    opens_on: date


def notice_page(envelope: Envelope, facts: NoticeFacts, own: Tongue) -> str:
    """Return the first letter as HTML: what it is, how to say yes, how to say no, and what silence does on which day."""
    return _letter("notice", words.NOTICE_TITLE, _notice_lines(facts), envelope, facts, own)


def new_code_page(envelope: Envelope, facts: CodeFacts, own: Tongue) -> str:
    """Return the letter of a new code as HTML. It prolongs no delay to object, so it names none."""
    return _letter("new_code", words.NEW_CODE_TITLE, _new_code_lines(facts), envelope, facts, own)


def _letter(
    template: str,
    title: str,
    lines: Iterator[Line],
    envelope: Envelope,
    facts: CodeFacts,
    own: Tongue,
) -> str:
    return page(
        template,
        title=own.say(Line(title)),
        digits=digits_of(facts.code),
        envelope=envelope,
        sheets=sheets(own, lines, day=facts.sent_on, is_demonstration=facts.is_demonstration),
    )


def _notice_lines(facts: NoticeFacts) -> Iterator[Line]:
    is_for_another = bool(facts.child or facts.protected)
    bring = words.BRING_FOR_ANOTHER if is_for_another else words.BRING
    return _lines(
        {**_known(facts), "last_day": facts.last_day, "opens_on": facts.opens_on},
        {
            "title": (words.NOTICE_TITLE,),
            "what": (
                *about(facts.child, facts.protected),
                *(words.WHAT_FOR_ANOTHER if is_for_another else words.WHAT),
            ),
            **_CODE_PARTS,
            "answer": (words.ANSWER,),
            "yes": (words.YES[0], bring, *words.YES[1:]),
            "no": (words.NO[0], bring, *words.NO[1:]),
            "silence": words.SILENCE,
            "where": words.WHERE,
            "warning": words.WARNING,
        },
    )


def _new_code_lines(facts: CodeFacts) -> Iterator[Line]:
    return _lines(
        _known(facts),
        {
            "title": (words.NEW_CODE_TITLE,),
            "what": (*about(facts.child, facts.protected), *words.NEW_CODE),
            **_CODE_PARTS,
            "warning": words.NOT_ASKED,
        },
    )


def _lines(known: Mapping[str, object], parts: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    return (Line.of(msgid, known, part) for part, msgids in parts.items() for msgid in msgids)


def _known(facts: CodeFacts) -> dict[str, object]:
    return {
        "code": show(facts.code),
        "code_valid_until": facts.code_valid_until,
        "child": facts.child,
        "protected": facts.protected,
    }
