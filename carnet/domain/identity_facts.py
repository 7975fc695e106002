"""The three facts by which somebody is recognised, as they are typed: read into plain text, to be compared, then erased."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from carnet.domain.birth_date import read_birth_text
from carnet.domain.card import read_serial
from carnet.domain.nir import read_nir


def _nir(text: str, _on: date) -> str:
    return read_nir(text).value


def _birth_date(text: str, on: date) -> str:
    return read_birth_text(text, on=on).typed()


def _serial(text: str, _on: date) -> str:
    return read_serial(text).value


READERS: Final[Mapping[str, Callable[[str, date], str]]] = {
    "nir": _nir,
    "birth_date": _birth_date,
    "serial": _serial,
}
"""Each takes what was typed and the day, and raises Invalid. They stand in the order in which they are asked."""
