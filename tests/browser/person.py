"""What a person does at the kiosk, by name: touch a key, press the pad's keys, listen."""

import re

from playwright.sync_api import Error, Page, expect

PATIENCE_MS = 20_000


class KioskPerson:
    """Somebody in front of the screen. ``heard`` is all that the voice has begun to say, in order."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(
            "window.heard = []; document.addEventListener('spoken', (event) => window.heard.push(event.detail.text));"
        )

    def arrive(self) -> None:
        self.page.goto(self.address)
        self.at("welcome/language")

    def at(self, place: str) -> None:
        """Wait until the screen shows ``place`` and is at rest."""
        expect(self.page.locator(f'#page[data-place="{place}"]')).to_be_attached(timeout=PATIENCE_MS)
        self.rest()

    def rest(self) -> None:
        """Wait as long as a hand does: presses within half a second of another are tremor."""
        expect(self.page.locator("html:not([data-resting])")).to_be_attached()

    def touch(self, selector: str) -> None:
        """Touch a key; where the screen is cut into pages, leaf through them first, on and then back."""
        key = self.page.locator(selector).first
        for way in ("1", "-1"):
            turn = self.page.locator(f'[data-turn="{way}"]')
            while not key.is_visible() and turn.is_visible():
                turn.click()
                self.rest()
        key.click()

    def answer(self, value: str, then: str) -> None:
        self.touch(f'button[name="answer"][value="{value}"]')
        self.at(then)

    def type(self, signs: str, then: str) -> None:
        """Type with the pad of the screen, then validate."""
        last = ""
        for sign in signs:
            if sign == last:
                self.rest()
            last = sign
            self.touch(f'[data-sign="{sign}"]')
        self.rest()
        self.touch(".pad .is-primary")
        self.at(then)

    def type_by_keys(self, signs: str, then: str) -> None:
        self.enter(signs)
        self.at(then)

    def enter(self, signs: str) -> None:
        self.page.keyboard.type(signs)
        self.rest()
        self.page.keyboard.press("Enter")

    def plug_headphones(self) -> None:
        self.page.evaluate("window.dispatchEvent(new Event('headphones'))")

    def heard(self) -> list[str]:
        return self.page.evaluate("window.heard")

    def wait_to_hear(self, pattern: str, since: int) -> str:
        """Return the first thing said after ``since`` that fits ``pattern``. The page itself is never looked at."""
        try:
            handle = self.page.wait_for_function(
                "([pattern, since]) => window.heard.slice(since).find((text) => new RegExp(pattern).test(text))",
                arg=[pattern, since],
                timeout=PATIENCE_MS,
            )
        except Error:
            raise AssertionError(
                f"{pattern} was not said after {self.heard()[:since]}, but {self.heard()[since:]}"
            ) from None
        return str(handle.json_value())

    def choose_by_ear(self, pattern: str) -> None:
        """Press *next* until the wished answer is heard, then *select*: nothing but keys and ears."""
        for _ in range(40):
            since = len(self.heard())
            self.page.keyboard.press("ArrowDown")
            said = self.wait_to_hear(".", since)
            if re.search(pattern, said):
                self.rest()
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"never heard {pattern}: {self.heard()[-40:]}")
