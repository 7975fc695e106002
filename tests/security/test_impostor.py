"""Threat 5: a spouse on the telephone who knows everything. Twelve calls, every form of every page, and nothing more is shown."""

import random
import re
from urllib.parse import urlsplit

import pytest

from carnet.services import case_history, cases
from tests.builders import NOW
from tests.security.planted import CONTACTS, DATES, NAMES, SERIAL, hits, make_planted, writings
from tests.web.consoles import Helper, hire

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

NOTE = "A dit qu’elle quitte la maison mardi"
SHOWN = frozenset({"ZANDRIVEL", "Odalric", "Théodrade", "Th%C3%A9odrade"})
"""The name as registered: used name in capitals, first names. The birth name is not part of it."""

STATE_WORDS = ("Fermé, contenu gardé", "11 novembre 2036", "11/11/2036", "2036-11-11")
"""How the space stands, and the day until which its content is kept: the spouse may guess, the line never says."""

ECHO = re.compile(rb'<input id="(?:last_name|first_name|birth_date|postcode)"[^>]*>')
CALLS = 12
PRESSES = 22
LEFT_OUT = ("/sign-out", "/lock", "/account", "/helpers", "/language", "/stay", "/keys", "/macros", "/line")
"""They are about the helper or end the work; nobody's card is behind them."""


@pytest.fixture
def someone(world):
    """Somebody who closed their record, whose case holds a note that the spouse must never hear of."""
    with world() as db:
        someone = make_planted(
            db,
            state="closed_archived",
            since_on=NOW.date(),
            opened_on=NOW.date(),
            closed_on=NOW.date().replace(day=11),
        )
        case = cases.open_case(db, NOW, channel="phone", person_id=someone.person.id, subject="close")
        helper = hire(db, "paul", role="agent")
        case_history.write(db, case.id, helper, NOW, NOTE)
        someone.secrets.append(case.reference)
    return someone


class Call:
    """One call: the agent types what the spouse says into whatever asks for it, and presses whatever can be pressed."""

    def __init__(self, agent: Helper, someone, order: int) -> None:
        self.agent, self.someone = agent, someone
        self.chance = random.Random(order)
        self.bodies: list[tuple[str, bytes]] = []
        read = agent.read
        agent.read = lambda answer: (self._keep(answer), read(answer))[1]

    def find(self) -> None:
        nir, born = self.someone.nir, self.someone.born
        ways = (
            ("/search", {"nir": nir}),
            ("/search", {"last_name": NAMES[1], "first_name": NAMES[2], "birth_date": born}),
            ("/find", {"wanted": f"{NAMES[0]} {NAMES[2]} {born}"}),
        )
        self.agent.look("/search")
        address, typed = self.chance.choice(ways)
        self.agent.do(address, **typed)
        handle = self.agent.html.xpath('//input[@name="handle"]/@value')[0]
        self.agent.do(
            "/people", handle=handle, purpose=self.chance.choice(("call", "callback", "correction"))
        )
        self.card = self.agent.html.xpath('//form[contains(@action, "/case")]/@action')[0].rpartition("/")[0]

    def press_anything(self) -> None:
        if self.chance.random() < 0.2:
            self.agent.look(self.card)
        forms = [
            form
            for form in self.agent.html.xpath('//main//form[@method="post"]')
            if not form.get("action").startswith(LEFT_OUT)
        ]
        links = [
            link
            for link in self.agent.html.xpath("//main//a/@href")
            if link.startswith("/") and not link.startswith((*LEFT_OUT, "/static"))
        ]
        if not forms and not links:
            self.agent.look(self.card)
        elif forms and (not links or self.chance.random() < 0.8):
            self._send(self.chance.choice(forms))
        else:
            self.agent.look(self.chance.choice(links))

    def _send(self, form) -> None:
        place = (self.agent.html.xpath("//main/@data-place") or [""])[0]
        sent = {}
        for field in form.xpath(".//input[@name] | .//textarea[@name]"):
            if field.get("type") in ("radio", "checkbox") and self.chance.random() < 0.5:
                continue
            sent[field.get("name")] = field.get("value") or self._known(field.get("name"), place)
        for choice in form.xpath(".//select[@name]"):
            sent[choice.get("name")] = self.chance.choice(choice.xpath(".//option/@value") or [""])
        buttons = form.xpath(".//button[@name]")
        if buttons:
            button = self.chance.choice(buttons)
            sent[button.get("name")] = button.get("value")
        answer = self.agent.client.post(form.get("action"), data=sent, follow_redirects=True)
        if answer.mimetype == "text/html":
            self.agent.read(answer)
        else:
            self._keep(answer)

    def _known(self, name: str, place: str) -> str:
        facts = {
            "nir": self.someone.nir,
            "birth_date": self.someone.born,
            "serial": SERIAL,
            "postcode": "29999",
        }
        said = {
            "last_name": NAMES[0],
            "first_name": NAMES[2],
            "street": CONTACTS["post"],
            "wanted": self.someone.nir,
        }
        return {**facts, **said, "answer": facts.get(place.rpartition("/")[2], "")}.get(name, "son conjoint")

    def _keep(self, answer) -> None:
        # What was typed a moment ago stands in its field again: that shows nothing that was not said.
        body = ECHO.sub(b"", answer.get_data())
        self.bodies.append((urlsplit(answer.request.url).path, body))


