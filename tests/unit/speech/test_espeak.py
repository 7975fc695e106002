"""The engine itself: no silence, no crash, no other voice, and it stops when told."""

from itertools import pairwise

import numpy as np
import pytest

from web.speech import TooLong, Unvoiced
from web.speech.espeak import Espeak, Speech
from web.speech.tongues import TONGUES

TEXTS = {
    "fr": "Vous pouvez ouvrir cet espace maintenant ou bien le refuser",
    "fr@easy": "Vous pouvez dire oui ou non",
    "en": "You can open this space now or refuse it later",
    "ar": "يمكنك فتح هذا الفضاء الآن أو رفض ذلك",
}


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


def spoken(espeak: Espeak, text: str, language: str, limit_s: float = 60) -> Speech:
    tongue = TONGUES[language]
    espeak.choose(tongue.voice)
    return espeak.speak(text, rate=tongue.rate, volume=75, limit_s=limit_s)


@pytest.mark.parametrize("language", TONGUES)
def test_each_language_gives_sound_at_the_rate_that_clips_are_written_with(
    espeak: Espeak, language: str
) -> None:
    speech = spoken(espeak, TEXTS[language], language)

    samples = np.frombuffer(speech.pcm, dtype=np.int16)
    assert espeak.sample_rate == 22_050
    assert len(samples) > espeak.sample_rate
    assert np.abs(samples).max() < 32_767


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_word_is_announced_once_and_in_order(espeak: Espeak, language: str) -> None:
    text = TEXTS[language]

    speech = spoken(espeak, text, language)

    starts = [len(text[: word.start].split()) for word in speech.words]
    assert starts == list(range(len(text.split())))
    assert all(early.at_ms < late.at_ms for early, late in pairwise(speech.words))
    assert speech.words[-1].at_ms < len(speech.pcm) / 2 / espeak.sample_rate * 1000


def test_a_refused_voice_is_an_error_and_never_the_former_voice(espeak: Espeak) -> None:
    espeak.choose("en")

    for name in ("fr-fr", "zz-nope", ""):
        with pytest.raises(Unvoiced, match="language"):
            espeak.choose(name)


def test_a_document_of_4800_words_is_read_to_its_end(espeak: Espeak) -> None:
    speech = spoken(espeak, "Un mot. " * 2400, "fr", limit_s=7200)

    assert len(speech.words) == 4800


def test_the_limit_stops_the_engine_and_the_next_text_is_whole(espeak: Espeak) -> None:
    alone = spoken(espeak, TEXTS["fr"], "fr")

    with pytest.raises(TooLong, match="duration_limit"):
        spoken(espeak, "mot " * 20_000, "fr", limit_s=5)

    assert len(spoken(espeak, TEXTS["fr"], "fr").pcm) == pytest.approx(len(alone.pcm), rel=0.03)


def test_a_text_beyond_all_reason_is_refused_before_the_engine_sees_it(espeak: Espeak) -> None:
    with pytest.raises(TooLong, match="characters_limit"):
        spoken(espeak, "a" * 1_000_001, "fr")


def test_marks_in_a_text_are_read_and_never_obeyed(espeak: Espeak) -> None:
    plain = spoken(espeak, "bonjour", "fr")

    marked = spoken(espeak, 'bonjour <break time="50s"/>', "fr")

    assert len(plain.pcm) < len(marked.pcm) < espeak.sample_rate * 2 * 10
