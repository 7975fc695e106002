"""What only some need is loaded by whoever needs it: neither the kiosk nor a console that just started pays for it."""

import subprocess
import sys

import pytest

from setup import ROOT

SIGNING_IN = ("webauthn", "httpx", "joserfc", "cbor2", "OpenSSL")
PAPERS_AND_VOICES = ("weasyprint", "PIL", "fontTools", "numpy", "soundfile", "pyttsx3")
OTHER_ROOMS = (
    "helpdesk", "holidays", "phonenumbers", "alembic", "psycopg", "sqlalchemy.dialects.postgresql",
    "carnet.services.cases", "carnet.store.promises", "carnet.store.queue", "carnet.store.tables",
)  # fmt: skip
ENTRANCES = ("kiosk.__main__", "helpdesk.__main__", "web.outbox", "carnet.__main__")

UNKNOWN_TABLES = """
from carnet.store.rows import Row
from sqlalchemy.exc import NoReferencedTableError
for table in Row.metadata.tables.values():
    for key in table.foreign_keys:
        try:
            key.column
        except NoReferencedTableError:
            print(table.name, key.target_fullname)
"""


def told_by(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def loaded_by(program: str, heavy: tuple[str, ...]) -> set[str]:
    told = told_by(f"{program}\nimport sys\nprint([name for name in {heavy} if name in sys.modules])")
    return {name for name in heavy if repr(name) in told}


@pytest.mark.parametrize("room", ["kiosk", "helpdesk"])
def test_a_room_starts_without_what_only_signing_in_needs(room):
    assert loaded_by(f"import {room}", SIGNING_IN) == set()


def test_a_kiosk_starts_without_what_only_papers_voices_and_other_rooms_need():
    assert loaded_by("import kiosk.__main__", PAPERS_AND_VOICES + OTHER_ROOMS) == set()


def test_what_is_loaded_is_seen():
    assert loaded_by("import webauthn", SIGNING_IN) >= {"webauthn", "cbor2"}
    assert loaded_by("import carnet.store.tables", OTHER_ROOMS) >= {
        "carnet.store.promises",
        "sqlalchemy.dialects.postgresql",
    }


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_process_knows_every_table_that_its_rows_point_at(entrance):
    assert told_by(f"import {entrance}\n{UNKNOWN_TABLES}") == ""


def test_a_kiosk_that_is_asked_for_help_knows_every_table_then():
    assert told_by(f"import kiosk, carnet.services.cases\n{UNKNOWN_TABLES}") == ""


def test_a_row_that_points_at_an_unknown_table_is_seen():
    program = (
        "from carnet.store.rows import Row\nfrom sqlalchemy import Column, ForeignKey, Integer, Table\n"
        "Table('child', Row.metadata, Column('id', Integer, ForeignKey('parent.id')))\n"
    )

    assert told_by(program + UNKNOWN_TABLES) == "child parent.id\n"
