"""What every clip must be, whichever path made it: audible, even, trimmed (checklist A20, A82, A88)."""

import io

import numpy as np
import pytest
import soundfile

from web.speech import Unvoiced
from web.speech.loudness import SAMPLE_RATE, Samples, loudness, true_peak
from web.speech.reader import Reader
from web.speech.sound import finished, mp3, wav
from web.speech.tongues import TONGUES

TEXTS = {
    "fr": (
        "Oui",
        "Fermer",
        "Six",
        "Tapez votre numéro.",
        "Vous pouvez ouvrir cet espace maintenant, ou bien le refuser.",
    ),
    "fr@easy": ("Non", "Vous pouvez dire oui. Vous pouvez dire non."),
    "en": ("Yes", "Help", "You can open this space now, or refuse it."),
    "ar": ("نعم", "مساعدة", "يمكنك فتح هذا الفضاء الآن. يمكنك أيضا رفض ذلك."),
}
PROMPTS = [(language, text) for language, texts in TEXTS.items() for text in texts]
FRAME = SAMPLE_RATE // 100
SILENCE_DBFS = -50


def strengths_db(samples: Samples) -> Samples:
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return 10 * np.log10((frames**2).mean(axis=1) + 1e-12)


@pytest.fixture(params=["wav", "mp3"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=PROMPTS, ids=lambda prompt: " ".join(prompt))
def clip(request: pytest.FixtureRequest, reader: Reader, form: str) -> Samples:
    language, text = request.param
    encode = {"wav": wav, "mp3": mp3}[form]
    samples, sample_rate = soundfile.read(io.BytesIO(encode(reader.read(text, language))))
    assert sample_rate == SAMPLE_RATE
    assert samples.ndim == 1
    return samples


def test_a_clip_is_heard_from_its_start_to_its_end(clip: Samples) -> None:
    heard = np.flatnonzero(strengths_db(clip) > SILENCE_DBFS)
    lead_s = heard[0] * FRAME / SAMPLE_RATE
    tail_s = (len(clip) // FRAME - 1 - heard[-1]) * FRAME / SAMPLE_RATE

    assert lead_s <= 0.02
    assert 0.15 <= tail_s <= 0.3
    assert np.mean(strengths_db(clip) > -40) > 0.5
    assert np.sqrt(np.mean(clip**2)) > 0.03


def test_a_clip_has_the_loudness_of_all_others(clip: Samples) -> None:
    heard = np.flatnonzero(strengths_db(clip) > SILENCE_DBFS)
    speech = clip[heard[0] * FRAME : (heard[-1] + 1) * FRAME]
    # Of a word shorter than one block of the meter, the word counts; of all others, the whole clip.
    measured = speech if len(speech) < 0.4 * SAMPLE_RATE else clip

    assert loudness(measured) == pytest.approx(-18, abs=1)
    assert true_peak(clip) <= -1.5


def test_an_mp3_carries_the_band_of_speech(reader: Reader) -> None:
    samples, _ = soundfile.read(io.BytesIO(mp3(reader.read("six cent soixante-six saucisses", "fr"))))

    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    above_8_khz = spectrum[len(spectrum) * 8_000 * 2 // SAMPLE_RATE :]
    assert above_8_khz.sum() / spectrum.sum() > 1e-5


def test_an_mp3_holds_at_least_64_kbit_a_second(reader: Reader) -> None:
    samples = reader.read(TEXTS["fr"][-1], "fr")

    assert 64_000 <= len(mp3(samples)) * 8 / (len(samples) / SAMPLE_RATE) <= 96_000


def test_silence_is_an_error_and_not_a_clip() -> None:
    for pcm in (b"", bytes(44_100)):
        with pytest.raises(Unvoiced, match="silent"):
            finished(pcm)


@pytest.mark.parametrize("text", ["", "   ", "...", "😀"])
def test_a_text_with_nothing_to_say_is_an_error_and_not_a_clip(reader: Reader, text: str) -> None:
    with pytest.raises(Unvoiced, match="empty"):
        reader.read(text, "fr")


@pytest.mark.parametrize("language", TONGUES)
def test_every_sample_text_exists(language: str) -> None:
    assert TEXTS[language]
