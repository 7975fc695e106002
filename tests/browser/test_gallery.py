"""Every part of the kiosk, measured as drawn: sizes, gaps, contrast, places, rings. The ruler itself is tried too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kiosk.gallery.screens import NAMES
from tests.browser import gallery_server
from tests.browser.pairwise import pairs_of, pairwise

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")

# Width, height, pixels per millimetre: 24 and 21.5 inches, portrait, a 14-inch laptop, a large tablet.
SCREENS = {
    "reference": (1920, 1080, 3.613),
    "21.5 inches": (1920, 1080, 4.033),
    "portrait": (1080, 1920, 3.613),
    "1366": (1366, 768, 3.955),
    "1180": (1180, 820, 4.4),
}
# The lowest ratio of each theme, by the design; thresholds of the default also hold for the black themes.
CONTRASTS = {
    "light": 9.9,
    "black-on-white": 9.9,
    "white-on-black": 9.9,
    "yellow-on-black": 9.9,
    "soft": 4.5,
    "cream": 6.5,
}
SIZES = ("S", "M", "L", "XL", "XXL")
LANGUAGES = ("fr", "ar")
COVERS = ("veil", "alert")
FACTORS = {
    "name": (*NAMES, *COVERS),
    "theme": tuple(CONTRASTS),
    "size": SIZES,
    "language": LANGUAGES,
    "screen": tuple(SCREENS),
}
MOST_SHEETS = 12


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with gallery_server.serving() as address:
        yield address


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def show(
    page: Page,
    address: str,
    name: str,
    *,
    theme: str = "light",
    size: str = "L",
    language: str = "fr",
    screen: str = "reference",
) -> None:
    width, height, millimetre = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.context.add_cookies([{"name": "mm", "value": str(millimetre), "url": address}])
    shown = "choices" if name in COVERS else name
    page.goto(f"{address}/gallery/{shown}?theme={theme}&size={size}&lang={language}")
    page.wait_for_function(
        "() => document.fonts.status === 'loaded' && document.getElementById('page').dataset.pages"
    )
    if name in COVERS:
        page.evaluate(
            "id => { document.getElementById(id).hidden = false; document.getElementById('step').inert = true; }",
            name,
        )


def measure(
    page: Page, *, theme: str = "light", size: str = "L", language: str = "fr", screen: str = "reference"
) -> list[str]:
    options = {
        "mm": SCREENS[screen][2],
        "size": size,
        "script": 1.1 if language == "ar" else 1,
        "isReference": screen == "reference",
        "contrast": CONTRASTS[theme],
    }
    return list(page.evaluate(MEASURE, options))


def faults_of(page: Page, address: str, case: tuple[str, ...]) -> list[str]:
    """Return the faults of all sheets of a screen."""
    name, theme, size, language, screen = case
    show(page, address, name, theme=theme, size=size, language=language, screen=screen)
    faults = measure(page, theme=theme, size=size, language=language, screen=screen)
    sheets = int(page.locator("#page").get_attribute("data-pages") or 1)
    if sheets > MOST_SHEETS:
        faults.append(f"sheets: {sheets}")
    for _ in range(1, 1 if name in COVERS else sheets):
        page.evaluate("document.querySelector('[data-turn=\"1\"]').click()")
        faults += measure(page, theme=theme, size=size, language=language, screen=screen)
    return [f"{' '.join(case)}: {fault}" for fault in faults]


def test_every_pair_of_settings_is_tried() -> None:
    small = {"one": ("a", "b", "c"), "two": ("d", "e"), "three": ("f", "g")}

    cases = pairwise(small)

    assert len(set().union(*(pairs_of(case) for case in cases))) == 3 * 2 + 3 * 2 + 2 * 2
    assert len(cases) < 3 * 2 * 2


@pytest.mark.parametrize("part", range(4))
def test_no_part_has_a_fault_in_any_theme_size_language_or_screen(
    page: Page, address: str, part: int
) -> None:
    cases = pairwise(FACTORS)[part::4]

    faults = [fault for case in cases for fault in faults_of(page, address, case)]

    assert faults == []


@pytest.mark.parametrize("size", SIZES)
def test_help_stands_in_the_same_box_on_every_screen(page: Page, address: str, size: str) -> None:
    boxes = set()
    for name in NAMES:
        show(page, address, name, size=size)
        box = page.locator('.bar [data-command="help"]').first.bounding_box()
        assert box is not None
        boxes.add(tuple(round(part) for part in box.values()))

    assert len(boxes) == 1


PLANTED = {
    "high": "key.style.cssText = 'position: fixed; inset-block-start: 100px; inset-inline-start: 900px; inline-size: 300px'",
    "small": "key.style.cssText = 'block-size: 60px; min-block-size: 0; align-self: start'",
    "near": "key.style.cssText = 'margin-inline-end: -10px'",
    "faint": "key.querySelector('.label').style.color = '#767676'",
    "tiny": "key.querySelector('.label').style.fontSize = '24px'",
    "italic": "key.querySelector('.label').style.fontStyle = 'italic'",
    "capitals": "key.querySelector('.label').style.textTransform = 'uppercase'",
    "edgeless": "key.style.borderColor = '#cccccc'",
    "footless": "key.style.borderBlockEndWidth = '3px'",
    "overlapping": "document.querySelector('.say > .line').style.marginBlockStart = '-60px'",
    "tight": "document.querySelector('.say > .line').style.lineHeight = '1.2'",
    "unequal": "key.style.backgroundColor = '#fdebcf'",
    "scroll": "document.body.style.blockSize = '1200px'",
    "many": "for (let more = 0; more < 3; more += 1) { const other = key.cloneNode(true); document.querySelector('.more').append(other); }",
    "moving": "key.animate([{ opacity: 1 }, { opacity: 0.9 }], { duration: 1e6 })",
    "ringless": "key.style.setProperty('outline', 'none', 'important')",
    "disorder": "key.parentElement.append(key); key.style.order = -1; key.style.gridColumn = 1",
    "overflow": "key.querySelector('.label').style.whiteSpace = 'nowrap'; key.querySelector('.label').append(' x'.repeat(60))",
    "icon": "key.querySelector('.icon').style.blockSize = '20px'",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_ruler_finds_a_planted_fault(page: Page, address: str, fault: str) -> None:
    show(page, address, "choices")
    assert measure(page) == []

    page.evaluate(f"() => {{ const key = document.querySelector('.equal .key'); {PLANTED[fault]}; }}")

    assert fault in {found.partition(":")[0] for found in measure(page)}
