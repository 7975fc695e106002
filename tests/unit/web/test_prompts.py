"""Every fixed sentence of every offered language is recorded, and no sentence that holds a value."""

import pytest

from web import locale, prompts
from web.speech.normalise import normalise

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

[[language]]
tag = "pt"
name = "Português"
greeting = "Olá"
invitation = "Para português."
direction = "ltr"
voice = "pt"
state = "draft"
"""
TEMPLATE = """
msgid ""
"Vous avez le choix.\\n"
"Rien ne presse."
msgstr ""

msgctxt "answer"
msgid "Oui"
msgstr ""

msgid ""
"Rien ne presse.\\n"
"Votre espace ouvre le %(day)s."
msgstr ""
"""
ENGLISH = """
msgid ""
"Vous avez le choix.\\n"
"Rien ne presse."
msgstr ""
"You have the choice.\\n"
"There is no hurry."

msgctxt "answer"
msgid "Oui"
msgstr "Yes"

msgid ""
"Rien ne presse.\\n"
"Votre espace ouvre le %(day)s."
msgstr ""
"There is no hurry.\\n"
"Your space opens on %(day)s."
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "languages.toml").write_text(LANGUAGES)
    (tmp_path / "people.pot").write_text(TEMPLATE)
    english = tmp_path / "en" / "LC_MESSAGES"
    english.mkdir(parents=True)
    (english / "people.po").write_text(ENGLISH)
    return tmp_path


def test_each_line_of_each_offered_language_is_recorded_once_and_no_line_that_holds_a_value(folder):
    assert list(prompts.prompts(folder)) == [
        ("fr", "Français"),
        ("fr", "Bonjour"),
        ("fr", "Pour le français."),
        ("fr", "Vous avez le choix."),
        ("fr", "Rien ne presse."),
        ("fr", "Oui"),
        ("en", "English"),
        ("en", "Hello"),
        ("en", "For English."),
        ("en", "You have the choice."),
        ("en", "There is no hurry."),
        ("en", "Yes"),
    ]


@pytest.mark.parametrize("language", locale.offered(), ids=lambda language: language.tag)
def test_a87_the_voice_has_something_to_say_for_each_line_of_each_offered_language(language):
    lines = [text for tag, text in prompts.prompts() if tag == language.tag]

    assert len(lines) > 300
    assert [line for line in lines if not normalise(line, language.voice)] == []
