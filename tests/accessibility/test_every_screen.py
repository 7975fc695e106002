"""The real pages under the ruler, in every theme, size, language and screen: a spread sample in CI, all of them on demand.

A theme changes colours alone, which is a test here: so every page is measured in every size on every screen, and its
colours in every theme once.
"""

import re
from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path

import pytest

from carnet.store.database import transaction
from tests.accessibility import axe
from tests.accessibility.kept import Keeper, Kept
from tests.accessibility.stage import SCREENS, Stage
from tests.accessibility.test_axe import complaints
from tests.browser.pairwise import pairwise
from tests.scenarios import begin, make_someone

CSS = Path(__file__).parents[2] / "static" / "css"
RULER = (Path(__file__).parents[1] / "browser" / "measure.js").read_text("utf-8")
CONTRASTS = {
    "light": 9.9,
    "black-on-white": 9.9,
    "white-on-black": 9.9,
    "yellow-on-black": 9.9,
    "soft": 4.5,
    "cream": 6.5,
}
CLOTHES = {"theme": tuple(CONTRASTS), "size": ("S", "M", "L", "XL", "XXL"), "screen": tuple(SCREENS)}
PARTS = 4
# Wider lines, letters and words, as WCAG 1.4.12 lets a person ask: nothing may be lost.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
)
LOST = ("scroll", "clipped", "outside", "overlapping")


def is_of_kiosk(kept: Kept) -> bool:
    return not kept.place.startswith(("failure", "calibration"))


def cases_of(pages: dict[str, list[Kept]], *, every: bool) -> Iterator[tuple[Kept, tuple[str, ...]]]:
    """Yield pages with a theme, a size and a screen: every room and every colour, or each page once and each pair of clothes."""
    shown = [kept for language in sorted(pages) for kept in pages[language] if is_of_kiosk(kept)]
    if every:
        yield from product(shown, product(("light",), CLOTHES["size"], CLOTHES["screen"]))
        yield from product(shown, product(CLOTHES["theme"][1:], ("L",), ("reference",)))
    else:
        yield from zip(shown, cycle(pairwise(CLOTHES)), strict=False)


def faults_of(stage: Stage, kept: Kept, clothes: tuple[str, ...]) -> list[str]:
    theme, size, screen = clothes
    stage.show(kept, theme=theme, size=size, screen=screen)
    options = {
        "mm": SCREENS[screen][2],
        "size": size,
        "script": 1.1 if stage.page.evaluate("document.documentElement.lang") == "ar" else 1,
        "isReference": screen == "reference",
        "contrast": CONTRASTS[theme],
    }
    faults = list(stage.page.evaluate(RULER, options))
    for _ in range(1, stage.sheets()):
        stage.turn()
        faults += stage.page.evaluate(RULER, options)
    return [f"{kept.name} {' '.join(clothes)}: {fault}" for fault in faults]


@pytest.mark.parametrize("part", range(PARTS))
def test_a1_to_a9_a23_a25_a29_a30_every_page_measures_well(part, stage, pages, request):
    every = bool(request.config.getoption("every_combination", default=False))
    cases = list(cases_of(pages, every=every))[part::PARTS]

    assert [fault for case in cases for fault in faults_of(stage, *case)] == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_what_is_said_of_an_old_record_fits_the_smallest_screens_at_the_largest_text(
    language, stage, kiosks, keys
):
    kiosk, kept = kiosks[language], {}
    with transaction(kiosk.extensions["house"].engine, keys) as db:
        refusing, activating = (make_someone(db, has_legacy_dmp=True) for _ in range(2))
        back = make_someone(db, state="objected", has_legacy_dmp=True)
    for someone, answers in (
        (refusing, [("choices/notified", "object"), ("object/confirm", "yes")]),
        (activating, [("choices/notified", "activate")]),
        (back, [("choices/objected", "activate")]),
    ):
        Keeper(kiosk, language, kept).go([*begin(language), *someone.identified(), *answers])
    told = [each for each in kept.values() if "DMP" in each.html]

    assert {each.place for each in told} == {
        "choices/notified", "object/confirm", "receipt/objected", "activate/confirm", "choices/objected", "change_mind/confirm",
    }  # fmt: skip
    faults = [
        faults_of(stage, each, ("light", "XXL", screen)) for each in told for screen in ("1366", "1180")
    ]
    assert [fault for found in faults for fault in found] == []


def test_a7_a_theme_changes_colours_alone():
    blocks = re.findall(
        r'\[data-theme="([a-z-]+)"\], \[data-sample="\1"\] \{([^}]*)\}', (CSS / "tokens.css").read_text()
    )
    colours = {
        theme: re.findall(r"--([a-z-]+): (?:#[0-9a-f]{3,6}|transparent);", block) for theme, block in blocks
    }
    rest = {re.sub(r"--[a-z-]+: (?:#[0-9a-f]{3,6}|transparent);|\s", "", block) for _theme, block in blocks}
    elsewhere = "".join((CSS / sheet).read_text() for sheet in ("layout.css", "parts.css"))

    assert colours.keys() == CONTRASTS.keys()
    assert [each for each in colours.values() if each != colours["light"]] == []
    assert rest == {"color-scheme:light;", "color-scheme:dark;"}
    # The one other rule: a picture that lies beside the words leaves the themes of two colours.
    assert re.findall(r"\[data-theme=[^]]+\] ([^,{]+)", elsewhere) == 2 * [".greeting"] + [".greeting "]


@pytest.mark.parametrize("theme", [theme for theme in CONTRASTS if theme != "light"])
def test_a7_axe_agrees_with_each_theme(theme, stage, pages):
    places = ("identify/code", "choices/notified", "object/confirm", "comfort/see")
    found = []
    for kept in pages["fr"]:
        if kept.place in places:
            stage.show(kept, theme=theme)
            found += [f"{kept.name}: {each}" for each in complaints(stage, theme)]

    assert found == []


def test_the_soft_theme_alone_is_excused_from_the_highest_contrast(stage, pages):
    kept = next(kept for kept in pages["fr"] if kept.place == "choices/notified")
    stage.show(kept, theme="soft", size="S")

    assert "color-contrast-enhanced" in {finding.rule for finding in axe.judge(stage.page)}
    assert complaints(stage, axe.SOFT) == []


@pytest.mark.parametrize("place", ["choices/notified", "object/confirm", "identify/code"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a5_wider_spacing_loses_nothing(place, language, stage, pages):
    stage.show(next(kept for kept in pages[language] if kept.place == place))
    stage.page.evaluate(
        """css => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
          window.dispatchEvent(new Event('resize'));
        }""",
        SPACED,
    )
    options = {"mm": 3.613, "size": "L", "script": 1, "isReference": False, "contrast": 9.9}
    faults = list(stage.page.evaluate(RULER, options))
    for _ in range(1, stage.sheets()):
        stage.turn()
        faults += stage.page.evaluate(RULER, options)

    assert [fault for fault in faults if fault.startswith(LOST)] == []
