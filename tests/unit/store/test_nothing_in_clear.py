"""The database never shows who anybody is: neither its tables nor the bytes of its file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from carnet.domain.birth_date import BirthDate
from carnet.services import audit
from carnet.store.database import erase_traces, transaction
from carnet.store.keys import Keys
from carnet.store.people import Identity
from carnet.store.tables import metadata
from tests.builders import NOW, make_code, make_identity, make_nir, make_person, make_space

# Every name begins like no word of the code, whose own words stand in the database.
NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéèçïœ"), min_size=4, max_size=30).map(
    lambda name: f"Ouzk{name}"
)
PEOPLE = st.builds(
    make_identity,
    birth_name=NAMES,
    used_name=st.none() | NAMES,
    first_names=st.lists(NAMES, min_size=1, max_size=3),
    birth_date=st.dates(date(1910, 1, 1), date(2026, 11, 1)).map(
        lambda day: BirthDate(day.year, day.month, day.day)
    ),
    birth_place=NAMES,
    sex=st.sampled_from(["1", "2"]),
)
# The first line of every chain holds 64 zeros: a number made of zeros alone would be found there.
DIGITS = st.text(st.sampled_from("0123456789"), min_size=10, max_size=10).map(lambda digits: f"9{digits}")


@given(identity=PEOPLE, serial=DIGITS, phone=DIGITS, mail=NAMES, order=st.integers(0, 999))
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_number_name_birth_date_or_contact_is_stored_in_clear(
    engine: Engine, keys: Keys, identity: Identity, serial: str, phone: str, mail: str, order: int
) -> None:
    nir = make_nir(sex=identity.sex, born=identity.birth_date, order=order)
    with transaction(engine, keys) as db:
        contacts = {"phone": phone, "mail": f"{mail}@example.org"}
        person = make_person(db, identity=identity, nir=nir, serial=serial, contacts=contacts)
        make_space(db, person=person)
        make_code(db, person=person, code="ABCDEFGHJKMN")
        audit.note(db, act="activate", outcome="activated", now=NOW, channel="kiosk", person_id=person.id)

    stored = _dumped(engine) + _file_of(engine)

    for planted in _forms_of(identity, nir, [serial, phone, mail, "ABCDEFGHJKMN"]):
        assert planted.lower().encode() not in stored, planted


def test_the_search_finds_what_is_in_clear(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        person = make_person(db)
        person.source = make_identity().name.birth_name

    stored = _dumped(engine)

    assert make_identity().name.birth_name.lower().encode() in stored


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_search_reads_the_bytes_of_the_file(engine: Engine, keys: Keys) -> None:
    with transaction(engine, keys) as db:
        make_person(db).source = "planted in a row"

    assert b"planted in a row" in _file_of(engine)


def _forms_of(identity: Identity, nir: str, others: list[str]) -> set[str]:
    born = identity.birth_date
    day = date(born.year, born.month or 1, born.day or 1)
    adult = born.turns(18)
    dates = {
        form
        for each in (day, adult)
        for form in (each.isoformat(), f"{each:%d%m%Y}", f"{each:%Y%m%d}", f"{each:%d/%m/%Y}")
    }
    # Dates that every database of today holds say nothing of this person.
    dates -= {(NOW.date() + timedelta(days=days)).isoformat() for days in range(-60, 60)}
    names = {
        identity.name.birth_name,
        identity.name.used_name or nir,
        *identity.name.first_names,
        identity.birth_place,
    }
    return {nir, nir[:13], *names, *dates, *others}


def _dumped(engine: Engine) -> bytes:
    with engine.connect() as connection:
        values = [
            value
            for table in metadata.sorted_tables
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))
            for value in row
        ]
    stored = [
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in values
    ]
    return b"\n".join(stored).lower()


def _file_of(engine: Engine) -> bytes:
    if engine.dialect.name != "sqlite":
        return b""
    erase_traces(engine)
    return Path(engine.url.database or "").read_bytes().lower()
