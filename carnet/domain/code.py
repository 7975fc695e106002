"""Codes that people type: the provisional code of a letter, the resume code, the proof number of a receipt.

All use 31 signs that no eye and no ear confounds. A provisional code is three groups of three signs and a check sign each,
so that a slip is located by arithmetic, without asking anyone whether the code exists.
"""

from collections.abc import Callable

from carnet.domain.errors import Invalid
from carnet.domain.typed import plain_signs

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
GROUPS = 3
GROUP_LENGTH = 4
LENGTH = GROUPS * GROUP_LENGTH
DIGITS_LENGTH = 16
SELECTOR_LENGTH = 3
SHORT_LENGTH = 8

RandomBytes = Callable[[int], bytes]

_SIGNS = len(ALPHABET)
_PAYLOAD = 9
_NUMBER_LENGTH = 14
# All different and none nil modulo 31, the check sign's -1 included: every slip of one sign and every swap of two shows.
_WEIGHTS = (2, 3, 5)
_WEIGHT_OF_THE_PLACE = 7


def make_code(random_bytes: RandomBytes) -> str:
    """Give a new provisional code of 12 signs. ``random_bytes(n)`` must be fit for secrets, such as ``secrets.token_bytes``."""
    return _with_check_signs(_random_signs(_PAYLOAD, random_bytes))


def read_code(text: str) -> str:
    """Give the provisional code in ``text``, in signs or in the 16 digits of the letter's QR.

    Raises Invalid with ``characters`` (``sign``, ``group``), ``length`` (``missing`` or ``extra``), ``group`` (``group`` from 1)
    or, for digits, ``key``.
    """
    signs = plain_signs(text)
    if len(signs) > LENGTH and signs.isascii() and signs.isdigit():
        return read_digits(signs)
    _check_signs(signs, LENGTH)
    for place in range(GROUPS):
        group = signs[place * GROUP_LENGTH : (place + 1) * GROUP_LENGTH]
        if group[-1] != _check_sign(group[:-1], place):
            raise Invalid("group", group=place + 1)
    return signs


def show(code: str) -> str:
    """Give the signs by groups of four, for paper and screen."""
    return "-".join(_fours(code))


def in_fours(signs: str) -> str:
    """Give a number or a code as it is read aloud: groups of four, apart."""
    return " ".join(_fours(signs))


def digits_of(code: str) -> str:
    """Give a provisional code as 16 digits: digits alone pass a scanner set to another keyboard than the machine's."""
    number = 0
    for sign in _without_check_signs(code):
        number = number * _SIGNS + ALPHABET.index(sign)
    return f"{number:0{_NUMBER_LENGTH}d}{_digits_key(number):02d}"


def read_digits(text: str) -> str:
    """Give the provisional code that ``digits_of`` wrote.

    Raises Invalid with ``length`` (``missing`` or ``extra``), ``characters`` or ``key``.
    """
    digits = plain_signs(text)
    if not (digits.isascii() and (digits.isdigit() or not digits)):
        raise Invalid("characters")
    _check_length(digits, DIGITS_LENGTH)
    number, key = int(digits[:_NUMBER_LENGTH]), int(digits[_NUMBER_LENGTH:])
    if number >= _SIGNS**_PAYLOAD or key != _digits_key(number):
        raise Invalid("key")
    return _with_check_signs(_signs_of(number, _PAYLOAD))


def make_resume_code(random_bytes: RandomBytes) -> str:
    """Give a new resume code of 8 signs: 3 that find the visit and 5 that are secret."""
    return _random_signs(SHORT_LENGTH, random_bytes)


def read_resume_code(text: str) -> tuple[str, str]:
    """Give the selector and the secret of a resume code.

    Raises Invalid with ``characters`` (``sign``, ``group``) or ``length`` (``missing`` or ``extra``).
    """
    signs = _short(text)
    return signs[:SELECTOR_LENGTH], signs[SELECTOR_LENGTH:]


def make_proof_number(random_bytes: RandomBytes) -> str:
    """Give a new proof number of 8 signs; it opens nothing by itself."""
    return _random_signs(SHORT_LENGTH, random_bytes)


def read_proof_number(text: str) -> str:
    """Give the proof number in ``text``.

    Raises Invalid with ``characters`` (``sign``, ``group``) or ``length`` (``missing`` or ``extra``).
    """
    return _short(text)


def make_entry_code(random_bytes: RandomBytes) -> str:
    """Give a new code of 8 signs with which a helper enters the console once."""
    return _random_signs(SHORT_LENGTH, random_bytes)


def read_entry_code(text: str) -> str:
    """Give the entry code in ``text``.

    Raises Invalid with ``characters`` (``sign``, ``group``) or ``length`` (``missing`` or ``extra``).
    """
    return _short(text)


def _short(text: str) -> str:
    signs = plain_signs(text)
    _check_signs(signs, SHORT_LENGTH)
    return signs


def _check_signs(signs: str, length: int) -> None:
    # A wrong sign is told before a wrong length: the person may have typed half, and the sign is what she can correct.
    for position, sign in enumerate(signs):
        if sign not in ALPHABET:
            raise Invalid(
                "characters", sign=sign if sign.isprintable() else "", group=position // GROUP_LENGTH + 1
            )
    _check_length(signs, length)


def _check_length(signs: str, length: int) -> None:
    if len(signs) < length:
        raise Invalid("length", missing=length - len(signs))
    if len(signs) > length:
        raise Invalid("length", extra=len(signs) - length)


def _check_sign(three: str, place: int) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(_WEIGHTS, three, strict=True))
    return ALPHABET[(total + _WEIGHT_OF_THE_PLACE * place) % _SIGNS]


def _fours(signs: str) -> list[str]:
    return [signs[start : start + GROUP_LENGTH] for start in range(0, len(signs), GROUP_LENGTH)]


def _with_check_signs(payload: str) -> str:
    threes = (payload[start : start + GROUP_LENGTH - 1] for start in range(0, _PAYLOAD, GROUP_LENGTH - 1))
    return "".join(three + _check_sign(three, place) for place, three in enumerate(threes))


def _without_check_signs(code: str) -> str:
    return "".join(sign for position, sign in enumerate(code) if position % GROUP_LENGTH != GROUP_LENGTH - 1)


def _digits_key(number: int) -> int:
    return 97 - number % 97


def _random_signs(length: int, random_bytes: RandomBytes) -> str:
    # 16 bytes for at most 45 bits of signs: the remainder favours no sign by more than one part in 2**80.
    return _signs_of(int.from_bytes(random_bytes(16), "big") % _SIGNS**length, length)


def _signs_of(number: int, length: int) -> str:
    signs = ""
    for _ in range(length):
        number, value = divmod(number, _SIGNS)
        signs = ALPHABET[value] + signs
    return signs
