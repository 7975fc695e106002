"""What a real browser receives: Chromium, an empty cache, the kiosk in a process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import world
from benchmarks.measure import Measure, plain
from tests.browser.launch import CHROMIUM, SWITCHES

FIRST_KB = 95.0
LATER_KB = 15.0
ARABIC_FONTS = 0.0
PATIENCE_MS = 20_000


class Wire:
    """Everything that came over the wire since the last look, headers included."""

    def __init__(self, page: Page) -> None:
        self.received = 0.0
        self.addresses: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._note)
        session.on("Network.loadingFinished", self._add)

    def look(self) -> tuple[float, list[str]]:
        found = self.received / 1024, list(self.addresses.values())
        self.received, self.addresses = 0.0, {}
        return found

    def _note(self, event: dict) -> None:
        self.addresses[event["requestId"]] = event["response"]["url"]

    def _add(self, event: dict) -> None:
        self.received += event["encodedDataLength"]


def weight() -> Iterator[Measure]:
    """First load of the welcome in French, then each further step of a visit."""
    with world.made() as house, world.serving("kiosk", "kiosk", house.environ) as ours, chromium() as browser:
        page = newcomer(browser)
        wire = Wire(page)
        page.goto(f"http://localhost:{world.port_of(ours)}/", wait_until="networkidle")
        first, addresses = wire.look()
        yield plain(
            "first load in French, font included", first, FIRST_KB, "kB", f"{len(addresses)} requests"
        )
        arabic = [address for address in addresses if "noto-arabic" in address]
        yield plain("Arabic fonts that a French visit loads", len(arabic), ARABIC_FONTS, "files")
        heaviest, named = 0.0, ""
        for place, value in (("welcome/comfort", "1"), ("start/what", "good"), ("identify/code", "letter")):
            page.locator(f'button[name="answer"][value="{value}"]').click()
            at(page, place)
            page.wait_for_load_state("networkidle")
            came, _ = wire.look()
            if came > heaviest:
                heaviest, named = came, place
        yield plain("heaviest later step", heaviest, LATER_KB, "kB", named)


def newcomer(browser: Browser) -> Page:
    """Return the page of somebody new: nothing kept, nothing cached."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def at(page: Page, place: str) -> None:
    """Wait until the page of ``place`` is there and takes presses again."""
    page.locator(f'#page[data-place="{place}"]').wait_for(state="attached")
    page.locator("html:not([data-resting])").wait_for(state="attached")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()
