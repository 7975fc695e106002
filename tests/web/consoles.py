"""A helper at a console, and the robot that walks the script: what a browser without a line of script can do."""

from dataclasses import dataclass, field

import lxml.html
import pyotp
from flask import Flask
from flask.testing import FlaskClient

from carnet.services import staff
from tests.scenarios import Someone
from tests.walk import PageRobot

PASSWORD = "un mot de passe assez long"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def hire(db, login: str = "samira", *, role: str = "volunteer", language: str = "fr"):
    """Return a helper who can sign in."""
    organisation = staff.add_organisation(db, name="Médiathèque", kind="association")
    return staff.add_helper(
        db,
        login=login,
        name=f"{login.title()} Aidante",
        role=role,
        organisation=organisation,
        password=PASSWORD,
        totp_secret=SECRET,
        language=language,
    )


@dataclass
class Helper:
    """Somebody at one browser. ``clock`` is the application's."""

    app: Flask
    clock: object
    login: str = "samira"
    client: FlaskClient = field(init=False)
    html: lxml.html.HtmlElement | None = None

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def code(self) -> str:
        return pyotp.TOTP(SECRET).at(self.clock.now)

    def sign_in(self, **typed: str):
        fields = {"login": self.login, "password": PASSWORD, "code": self.code(), **typed}
        return self.read(self.client.post("/sign-in", data=fields, follow_redirects=True))

    def look(self, address: str = "/"):
        """Look at a page; somebody who took five minutes over the last one lifts the veil first, as they would."""
        answer = self.read(self.client.get(address, follow_redirects=True))
        return self.lift() if answer.status_code == 401 and self.is_veiled else answer

    def do(self, address: str, **typed: str):
        """Send a form of the page that is shown, with its token."""
        token = self.html.xpath('//input[@name="forgery"]/@value')[0]
        sent = {"forgery": token, **typed}
        answer = self.read(self.client.post(address, data=sent, follow_redirects=True))
        if answer.status_code == 401 and self.is_veiled:
            self.lift()
            answer = self.read(self.client.post(address, data=sent, follow_redirects=True))
        return answer

    @property
    def is_veiled(self) -> bool:
        return "/unlock" in self.forms()

    def lift(self, secret: str = PASSWORD):
        form = self.html.xpath('//form[@action="/unlock"]')[0]
        typed = {field.get("name"): field.get("value") for field in form.xpath('.//input[@type="hidden"]')}
        return self.read(self.client.post("/unlock", data={**typed, "secret": secret}, follow_redirects=True))

    def prove(self, typed: str = PASSWORD):
        """Look at the account, and prove again who sits here, as it asks before any change of what opens it."""
        self.look("/account")
        return self.do("/account/proof", proving="typed", proof=typed)

    def read(self, answer):
        if answer.mimetype == "text/html" and (body := answer.get_data(as_text=True)):
            self.html = lxml.html.fromstring(body)
        return answer

    def forms(self) -> set[str]:
        """Return where the forms of the page lead, and those of their keys that lead elsewhere."""
        return {form.get("action") for form in self.html.xpath("//form")} | set(
            self.html.xpath("//@formaction")
        )

    def words(self) -> str:
        return " ".join(self.html.text_content().split())

    @property
    def cookie(self) -> str:
        return self.client.get_cookie("__Host-helper").value


def at_desk(console: Flask, clock, world, login: str = "samira", *, role: str = "volunteer") -> Helper:
    """Return somebody hired now and signed in at a console."""
    with world() as db:
        hire(db, login, role=role)
    helper = Helper(console, clock, login)
    helper.sign_in()
    return helper


@dataclass
class ScriptRobot(PageRobot):
    """Walks a journey as helper and person do together: what is private is typed on the person's side."""

    helper: Helper | None = None

    def start(self) -> str:
        self.helper.look()
        return self._read(self.helper.do("/visits"))

    def give(self, raw: str, way: str = "") -> str:
        turned = self.html.xpath('//a[@class="key main-key"][contains(@href, "/person")]/@href')
        is_typed = not way and not self.html.xpath('//form[@id="step"]//button[@name="answer"]')
        if turned and is_typed:
            self._read(self.client.get(turned[0]))
        return super().give(raw, way)

    def _form(self) -> lxml.html.HtmlElement:
        return self.html.xpath('//form[@id="step"]')[0]

    def _read(self, answer) -> str:
        self.helper.read(answer)
        return super()._read(answer)


def script_robot(helper: Helper) -> ScriptRobot:
    return ScriptRobot(helper.client, helper=helper)


def before_card(agent: Helper, someone: Someone) -> Helper:
    """Let an agent sign in, and open the card of somebody who is on the telephone."""
    agent.sign_in()
    agent.look("/search")
    agent.do("/search", nir=someone.nir)
    agent.do("/people", handle=agent.html.xpath('//input[@name="handle"]/@value')[0], purpose="call")
    return agent


def card(agent: Helper) -> str:
    """Return the address of the card that is shown."""
    return agent.html.xpath('//form[contains(@action, "/case")]/@action')[0].rpartition("/")[0]
