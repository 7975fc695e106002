"""pyttsx3 stays the public interface: its engine, its queue, its notices, with our driver behind."""

import io
import wave

import pytest

from web.speech import Unvoiced
from web.speech.driver import start


def test_the_engine_of_pyttsx3_writes_into_memory_and_tells_of_words() -> None:
    engine = start()
    words: list[int] = []
    token = engine.connect("started-word", lambda **notice: words.append(notice["location"]))
    file = io.BytesIO()

    engine.setProperty("voice", "fr")
    engine.save_to_file("Bonjour à tous", file)
    engine.runAndWait()

    engine.disconnect(token)
    file.seek(0)
    with wave.open(file) as sound:
        assert sound.getnframes() > 10_000
    assert words == [0, 8, 10]


def test_several_texts_in_the_queue_are_all_written() -> None:
    engine = start()
    files = [io.BytesIO() for _ in range(3)]

    engine.setProperty("voice", "fr")
    for file in files:
        engine.save_to_file("Bonjour", file)
    engine.runAndWait()

    assert all(len(file.getvalue()) > 10_000 for file in files)


def test_after_a_refused_voice_nothing_is_read_in_the_former_one() -> None:
    engine = start()
    errors: list[Exception] = []
    token = engine.connect("error", lambda **notice: errors.append(notice["exception"]))
    file = io.BytesIO()

    engine.setProperty("voice", "fr")
    engine.setProperty("voice", "zz-nope")
    engine.save_to_file("Bonjour", file)
    engine.runAndWait()

    engine.disconnect(token)
    assert [type(error) for error in errors] == [Unvoiced, Unvoiced]
    assert file.getvalue() == b""


def test_the_loudspeaker_of_the_server_is_never_used() -> None:
    engine = start()
    errors: list[Exception] = []
    token = engine.connect("error", lambda **notice: errors.append(notice["exception"]))

    engine.say("Bonjour")
    engine.runAndWait()

    engine.disconnect(token)
    assert [type(error) for error in errors] == [Unvoiced]


def test_properties_are_those_of_pyttsx3() -> None:
    engine = start()

    assert {voice.id for voice in engine.getProperty("voices")} == {"fr", "en", "ar"}
    assert engine.getProperty("volume") <= 1
    with pytest.raises(KeyError):
        engine.getProperty("colour")
