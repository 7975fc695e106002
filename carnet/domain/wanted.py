"""What a helper typed to find somebody: read field by field, and refused when it is a single trait."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from carnet.domain.birth_date import BirthDate, read_birth_text
from carnet.domain.errors import Invalid
from carnet.domain.names import read_name
from carnet.domain.nir import LENGTH as NIR_LENGTH
from carnet.domain.nir import read_nir
from carnet.domain.search_key import Traits, registered_as
from carnet.domain.typed import plain_signs

T = TypeVar("T")

FIELDS: Final = ("nir", "last_name", "first_name", "birth_date", "postcode")
_DATE: Final = re.compile(r"\b([0-9]{2})[ ./-]?([0-9]{2})[ ./-]?([0-9]{4})\b")
_POSTCODE: Final = re.compile(r"\b[0-9]{5}\b")


@dataclass(frozen=True)
class Wanted:
    """Who is looked for; empty where nothing was typed. It never shows in a log or a traceback."""

    nir: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    first_name: str = field(default="", repr=False)
    birth_date: BirthDate | None = field(default=None, repr=False)
    postcode: str = field(default="", repr=False)

    @property
    def given(self) -> tuple[str, ...]:
        """The traits that were typed: both names are one trait, and the number is as many as it has parts."""
        traits = {
            "nir": self.nir,
            "names": self.last_name or self.first_name,
            "birth_date": self.birth_date,
            "postcode": self.postcode,
        }
        return tuple(name for name, value in traits.items() if value)

    @property
    def is_enough(self) -> bool:
        """True with two traits at least. A whole number holds sex, month and place of birth, and is enough.

        Without a date, names need both a last and a first one: a surname and a place would list a family.
        Source: threat 11 (insiders who browse), architecture 4.
        """
        if self.nir:
            return True
        has_both = bool(self.last_name and self.first_name)
        return len(self.given) >= 2 and (self.birth_date is not None or has_both)

    def traits(self) -> Traits:
        """Give the traits from which the keys to look up are made."""
        return Traits(
            last_names=(self.last_name,) if self.last_name else (),
            first_names=(self.first_name,) if self.first_name else (),
            dates=registered_as(self.birth_date) if self.birth_date else (),
            postcode=self.postcode,
        )


def read_wanted(typed: Mapping[str, str], *, on: date) -> Wanted:
    """Give what was typed on day ``on``; absent or blank fields are empty. The date is eight digits, day first.

    Raises Invalid with the reason of the field's reader and ``field``, never with what was typed.
    """
    return Wanted(
        nir=_read(typed, "nir", lambda text: read_nir(text).value) or "",
        last_name=_read(typed, "last_name", read_name) or "",
        first_name=_read(typed, "first_name", read_name) or "",
        birth_date=_read(typed, "birth_date", lambda text: read_birth_text(text, on=on)),
        postcode=_read(typed, "postcode", _read_postcode) or "",
    )


def faults(typed: Mapping[str, str], *, on: date) -> dict[str, Invalid]:
    """Give what is wrong with each field, by its name; all at once, so that nobody mends them one by one."""
    found = {}
    for name in FIELDS:
        try:
            read_wanted({name: typed.get(name, "")}, on=on)
        except Invalid as fault:
            found[name] = fault
    return found


def fields_of(line: str) -> dict[str, str]:
    """Give the fields that one typed line fills: a number, or a last name, a first name, a date and a postcode.

    Nothing is refused here: what fits no other field is a name.
    """
    text = " ".join(line.split())
    if text[:1].isdigit() and len(text.replace(" ", "")) == NIR_LENGTH:
        return {"nir": text}
    found = {}
    if date_ := _DATE.search(text):
        found["birth_date"] = "".join(date_.groups())
        text = text.replace(date_.group(), " ")
    if postcode := _POSTCODE.search(text):
        found["postcode"] = postcode.group()
        text = text.replace(postcode.group(), " ")
    last_name, *first_names = text.split(maxsplit=1) or [""]
    names = {"last_name": last_name, "first_name": "".join(first_names).strip()}
    return {name: value for name, value in (names | found).items() if value}


def _read(typed: Mapping[str, str], name: str, read: Callable[[str], T]) -> T | None:
    text = typed.get(name, "").strip()
    try:
        return read(text) if text else None
    except Invalid as fault:
        raise Invalid(fault.reason, **fault.where, field=name) from None


def _read_postcode(text: str) -> str:
    signs = plain_signs(text)
    if len(signs) != 5:
        raise Invalid("length", found=len(signs), expected=5)
    if not (signs.isascii() and signs.isdigit()):
        raise Invalid("characters")
    return signs
