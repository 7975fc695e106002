"""Numbers and instants that a form brings."""

from datetime import UTC, datetime

import pytest

from carnet.domain.typed import instant, whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_whole_number_is_read(text, number):
    assert whole(text) == number


@pytest.mark.parametrize(
    "text", ["", " 7", "-7", "+7", "7.0", "7e3", "1_000", "seven", "٣", "²", "1234567890"]
)
def test_what_is_no_whole_number_is_nothing(text):
    assert whole(text) == 0


def test_a_longer_number_is_read_where_it_may_come():
    assert whole("1234567890", longest=10) == 1_234_567_890
    assert whole("123456", longest=5) == 0


def test_an_instant_is_a_count_of_seconds():
    assert instant("1795512600") == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "0", "soon", "-1", "999999999999"])
def test_what_is_no_instant_is_none(text):
    assert instant(text) is None


def test_the_last_instant_that_can_be_typed_is_one():
    assert instant("99999999999").year == 5138
