"""The robot on the telephone: an agent types what a caller dictates and presses what they say. No page."""

from dataclasses import dataclass

from carnet.journeys import JOURNEYS
from carnet.services import identity, visits
from carnet.store.database import transaction
from tests.scenarios import BEGIN, Someone
from tests.walk import Answer, PureRobot

CALL: list[Answer] = [*BEGIN[:2], ("start/what", "letter")]


def dictated(someone: Someone) -> list[Answer]:
    """Return what a caller dictates, up to the choice between a call back and a letter."""
    return [
        ("by_phone/nir", someone.nir),
        ("by_phone/birth_date", someone.born),
        ("by_phone/serial", someone.serial),
    ]


CALLED_BACK: list[Answer] = [
    ("by_phone/how", "call"),
    ("by_phone/ring", "dial"),
    ("by_phone/ring", "answered"),
]
"""``dial`` is the key that calls the known number: no answer of the person."""


@dataclass
class PhoneRobot(PureRobot):
    surface: str = "script"
    machine: str = "console-1"

    def give(self, raw: str, way: str = "") -> str:
        return self._dial() if raw == "dial" else super().give(raw, way)

    def _dial(self) -> str:
        with transaction(self.engine, self.keys) as db:
            turn = self.turn(db)
            assert identity.dial(turn), "no number to call"
            return "/".join(visits.position(turn, JOURNEYS).place)
