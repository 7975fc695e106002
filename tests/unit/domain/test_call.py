"""Where a call stands: it rings, is spoken, is written up, is over; no desk is busy for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from carnet.domain.call import LASTS_AT_MOST, RINGS_AT_MOST, Phase, Standing, Times, standing
from carnet.domain.call_token import WORTH, read_stamp, token
from carnet.domain.errors import Invalid

RANG = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ANSWERED, ENDED = RANG + timedelta(seconds=8), RANG + timedelta(minutes=4)
WRITES = timedelta(seconds=45)
KEY, BODY, STAMP = b"k" * 32, b'{"event":"ringing"}', int(RANG.timestamp())


@pytest.mark.parametrize(
    ("times", "now", "expected"),
    [
        (Times(RANG), RANG, Standing(Phase.RINGING, RANG)),
        (Times(RANG), RANG + RINGS_AT_MOST * 2, Standing(Phase.OVER, RANG + RINGS_AT_MOST)),
        (Times(RANG, ANSWERED), ENDED, Standing(Phase.TALKING, ANSWERED)),
        (Times(RANG, ANSWERED), RANG + LASTS_AT_MOST * 2, Standing(Phase.OVER, ANSWERED + LASTS_AT_MOST)),
        (Times(RANG, None, ENDED), ENDED, Standing(Phase.OVER, ENDED)),
        (Times(RANG, ANSWERED, ENDED), ENDED + timedelta(seconds=44), Standing(Phase.AFTER, ENDED)),
        (Times(RANG, ANSWERED, ENDED), ENDED + WRITES, Standing(Phase.OVER, ENDED + WRITES)),
    ],
)
def test_a_call_stands_where_its_times_say(times, now, expected):
    assert standing(times, now, WRITES) == expected


def test_closing_the_case_ends_the_time_after_the_call():
    settled = ENDED + timedelta(seconds=10)

    assert standing(Times(RANG, ANSWERED, ENDED, settled), settled, WRITES) == Standing(Phase.OVER, settled)


def test_a_case_closed_while_speaking_leaves_no_time_after_the_call():
    assert standing(Times(RANG, ANSWERED, ENDED, ANSWERED), ENDED, WRITES) == Standing(Phase.OVER, ENDED)


def test_a_fresh_token_gives_the_time_that_was_signed():
    assert read_stamp(KEY, str(STAMP), token(KEY, STAMP, BODY), BODY, RANG + WORTH) == STAMP


@pytest.mark.parametrize(
    ("stamp", "given", "body", "now", "reason"),
    [
        ("", token(KEY, STAMP, BODY), BODY, RANG, "unsigned"),
        (str(STAMP), "", BODY, RANG, "unsigned"),
        (str(STAMP), token(b"x" * 32, STAMP, BODY), BODY, RANG, "forged"),
        (str(STAMP), token(KEY, STAMP, BODY), BODY + b" ", RANG, "forged"),
        (str(STAMP + 1), token(KEY, STAMP, BODY), BODY, RANG, "forged"),
        ("٣", token(KEY, STAMP, BODY), BODY, RANG, "forged"),
        ("9" * 40, token(KEY, STAMP, BODY), BODY, RANG, "forged"),
        (str(STAMP), "é", BODY, RANG, "forged"),
        (str(STAMP), token(KEY, STAMP, BODY), BODY, RANG + WORTH + timedelta(seconds=1), "late"),
        (str(STAMP), token(KEY, STAMP, BODY), BODY, RANG - WORTH - timedelta(seconds=1), "late"),
    ],
)
def test_a_token_that_is_not_right_and_fresh_is_refused_with_its_reason(stamp, given, body, now, reason):
    with pytest.raises(Invalid) as refused:
        read_stamp(KEY, stamp, given, body, now)

    assert refused.value.reason == reason
