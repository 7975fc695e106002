"""The social security number (NIR): reading, its rules and its key. It identifies a person; it proves nothing.

Source: domain reference, section 3.3 (structure, temporary numbers, Corsica, months outside 1-12, vectors V1-V7).
"""

import re
from dataclasses import dataclass, field

from carnet.domain.errors import Invalid
from carnet.domain.typed import plain_signs

LENGTH = 15

_SEX = "12"
_PROVISIONAL_SEX = "3478"
_GROUP_ENDS = (1, 3, 5, 7, 10, 13, 15)
_OVERSEAS_GROUP_ENDS = (1, 3, 5, 8, 10, 13, 15)
_CORSICA_AS_DIGITS = {"2A": "19", "2B": "18"}


@dataclass(frozen=True)
class Nir:
    """A valid number: 15 signs, capitals, no separator. Its value never shows in a log or a traceback."""

    value: str = field(repr=False)

    @property
    def is_provisional(self) -> bool:
        """True while the person's civil status is being established (first digit 7, 8, 3 or 4)."""
        return self.value[0] in _PROVISIONAL_SEX

    @property
    def groups(self) -> tuple[str, ...]:
        """Sex, year, month, department, commune, order, key."""
        ends = _OVERSEAS_GROUP_ENDS if _is_overseas(self.value) else _GROUP_ENDS
        return tuple(self.value[start:end] for start, end in zip((0, *ends), ends, strict=False))

    @property
    def department(self) -> str:
        """Two signs in mainland France and Corsica, three overseas, ``99`` for a birth abroad."""
        return self.groups[3]


@dataclass(frozen=True)
class Result:
    """What became of a text: a number, or the reason why it is none."""

    ok: bool
    reason: str = ""
    nir: Nir | None = None


def read_nir(text: str) -> Nir:
    """Give the number written in ``text``, whatever its separators, case and kind of digits.

    Raises Invalid with ``length``, ``characters`` (``position`` from 1), ``sex``, ``month``, ``department`` or ``key``.
    """
    signs = plain_signs(text)
    if len(signs) != LENGTH:
        raise Invalid("length", found=len(signs), expected=LENGTH)
    _check_characters(signs)
    if signs[0] not in _SEX + _PROVISIONAL_SEX:
        raise Invalid("sex", group=1)
    if not _is_month(int(signs[3:5])):
        raise Invalid("month", group=3)
    if not _is_department(signs[5:8]):
        raise Invalid("department", group=4)
    if signs[13:] != key_for(signs[:13]):
        raise Invalid("key", group=7)
    return Nir(signs)


def check_nir(text: str) -> Result:
    """Say whether ``text`` is a number, and why not; never raises."""
    try:
        return Result(ok=True, nir=read_nir(text))
    except Invalid as fault:
        return Result(ok=False, reason=fault.reason)


def key_for(first13: str) -> str:
    """Give the two digits of the key, from 01 to 97, of the first 13 signs."""
    digits = first13[:5] + _CORSICA_AS_DIGITS.get(first13[5:7], first13[5:7]) + first13[7:]
    return f"{97 - int(digits) % 97:02d}"


def _check_characters(signs: str) -> None:
    for position, sign in enumerate(signs, start=1):
        is_corsican_letter = position == 7 and sign in "AB"
        if sign not in "0123456789" and not is_corsican_letter:
            raise Invalid("characters", position=position)


def _is_month(month: int) -> bool:
    # Registers write 20, 30 to 42, and 50 or more when the civil record gives no month.
    return 1 <= month <= 12 or month == 20 or 30 <= month <= 42 or month >= 50


def _is_department(three: str) -> bool:
    # 96 is Tunisia before independence; 20 is Corsica before 1976.
    return bool(re.fullmatch(r"(0[1-9]|[1-8]\d|2[AB]|9[0-6]|99).|97[1-8]|98\d", three))


def _is_overseas(signs: str) -> bool:
    return signs[5:7] in ("97", "98")
