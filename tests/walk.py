"""The robot person: one list of answers, walked through any surface. Each surface must end in the same outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import lxml.html
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from carnet.journeys import JOURNEYS
from carnet.services import visits
from carnet.services.turn import Turn
from carnet.services.visits import Unreadable
from carnet.store.database import transaction
from carnet.store.keys import Keys
from carnet.store.staff import Helper

Answer = tuple[str, str]
"""Where the answer is given, as ``journey/step``, and what is given; ``way:x`` presses the key beside an entry."""


class Lost(AssertionError):
    """The robot is not where its list says."""


@dataclass
class PureRobot:
    """Walks through the services alone: no request, no page."""

    engine: Engine
    keys: Keys
    now: datetime
    languages: Sequence[str] = ("fr", "en", "ar")
    token: bytes = b""
    surface: str = "kiosk"
    machine: str = "kiosk-1"
    helper: Helper | None = None

    def start(self) -> str:
        with transaction(self.engine, self.keys) as db:
            turn = visits.start(
                db, JOURNEYS, surface=self.surface, now=self.now, kiosk=self.machine, helper=self.helper
            )
            self.token = turn.token
            return "/".join(visits.position(turn, JOURNEYS).place)

    def give(self, raw: str, way: str = "") -> str:
        with transaction(self.engine, self.keys) as db:
            turn = self.turn(db)
            here = visits.position(turn, JOURNEYS)
            try:
                here = visits.answer(turn, JOURNEYS, here.place, here.sequence, raw, way)
            except Unreadable as fault:
                return f"unreadable:{fault.reason}"
            if turn.successor:
                self.token = turn.successor
            return "/".join(here.place)

    def turn(self, db: Session) -> Turn:
        db.info["languages"] = list(self.languages)
        turn = visits.find(db, self.token, surface=self.surface, now=self.now, helper=self.helper)
        assert turn is not None, "the visit is over"
        return turn


@dataclass
class PageRobot:
    """Walks through the forms of a page, as a browser without script does: only what the page offers can be sent."""

    client: FlaskClient
    html: lxml.html.HtmlElement | None = None
    last: object = None

    def start(self) -> str:
        return self._read(self.client.get("/", follow_redirects=True))

    def give(self, raw: str, way: str = "") -> str:
        form = self._form()
        sent = {field.get("name"): field.get("value", "") for field in form.xpath('.//input[@type="hidden"]')}
        offered = {(key.get("name"), key.get("value")) for key in form.xpath(".//button")}
        if way:
            assert ("way", way) in offered, f"no key {way} on {self.place()}"
            sent["way"] = way
        elif form.xpath('.//input[@name="answer"]'):
            sent["answer"] = raw
        else:
            assert ("answer", raw) in offered, f"no answer {raw} on {self.place()}"
            sent["answer"] = raw
        answer = self.client.post(form.get("action"), data=sent, follow_redirects=True)
        return self._read(answer)

    def press(self, action: str, value: str | None = None) -> str:
        """Press a permanent key, or a key of a panel, by where it leads."""
        form = self._form()
        found = [
            key
            for key in form.xpath(".//button")
            if key.get("formaction") == action and (value is None or key.get("value") == value)
        ]
        assert found, f"no key to {action} on {self.place()}"
        sent = {field.get("name"): field.get("value", "") for field in form.xpath('.//input[@type="hidden"]')}
        sent[found[0].get("name")] = found[0].get("value")
        return self._read(self.client.post(action, data=sent, follow_redirects=True))

    def place(self) -> str:
        assert self.html is not None
        found = self.html.xpath("//@data-place")
        assert found, "a page without a place"
        return str(found[0])

    def text(self) -> str:
        assert self.html is not None
        return str(self.html.text_content())

    def _form(self) -> lxml.html.HtmlElement:
        assert self.html is not None
        return self.html.xpath("//form")[0]

    def _read(self, answer) -> str:
        self.last = answer
        assert answer.status_code in (200, 422), answer.status
        self.html = lxml.html.fromstring(answer.get_data(as_text=True))
        if answer.status_code == 422:
            return f"unreadable:{self.place()}"
        return self.place()


def walk(robot, answers: Sequence[Answer], end: str) -> None:
    """Give every answer where it belongs, and end where the list says."""
    here = robot.start()
    for place, raw in answers:
        if here != place:
            raise Lost(f"at {here}, the list says {place}")
        here = robot.give("", way=raw[4:]) if raw.startswith("way:") else robot.give(raw)
    if here != end:
        raise Lost(f"ends at {here}, the list says {end}")
