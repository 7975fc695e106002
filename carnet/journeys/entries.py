"""How each thing that people type is read. All give plain text, because it is sealed, then compared, then erased."""

from datetime import date

from carnet.domain.birth_date import read_birth_text
from carnet.domain.card import read_serial
from carnet.domain.code import read_code, read_resume_code
from carnet.domain.journey import Entry, Option
from carnet.domain.nir import read_nir
from carnet.domain.words import N_


def _code(text: str, _on: date) -> str:
    return read_code(text)


def _nir(text: str, _on: date) -> str:
    return read_nir(text).value


def _birth_date(text: str, on: date) -> str:
    return read_birth_text(text, on=on).iso()


def _serial(text: str, _on: date) -> str:
    return read_serial(text).value


def _resume_code(text: str, _on: date) -> str:
    return "".join(read_resume_code(text))


CODE = Entry("code", _code, {"no_code": Option(N_("Je n’ai pas de code"))})
NIR = Entry("nir", _nir, {"no_number": Option(N_("Je ne trouve pas"))})
BIRTH_DATE = Entry("birth_date", _birth_date)
SERIAL = Entry("serial", _serial, {"no_card": Option(N_("Je n’ai pas de carte"))})
RESUME_CODE = Entry("resume_code", _resume_code, {"lost": Option(N_("Je ne l’ai plus"))})
