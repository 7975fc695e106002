"""How each thing that people type is read. All give plain text, because it is sealed, then compared, then erased.

What a reader gives, it reads again as the same: the pad shows it to whoever comes back to look at it.
"""

from datetime import date

from carnet.domain.code import read_code, read_resume_code
from carnet.domain.identity_facts import READERS
from carnet.domain.journey import Entry, Option
from carnet.domain.words import N_


def _code(text: str, _on: date) -> str:
    return read_code(text)


def _resume_code(text: str, _on: date) -> str:
    return "".join(read_resume_code(text))


CODE = Entry("code", _code, {"no_code": Option(N_("Je n’ai pas de code"))})
NIR = Entry("nir", READERS["nir"], {"no_number": Option(N_("Je ne trouve pas"))})
BIRTH_DATE = Entry("birth_date", READERS["birth_date"])
SERIAL = Entry("serial", READERS["serial"], {"no_card": Option(N_("Je n’ai pas de carte"))})
RESUME_CODE = Entry("resume_code", _resume_code, {"lost": Option(N_("Je ne l’ai plus"))})