def secrets(someone) -> list[str]:
    return [each for each in (*writings(someone), NOTE, *STATE_WORDS) if each not in SHOWN]


def shown_too_much(planted, someone, path, body) -> list[str]:
    """A case out of the queue may hold a note: then nothing on its page tells whose case it is. Elsewhere nothing leads to it."""
    if path.startswith("/cases/"):
        is_linked = NOTE.encode() in body and hits(SHOWN, body)
        return [each for each in hits(planted, body) if each != NOTE] + (["whose note"] if is_linked else [])
    reference = someone.secrets[0]
    known = [reference, f"{reference[:4]} {reference[4:]}"] if path.startswith(("/people", "/search")) else []
    return hits([*planted, *known], body)


def test_twelve_calls_with_all_that_a_spouse_knows_show_a_name_a_year_and_a_department(
    someone, console, clock, world
):
    planted, seen, told = secrets(someone), set(), []
    for order in range(CALLS):
        with world() as db:
            hire(db, f"agent{order}", role="agent")
        call = Call(Helper(console, clock, f"agent{order}"), someone, order)
        call.agent.sign_in()
        call.find()
        if order % 3:
            call.agent.do(f"{call.card}/check", nir=someone.nir, birth_date=someone.born, serial=SERIAL)
            assert "Réponses justes" in call.agent.words()
        if order % 2:
            call.agent.do(f"{call.card}/script")
        for _ in range(PRESSES):
            call.press_anything()
        for path, body in call.bodies:
            seen.add(path.split("/")[1])
            told += [(order, path, found) for found in shown_too_much(planted, someone, path, body)]
        clock.pass_by(minutes=1)

    assert told == []
    assert {"search", "people", "script", "cases"} <= seen


def test_the_robot_would_see_what_a_page_shows_too_much(someone, console, clock, world, monkeypatch):
    """The planted failure: a card that shows the address instead of the department is caught."""
    monkeypatch.setattr("carnet.services.search.department_of", lambda _: CONTACTS["post"].splitlines()[0])
    with world() as db:
        hire(db, "agent", role="agent")
    call = Call(Helper(console, clock, "agent"), someone, 0)
    call.agent.sign_in()
    call.find()

    found = {each for _, body in call.bodies for each in hits(secrets(someone), body)}

    assert "317 rue Karvenouille" in found
    assert set(DATES).isdisjoint(found)
