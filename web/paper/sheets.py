"""What every paper has: its languages, its head, its margins. The templates place what stands here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from carnet.domain.words import N_
from web.paper.letter_words import ABOUT_CHILD, ABOUT_PROTECTED
from web.paper.tongue import FRENCH, Line, Tongue

DEMONSTRATION = N_("Démonstration : personne inventée")
FOLIO = N_("Feuille %(sheet)s sur %(sheets)s")

# The press fills both: how many sheets there are is known once they are laid out.
_COUNTERS = {
    "sheet": Markup('<span class="sheet-number"></span>'),
    "sheets": Markup('<span class="sheet-count"></span>'),
}


@dataclass(frozen=True)
class Envelope:
    """Who writes, and who opens: for a child, the parent. Addresses have one line a line."""

    sender: tuple[str, ...]
    name: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Sheet:
    """One language of a paper, ready to be placed: its sentences by part of the paper."""

    tongue: Tongue
    day: str
    stripe: str
    folio: Markup
    parts: Mapping[str, Sequence[Markup]]


def sheets(own: Tongue, lines: Iterable[Line], *, day: date, is_demonstration: bool) -> tuple[Sheet, ...]:
    """Return the sheet in the person's own language and the same in French, or one when both are French."""
    tongues = (own,) if own.language == FRENCH.language else (own, FRENCH)
    lines = tuple(lines)
    return tuple(_sheet(tongue, lines, day, is_demonstration) for tongue in tongues)


def about(child: str, protected: str) -> tuple[str, ...]:
    """Return the sentence that tells whom a letter is about, when it is not who opens it."""
    if child:
        return (ABOUT_CHILD,)
    return (ABOUT_PROTECTED,) if protected else ()


def _sheet(tongue: Tongue, lines: Sequence[Line], day: date, is_demonstration: bool) -> Sheet:
    parts: defaultdict[str, list[Markup]] = defaultdict(list)
    for line in lines:
        parts[line.part].append(tongue.show(line))
    return Sheet(
        tongue,
        tongue.value(day),
        tongue.say(Line(DEMONSTRATION)) if is_demonstration else "",
        tongue.show(Line(FOLIO, _COUNTERS)),
        parts,
    )
