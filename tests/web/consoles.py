"""A helper at a console, and the robot that walks the script: what a browser without a line of script can do."""

from dataclasses import dataclass, field

import lxml.html
import pyotp
from flask import Flask
from flask.testing import FlaskClient

from carnet.services import staff
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
        return self.read(self.client.get(address, follow_redirects=True))

    def do(self, address: str, **typed: str):
        """Send a form of the page that is shown, with its token."""
        token = self.html.xpath('//input[@name="forgery"]/@value')[0]
        sent = {"forgery": token, **typed}
        return self.read(self.client.post(address, data=sent, follow_redirects=True))

    def read(self, answer):
        body = answer.get_data(as_text=True)
        if answer.mimetype == "text/html" and body:
            self.html = lxml.html.fromstring(body)
        return answer

    def forms(self) -> set[str]:
        return {form.get("action") for form in self.html.xpath("//form")}

    def words(self) -> str:
        return " ".join(self.html.text_content().split())

    @property
    def cookie(self) -> str:
        return self.client.get_cookie("__Host-helper").value


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
