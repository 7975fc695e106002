"""Names as in the civil register: birth name, used name, several first names. Never one "full name" field."""

import unicodedata
from dataclasses import dataclass, field

from carnet.domain.errors import Invalid

LONGEST = 100

_JOINERS = frozenset(" -'\N{RIGHT SINGLE QUOTATION MARK}.\N{MIDDLE DOT}")


@dataclass(frozen=True)
class CivilName:
    """The names of one person. They never show in a log or a traceback."""

    birth_name: str = field(repr=False)
    used_name: str | None = field(repr=False)
    first_names: tuple[str, ...] = field(repr=False)

    @property
    def first_name(self) -> str:
        return self.first_names[0]

    @property
    def last_name(self) -> str:
        """The used name where there is one, otherwise the birth name: what a letter and a helper say."""
        return self.used_name or self.birth_name

    def spoken(self) -> str:
        """Give the name as one says it: first name, then last name."""
        return f"{self.first_name} {self.last_name}"

    def listed(self) -> str:
        """Give the name as a register lists it: last name in capitals, then all first names."""
        return f"{self.last_name.upper()} {' '.join(self.first_names)}"

    def initial(self) -> str:
        """Give the first letter of the last name, to tell two homonyms of a first name apart."""
        return self.last_name[0].upper()


def likened(name: str) -> str:
    """Give the letters and digits of ``name``, small and without accents: two houses that differ by less are one."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def read_name(text: str) -> str:
    """Give one name, composed (NFC) and with single spaces.

    Any script's letters are kept: the register writes what the birth certificate wrote.

    Raises Invalid with ``empty``, ``length`` or ``characters``.
    """
    if len(text) > 2 * LONGEST:
        raise Invalid("length", found=len(text))
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise Invalid("empty")
    if len(name) > LONGEST:
        raise Invalid("length", found=len(name))
    if not all(_belongs_to_a_name(sign) for sign in name) or not name[0].isalpha():
        raise Invalid("characters")
    return name


def _belongs_to_a_name(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign)[0] in "LM"
