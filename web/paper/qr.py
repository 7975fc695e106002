"""QR squares: short ASCII texts, drawn as SVG. No identifier of a person ever enters one."""

import re
from collections.abc import Sequence

import segno

from carnet.domain.code import DIGITS_LENGTH, read_digits
from carnet.domain.errors import Invalid

MOST_BYTES = 300

# 13 signs that begin as a NIR does: sex, year, month, department (letters in Corsica), whatever stands between.
_LIKE_A_NIR = re.compile(r"[1-478](?:[\s.-]?\d){5}[\s.-]?[\dAB](?:[\s.-]?\d){6}", re.IGNORECASE)
_QUIET_ZONE = 4
# Trying all eight masks took most of a receipt's time; one is enough for texts this short, as the judge of squares shows.
_MASK = 2


def qr_svg(text: str) -> str:
    """Return ``text`` as a black QR on white, its quiet zone included, to be sized in millimetres by the page.

    Raises Invalid with ``characters`` (not plain ASCII), ``length`` (empty or over 300 bytes) or ``identifier``.
    """
    _check(text)
    # Level M repairs 15 %, more than a fold or a thumb hides, and keeps the modules large.
    square = segno.make_qr(text, error="m", mask=_MASK, boost_error=False)
    rows = list(square.matrix_iter(border=_QUIET_ZONE))
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{_strokes(rows)}"/></svg>'
    )


def _check(text: str) -> None:
    if not (text.isascii() and text.isprintable()):
        raise Invalid("characters")
    if not 0 < len(text) <= MOST_BYTES:
        raise Invalid("length", found=len(text))
    if _LIKE_A_NIR.search(text) and not _is_code(text):
        raise Invalid("identifier")


def _is_code(text: str) -> bool:
    """A code's number is 16 digits with a key of its own; a NIR has 13 or 15."""
    try:
        return len(text) == DIGITS_LENGTH and bool(read_digits(text))
    except Invalid:
        return False


def _strokes(rows: Sequence[bytearray]) -> str:
    """Black runs, one rectangle each: a rectangle a module leaves white hairlines between neighbours on some printers."""
    runs = []
    for y, row in enumerate(rows):
        for black in re.finditer("1+", "".join("01"[cell] for cell in row)):
            start, end = black.span()
            runs.append(f"M{start} {y}h{end - start}v1H{start}z")
    return "".join(runs)
