"""The thresholds of the team board, as valid on a day."""

from dataclasses import dataclass, fields
from datetime import date

from carnet.domain.threshold import Threshold
from carnet.reference.facts import read, valid_on


@dataclass(frozen=True)
class BoardThresholds:
    """Units are in the names."""

    waiting_cases: Threshold
    oldest_minutes: Threshold
    promised_in_an_hour: Threshold
    absent_percent: Threshold


def board_thresholds(on: date) -> BoardThresholds:
    """Return the thresholds valid on ``on``.

    Raises NoFactError.
    """
    facts = read("board")
    return BoardThresholds(
        **{
            field.name: Threshold(*valid_on(facts, field.name, on)["value"])
            for field in fields(BoardThresholds)
        }
    )
