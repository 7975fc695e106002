"""What is typed is read to plain text that reads again: the pad shows it to whoever comes back, and takes it unchanged."""

import secrets

import pytest

from carnet.domain.code import make_code, show
from carnet.domain.journey import Entry
from carnet.journeys import JOURNEYS
from tests.builders import TODAY

TYPED = {
    "code": [make_code(secrets.token_bytes), show(make_code(secrets.token_bytes)).lower()],
    "nir": ["2 51 03 63 999 001 18", "1 58 08 2A 999 002 22"],
    "birth_date": ["08031951", "08/03/1951", "00001960", "00 03 1951", "19 05 2007"],
    "serial": ["802500000212345678901", "1234 5678"],
    "resume_code": ["abcd 2345"],
}
ENTRIES = {
    step.asks.kind: step.asks
    for journey in JOURNEYS.values()
    for step in journey.steps
    if isinstance(step.asks, Entry)
}


def test_each_kind_of_entry_is_tried():
    assert ENTRIES.keys() == TYPED.keys()


@pytest.mark.parametrize("kind", TYPED)
def test_what_was_read_is_read_again_as_the_same(kind):
    for typed in TYPED[kind]:
        read = ENTRIES[kind].read(typed, TODAY)
        assert ENTRIES[kind].read(read, TODAY) == read
