"""The robot on the telephone: an agent types what a caller dictates and presses what they say. No page."""

from dataclasses import dataclass

from carnet.journeys import JOURNEYS
from carnet.services import identity, visits
from carnet.services.visits import Unreadable
from carnet.store.database import transaction
from carnet.store.staff import Helper
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
    helper: Helper | None = None

    def start(self) -> str:
        with transaction(self.engine, self.keys) as db:
            turn = visits.start(
                db, JOURNEYS, surface="script", now=self.now, kiosk="console-1", helper=self.helper
            )
            self.token = turn.token
            return "/".join(visits.position(turn, JOURNEYS).place)

    def give(self, raw: str, way: str = "") -> str:
        with transaction(self.engine, self.keys) as db:
            db.info["languages"] = list(self.languages)
            turn = visits.find(db, self.token, surface="script", now=self.now, helper=self.helper)
            assert turn is not None, "the visit is over"
            here = visits.position(turn, JOURNEYS)
            if raw == "dial":
                assert identity.dial(turn), "no number to call"
                return "/".join(here.place)
            try:
                here = visits.answer(turn, JOURNEYS, here.place, here.sequence, raw, way)
            except Unreadable as fault:
                return f"unreadable:{fault.reason}"
            if turn.successor:
                self.token = turn.successor
            return "/".join(here.place)
