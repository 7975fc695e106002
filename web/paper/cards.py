"""The card sheet of an invented person: a card of our own drawing with its numbers, apart from the letter.

Only a demonstration makes one. A real card is never drawn, and a real number never stands beside a code.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from carnet.domain.birth_date import BirthDate
from carnet.domain.nir import Nir
from carnet.domain.words import N_
from web.paper.drawing import Block, Disc, Shape, Writing, as_png, as_svg
from web.paper.pages import page
from web.paper.sheets import sheets
from web.paper.tongue import Line, Tongue

WIDTH, HEIGHT, GAP = 1000, 631, 40
"""Units of one face of a card, the shape of a bank card (85.6 x 54 mm), and what lies between its two faces."""

TITLE = N_("Carte inventée pour essayer")
PICTURE = N_("Dessin d’une carte inventée. Ses numéros sont écrits dessous.")
ABOUT = (
    N_("Cette carte n’existe pas. Elle sert à essayer la borne."),
    N_("Elle est au nom de %(holder)s."),
)
NUMBERS = (
    N_("Numéro de sécurité sociale : %(nir)s"),
    N_("Numéro de la carte : %(serial)s"),
    N_("Date de naissance à taper : %(born)s"),
)
PHOTO, PLAIN = (
    N_("Ce numéro est en haut, à droite de la carte."),
    N_("Ce numéro est au dos, en haut à gauche."),
)

_INK, _GREEN, _LIGHT, _DARK, _GOLD = "#343C44", "#D3E2CC", "#E8F0E6", "#8FAA8B", "#F2C069"


@dataclass(frozen=True, kw_only=True)
class InventedCard:
    """What the sheet shows. ``printed`` is the whole serial as it stands on the card, ``serial`` what is typed of it.

    ``about`` are sentences for who tries: whom this is, what to try with them.
    """

    name: str = field(repr=False)
    nir: Nir = field(repr=False)
    printed: str = field(repr=False)
    serial: str = field(repr=False)
    has_photo: bool
    born: BirthDate = field(repr=False)
    made_on: date
    about: tuple[str, ...] = ()


def card_page(card: InventedCard, own: Tongue) -> str:
    """Return the card sheet as HTML."""
    return page(
        "card",
        title=own.say(Line(TITLE)),
        picture=card_svg(card),
        about=card.about,
        sheets=sheets(own, _lines(card), day=card.made_on, is_demonstration=True),
    )


def card_svg(card: InventedCard) -> str:
    """Return the picture of the card: its front, and its back beside it when the serial stands there."""
    return as_svg(list(_shapes(card)), _width(card), HEIGHT)


def card_png(card: InventedCard) -> bytes:
    """Return the same picture as PNG, to be held before a camera. Raises MissingFont."""
    return as_png(list(_shapes(card)), _width(card), HEIGHT)


def _lines(card: InventedCard) -> Iterator[Line]:
    known = {
        "holder": card.name,
        "nir": " ".join(card.nir.groups),
        "serial": _in_groups(card.serial),
        "born": f"{card.born.day or 0:02d} {card.born.month or 0:02d} {card.born.year}",
    }
    where = PHOTO if card.has_photo else PLAIN
    parts = {
        "title": (TITLE,),
        "picture": (PICTURE,),
        "about": ABOUT,
        "numbers": (*NUMBERS[:2], where, *NUMBERS[2:]),
    }
    return (Line.of(msgid, known, part) for part, msgids in parts.items() for msgid in msgids)


def _width(card: InventedCard) -> int:
    return WIDTH if card.has_photo else 2 * WIDTH + GAP


def _shapes(card: InventedCard) -> Iterator[Shape]:
    yield from _plastic(0)
    yield Block(60, 150, 150, 116, _GOLD, 18, _INK, 5)
    yield Block(110, 150, 50, 116, _GOLD, 0, _INK, 5)
    yield Writing(240, 200, 46, card.name)
    yield Block(240, 228, 320, 20, _DARK, 10)
    if card.has_photo:
        yield from _photo()
        yield Writing(955, 76, 38, _in_groups(card.serial), ends=True)
        yield Writing(632, 76, 30, card.printed.removesuffix(card.serial), _INK, ends=True)
    yield Block(45, 380, 910, 140, "#FFFFFF", 24, _INK, 7)
    yield Writing(78, 476, 76, " ".join(card.nir.groups))
    if not card.has_photo:
        back = WIDTH + GAP
        yield from _plastic(back)
        yield Writing(back + 45, 160, 60, _in_groups(card.printed))
        yield Block(back, 210, WIDTH, 110, _INK)


def _plastic(left: float) -> Iterator[Shape]:
    yield Block(left + 3, 3, WIDTH - 6, HEIGHT - 6, _LIGHT, 44, _INK, 6)
    yield Block(left + 6, 340, WIDTH - 12, 210, _GREEN)
    yield Writing(left + 45, 76, 36, "Carte inventée")
    yield Writing(left + 45, 600, 36, "Démonstration : cette carte n’existe pas.")


def _photo() -> Iterator[Shape]:
    yield Block(770, 110, 170, 210, "#FFFFFF", 14, _DARK, 5)
    yield Disc(855, 184, 44, _DARK)
    yield Block(790, 238, 130, 78, _DARK, 39)


def _in_groups(digits: str) -> str:
    """Return digits by threes, as one reads them aloud."""
    return " ".join(digits[start : start + 3] for start in range(0, len(digits), 3))
