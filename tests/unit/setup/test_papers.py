"""Each invented person finds their letters and cards in a folder of their own."""

from datetime import UTC, date, datetime

import pytest

from carnet.demonstration import stage
from carnet.settings import Settings
from carnet.store.database import make_engine, reading, transaction
from carnet.store.keys import load_keys
from setup import Fault, content, papers

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class QuickPress:
    """Stands where the PDF press stands, and leaves the page as it is."""

    def __init__(self):
        self.is_broken = False
        self.printed = 0

    def to_pdf(self, page):
        if self.is_broken:
            raise OSError(28, "No space left on device")
        self.printed += 1
        return page.encode()

    def close(self):
        pass


@pytest.fixture
def press(monkeypatch):
    press = QuickPress()
    monkeypatch.setattr(papers, "workshop", lambda: press)
    monkeypatch.setattr(papers, "card_png", lambda card: b"")
    return press


@pytest.fixture
def settings(tmp_path):
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})
    content.make_keys(settings.key_file)
    content.migrate(settings.database_url)
    engine = make_engine(settings.database_url)
    with transaction(engine, load_keys(settings.key_file)) as db:
        stage.set_up(db, tmp_path / "extract.csv", DAY, NOW)
    engine.dispose()
    return settings


def everybody(settings):
    engine = make_engine(settings.database_url)
    with reading(engine, load_keys(settings.key_file)) as db:
        guests = stage.guests(db)
    engine.dispose()
    return guests


def test_everybody_has_a_folder_with_each_letter_and_each_card(settings, press):
    papers.make(settings)

    for guest in everybody(settings):
        folder = papers.folder_of(settings) / papers.name_of(guest.role)
        assert {path.name for path in folder.glob("*.pdf")} == {*guest.letters, *guest.sheets}


def test_the_index_names_every_folder(settings, press):
    papers.make(settings)

    index = (papers.folder_of(settings) / papers.INDEX).read_text()
    assert all(papers.name_of(guest.role) in index for guest in everybody(settings))


def test_what_is_laid_out_is_not_laid_out_again(settings, press):
    papers.make(settings)
    printed = press.printed

    papers.make(settings)

    assert press.printed == printed


def test_a_letter_that_cannot_be_printed_is_said_and_tried_again_at_the_next_start(settings, press):
    press.is_broken = True
    with pytest.raises(Fault, match="could not be printed"):
        papers.make(settings)

    press.is_broken = False
    papers.make(settings)

    assert (papers.folder_of(settings) / papers.INDEX).is_file()


def test_a_folder_name_holds_plain_letters_only(settings):
    for guest in everybody(settings):
        assert papers.name_of(guest.role).isascii()
        assert " " not in papers.name_of(guest.role)
