"""What a caller hears of when nothing can be heard. Three words, so that a route needs no more."""


class Unvoiced(Exception):
    """Nothing can be heard: show the text, say nothing.

    ``reason`` is a short key, never the text: ``language`` (no voice for it), ``characters`` (NUL),
    ``empty`` (nothing to say), ``engine`` (the voice engine is missing), ``worker`` (it died),
    ``patience`` (it did not answer in time), ``silent`` (it gave no sound), ``fault`` (an error of ours, by its
    kind), ``closed`` (the server is stopping), or one of the reasons of the two errors below.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class TooLong(Unvoiced):
    """The text passes the limits. Reason: ``characters_limit`` or ``duration_limit``."""


class Busy(Unvoiced):
    """All workers are taken and enough callers wait already. Reason: ``queue``."""

    def __init__(self, reason: str = "queue", detail: str = "") -> None:
        super().__init__(reason, detail)
