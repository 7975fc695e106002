"""Requirement 25: every page of the console, read from its own map of routes, judged in four lights and at 320 px."""

import pytest
from playwright.sync_api import Page

from carnet.services import printing
from carnet.services.outgoing import name_of
from carnet.services.staff import with_login
from carnet.services.turn import paris_date
from carnet.store.outbox import Outbox
from helpdesk.actions import action_of
from tests.accessibility import axe
from tests.browser.console import busy
from tests.security.doors import addresses

LIGHTS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "dark, more contrast": {"color_scheme": "dark", "forced_colors": "none", "contrast": "more"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 at 400 %."""
PANELS = {"of a case": "c", "of keys": "?", "of a macro": "m"}
"""The key that opens each panel over the queue."""
# Fragments that a page asks for, papers, and what is another page's answer: none is looked at by itself.
PIECES = (
    "/requests",
    "/presence",
    "/news",
    ".pdf",
    ".csv",
    ".zip",
    "/favicon.ico",
    "/static/",
    "/acts",
    "/back",
    "/provider",
)

WITHOUT_NAME = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((e) => e.checkVisibility()).filter((e) => {
    const by = (e.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('');
    return !(e.getAttribute('aria-label') || by || e.labels?.[0]?.textContent.trim() || e.textContent.trim()
      || e.getAttribute('title') || e.querySelector('img[alt]:not([alt=""])'));
  }).map((e) => e.outerHTML.slice(0, 120))"""
CUT = """() => document.documentElement.scrollWidth > 320
  ? [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 321 && e.checkVisibility()
      && getComputedStyle(e).position !== 'absolute').map((e) => e.outerHTML.slice(0, 80)).slice(0, 3)
  : []"""


@pytest.fixture
def pages(at_work, console_app, clock, world, tell, settings):
    """Somebody who may see nearly all, in a call on a busy day, and the addresses of whole pages."""
    clock.now = busy.DAY
    agent = at_work("helene", role="supervisor")
    with world() as db:
        someone = busy.fill(db, with_login(db, agent.login))
        leaving(db, settings.outbox, with_login(db, agent.login), clock.now)
    agent.go("/search")
    agent.page.fill("#nir", someone.nir)
    agent.page.press("#nir", "Enter")
    agent.page.locator('[name="purpose"][value="paper"]').click()
    agent.sees('main[data-place="mail-in"]')
    card = agent.page.url.rpartition("/")[2]
    agent.go("/")
    agent.page.locator('form[action="/visits"]').first.evaluate("(form) => form.submit()")
    agent.page.wait_for_url("**/script/**")
    for event in ("ringing", "answered"):
        tell(event, to=agent.login)
    whole = [
        each.replace("/people/1", f"/people/{card}")
        for each in ("/sign-in", *addresses(console_app, "GET"))
        if not any(piece in each for piece in PIECES)
    ]
    assert len(whole) > 10
    return agent, whole


def test_the_pages_that_are_judged_have_something_to_show(pages):
    agent, whole = pages
    [card] = [each for each in whole if each.startswith("/people/") and each.count("/") == 2]
    shown = {
        "/": ".offer",
        "/?view=todo": "tr[data-row]",
        card: 'main[data-place="people"]',
        f"/mail{card}": 'main[data-place="mail-in"]',
        "/mail": ".leaving .hint",
        "/cases/1": ".history .note",
        "/script": ".ending .key",
        "/callbacks/1": ".say",
        "/team": ".tile",
        "/reports": ".chart .bars",
        "/macros": "main li",
    }
    for address, selector in shown.items():
        agent.go(address)
        for each in (selector, "#caller .maybes"):
            assert agent.page.locator(each).count(), f"{each} on {address}"


def leaving(db, outbox, helper, now):
    """Lay letters of two days where the outbox writes them; one was taken already."""
    outbox.mkdir(parents=True)
    row = Outbox(kind="code", route="post", payload_sealed=b"", made_at=now, sent_at=now)
    db.add(row)
    db.flush()
    printing.take(db, helper, paris_date(now), [row.id], now)
    (outbox / f"{name_of(row)}.pdf").write_bytes(b"%PDF")
    (outbox / "2026-11-20-code-900000.pdf").write_bytes(b"%PDF")


def looked_at(agent, whole):
    """Open each page in turn; a page that leads elsewhere is judged where it leads."""
    seen = set()
    for address in whole:
        answer = agent.page.request.get(f"{agent.address}{address}")
        if "html" not in answer.headers.get("content-type", "") or "<main" not in answer.text():
            continue
        agent.page.goto(f"{agent.address}{address}")
        if agent.page.url not in seen:
            seen.add(agent.page.url)
            yield address, agent.page


@pytest.mark.parametrize("light", LIGHTS)
def test_axe_finds_nothing_on_any_page(light, pages):
    agent, whole = pages
    agent.page.emulate_media(**LIGHTS[light])
    found: dict[str, str] = {}
    for address, page in looked_at(agent, whole):
        for each in axe.judge(page):
            # Forced colours are the reader's own: contrast is theirs to choose.
            if each.is_certain and not (light == "forced colours" and "contrast" in each.rule):
                found.setdefault(f"{each.rule}: {each.element[:90]}", address)

    assert not found, "\n".join(f"{where}: {what}" for what, where in found.items())


def test_nothing_is_cut_at_320_px_and_everything_has_a_name(pages):
    agent, whole = pages
    agent.page.set_viewport_size(NARROW)
    faults = []
    for address, page in looked_at(agent, whole):
        faults += [f"{address} cut: {each}" for each in page.evaluate(CUT)]
        faults += [f"{address} without a name: {each}" for each in page.evaluate(WITHOUT_NAME)]
        faults += [
            f"{address} has {page.locator('h1').count()} titles"
            for _ in [0]
            if page.locator("h1").count() != 1
        ]

    assert faults == []


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_is_as_usable_as_a_page_in_two_lights_and_at_400_percent(panel, pages):
    agent, _ = pages
    agent.go("/?view=mine")
    agent.page.locator("tr[data-row] a").first.focus()
    agent.press(PANELS[panel])
    agent.sees("#dialog[open] h2")

    for light in ("light", "dark"):
        agent.page.emulate_media(**LIGHTS[light])
        assert [each.rule for each in axe.judge(agent.page) if each.is_certain] == []
    agent.page.set_viewport_size(ZOOMED)
    assert agent.page.evaluate(CUT) == []
    assert agent.page.evaluate(WITHOUT_NAME) == []
    reach = agent.page.locator("#dialog").evaluate(
        "(e) => e.scrollHeight <= e.clientHeight || getComputedStyle(e).overflowY !== 'hidden'"
    )
    assert reach


def test_a_planted_fault_is_seen(pages):
    agent, _ = pages
    page: Page = agent.page
    page.set_viewport_size(NARROW)
    page.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<button></button><div class=\"planted\">x</div>')"
    )
    page.locator(".planted").evaluate("(e) => { e.style.width = '900px'; }")

    assert "<button></button>" in page.evaluate(WITHOUT_NAME)
    assert any("planted" in each for each in page.evaluate(CUT))
    assert "button-name" in {each.rule for each in axe.judge(page)}


def test_every_page_that_is_walked_asks_for_a_right(console_app):
    adapter = console_app.url_map.bind("localhost")
    walked = [each for each in addresses(console_app, "GET") if not any(piece in each for piece in PIECES)]

    names = {adapter.match(each, method="GET")[0] for each in walked}
    assert {each for each in names if not action_of(each)} <= {"entrance.look_at_invitation"}
