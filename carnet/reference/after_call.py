"""How long an agent may write after a call: a dated fact of each queue."""

from datetime import date, timedelta

from carnet.reference.facts import read, valid_on


def after_call(on: date, queue: str = "helpline") -> timedelta:
    """Return the time after a call of ``queue`` as valid on ``on``.

    Raises NoFactError.
    """
    return timedelta(seconds=valid_on(read("after_call"), queue, on)["value"])
