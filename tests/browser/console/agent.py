"""A helper at the console: each click and each chord of keys is one gesture, each sign typed in a field one keystroke."""

from urllib.parse import parse_qs

import pyotp
from playwright.sync_api import Error, Locator, Page, Response, expect

from tests.web.consoles import PASSWORD, SECRET

PATIENCE_MS = 20_000
WAYS_ON = 3
"""A key may lead to a form, the form to a list: so many ways may still be under way when a test goes elsewhere."""


def _note_in(answer: Response) -> str:
    return parse_qs(answer.request.post_data or "").get("note", [""])[0]


class Agent:
    """``gestures`` and ``keystrokes`` count since sign-in or ``count_anew``."""

    def __init__(self, page: Page, address: str, clock, login: str) -> None:
        self.page, self.address, self.clock, self.login = page, address, clock, login
        self.gestures = self.keystrokes = 0
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.set_default_timeout(PATIENCE_MS)

    def sign_in(self) -> None:
        self.page.goto(f"{self.address}/sign-in")
        self.page.fill("#login", self.login)
        self.page.fill("#password", PASSWORD)
        self.page.fill("#code", pyotp.TOTP(SECRET).at(self.clock.now))
        self.page.press("#code", "Enter")
        expect(self.page.locator('form[action="/sign-out"]')).to_be_attached(timeout=PATIENCE_MS)
        self.page.wait_for_load_state()
        self.count_anew()

    def count_anew(self) -> None:
        self.gestures = self.keystrokes = 0

    def go(self, path: str) -> None:
        """Begin somewhere: no gesture, the test starts there."""
        for _ in range(WAYS_ON):
            try:
                self.page.goto(f"{self.address}{path}")
            except Error:
                # A key pressed just before was still leading somewhere: that way is taken first, this one comes after it.
                self.page.wait_for_load_state()
            else:
                return
        self.page.goto(f"{self.address}{path}")

    def click(self, selector: str) -> None:
        self.gestures += 1
        self.page.locator(selector).first.click()

    def press(self, *chords: str) -> None:
        """Press keys after one another, each a gesture, wherever the focus is."""
        # Nobody is faster than the script of the page that they see.
        self.page.wait_for_load_state()
        for chord in chords:
            self.gestures += 1
            self.page.keyboard.press(chord)

    def type(self, text: str, send: str = "") -> None:
        """Type into the field that has the focus; ``send`` is the key that sends it."""
        self.keystrokes += len(text)
        self.page.keyboard.type(text)
        if send:
            self.press(send)

    def type_until_kept(self, text: str) -> None:
        """Type into the empty note that has the focus until the server has the whole of it: what came first may be kept before."""
        with self.page.expect_response(
            lambda answer: answer.url.endswith("/draft") and _note_in(answer) == text, timeout=PATIENCE_MS
        ):
            self.type(text)
        expect(self.page.locator("#kept:has-text('Brouillon gardé')")).to_be_visible(timeout=PATIENCE_MS)

    def choose(self, choice: Locator, option: str) -> None:
        """Go down the list that has the focus until ``option`` is chosen."""
        for _ in range(choice.locator("option").count()):
            if " ".join(choice.evaluate("(e) => e.selectedOptions[0].label").split()) == option:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{option!r} is not in the list")

    def sees(self, selector: str) -> Locator:
        """Wait until ``selector`` is on the page, with its script, and return it: a key pressed before is lost."""
        found = self.page.locator(selector).first
        expect(found).to_be_visible(timeout=PATIENCE_MS)
        self.page.wait_for_load_state()
        return found

    def focused(self) -> str:
        """Return what a screen reader says of the element that has the focus: its role and its name."""
        return str(
            self.page.evaluate(
                "() => { const e = document.activeElement; return e === document.body ? 'page' : [e.getAttribute('role') ?? e.localName,"
                " e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent].join(' ').trim(); }"
            )
        )

    def tab_to(self, name: str, *, most: int = 80) -> None:
        """Walk by the tab key until a screen reader says ``name``: not a gesture, the reader jumps by name."""
        for _ in range(most):
            if name in self.focused():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"nothing called {name!r} within {most} tabs; now {self.focused()!r}")
