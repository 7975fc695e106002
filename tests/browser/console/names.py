"""Somebody who hears the console: each control found by its role and name alone, each outcome by what a screen reader says of itself.

Moving to a control by its name is one gesture, pressing it another.
"""

from functools import reduce

from playwright.sync_api import Locator, Page, expect

from tests.browser.console.agent import PATIENCE_MS, Agent

ROLES = ("button", "link", "radio", "checkbox")

EARS = """() => {
  const LIVE = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  const plain = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const named = (ids) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.innerText ?? "").join(" ").trim();
  let heard = [];
  // A region that comes with its words is not heard, unless it is an alert.
  const hear = (changes) => changes.forEach(({ target, addedNodes }) => {
    const place = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    if (place?.closest(LIVE)) heard.push(place.closest(LIVE).innerText);
    else for (const each of addedNodes) if (each.querySelectorAll) heard.push(...[...each.querySelectorAll("[role=alert]")].map((e) => e.innerText));
  });
  addEventListener("load", () => new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true }));
  window.spoken = () => {
    const at = document.activeElement;
    const name = at === document.body ? "" : named(at.getAttribute("aria-labelledby")) || at.getAttribute("aria-label") || [...(at.labels ?? [])].map((e) => e.innerText).join(" ") || at.innerText;
    return [document.title, name, named(at?.getAttribute("aria-describedby")), ...heard].map(plain).filter(Boolean);
  };
}"""
"""The title of a page that came, whatever has the focus with its name and description, and whatever changed in a live region since."""


def control(page: Page, name: str, within: str = "") -> Locator:
    """Return the one control that a screen reader calls ``name``, in the group of that name when two sound alike."""
    place = page.get_by_role("group", name=within, exact=True) if within else page
    # A summary is a button to a reader; the tool that looks for it here has no role for one.
    folded = place.locator("summary").and_(place.get_by_text(name, exact=True))
    return reduce(Locator.or_, (place.get_by_role(role, name=name, exact=True) for role in ROLES), folded)


def field(page: Page, label: str) -> Locator:
    """Return the field that a screen reader calls ``label``: a field for secrets has no role, so that its label alone finds it."""
    return page.get_by_label(label, exact=True).and_(page.locator("input, select, textarea"))


class Names:
    """An agent at a screen reader."""

    def __init__(self, agent: Agent) -> None:
        self.agent, self.page = agent, agent.page
        self.page.add_init_script(f"({EARS})()")
        self.page.reload()
        agent.count_anew()

    @property
    def efforts(self) -> dict[str, int]:
        """Return gestures and keystrokes together."""
        return {"by names": self.agent.gestures + self.agent.keystrokes}

    def finds(self, words: str) -> None:
        """Wait until the screen reader has said ``words`` by itself."""
        try:
            self.page.wait_for_function(
                "(words) => document.readyState === 'complete' && spoken().some((each) => each.includes(words))",
                arg=words,
            )
        except Exception as late:
            raise AssertionError(f"{words!r} is not said: {self.page.evaluate('spoken()')}") from late

    def presses(self, name: str) -> None:
        self._moves_to(control(self.page, name))
        self.agent.press("Enter")

    def picks(self, name: str, within: str = "") -> None:
        self._moves_to(control(self.page, name, within))
        self.agent.press("Space")

    def chooses(self, label: str, option: str) -> None:
        choice = field(self.page, label)
        self._moves_to(choice)
        self.agent.choose(choice, option)

    def types(self, label: str, text: str, send: str = "") -> None:
        """Fill a field; ``send`` is the key that sends it."""
        self._moves_to(field(self.page, label))
        self.agent.type(text, send)

    def _moves_to(self, there: Locator) -> None:
        expect(there).to_be_visible(timeout=PATIENCE_MS)
        self.page.wait_for_load_state("load")
        if there.evaluate("(e) => e !== document.activeElement"):
            self.agent.gestures += 1
            there.focus()
