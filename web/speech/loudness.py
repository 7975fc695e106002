"""How loud a voice is to the ear, and how to bring every clip to the same loudness without clipping.

Loudness as in ITU-R BS.1770-4 (filters and gates), so that any meter finds the same figure.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from web.speech.recipe import CEILING_DBTP, TARGET_LUFS

Samples = NDArray[np.float64]

SAMPLE_RATE = 22_050
"""What the engine gives. Its band ends at 11 kHz, above the 10 kHz that speech needs."""

_BLOCK = int(0.4 * SAMPLE_RATE)
_STEP = _BLOCK // 4
_OVERSAMPLING = 4
_ROUNDS = 3
_LIMITER_BLOCK = 32  # 1.5 ms
_LIMITER_REACH = 4  # blocks: the gain sinks and rises over 6 ms, too slow to crackle


def loudness(samples: Samples) -> float:
    """Return the integrated loudness in LUFS; minus infinity for silence.

    A sound shorter than one block of 400 ms is one block of its own length.
    """
    return _integrated(_weighted(samples))


def true_peak(samples: Samples) -> float:
    """Return the highest peak between samples, in dBTP."""
    return 20 * math.log10(max(float(_peaks(samples).max(initial=0.0)), 1e-9))


def levelled(samples: Samples, measure: slice = slice(None)) -> Samples:
    """Return ``samples`` at the target loudness, with peaks under the ceiling.

    ``measure`` is the part whose loudness counts. The voice has peaks 18 dB above its mean: they are
    held back a little, which makes the rest quieter, so the gain is found in a few rounds.
    """
    # Weighted once: the gain moves so slowly that the filters let it through unchanged.
    weighted = _weighted(samples)
    gain_db = TARGET_LUFS - _integrated(weighted[measure])
    if gain_db == math.inf:
        return samples
    peaks = _block_peaks(samples)
    gain = _gain(peaks, gain_db, len(samples))
    for _ in range(_ROUNDS):
        gain_db += TARGET_LUFS - _integrated((weighted * gain)[measure])
        gain = _gain(peaks, gain_db, len(samples))
    return samples * gain


def _gain(peaks: Samples, gain_db: float, length: int) -> Samples:
    """The gain of each sample: as asked, less where a peak would pass the ceiling."""
    gain = 10 ** (gain_db / 20)
    ceiling = 10 ** (CEILING_DBTP / 20)
    needed = np.minimum(gain, ceiling / np.maximum(peaks, 1e-9))
    # The lowest around, then the mean of these over a shorter reach: smooth, and never above what is needed.
    lowest = _around(needed, _LIMITER_REACH + 1).min(axis=1)
    smooth = _around(lowest, _LIMITER_REACH).mean(axis=1)
    centres = (np.arange(len(smooth)) + 0.5) * _LIMITER_BLOCK
    gains: Samples = np.interp(np.arange(length), centres, smooth)
    return gains


def _around(values: Samples, reach: int) -> Samples:
    padded = np.pad(values, reach, mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)


def _block_peaks(samples: Samples) -> Samples:
    peaks = np.pad(_peaks(samples), (0, -len(samples) % _LIMITER_BLOCK))
    highest: Samples = peaks.reshape(-1, _LIMITER_BLOCK).max(axis=1)
    return highest


def _peaks(samples: Samples) -> Samples:
    """The peak around each sample, those between two samples included."""
    peaks = np.abs(samples)
    for phase in range(1, _OVERSAMPLING):
        np.maximum(peaks, np.abs(np.convolve(samples, _between(phase), "same")), out=peaks)
    return peaks


@cache
def _between(phase: int) -> Samples:
    """The filter that gives the signal ``phase`` quarters of a sample later."""
    taps = np.arange(-12, 13) + phase / _OVERSAMPLING
    filtering: Samples = np.sinc(taps) * np.cos(np.pi * taps / 26) ** 2
    return filtering


def _integrated(weighted: Samples) -> float:
    """The loudness of a K-weighted sound, through the two gates of the standard."""
    power = weighted**2
    if len(power) < _BLOCK:
        blocks = power.mean(keepdims=True)
    else:
        total = np.concatenate(([0.0], np.cumsum(power)))
        starts = np.arange(0, len(power) - _BLOCK + 1, _STEP)
        blocks = (total[starts + _BLOCK] - total[starts]) / _BLOCK
    blocks = blocks[blocks > _power(-70)]
    if not len(blocks):
        return -math.inf
    # The relative gate: pauses do not count, so a text with many is not made louder.
    return _lufs(float(blocks[blocks > blocks.mean() / 10].mean()))


def _weighted(samples: Samples) -> Samples:
    """K-weighting, through the spectrum: numpy has no recursive filter, and the result is the same."""
    size = _padded(len(samples))
    return np.fft.irfft(np.fft.rfft(samples, size) * _response(size), size)[: len(samples)]


def _padded(length: int) -> int:
    """A length fit for a fast transform, with 0.2 s for the filter to ring out."""
    return 1 << (length + SAMPLE_RATE // 5).bit_length()


@cache
def _response(size: int) -> NDArray[np.complex128]:
    z = np.exp(-1j * np.pi * np.arange(size // 2 + 1) / (size // 2))
    response = np.ones(len(z), dtype=complex)
    for (b0, b1, b2), (a0, a1, a2) in (shelf(SAMPLE_RATE), high_pass(SAMPLE_RATE)):
        response *= (b0 + b1 * z + b2 * z**2) / (a0 + a1 * z + a2 * z**2)
    return response


Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def shelf(sample_rate: int) -> Biquad:
    """The first filter of the standard (the head), designed anew for ``sample_rate``.

    The standard gives coefficients for 48 kHz only; these frequencies give them back (tested).
    """
    k = math.tan(math.pi * 1681.974450955533 / sample_rate)
    q = 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    scale = 1 + k / q + k * k
    return (
        (
            (high + band * k / q + k * k) / scale,
            2 * (k * k - high) / scale,
            (high - band * k / q + k * k) / scale,
        ),
        (1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale),
    )


def high_pass(sample_rate: int) -> Biquad:
    """The second filter of the standard: low sounds are less loud than they are strong."""
    k = math.tan(math.pi * 38.13547087602444 / sample_rate)
    q = 0.5003270373238773
    scale = 1 + k / q + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale)


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))
