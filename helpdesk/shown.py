"""What a console may show of a person: nothing before proof, then what the kiosk shows too.

Knowledge (number, birth date, card) recognises somebody and opens guidance; it shows no personal fact. Source: architecture 8.
"""

from collections.abc import Iterator, Mapping

from carnet.services.facts import PUBLIC, Known
from carnet.services.turn import Turn

HIDDEN = "…"
NEVER = frozenset({"resume_code"})
"""For the person's eyes: it stands on her side of the screen, never on the helper's."""


class Shown(Mapping[str, object]):
    """The facts of a turn as a helper may see them; what may not be seen is an ellipsis."""

    def __init__(self, turn: Turn) -> None:
        self._known, self._is_proved = Known(turn), turn.is_proved

    def __getitem__(self, name: str) -> object:
        may_show = name in PUBLIC or (self._is_proved and name not in NEVER)
        return self._known[name] if may_show else HIDDEN

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
