"""How soon the kiosk is heard: from the press to the first sound of a page, and until a personal sentence is ready."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from benchmarks import world
from benchmarks.measure import Measure, percentile, plain
from benchmarks.screen import at, chromium, newcomer
from web import prompts, speech
from web.speech.recipe import LEAD_S

SOON_MS = 300.0
VISITS = 15
SENTENCES = 40
PERSONAL = "Bonjour {}, votre espace s’ouvrira le 5 janvier 2027."
PRESSES = (
    ('[data-command="listen"]', "welcome/language"),
    ('button[name="answer"][value="1"]', "welcome/comfort"),
    ('button[name="answer"][value="good"]', "start/what"),
    ('button[name="answer"][value="letter"]', "identify/code"),
)
"""Turn the voice on, then answer with it: what is pressed, and which page then speaks."""


def sounding() -> Iterator[Measure]:
    """Each visit starts with an empty cache, as after the one before; each press waits for the sound of the last."""
    with world.made() as house:
        # Names alone will not do here: these must sound.
        for path in (house.settings.data / "clips" / "fr").glob("*.mp3"):
            path.unlink()
        french = [prompt for prompt in prompts.prompts() if prompt[0] == "fr"]
        speech.render(french, house.settings.data / "clips")
        with world.serving("kiosk", "kiosk", house.environ) as ours, chromium() as browser:
            address = f"http://localhost:{world.port_of(ours)}/"
            heard = [taken for _ in range(VISITS) for taken in _visit(browser, address)]
            yield _soon("press to first sound", heard)
            page = _arrived(browser, address)
            _press(page, *PRESSES[0])
            yield _soon("personal sentence ready", [_personal(page, name) for name in range(SENTENCES)])


def _visit(browser: Browser, address: str) -> Iterator[float]:
    page = _arrived(browser, address)
    for key, place in PRESSES:
        yield _press(page, key, place)
    page.context.close()


def _arrived(browser: Browser, address: str) -> Page:
    page = newcomer(browser)
    page.add_init_script(_EAR)
    page.goto(address, wait_until="networkidle")
    return page


# A press counts from the release of the finger, by the browser's own stamp on it; a sound from when it plays.
_EAR = """
window.pressed = window.sounded = 0;
window.addEventListener('pointerup', (event) => { window.pressed = event.timeStamp; window.sounded = 0; }, true);
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


def _press(page: Page, key: str, place: str) -> float:
    """Press ``key``; return the milliseconds until the page of ``place`` sounds, the silence that opens a clip included."""
    page.locator(key).first.click()
    page.wait_for_function("() => window.sounded > 0")
    pressed, sounded = page.evaluate("[window.pressed, window.sounded]")
    assert 0 < pressed < sounded, "the page was loaded anew: its clock began after the press"
    at(page, place)
    return float(sounded - pressed) + LEAD_S * 1000


def _personal(page: Page, number: int) -> float:
    return float(page.evaluate(_SPEAK, PERSONAL.format(f"Odette {number}")))


def _soon(name: str, times: list[float]) -> Measure:
    note = f"p50 {percentile(times, 50):.0f} ms of {len(times)}"
    return plain(f"{name}, p95", percentile(times, 95), SOON_MS, "ms", note)
