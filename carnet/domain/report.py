"""The reports: what each counts, in rows and columns. Source: requirement 23 of the console."""

from datetime import timedelta
from typing import Final

ENDING, WAY, PLACE, SOLVED = "ending", "way", "place", "solved"
"""Of contacts: reason by outcome; channel by hour; department; whoever was helped, by first contact."""
STOP, STEP, STAY, LANGUAGE, AID = "stop", "step", "stay", "language", "aid"
"""Of visits: where people stop; time of a step; time of a visit by channel; language; what helps to follow."""
SITE, SITE_STAY = "site", "site_stay"
"""Of visits: the place where they began, a kiosk or the organisation of who helped; how long they lasted there."""
EFFORT, SPACES = "effort", "spaces"
"""Of those who share cases; of spaces as they stand."""
MONTH: Final = "month"
"""That a month is over and published, even when it may show nothing."""
TOTAL: Final = "="
FIRST, AGAIN = "first", "again"
PEOPLE, ACTS = "people", "acts"
HOURS: Final = tuple(f"{hour:02d}" for hour in range(24))
BEFORE: Final = timedelta(days=30)
"""Who came back within this time was not helped at the first contact."""


def shown(report: str) -> str:
    """Return the name under which a finished month keeps what it shows of ``report``."""
    return f"month:{report}"
