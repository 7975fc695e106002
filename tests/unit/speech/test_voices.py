"""Personal text: what a route asks for, what it gets, what it hears when it asks too much."""

import io
import wave
from pathlib import Path

import pytest

from web.speech import TooLong, Unvoiced, Voices, sentences
from web.speech.tongues import TONGUES


@pytest.mark.parametrize("language", TONGUES)
def test_every_language_is_spoken_as_a_wav_file(voices: Voices, language: str) -> None:
    sound = voices.speak("12/03/2026", language)

    with wave.open(io.BytesIO(sound)) as file:
        assert file.getframerate() == 22_050
        assert file.getnchannels() == 1
        assert file.getnframes() > 22_050 / 2


def test_a_language_without_a_voice_is_an_error_and_never_another_voice(voices: Voices) -> None:
    for language in ("pt", "zz", "", "fr-fr"):
        with pytest.raises(Unvoiced) as heard:
            voices.speak("Olá", language)
        assert heard.value.reason == "language"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 1501, "characters_limit"),
        ("mot " * 4800, "characters_limit"),
        ("1 2 3 4 5 6 7 8 9 " * 80, "duration_limit"),
    ],
)
def test_a_text_beyond_the_limits_is_refused(voices: Voices, text: str, reason: str) -> None:
    with pytest.raises(TooLong) as heard:
        voices.speak(text, "fr")

    assert heard.value.reason == reason


def test_a_document_of_4800_words_is_heard_sentence_by_sentence(voices: Voices) -> None:
    document = "Vous pouvez ouvrir cet espace maintenant, ou bien le refuser. " * 480

    pieces = sentences(document)

    assert len(pieces) == 480
    assert voices.speak(pieces[-1], "fr").startswith(b"RIFF")


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), ("😀", "empty"), ("\u200f", "empty"), ("a\0b", "characters")]
)
def test_a_text_that_cannot_be_said_is_a_clear_error(voices: Voices, text: str, reason: str) -> None:
    with pytest.raises(Unvoiced) as heard:
        voices.speak(text, "fr")

    assert heard.value.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 bonjour",
        "\u202ebonjour",
        "a" * 1500,
        "<audio src='/etc/passwd'/> bonjour",
        "'; -- bonjour",
        "\x0130s a",
    ],
)
def test_a_hostile_text_is_read_like_any_other(voices: Voices, text: str) -> None:
    assert voices.speak(text, "fr").startswith(b"RIFF")


def test_speed_stays_where_the_engine_can_follow(voices: Voices) -> None:
    assert len(voices.speak("Bonjour à tous", "fr", 0.75)) > len(voices.speak("Bonjour à tous", "fr", 2.0))
    for speed in (0.5, 2.5, float("nan")):
        with pytest.raises(ValueError, match="speed"):
            voices.speak("Bonjour", "fr", speed)


@pytest.mark.parametrize(
    "package",
    [
        "raise ImportError('no engine here')",
        "def get_data_path(): return '/nowhere'\ndef get_library_path(): return '/nowhere/libespeak-ng.so'",
        "def get_data_path(): raise RuntimeError('no voices here')",
    ],
)
def test_a_server_without_its_engine_says_at_once_what_to_install(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "espeakng_loader.py").write_text(package)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with Voices(workers=1) as voices, pytest.raises(Unvoiced) as heard:
        voices.check()

    assert heard.value.reason == "engine"
    assert "espeakng-loader" in heard.value.detail


def test_a_server_with_its_engine_passes_the_check(voices: Voices) -> None:
    voices.check()
