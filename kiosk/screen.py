"""What the kiosk's templates receive: one finished ``Screen``. Templates place things, they decide nothing.

Tuples with names: each page makes some fifty, and finds its plate by comparing them.
"""

import re
from typing import NamedTuple


class Line(NamedTuple):
    """What is seen and heard at once: a sentence, or two of one thought. ``clip`` is the address of its ready voice; empty: spoken live.

    A personal line is spoken only in headphones, or aloud after an explicit yes.
    """

    text: str
    clip: str = ""
    personal: bool = False
    language: str = ""

    @property
    def sentences(self) -> list[str]:
        """Return what is said as single sentences: on a small screen each may need a sheet of its own."""
        return re.split(r"(?<=[.!?؟]) ", self.text)


class Key(NamedTuple):
    """One thing to press: a submit button ``name=value``, sent to ``action`` (the step itself when empty).

    ``command`` says which hardware key presses it too: back, listen, hide, help.
    ``sample`` shows the key in a theme or a size of its own. ``calls`` are heard again and again until a press.
    """

    name: str
    value: str
    label: Line
    icon: str
    line: Line | None = None
    action: str = ""
    is_chosen: bool = False
    sample: str = ""
    command: str = ""
    calls: tuple[Line, ...] = ()


class Cards(NamedTuple):
    """Equal answers. ``layout``: ``cards`` (picture, label, line), ``answers`` (yes, no, don't know), ``rows``, ``names``.

    ``more`` stands below, less often needed; ``sheet`` is only read, above the answers.
    """

    layout: str
    keys: tuple[Key, ...]
    more: tuple[Key, ...] = ()
    sheet: tuple[Line, ...] = ()

    part = "cards"


class Pad(NamedTuple):
    """Something to type. ``groups``: boxes per group; ``rows``: signs of the pad; ``typed``: kept draft.

    ``left[n]`` says that n signs are missing, so that the count follows the fingers.
    ``boxes`` are the names of the groups (day, month, year); ``problem_group`` counts from 1, 0 is none.
    ``picture`` is a drawing of templates/parts/drawings, ``sheet`` its words: where to find the thing to type.
    """

    kind: str
    label: Line
    groups: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    typed: str
    remaining: str
    keys: tuple[Key, ...]
    submit: Key
    erase: Line
    boxes: tuple[str, ...] = ()
    problem_group: int = 0
    left: tuple[str, ...] = ()
    picture: str = ""
    sheet: tuple[Line, ...] = ()

    part = "pad"

    @property
    def is_numeric(self) -> bool:
        return all(sign.isdigit() or sign in ("2A", "2B") for row in self.rows for sign in row)


class Leaf(NamedTuple):
    """Something only to read: one primary key leads on, others may stand beside it. ``qr`` is an SVG drawing.

    ``document`` is the address of a paper: it goes to the printer by itself, and ``document_line`` opens it.
    ``proof_label`` says what ``proof_number`` is.
    """

    keys: tuple[Key, ...]
    sheet: tuple[Line, ...] = ()
    qr: str = ""
    proof_number: str = ""
    document: str = ""
    document_line: Line | None = None
    proof_label: Line | None = None

    part = "leaf"


class Section(NamedTuple):
    """One setting of a comfort panel. ``level``: (4, 7) draws four bars of seven beside ``level_line``."""

    heading: Line
    keys: tuple[Key, ...]
    level: tuple[int, int] | None = None
    level_line: Line | None = None


class Panel(NamedTuple):
    """The comfort of the visit: the needs at the start side, the settings of the present need beside them.

    ``reset`` stands below the needs; on a panel cut into sheets, on the first one.
    """

    tabs: tuple[Key, ...]
    sections: tuple[Section, ...]
    reset: Key | None = None

    part = "panel"


class Camera(NamedTuple):
    """The eye that reads the letter's square code, then posts its digits as ``name``. ``keys`` lead on without it.

    With ``strip``, the address to which it sends the strip of the picture where a printed number is, until one is read.
    """

    name: str
    line: Line
    keys: tuple[Key, ...]
    blocked: Line
    strip: str = ""

    part = "camera"


class Comfort(NamedTuple):
    """How this visit looks and sounds. Sizes S M L XL XXL; speed 1-7, 4 is normal; volume 1-9."""

    language: str = "fr"
    easy: bool = False
    size: str = "L"
    theme: str = "light"
    voice: bool = False
    voice_private: bool = False
    speed: int = 4
    volume: int = 5
    pace: int = 1


class Screen(NamedTuple):
    """One page. ``picture`` is a drawing under static/img; ``note`` a word at the end of the head.

    ``beside``: the page of help that language and comfort lead back to; empty is the step itself.
    ``may_resume``: something was typed or proved, so the alert offers a resume code.
    """

    place: str
    title: Line
    lines: tuple[Line, ...]
    table: Cards | Pad | Leaf | Panel | Camera
    bar: tuple[Key, ...]
    comfort: Comfort
    tag: str
    direction: str
    action: str
    forgery: str
    sequence: int
    problem: Line | None = None
    progress: tuple[int, int] | None = None
    progress_line: Line | None = None
    first_name: str = ""
    is_demonstration: bool = False
    is_done: bool = False
    picture: str = ""
    note: Line | None = None
    beside: str = ""
    may_resume: bool = False
