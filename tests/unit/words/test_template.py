"""Marks become templates, templates become catalogues, and nothing that was translated is lost on the way."""

import pytest

from words import catalogues, files, template
from words.__main__ import main

LANGUAGES = """
[[language]]
tag = "fr"
name = "Français"
greeting = "Bonjour"
invitation = "Pour le français."
direction = "ltr"
voice = "fr"
state = "offered"

[[language]]
tag = "en"
name = "English"
greeting = "Hello"
invitation = "For English."
direction = "ltr"
voice = "en"
state = "offered"
"""
FRAME = """
END = NP_("key", "Terminer")
HELP = N_("Demander de l’aide")
PAGE = N_("Bonjour\\n" "Vous êtes ici.")
not_marked = "Ceci reste au code"
"""


@pytest.fixture
def root(tmp_path):
    for room in template.ROOMS:
        (tmp_path / room).mkdir()
    (tmp_path / "kiosk" / "frame.py").write_text(FRAME, "utf-8")
    (tmp_path / "helpdesk" / "desk.py").write_text('TITLE = N_("Demandes en attente")\n', "utf-8")
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "languages.toml").write_text(LANGUAGES, "utf-8")
    return tmp_path


@pytest.fixture
def folder(root):
    catalogues.write(root, root / "translations")
    return root / "translations"


def translate(folder, text, wording):
    path = files.catalogue_path("en", "people", folder)
    catalogue = files.read(path)
    catalogue[text].string = wording
    path.write_text(files.catalogue_text("en", catalogue), "utf-8")


def test_marks_are_found_with_their_context_and_their_file(root):
    found = set(template.marked(root))

    assert found == {
        ("kiosk/frame.py", "Terminer", "key"),
        ("kiosk/frame.py", "Demander de l’aide", ""),
        ("kiosk/frame.py", "Bonjour\nVous êtes ici.", ""),
        ("helpdesk/desk.py", "Demandes en attente", ""),
    }


def test_the_console_speaks_to_helpers_and_the_kiosk_to_people(root):
    found = template.templates(root)

    assert [message.id for message in found["helpers"] if message.id] == ["Demandes en attente"]
    assert "Demander de l’aide" in found["people"]


def test_what_a_journey_tells_the_helper_is_not_among_the_words_of_the_person():
    to_helpers = template.said_to_helpers()

    assert "Lisez la page avec la personne." in to_helpers
    assert not [text for text in to_helpers if text.startswith("Vous voulez activer")]


def test_extracting_twice_changes_nothing(root, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*.po*")}

    catalogues.write(root, folder)

    assert {path: path.read_bytes() for path in folder.rglob("*.po*")} == before


def test_the_french_catalogue_says_the_source(folder):
    assert catalogues.unfinished("fr", "people", folder) == []


def test_a_translation_survives_a_new_sentence_and_not_a_changed_one(root, folder):
    translate(folder, "Demander de l’aide", "Ask for help")
    frame = root / "kiosk" / "frame.py"
    frame.write_text(frame.read_text("utf-8") + 'NEW = N_("Je suis là")\n', "utf-8")

    catalogues.write(root, folder)
    kept = {message.id: message.string for message in catalogues.translated("en", "people", folder)}
    frame.write_text(frame.read_text("utf-8").replace("Demander de", "Recevoir de"), "utf-8")
    catalogues.write(root, folder)

    assert kept == {"Demander de l’aide": "Ask for help"}
    assert catalogues.translated("en", "people", folder) == []


def test_the_notes_of_a_translator_are_kept(root, folder):
    path = files.catalogue_path("en", "people", folder)
    translate(folder, "Demander de l’aide", "Ask for help")
    noted = path.read_text("utf-8").replace(
        'msgid "Demander', '# On the key of the frame too.\nmsgid "Demander'
    )
    path.write_text(
        "# Awaiting review by native readers.\n# dossier = record\n" + noted.partition("\n")[2], "utf-8"
    )

    catalogues.write(root, folder)

    assert "# dossier = record\n" in path.read_text("utf-8")
    assert "# On the key of the frame too.\n" in path.read_text("utf-8")


def test_a_template_that_is_behind_the_code_is_a_fault(root, folder):
    frame = root / "kiosk" / "frame.py"
    frame.write_text(frame.read_text("utf-8") + 'NEW = N_("Je suis là")\n', "utf-8")

    assert "people.pot is not up to date: python -m words extract" in list(catalogues.faults(root, folder))


def test_a_hole_in_an_offered_language_is_a_fault(root, folder):
    assert [
        fault for fault in catalogues.faults(root, folder) if fault.startswith("en people lacks 3 sentences")
    ]


def test_a_fuzzy_sentence_is_a_hole(folder):
    translate(folder, "Demander de l’aide", "Ask for help")
    path = files.catalogue_path("en", "people", folder)
    path.write_text(path.read_text("utf-8").replace('msgid "Demander', '#, fuzzy\nmsgid "Demander'), "utf-8")

    assert "Demander de l’aide" in catalogues.unfinished("en", "people", folder)


def test_an_unknown_command_is_one_line(capsys):
    assert main(["translate"]) == 2
    assert capsys.readouterr().err == "Usage: python -m words extract|check|missing|book\n"
