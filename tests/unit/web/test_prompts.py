"""Every fixed sentence of every offered language is recorded, and no sentence that holds a value."""

import pytest

from web import prompts

LANGUAGES = """
[[language]]
tag = "fr"
name = "Français"
greeting = "Bonjour"
direction = "ltr"
voice = "fr"
state = "offered"

[[language]]
tag = "en"
name = "English"
greeting = "Hello"
direction = "ltr"
voice = "en"
state = "offered"

[[language]]
tag = "pt"
name = "Português"
greeting = "Olá"
direction = "ltr"
voice = "pt"
state = "draft"
"""
TEMPLATE = """
msgid "Vous avez le choix."
msgstr ""

msgctxt "answer"
msgid "Oui"
msgstr ""

msgid "Votre espace ouvre le %(day)s."
msgstr ""
"""
ENGLISH = """
msgid "Vous avez le choix."
msgstr "You have the choice."

msgctxt "answer"
msgid "Oui"
msgstr "Yes"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "languages.toml").write_text(LANGUAGES)
    (tmp_path / "people.pot").write_text(TEMPLATE)
    english = tmp_path / "en" / "LC_MESSAGES"
    english.mkdir(parents=True)
    (english / "people.po").write_text(ENGLISH)
    return tmp_path


def test_each_offered_language_is_recorded_and_a_sentence_with_a_hole_is_not(folder):
    assert list(prompts.prompts(folder)) == [
        ("fr", "Vous avez le choix."),
        ("fr", "Oui"),
        ("en", "You have the choice."),
        ("en", "Yes"),
    ]
