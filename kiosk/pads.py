"""The pads for typing: which signs, in which groups, with which picture beside. One row of the table a kind."""

from dataclasses import dataclass
from typing import Final

from carnet.domain.words import N_, NP_
from kiosk.frame import FRAME
from kiosk.screen import Key, Line, Pad
from kiosk.wording import Wording

LETTERS: Final = (
    tuple("23456789"),
    tuple("ABCDEFGH"),
    tuple("JKMNPQRS"),
    tuple("TUVWXYZ"),
)
DIGITS: Final = (tuple("123"), tuple("456"), tuple("789"), ("0",))
NIR_SIGNS: Final = (tuple("123"), tuple("456"), tuple("789"), ("2A", "0", "2B"))


@dataclass(frozen=True)
class Layout:
    """``label`` names the field; ``by`` is what can fill it without typing: camera, reader or nothing."""

    label: str
    groups: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    boxes: tuple[str, ...] = ()
    is_counted: bool = True
    by: str = ""
    picture: str = ""


EXAMPLE: Final = N_("Cette carte est un exemple.")
SCAN: Final = N_("Lire la lettre")
READ_CARD: Final = N_("Lire ma carte")

PADS: Final = {
    "code": Layout(N_("Code de la lettre"), (4, 4, 4), LETTERS, by="camera"),
    "nir": Layout(
        N_("Numéro de sécurité sociale"),
        (1, 2, 2, 2, 3, 3, 2),
        NIR_SIGNS,
        by="reader",
        picture="card-nir.svg",
    ),
    "birth_date": Layout(
        N_("Date de naissance"),
        (2, 2, 4),
        DIGITS,
        boxes=(NP_("date", "Jour"), NP_("date", "Mois"), NP_("date", "Année")),
    ),
    "serial": Layout(
        N_("Numéro de la carte"),
        (4, 4, 5),
        DIGITS,
        is_counted=False,
        by="reader",
        picture="card-serial.svg",
    ),
    "resume_code": Layout(N_("Code de reprise"), (4, 4), LETTERS),
}


def pad_of(
    kind: str, wording: Wording, typed: str, ways: tuple[Key, ...], problem_group: int, told: tuple[Line, ...]
) -> Pad:
    """Return the pad for ``kind``, holding what was typed so far; ``told`` lies on a sheet beside the signs."""
    layout = PADS[kind]
    pad = Pad(
        kind=kind,
        label=wording.line(layout.label),
        groups=layout.groups,
        rows=layout.rows,
        typed=typed,
        remaining="",
        keys=(*_fillers(layout, wording), *ways),
        submit=Key("way", "", wording.line(FRAME["submit"]), "check"),
        erase=wording.line(FRAME["erase"]),
        boxes=tuple(wording.line(box).text for box in layout.boxes),
        problem_group=problem_group,
        picture=layout.picture,
        sheet=(*told, wording.line(EXAMPLE)) if layout.picture else told,
    )
    if not layout.is_counted:
        return pad
    left = _left(wording, sum(layout.groups))
    missing = max(0, len(left) - 1 - len(_signs(typed)))
    return pad._replace(left=left, remaining=left[missing])


def _left(wording: Wording, length: int) -> tuple[str, ...]:
    many = (wording.numbered(FRAME["left_many"], {"count": count}).text for count in range(2, length + 1))
    return wording.line(FRAME["complete"]).text, wording.line(FRAME["left_one"]).text, *many


def _signs(typed: str) -> str:
    return "".join(sign for sign in typed if sign.isalnum())


def _fillers(layout: Layout, wording: Wording) -> tuple[Key, ...]:
    match layout.by:
        case "camera":
            return (Key("value", "camera", wording.line(SCAN), "qrcode", action="/camera"),)
        case "reader":
            return (Key("value", "reader", wording.line(READ_CARD), "id", action="/card"),)
    return ()
