"""What a real browser receives, and how soon it sounds: Chromium, an empty cache, the kiosk in a process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from benchmarks import world
from benchmarks.measure import Measure, percentile, plain
from tests.browser.launch import CHROMIUM, SWITCHES
from web import prompts, speech

FIRST_KB = 95.0
LATER_KB = 15.0
ARABIC_FONTS = 0.0
SOON_MS = 300.0
PRESSES = 20
PATIENCE_MS = 20_000
PERSONAL = "Bonjour {}, votre espace s’ouvrira le 5 janvier 2027."


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
    with world.made() as house, world.serving("kiosk", "kiosk", house.environ) as ours, _chromium() as page:
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
            _at(page, place)
            page.wait_for_load_state("networkidle")
            came, _ = wire.look()
            if came > heaviest:
                heaviest, named = came, place
        yield plain("heaviest later step", heaviest, LATER_KB, "kB", named)


def voice() -> Iterator[Measure]:
    """From the press to the first sound of a fixed sentence, and until a personal one is ready."""
    with world.made() as house:
        french = [prompt for prompt in prompts.prompts() if prompt[0] == "fr"]
        # Names alone will not do here: these must sound.
        for path in (house.settings.data / "clips" / "fr").glob("*.mp3"):
            path.unlink()
        speech.render(french, house.settings.data / "clips")
        with world.serving("kiosk", "kiosk", house.environ) as ours, _chromium() as page:
            page.add_init_script(_EAR)
            page.goto(f"http://localhost:{world.port_of(ours)}/", wait_until="networkidle")
            page.locator('button[name="answer"][value="1"]').click()
            _at(page, "welcome/comfort")
            sounds = [_press_to_sound(page) for _ in range(PRESSES)]
            yield plain(
                "press to first sound, p95", percentile(sounds, 95), SOON_MS, "ms", _middle_of(sounds)
            )
            personal = [_personal(page, number) for number in range(PRESSES)]
            yield plain(
                "personal sentence ready, p95", percentile(personal, 95), SOON_MS, "ms", _middle_of(personal)
            )


# Notes when any sound really starts, on the clock of the page.
_EAR = """
window.pressed = 0; window.sounded = 0;
document.addEventListener('click', () => { window.pressed = performance.now(); window.sounded = 0; }, true);
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  this.addEventListener('playing', () => { window.sounded ||= performance.now(); }, { once: true });
  return play.call(this);
};
"""
_SPEAK = """async (text) => {
  const start = performance.now();
  const forgery = document.querySelector('[name="forgery"]').value;
  const answer = await fetch('/speech', { method: 'POST', body: new URLSearchParams({ text, language: 'fr', forgery }) });
  if (!answer.ok) throw new Error(answer.status);
  await answer.blob();
  return performance.now() - start;
}"""


def _press_to_sound(page: Page) -> float:
    """Press *Écouter* until it speaks: the first press turns the voice on, each further one opens its panel or repeats."""
    page.keyboard.press("Escape")
    page.evaluate("window.sounded = 0; window.pressed = performance.now()")
    page.locator('[data-command="listen"]').first.click()
    page.wait_for_function("() => window.sounded > 0", timeout=PATIENCE_MS)
    taken = float(page.evaluate("window.sounded - window.pressed"))
    page.locator("html:not([data-resting])").wait_for(state="attached", timeout=PATIENCE_MS)
    return taken


def _personal(page: Page, number: int) -> float:
    return float(page.evaluate(_SPEAK, PERSONAL.format(f"Odette {number}")))


def _middle_of(times: list[float]) -> str:
    return f"p50 {percentile(times, 50):.0f} ms of {len(times)}"


def _at(page: Page, place: str) -> None:
    page.locator(f'#page[data-place="{place}"]').wait_for(state="attached", timeout=PATIENCE_MS)
    page.locator("html:not([data-resting])").wait_for(state="attached", timeout=PATIENCE_MS)


@contextmanager
def _chromium() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()
