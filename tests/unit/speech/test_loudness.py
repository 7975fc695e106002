"""The meter agrees with its standard, and what it is used for is within the rule."""

import math

import numpy as np
import pytest

from web.speech.loudness import SAMPLE_RATE, Samples, high_pass, levelled, loudness, shelf, true_peak


def tone(hertz: float, seconds: float = 3, amplitude: float = 1, phase: float = 0) -> Samples:
    return amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE + phase)


def test_the_filters_at_48_khz_are_those_printed_in_the_standard() -> None:
    (numerator, denominator) = shelf(48_000)
    assert numerator == pytest.approx((1.53512485958697, -2.69169618940638, 1.19839281085285), abs=1e-9)
    assert denominator == pytest.approx((1, -1.69065929318241, 0.73248077421585), abs=1e-9)
    (_, denominator) = high_pass(48_000)
    assert denominator == pytest.approx((1, -1.99004745483398, 0.99007225036621), abs=1e-9)


def test_the_tone_of_the_standard_measures_what_it_must() -> None:
    assert loudness(tone(997)) == pytest.approx(-3.01, abs=0.05)
    assert loudness(tone(997, amplitude=0.1)) == pytest.approx(-23.01, abs=0.05)


def test_pauses_do_not_count() -> None:
    sound = tone(997, seconds=10, amplitude=0.1)

    with_pauses = np.concatenate((sound, np.zeros(20 * SAMPLE_RATE), sound))

    assert loudness(with_pauses) == pytest.approx(loudness(sound), abs=0.1)


def test_silence_has_no_loudness_and_is_left_alone() -> None:
    silence = np.zeros(SAMPLE_RATE)

    assert loudness(silence) == -math.inf
    assert not levelled(silence).any()


def test_a_peak_between_two_samples_is_seen() -> None:
    sound = tone(SAMPLE_RATE / 4, phase=math.pi / 4)
    sound *= np.hanning(len(sound))

    assert np.abs(sound).max() == pytest.approx(math.sqrt(0.5), abs=0.01)
    assert true_peak(sound) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.9])
def test_any_sound_is_brought_to_the_same_loudness_under_the_ceiling(amplitude: float) -> None:
    clicks = np.zeros(3 * SAMPLE_RATE)
    clicks[::500] = 1
    sound = amplitude * (tone(300, amplitude=0.25) + 0.6 * clicks)

    result = levelled(sound)

    assert loudness(result) == pytest.approx(-18, abs=0.5)
    assert true_peak(result) <= -1.5
