"""axe-core agrees with every page that a robot reaches, in both directions of writing, and refuses bad samples."""

import re
from dataclasses import dataclass

import pytest

from tests.accessibility import axe
from tests.accessibility.kept import Kept
from tests.accessibility.stage import Stage

PARTS = 3


@dataclass(frozen=True)
class Doubt:
    """What axe cannot decide, where alone, and why it is right all the same. Any other doubt is a failure."""

    places: str
    rule: str
    element: str
    why: str

    def covers(self, finding: axe.Finding, place: str) -> bool:
        return bool(
            re.fullmatch(self.places, place)
            and finding.rule == self.rule
            and finding.element.startswith(self.element)
        )


DOUBTS = (
    Doubt(
        r"(problem at )?(identify|new_code)/(nir|serial)( \d)?",
        "color-contrast",
        "<text",
        "signs inside the drawing of a card: an example, told again in words beside it",
    ),
    Doubt(
        "veil", "color-contrast", '<h2 id="veil-title"', "it stands on the landscape; the ruler measures it"
    ),
    Doubt("veil", "color-contrast", '<p class="line"', "as above"),
    Doubt("veil", "color-contrast", '<span class="label"', "as above: the keys of the veil"),
    Doubt(
        "comfort/see",
        "color-contrast",
        '<span class="glyph"',
        "one letter shows a size; its word stands below",
    ),
    Doubt(
        "camera", "video-caption", "<video muted", "the live picture of the camera has no sound to write down"
    ),
)


def complaints(stage: Stage, theme: str = "light", cover: str = "") -> list[str]:
    place = cover or (stage.theatre.kept.place if stage.theatre.kept else "")
    return [
        str(finding)
        for finding in axe.judge(stage.page, theme=theme)
        if finding.is_certain or not any(doubt.covers(finding, place) for doubt in DOUBTS)
    ]


def part_of(pages: dict[str, list[Kept]], language: str, part: int) -> list[Kept]:
    return pages[language][part::PARTS]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_any_page(stage, pages, language, part):
    found = []
    for kept in part_of(pages, language, part):
        stage.show(kept)
        found += [f"{kept.name}: {each}" for each in complaints(stage)]

    assert found == []


@pytest.mark.parametrize("cover", ["veil", "alert"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_a_covered_page(stage, pages, language, cover):
    stage.show(next(kept for kept in pages[language] if kept.place == "choices/notified"))
    stage.page.evaluate(
        "id => { document.getElementById(id).hidden = false; document.getElementById('step').inert = true; }",
        cover,
    )

    assert complaints(stage, cover=cover) == []


@pytest.mark.parametrize("element", [".say > h1", ".say > .line", ".equal .label"])
def test_a_doubt_is_excused_in_its_own_place_only(element, stage, pages):
    stage.show(next(kept for kept in pages["fr"] if kept.place == "choices/notified"))
    assert complaints(stage) == []

    stage.page.evaluate(
        "name => { document.querySelector(name).style.backgroundImage = 'linear-gradient(#fff, #eee)'; }",
        element,
    )

    assert "color-contrast" in {complaint.partition(":")[0] for complaint in complaints(stage)}


BAD = {
    "color-contrast-enhanced": "document.querySelector('.label').style.color = '#8a8a8a'",
    "button-name": "document.querySelector('.key').replaceChildren()",
    "target-size": """for (const start of [600, 612]) {
        const key = Object.assign(document.createElement('button'), { type: 'button', textContent: 'x' });
        key.style.cssText = `position: absolute; top: 200px; left: ${start}px; width: 10px; height: 10px; padding: 0; border: 0; font-size: 8px`;
        document.querySelector('.say').append(key);
    }""",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "valid-lang": "document.getElementById('page').lang = 'qqqq'",
    "label": "document.querySelector('label').remove()",
    "heading-order": "document.querySelector('h1').insertAdjacentHTML('afterend', '<h4>Bonjour</h4>')",
    "aria-valid-attr-value": "document.getElementById('answer').setAttribute('aria-describedby', 'nowhere')",
    "list": "document.querySelector('.say').insertAdjacentHTML('beforeend', '<ul><p>un</p></ul>')",
    "image-alt": "document.querySelector('.say').insertAdjacentHTML('beforeend', '<img src=\"/favicon.ico\">')",
}


@pytest.mark.parametrize("rule", BAD)
def test_axe_refuses_a_bad_sample(stage, pages, rule):
    stage.show(next(kept for kept in pages["fr"] if kept.place == "identify/code"))
    stage.page.evaluate(f"() => {{ {BAD[rule]}; }}")

    assert rule in {complaint.partition(":")[0] for complaint in complaints(stage)}


def test_the_judge_works_under_the_content_policy_of_the_kiosk(stage, pages):
    kept = pages["fr"][0]
    stage.show(kept)

    policy = dict(kept.headers)["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert stage.page.evaluate(
        """async () => {
          const blocked = new Promise((done) => document.addEventListener('securitypolicyviolation', () => done(true)));
          document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.planted = true' }));
          return (await blocked) && window.planted === undefined;
        }"""
    )
