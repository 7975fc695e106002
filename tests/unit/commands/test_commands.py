"""What an administrator types, from the first folder to the list of rejects."""

import io
import json
import re
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from carnet.__main__ import main
from carnet.commands.insured import REASONS
from carnet.commands.progress import Bar
from carnet.services import staff
from carnet.services.staff.entrance import use_invitation
from carnet.settings import Settings
from carnet.store import schema
from carnet.store.audit import AuditLine
from carnet.store.database import make_engine, transaction
from carnet.store.keys import load_keys, make_key_file
from carnet.store.staff import Membership, Organisation
from tests.unit.store.tampering import unguarded

HEAD = "reference;nir;birth_name;first_names;birth_date;sex\n"
JEANNE = "A1;251036399900118;Durand;Jeanne;1951-03-08;F\n"
WRONG_KEY = "A2;251036399900119;Peretti;Marc;1958-08-14;M\n"


@pytest.fixture
def data(tmp_path, monkeypatch) -> str:
    for name in ("CARNET_DATA", "CARNET_MODE", "DATABASE_URL", "CARNET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    return str(tmp_path / "installation")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "demonstration"
    assert main(["demonstration", "make", "--data", str(folder), "--on", "2026-11-22"]) == 0
    return folder


@pytest.fixture
def demonstration(data, made_once) -> str:
    shutil.copytree(made_once, data)
    return data


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "fund.csv"
    path.write_text(HEAD + JEANNE + WRONG_KEY, encoding="utf-8")
    return str(path)


def test_a_demonstration_is_made_once(demonstration, capsys):
    assert main(["demonstration", "make", "--data", demonstration]) == 0
    assert "already" in capsys.readouterr().out


def test_a_whole_journal_is_said_to_be_whole(demonstration, capsys, tmp_path):
    assert main(["night", "--data", demonstration, "--on", "2026-11-22"]) == 0
    night = tmp_path / "night.txt"
    night.write_text(capsys.readouterr().out.splitlines()[-1], "utf-8")

    assert main(["audit", "check", "--data", demonstration, "--roots", str(night)]) == 0

    assert "1 roots kept outside: whole." in capsys.readouterr().out


def test_a_changed_line_of_the_journal_is_named(demonstration, capsys):
    engine = make_engine(Settings.from_env({"CARNET_DATA": demonstration}).database_url)
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE audit_line SET outcome = 'x' WHERE chain = 'space:7' AND seq = 1"))
    engine.dispose()

    assert main(["audit", "check", "--data", demonstration]) == 1

    told = capsys.readouterr().out
    assert "Broken: space:7, line 1: edited" in told
    assert "not whole." in told


def test_a_file_that_holds_no_roots_is_refused(demonstration, capsys, extract):
    assert main(["audit", "check", "--data", demonstration, "--roots", extract]) == 2
    assert "one root a line" in capsys.readouterr().err


def test_people_are_told_with_what_to_try_and_their_letter(demonstration, capsys):
    assert main(["demonstration", "people", "--data", demonstration]) == 0

    told = capsys.readouterr().out
    assert "Jeanne Martin (notified)" in told
    assert "2026-11-12-notice-000001.pdf, carte-D01.pdf" in told
    assert "2510363" not in told


def test_the_demonstration_moves_to_another_day(demonstration, capsys):
    assert main(["demonstration", "anchor", "--data", demonstration, "--on", "2027-01-10"]) == 0
    assert main(["demonstration", "people", "--data", demonstration]) == 0
    assert "2026-12-31-notice-" in capsys.readouterr().out


@pytest.mark.parametrize("act", ["anchor", "people"])
def test_without_a_demonstration_one_line_says_what_to_type(data, capsys, act):
    assert main(["demonstration", act, "--data", data]) == 2
    assert "Not done" in capsys.readouterr().err


@pytest.mark.parametrize("act", ["anchor", "people"])
def test_an_installation_without_invented_people_says_how_to_make_them(data, capsys, act):
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": data})
    settings.data.mkdir()
    make_key_file(settings.key_file, demonstration=True)
    engine = make_engine(settings.database_url)
    schema.upgrade(engine)
    engine.dispose()

    assert main(["demonstration", act, "--data", data]) == 2
    assert capsys.readouterr().err == "Not done: there is no demonstration here: demonstration make\n"


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path, capsys):
    (tmp_path / "file").touch()

    assert main(["demonstration", "make", "--data", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_wrong_setting_is_told_before_anything_is_done(data, capsys, monkeypatch):
    monkeypatch.setenv("CARNET_SCREEN", "large")

    assert main(["demonstration", "make", "--data", data]) == 2
    assert "CARNET_SCREEN" in capsys.readouterr().err


def test_an_extract_comes_in_and_its_rejects_are_listed_without_names_or_numbers(
    demonstration, extract, capsys
):
    assert main(["insured", "import", extract, "--data", demonstration]) == 3

    told = capsys.readouterr()
    assert "1 people added" in told.out
    assert f"line 3: column nir: {REASONS['key']}" in told.err
    for secret in ("Durand", "Jeanne", "Peretti", "Marc", "2510363"):
        assert secret not in told.out + told.err


def test_rejects_may_go_to_a_file(demonstration, extract, tmp_path, capsys):
    rejects = tmp_path / "rejects.txt"

    main(["insured", "import", extract, "--data", demonstration, "--rejects", str(rejects)])

    assert rejects.read_text(encoding="utf-8") == f"line 3: column nir: {REASONS['key']}\n"
    assert "line 3" not in capsys.readouterr().err


def test_checking_an_extract_writes_nothing(demonstration, extract, capsys):
    for _ in range(2):
        assert main(["insured", "import", extract, "--check", "--data", demonstration]) == 3
        assert "2 lines read, 1 would be rejected. Nothing was written." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"nom;prenom\n", "column nom: no such column"),
        ("référence".encode("latin-1"), "the first line cannot be read"),
        (b"", "column reference: this column is needed and is missing"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_in_one_line(demonstration, extract, capsys, content, words):
    Path(extract).write_bytes(content)

    assert main(["insured", "import", extract, "--data", demonstration]) == 2
    assert words in capsys.readouterr().err


def test_a_missing_file_is_refused_in_one_line(demonstration, tmp_path, capsys):
    assert main(["insured", "import", str(tmp_path / "none.csv"), "--data", demonstration]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_demonstration_is_not_taken_for_production(demonstration, extract, capsys, monkeypatch):
    monkeypatch.setenv("CARNET_MODE", "production")

    assert main(["insured", "import", extract, "--data", demonstration]) == 2
    assert "demonstration" in capsys.readouterr().err


def test_a_real_installation_is_never_made_a_demonstration(data, capsys):
    settings = Settings.from_env({"CARNET_DATA": data})
    settings.data.mkdir()
    make_key_file(settings.key_file, demonstration=False)

    assert main(["demonstration", "make", "--data", data]) == 2
    assert "production" in capsys.readouterr().err
    assert not (settings.data / "carnet.db").exists()


def test_without_keys_nothing_comes_in(data, extract, capsys):
    assert main(["insured", "import", extract, "--data", data]) == 2
    assert "key file" in capsys.readouterr().err


def test_invented_people_are_written_as_an_extract(demonstration, tmp_path, capsys):
    assert main(["insured", "invent", "200", "--on", "2026-11-22"]) == 0
    path = tmp_path / "big.csv"
    path.write_text(capsys.readouterr().out, encoding="utf-8")

    assert main(["insured", "import", str(path), "--data", demonstration, "--on", "2026-11-22"]) == 0
    assert "200 lines read: 200 people added" in capsys.readouterr().out


def test_a_day_that_is_none_is_refused(data, capsys):
    with pytest.raises(SystemExit):
        main(["demonstration", "make", "--data", data, "--on", "31/12/2026"])
    assert "a day like 2026-11-22" in capsys.readouterr().err


def test_a_bar_shows_quarters_where_there_is_no_terminal():
    stream = io.StringIO()
    bar = Bar("Reading", stream)

    for done in range(101):
        bar(done, 100)

    assert [line.split()[-2] for line in stream.getvalue().splitlines()] == ["0", "25", "50", "75", "100"]


def test_a_bar_moves_on_a_terminal_and_ends_its_line():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    bar = Bar("Reading", stream)
    bar(1, 2)
    bar(2, 2)

    assert stream.getvalue().count("\r") == 2
    assert stream.getvalue().endswith("100 %\n")


def test_the_insurer_suspends_and_resumes_a_space_and_a_mistaken_word_is_one_line(demonstration, capsys):
    claire = ["D12", "--data", demonstration]

    assert main(["insured", "suspend", *claire]) == 0
    assert "now suspended" in capsys.readouterr().out
    assert main(["insured", "suspend", *claire]) == 2
    assert "The space of D12 cannot suspend" in capsys.readouterr().err
    assert main(["insured", "resume", *claire]) == 0
    assert "now activated" in capsys.readouterr().out
    assert main(["insured", "fail", "D999", "--data", demonstration]) == 2
    assert "nobody is known under D999" in capsys.readouterr().err


@pytest.fixture
def production(data, monkeypatch, capsys) -> str:
    """Return an installation for real people, as an administrator makes it."""
    monkeypatch.setenv("CARNET_SENDER", "Assurance Maladie;87999 Nullepart")
    assert main(["production", "make", "--data", data]) == 0
    capsys.readouterr()
    return data


@contextmanager
def inside(data):
    settings = Settings.from_env({"CARNET_DATA": data})
    engine = make_engine(settings.database_url)
    with transaction(engine, load_keys(settings.key_file)) as db:
        yield db
    engine.dispose()


def supervisor(data, login="helene", name="Hélène Roche", organisation="Plateforme 34 22", *more):
    return main(["supervisor", login, "--name", name, "--organisation", organisation, *more, "--data", data])


def test_a_production_installation_is_made_once_and_keeps_its_keys(production, capsys):
    before = load_keys(Path(production) / "keys.json")

    assert main(["production", "make", "--data", production]) == 0

    assert not before.is_demonstration
    assert load_keys(Path(production) / "keys.json") == before


def test_a_demonstration_is_never_made_a_production(demonstration, capsys):
    assert main(["production", "make", "--data", demonstration]) == 2
    assert "is for demonstrations" in capsys.readouterr().err


def test_the_first_supervisor_enters_a_production_console_with_the_code_that_the_command_prints(
    production, capsys
):
    assert supervisor(production, "helene", "Hélène Roche", "Plateforme 34 22", "--department", "63") == 0

    told = capsys.readouterr().out
    [code] = re.findall(r"Welcome code +(\S+)", told)
    assert "Login         helene\n" in told
    with inside(production) as db:
        helper, place = staff.with_login(db, "helene"), db.scalars(select(Organisation)).one()
        membership = db.get_one(Membership, helper.id)
        assert (helper.role, helper.name, helper.organisation_id) == ("supervisor", "Hélène Roche", place.id)
        assert (place.name, place.kind, place.department) == ("Plateforme 34 22", "helpline", "63")
        assert (membership.max_power, membership.is_referent) == ("for", False)
        line = db.scalars(select(AuditLine).where(AuditLine.act == "account")).one()
        assert (line.outcome, line.channel) == ("invited", "system")
        assert json.loads(line.detail) == {"helper": helper.id, "organisation": place.id}
        assert use_invitation(db, "helene", code, datetime.now(UTC)).outcome == "signed_in"
        assert use_invitation(db, "helene", code, datetime.now(UTC)).outcome == "wrong"


def test_a_second_supervisor_comes_into_the_organisation_that_is_there(production, capsys):
    assert supervisor(production) == 0
    assert supervisor(production, "amel", "Amel Diallo", "plateforme 34 22") == 0

    with inside(production) as db:
        assert len(db.scalars(select(Organisation)).all()) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("helene",), "the login helene is taken"),
        (("É",), "the login or the name cannot be read"),
        (("amel", " "), "the login or the name cannot be read"),
        (("amel", "Amel Diallo", "…"), "the organisation cannot be read"),
        (("amel", "Amel Diallo", "-"), "a name does not begin with"),
        (("amel", "=1+1"), "a name does not begin with"),
        (("amel", "Amel Diallo", "Ailleurs", "--department", "99"), "the organisation cannot be read"),
    ],
)
def test_a_supervisor_who_cannot_be_made_is_one_sentence_and_leaves_nothing(typed, words, production, capsys):
    assert supervisor(production) == 0
    capsys.readouterr()

    assert supervisor(production, *typed) == 2

    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert words in told.err
    with inside(production) as db:
        assert db.scalars(select(Organisation.name)).all() == ["Plateforme 34 22"]
        assert staff.with_login(db, "amel") is None


def test_a_refused_login_leaves_no_organisation_behind(production):
    assert supervisor(production) == 0
    assert supervisor(production, "helene", "Hélène Roche", "Ailleurs") == 2

    with inside(production) as db:
        assert db.scalars(select(Organisation.name)).all() == ["Plateforme 34 22"]


def test_a_supervisor_is_not_made_in_a_demonstration_taken_for_production(demonstration, capsys, monkeypatch):
    monkeypatch.setenv("CARNET_MODE", "production")

    assert supervisor(demonstration) == 2
    assert "is for demonstrations" in capsys.readouterr().err
