"""A program that should not start says every reason at once."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from carnet import articles
from carnet.settings import DEMONSTRATION, PRODUCTION, Settings
from carnet.startup import startup_faults
from carnet.store import schema
from carnet.store.database import make_engine, transaction
from carnet.store.keys import Keys, make_key_file
from carnet.store.marker import mark
from tests.builders import make_person


@pytest.fixture
def settings(tmp_path: Path, engine: Engine) -> Settings:
    """Faultless settings of a production on a migrated database."""
    settings = Settings.from_env(
        {"CARNET_DATA": str(tmp_path / "data"), "CARNET_SENDER": "Assurance Maladie; 1 rue de l’Exemple"}
    )
    settings.data.mkdir()
    make_key_file(settings.key_file, demonstration=False)
    return replace(settings, database_url=engine.url.render_as_string(hide_password=False))


def faults(settings: Settings) -> str:
    return "\n".join(startup_faults(settings))


def test_nothing_stands_against_a_good_production(settings: Settings) -> None:
    assert startup_faults(settings) == []


def test_a_key_of_a_demonstration_never_serves_a_production(settings: Settings) -> None:
    settings.key_file.unlink()
    make_key_file(settings.key_file, demonstration=True)

    assert "is for demonstrations" in faults(settings)
    assert startup_faults(replace(settings, mode=DEMONSTRATION)) == []


def test_a_key_of_a_production_never_serves_a_demonstration(settings: Settings) -> None:
    assert "is for production" in faults(replace(settings, mode=DEMONSTRATION))


def test_an_article_that_belongs_to_no_step_is_a_fault(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = (articles.FOLDER / "six-weeks.toml").read_text("utf-8")
    (tmp_path / "six-weeks.toml").write_text(article.replace("object/confirm", "object/nowhere"), "utf-8")
    monkeypatch.setattr(articles, "FOLDER", tmp_path)

    assert "the article six-weeks belongs to object/nowhere, which is no step" in faults(settings)


def test_a_missing_key_is_a_fault(settings: Settings) -> None:
    settings.key_file.unlink()

    assert "does not exist" in faults(settings)


def test_a_pending_migration_is_a_fault_and_is_named(settings: Settings, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'late.db'}"
    engine = make_engine(url)
    schema.upgrade(engine, "0008")
    engine.dispose()

    assert "lacks the migrations 0009" in faults(replace(settings, database_url=url))


def test_a_database_that_does_not_answer_is_a_fault_without_its_password(settings: Settings) -> None:
    told = faults(replace(settings, database_url="postgresql://app:s3cret@127.0.0.1:1/carnet"))

    assert "does not answer" in told
    assert "s3cret" not in told


def test_a_demonstration_never_mixes_with_real_people(settings: Settings, engine: Engine, keys: Keys) -> None:
    settings.key_file.unlink()
    make_key_file(settings.key_file, demonstration=True)
    with transaction(engine, keys) as db:
        make_person(db)
    assert "holds real people" in faults(replace(settings, mode=DEMONSTRATION))

    with transaction(engine, keys) as db:
        mark(db, "demonstration", "yes")
    assert startup_faults(replace(settings, mode=DEMONSTRATION)) == []
    assert "holds a demonstration" in faults(replace(settings, mode=PRODUCTION))


def test_a_production_without_a_sender_is_a_fault(settings: Settings) -> None:
    assert "CARNET_SENDER" in faults(replace(settings, sender=()))


def test_an_unwritable_folder_is_a_fault(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert "cannot be written" in faults(replace(settings, data=tmp_path / "file"))


def test_all_faults_come_together_with_those_of_other_rooms(settings: Settings, tmp_path: Path) -> None:
    def incomplete_language(_settings: Settings) -> Iterable[str]:
        yield "the language ar is offered but incomplete"

    settings.key_file.unlink()
    (tmp_path / "file").touch()
    broken = replace(settings, data=tmp_path / "file", database_url=f"sqlite:///{tmp_path / 'empty.db'}")

    told = startup_faults(broken, incomplete_language)

    assert len(told) == 4
    assert told[-1] == "the language ar is offered but incomplete"
