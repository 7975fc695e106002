"""What people and exchanges write for a telephone number, brought back to the signs that one dials.

Whether such a number exists, and its one canonical form, is the numbering plan's to say: ``carnet.reference.numbering``.
Sources: RFC 3261 (SIP addresses), RFC 3323 and 3325 (callers who hide their number), RFC 3966 (``tel:``).
"""

import re
from urllib.parse import unquote

from carnet.domain.errors import Invalid
from carnet.domain.typed import plain_signs

# What exchanges and hosted providers put in place of a number that its owner hides, or that nobody passed on. The whole
# text must say so: « Secrétariat » and « Clinique privée » are names of callers who hide nothing.
_CALL = r"(?:appel(?:ant)?|num[ée]ro|n°|caller|call|number|user|id|\W)*"
_HIDDEN = re.compile(
    rf"{_CALL}(?:anonym(?:e|ous)?|withheld|restricted|private|unavailable|unknown|hidden|no ?caller|masqu[ée]e?|cach[ée]e?"
    rf"|priv[ée]e?|secret|inconnue?|indisponible){_CALL}",
    re.IGNORECASE,
)
# "anonymous" as spelled on the letters of a telephone pad, which some exchanges send as if it were a number.
_HIDDEN_NUMBERS = frozenset({"266696687", "+266696687"})
_ADDRESS = re.compile(r"\s*(?P<scheme>sips?|tel):(?P<number>[^@;?>]*)(?:@[^;?>]*)?(?P<settings>[^>]*)", re.I)
_NAMED = re.compile(r"\s*(?P<name>[^<]*)<(?P<address>[^>]*)>")
# The 0 that is dialled inside the country only, written for those who call from there: +33 (0)6.
_TRUNK = re.compile(r"(?<=[0-9])[\s.-]*\(\s*0\s*\)")
_INTERNATIONAL = re.compile(r"^(?:\+|00)(?=[1-9])")


def dialled(text: str) -> str:
    """Give ``text`` as digits, after a plus when it is international; a telephone or SIP address gives its number.

    Raises Invalid with ``hidden`` when the caller hides the number, ``empty``, ``letters``, ``characters`` or ``length``.
    """
    number = _number_in(text)
    signs = plain_signs(_TRUNK.sub("", number)).replace("(", "").replace(")", "")
    if not signs:
        raise Invalid("empty")
    if signs in _HIDDEN_NUMBERS:
        raise Invalid("hidden")
    signs = _INTERNATIONAL.sub("+", signs)
    digits = signs.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise Invalid("letters" if any(sign.isalpha() for sign in digits) else "characters")
    return signs


def _number_in(text: str) -> str:
    named = _NAMED.match(text)
    bare = named["address"] if named else text
    address = _ADDRESS.match(bare)
    number = unquote(address["number"]) if address else bare.partition("@")[0]
    # A name that says "anonymous" hides the number beside it: the caller asked for it, the exchange only knows more.
    if any(_HIDDEN.fullmatch(said) for said in (named["name"] if named else "", number)):
        raise Invalid("hidden")
    inside = address and re.search(r";phone-context=(\+[0-9]+)", address["settings"], re.IGNORECASE)
    return f"{inside[1]}{number.removeprefix('0')}" if inside and not number.startswith("+") else number
