"""The one command that gives the prompts of an installation for real people their voice."""

import pytest

from web import speech, voice
from web.speech.manifest import Clips

SAID = [("fr", "Bonjour."), ("en", "Hello.")]


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CARNET_DATA", str(tmp_path))
    monkeypatch.setattr(voice, "prompts", lambda: iter(SAID))
    return tmp_path


def test_every_prompt_of_an_installation_gets_its_clip(home):
    assert voice.main() == 0

    assert list(Clips(home / "clips").missing(iter(SAID))) == []


def test_a_voice_that_is_missing_is_one_clear_sentence(home, monkeypatch, capsys):
    def no_voice(*_said):
        raise speech.Unvoiced("no voice speaks fr")

    monkeypatch.setattr(speech, "render", no_voice)

    assert voice.main() == 1
    assert capsys.readouterr().err == "the prompts cannot be spoken: no voice speaks fr\n"


def test_settings_that_cannot_be_are_told(home, monkeypatch, capsys):
    monkeypatch.setenv("CARNET_MODE", "rehearsal")

    assert voice.main() == 2
    assert "CARNET_MODE" in capsys.readouterr().err
