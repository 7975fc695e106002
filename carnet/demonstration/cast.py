"""The people of the demonstration, with all their dates counted from the day it is anchored at."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from carnet.demonstration.numbers import invented_nir, invented_serial
from carnet.domain.birth_date import BirthDate
from carnet.domain.card import PHOTO_CARD_PREFIX
from carnet.domain.lifecycle import months_after

PEOPLE = Path(__file__).with_name("people.toml")

_PHOTO_SERIAL = 11
_PLAIN_SERIAL = 8


@dataclass(frozen=True)
class Card:
    """What is printed on a card of the demonstration. ``serial`` is what the person types."""

    printed: str
    serial: str
    has_photo: bool
    valid_from: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Role:
    """One invented person: who they are, what to try with them, and what the fund would write about them.

    ``sent_on`` are the days on which a letter with a code left, oldest first.
    """

    reference: str
    story: str
    attempt: str
    nir: str
    born: BirthDate
    cards: tuple[Card, ...]
    sent_on: tuple[date, ...]
    purpose: str
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The first name and the name that is said."""
        return f"{self.told['first_names'][0]} {self.told.get('used_name') or self.told['birth_name']}"

    def day(self, fact: str, anchor: date) -> str:
        """Give a dated fact as an extract writes it, or nothing."""
        return day_from(self.told[fact], anchor).isoformat() if fact in self.told else ""


def cast(anchor: date) -> tuple[Role, ...]:
    """Give everybody, in order, as they are on the day ``anchor``."""
    told = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["person"]
    numbers = {each["reference"]: _nir(each, anchor) for each in told}
    return tuple(
        Role(
            reference=each["reference"],
            story=each["story"],
            attempt=each["attempt"],
            nir=numbers[each.get("number_of", each["reference"])],
            born=_born(each, anchor),
            cards=_cards(each, anchor),
            sent_on=tuple(day_from(text, anchor) for text in each.get("sent", ())),
            purpose=each.get("purpose", "decide"),
            told=each,
        )
        for each in told
    )


@dataclass(frozen=True)
class Sheet:
    """What one card sheet shows: the numbers that are typed with this role. ``name`` is what its file is called.

    ``holder`` owns the card and the number that is typed: the parent, where the role is a child without a card.
    """

    name: str
    role: Role
    holder: Role
    card: Card


def card_sheets(anchor: date) -> list[Sheet]:
    """Give the sheets of all who have a card, or whose parent's card serves; a card that was lost has its own."""
    roles = {role.reference: role for role in cast(anchor)}
    sheets = []
    for role in roles.values():
        parents = [roles[reference] for reference in role.told.get("representatives", ())]
        holder = role if role.cards or not parents else parents[0]
        for card in holder.cards:
            lost = "-perdue" if card.ended_on else ""
            sheets.append(Sheet(f"carte-{role.reference}{lost}", role, holder, card))
    return sheets


def day_from(text: str, anchor: date) -> date:
    """Give the day that ``D-17y11m`` or ``D-10d`` means when ``anchor`` is D."""
    parts = re.fullmatch(r"D(?:-(?:([0-9]+)y)?(?:([0-9]+)m)?(?:([0-9]+)d)?)?", text)
    if parts is None:
        raise ValueError(f"{text!r} is no day counted from the anchor")
    years, months, days = (int(part or 0) for part in parts.groups())
    return months_after(anchor, -(12 * years + months)) - timedelta(days=days)


def _born(each: Mapping[str, Any], anchor: date) -> BirthDate:
    text = each["born"]
    return BirthDate.parse(day_from(text, anchor).isoformat() if text.startswith("D") else text)


def _nir(each: Mapping[str, Any], anchor: date) -> str:
    return invented_nir(
        each["sex"],
        _born(each, anchor),
        each["department"],
        int(each["reference"][1:]),
        is_provisional=each.get("provisional", False),
    )


def _cards(each: Mapping[str, Any], anchor: date) -> tuple[Card, ...]:
    reference = each["reference"]
    match each.get("card", "photo"):
        case "photo":
            return (_photo_card(reference),)
        case "plain":
            serial = invented_serial(reference, _PLAIN_SERIAL)
            return (Card(serial, serial, has_photo=False),)
        case "replaced":
            changed_on = day_from("D-2m", anchor)
            lost = _photo_card(f"{reference} lost", ended_on=changed_on)
            return lost, _photo_card(reference, valid_from=changed_on)
    return ()


def _photo_card(seed: str, valid_from: date | None = None, ended_on: date | None = None) -> Card:
    serial = invented_serial(seed, _PHOTO_SERIAL)
    return Card(PHOTO_CARD_PREFIX + serial, serial, has_photo=True, valid_from=valid_from, ended_on=ended_on)
