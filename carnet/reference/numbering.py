"""The numbering plan: which telephone numbers exist, their one canonical form (E.164), and how they are shown.

It is here and not in ``carnet.domain``, which knows the standard library only: the plan is data that changes every month,
kept by the library ``phonenumbers`` from the publications of regulators (ITU-T E.164; ARCEP for France).
"""

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from carnet.domain.errors import Invalid
from carnet.domain.telephone import dialled

# Ten digits name their place: 0692 is Réunion, 0612 the mainland, which comes last because its plan takes in the others'.
_FRENCH_PLACES = ("GP", "GF", "MQ", "RE", "YT", "FR")
# As exchanges of the mainland write it, numbers overseas too: +33 692.
_SEEN_FROM_THE_MAINLAND = re.compile(r"^\+330?")
# Dialled from elsewhere in France with its country code in the place of an area: 05 08.
_SAINT_PIERRE = re.compile(r"^0508(?=[0-9]{6}$)")
_FRENCH_CODES = frozenset(phonenumbers.country_code_for_region(place) for place in _FRENCH_PLACES)
_SAINT_PIERRE_CODE = phonenumbers.country_code_for_region("PM")
# Kept for fiction and given to nobody, so the library knows none: people of demonstrations have them. Source: ARCEP,
# decision 2018-0881, the six roots for audiovisual works.
_FICTION = re.compile(r"^0(?=(?:19900|26191|35301|46571|53649|63998)[0-9]{4}$)")


def read_number(text: str) -> str:
    """Give the canonical form of the number written in ``text``, as in ``+33612345678``.

    Raises Invalid as ``dialled`` does, or with ``unknown`` when no such number exists.
    """
    signs = _SAINT_PIERRE.sub("+508", _SEEN_FROM_THE_MAINLAND.sub("0", dialled(text)))
    if _FICTION.match(signs):
        return _FICTION.sub("+33", signs)
    for place in _FRENCH_PLACES:
        found = _parsed(signs, place)
        if found is not None:
            return phonenumbers.format_number(found, PhoneNumberFormat.E164)
    raise Invalid("unknown")


def written_forms(number: str) -> tuple[str, ...]:
    """Give every way in which a register of the fund may hold a canonical number: with its plus, and as dialled in France.

    Overseas numbers are also written as the mainland sees them: +33 and nine digits.
    """
    parsed = phonenumbers.parse(number)
    digits = phonenumbers.national_significant_number(parsed)
    if parsed.country_code == _SAINT_PIERRE_CODE:
        return number, f"0508{digits}"
    if parsed.country_code not in _FRENCH_CODES:
        return (number,)
    return tuple(dict.fromkeys((number, f"0{digits}", f"+33{digits}")))


def masked(number: str) -> str:
    """Give a canonical number with nothing but its first group and its last two digits: ``06 •• •• •• 42``."""
    parsed = phonenumbers.parse(number)
    is_french = parsed.country_code in _FRENCH_CODES
    shown = phonenumbers.format_number(
        parsed, PhoneNumberFormat.NATIONAL if is_french else PhoneNumberFormat.INTERNATIONAL
    )
    first, *groups = re.split(r"[ -]", shown)
    hidden = re.sub(r"[0-9]", "•", " ".join(groups)[:-2])
    return f"{first} {hidden}{shown[-2:]}"


def _parsed(signs: str, place: str) -> PhoneNumber | None:
    try:
        found = phonenumbers.parse(signs, place)
    except phonenumbers.NumberParseException:
        return None
    return found if phonenumbers.is_valid_number(found) else None
