"""Somebody who sees the console and has only a keyboard: the key drawn beside the words, or Tab until the words have the focus."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.console.agent import PATIENCE_MS, Agent
from tests.browser.console.names import control, field

CAPS = {"↵": ["Enter"], "←": ["ArrowLeft"]}
DRAWN = """(e) => (e.querySelector("kbd") ?? e.labels?.[0]?.querySelector("kbd")
  ?? (e.nextElementSibling?.matches("kbd") ? e.nextElementSibling : null))?.textContent ?? ''"""
HAS_FOCUS = "(e) => e === document.activeElement"
IS_TYPING = "document.activeElement.matches('input:not([type=radio], [type=checkbox]), select, textarea')"
SEEN = "(words) => document.readyState === 'complete' && [...document.querySelectorAll('header, main')].some((e) => e.innerText.replace(/\\s+/g, ' ').includes(words))"
FARTHEST = 90


class Hands:
    """An agent at a keyboard."""

    def __init__(self, agent: Agent) -> None:
        self.agent, self.page = agent, agent.page
        self.walked = 0

    @property
    def efforts(self) -> dict[str, int]:
        """Return gestures and keystrokes together: those that were made, and those that a click for each walk would leave."""
        made = self.agent.gestures + self.agent.keystrokes
        return {"by keys": made, "with a mouse": made - self.walked}

    def finds(self, words: str) -> None:
        """Wait until ``words`` are on the page."""
        try:
            self.page.wait_for_function(SEEN, arg=words)
        except Exception as late:
            raise AssertionError(f"{words!r} is not on {self.page.inner_text('main')!r}") from late

    def presses(self, name: str) -> None:
        there = self._sees(control(self.page, name))
        if keys := self._keys(there):
            self.agent.press(*keys)
        else:
            self._walks_to(there)
            self.agent.press("Enter")

    def picks(self, name: str, within: str = "") -> None:
        there = self._sees(control(self.page, name, within))
        self._walks_to(
            there, by=there.evaluate("(e) => e.name") if there.get_attribute("type") == "radio" else ""
        )
        self.agent.press("Space")

    def chooses(self, label: str, option: str) -> None:
        choice = self._sees(field(self.page, label))
        self._walks_to(choice)
        self.agent.choose(choice, option)

    def types(self, label: str, text: str, send: str = "") -> None:
        """Fill a field; ``send`` is the key that sends it."""
        there = self._sees(field(self.page, label))
        if not there.evaluate(HAS_FOCUS) and (keys := self._keys(there)):
            self.agent.press(*keys)
        self._walks_to(there)
        self.agent.type(text, send)

    def _sees(self, there: Locator) -> Locator:
        expect(there).to_be_visible(timeout=PATIENCE_MS)
        self.page.wait_for_load_state("load")
        return there

    def _keys(self, there: Locator) -> list[str]:
        """Return the keys drawn on a control; a field that has the focus is left first, where signs are only typed."""
        cap = str(there.evaluate(DRAWN)).strip()
        keys = CAPS.get(cap) or ([cap] if re.fullmatch(r"F\d+", cap) else list(cap.lower()))
        while keys and self.page.evaluate(IS_TYPING):
            self.agent.press("Tab")
        return keys

    def _walks_to(self, there: Locator, by: str = "") -> None:
        """Walk until ``there`` has the focus: by Tab, and by arrows among the choices called ``by``."""
        for _ in range(FARTHEST):
            if there.evaluate(HAS_FOCUS):
                return
            self.walked += 1
            among = by and self.page.evaluate("document.activeElement.name") == by
            self.agent.press("ArrowDown" if among else "Tab")
        raise AssertionError(f"{there} is not within {FARTHEST} keys")
