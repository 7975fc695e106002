"""The one error of the domain: an answer that cannot be read. Its words, for people, are elsewhere."""


class Invalid(Exception):
    """An unreadable answer: a short ``reason`` and ``where`` in the answer it was found.

    Neither ever holds the answer itself, because errors end in logs.
    """

    def __init__(self, reason: str, **where: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where
