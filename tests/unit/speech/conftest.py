"""One voice in the test process and one pair of live workers: both take a moment to start."""

from collections.abc import Iterator

import pytest

from web.speech import Voices
from web.speech.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def voices() -> Iterator[Voices]:
    # Patient: the machine of a test run is busy, and speed is measured elsewhere.
    with Voices(workers=2, patience_s=20) as voices:
        yield voices
