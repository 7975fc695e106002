"""Numbers of people who do not exist: well-formed, with a right key, in communes that no register has."""

from hashlib import sha256

from carnet.domain.birth_date import BirthDate
from carnet.domain.nir import key_for

_UNKNOWN_MONTH = 20
_NO_COMMUNE = "99999"
_SEX_DIGITS = {"M": "1", "F": "2"}
_PROVISIONAL_SEX_DIGITS = {"M": "7", "F": "8"}


def invented_nir(
    sex: str, born: BirthDate, department: str, order: int, *, is_provisional: bool = False
) -> str:
    """Give a number for a birth in commune 999 (99 overseas), which does not exist, so that no real person has it."""
    digit = (_PROVISIONAL_SEX_DIGITS if is_provisional else _SEX_DIGITS)[sex]
    place = department + _NO_COMMUNE[len(department) :]
    first13 = f"{digit}{born.year % 100:02d}{born.month or _UNKNOWN_MONTH:02d}{place}{order:03d}"
    return first13 + key_for(first13)


def invented_serial(seed: str, length: int) -> str:
    """Give the digits of a card, always the same for the same ``seed``."""
    return f"{drawn(seed) % 10**length:0{length}d}"


def drawn(seed: str) -> int:
    """Give a large number, always the same for the same ``seed``: chance that can be had again."""
    return int.from_bytes(sha256(seed.encode()).digest(), "big")
