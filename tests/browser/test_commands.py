"""One set of commands, tried by finger and by keys on the gallery: what acts, what must not, what is spoken."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.browser import gallery_server

RESTED = "html:not([data-resting])"
CONTROLS = (
    "() => document.activeElement.closest('.key, .answer, h1')?.className ?? document.activeElement.tagName"
)
QUIET_ON = "document.getElementById('page').dataset.voice = ''"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with gallery_server.serving() as address:
        yield address


class Visitor:
    """A person before the gallery: what they press, what leaves the page, what is said."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.posted: list[str] = []
        page.on("request", self._note)
        page.route("**/speech", lambda route: route.fulfill(status=503))
        page.route("**/comfort/**", self._kept)

    def _note(self, request: Request) -> None:
        if request.method == "POST":
            self.posted.append(request.url.removeprefix(self.address))

    def _kept(self, route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<p>kept</p>")

    def opens(self, name: str, *, size: str = "L", language: str = "fr") -> None:
        self.page.goto(f"{self.address}/gallery/{name}?size={size}&lang={language}")
        self.page.wait_for_function("() => document.getElementById('page').dataset.pages")
        self.page.evaluate(
            "() => { window.spoken = []; document.addEventListener('spoken', (e) => window.spoken.push(e.detail.text)); }"
        )
        self.rests()

    def rests(self) -> None:
        self.page.wait_for_selector(RESTED, state="attached")

    def focused(self) -> str:
        return str(self.page.evaluate(CONTROLS))

    def spoken(self) -> list[str]:
        return list(self.page.evaluate("window.spoken"))


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Visitor]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    yield Visitor(context.new_page(), address)
    context.close()


def test_a_press_acts_once_on_release(visitor: Visitor) -> None:
    visitor.opens("choices")

    with visitor.page.expect_response("**/gallery/choices"):
        visitor.page.click('[value="object"]')

    assert visitor.posted == ["/gallery/choices"]


def test_a_double_press_sends_one_request(visitor: Visitor) -> None:
    visitor.opens("choices")

    with visitor.page.expect_response("**/gallery/choices"):
        visitor.page.dblclick('[value="object"]')
    visitor.rests()

    assert visitor.posted == ["/gallery/choices"]


def test_sliding_off_cancels_and_drifting_inside_does_not(visitor: Visitor) -> None:
    visitor.opens("choices")
    one = visitor.page.locator('[value="activate"]').bounding_box()
    other = visitor.page.locator('[value="later"]').bounding_box()
    assert one is not None
    assert other is not None
    mouse = visitor.page.mouse

    mouse.move(one["x"] + 200, one["y"] + 200)
    mouse.down()
    mouse.move(other["x"] + 200, other["y"] + 200)
    mouse.up()
    assert visitor.posted == []

    mouse.move(one["x"] + 200, one["y"] + 200)
    mouse.down()
    mouse.move(one["x"] + 230, one["y"] + 200)
    with visitor.page.expect_response("**/gallery/choices"):
        mouse.up()
    assert visitor.posted == ["/gallery/choices"]


def test_next_reaches_every_control_in_order_and_comes_back(visitor: Visitor) -> None:
    visitor.opens("choices")
    count = visitor.page.locator("#step .key:visible").count()

    values = []
    for _ in range(count + 1):
        visitor.page.keyboard.press("ArrowDown")
        values.append(visitor.page.evaluate("document.activeElement.value"))

    assert values[:4] == ["activate", "object", "later", "explain"]
    assert values[-1] == values[0]
    assert len(set(values)) == count


def test_a_held_key_presses_once_and_never_twice(visitor: Visitor) -> None:
    visitor.opens("choices")
    visitor.page.keyboard.press("ArrowDown")

    visitor.page.keyboard.down("Enter")
    visitor.page.keyboard.down("Enter")
    assert visitor.posted == []
    with visitor.page.expect_response("**/gallery/choices"):
        visitor.page.keyboard.up("Enter")

    assert visitor.posted == ["/gallery/choices"]


def test_after_each_page_the_focus_stands_on_title_or_field(visitor: Visitor) -> None:
    visitor.opens("choices")
    assert visitor.page.evaluate("document.activeElement.tagName") == "H1"

    with visitor.page.expect_response("**/gallery/choices"):
        visitor.page.click('[value="object"]')
    visitor.page.wait_for_function("() => document.activeElement.tagName === 'H1'")

    visitor.opens("code")
    assert visitor.focused() == "answer"


def test_hiding_is_opaque_at_once_and_the_same_key_shows_again(visitor: Visitor) -> None:
    visitor.opens("choices")

    took = visitor.page.evaluate(
        """() => {
          const start = performance.now();
          document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }));
          const top = document.elementFromPoint(960, 100).closest('#veil');
          return top ? performance.now() - start : Infinity;
        }"""
    )
    hide = visitor.page.locator('.bar [data-command="hide"]').first.bounding_box()
    show = visitor.page.locator('#veil [data-command="hide"]').bounding_box()

    assert took < 100
    assert visitor.page.evaluate("document.getElementById('step').inert")
    assert hide == show

    visitor.page.keyboard.press("F8")
    assert visitor.page.locator("#veil").is_hidden()
    assert not visitor.page.evaluate("document.getElementById('step').inert")


def test_typing_by_pad_and_by_keyboard_fills_the_same_boxes(visitor: Visitor) -> None:
    visitor.opens("birth-date")

    visitor.page.click('[data-sign="0"]')
    visitor.page.click('[data-sign="8"]')
    visitor.page.keyboard.type("031951")

    assert visitor.page.input_value("#answer") == "08031951"
    assert visitor.page.locator(".box.is-dot").count() == 7
    visitor.rests()
    visitor.page.click("[data-show]")
    assert visitor.page.locator(".box").all_inner_texts() == list("08031951")


def test_a_scanner_that_types_and_presses_enter_sends_the_form(visitor: Visitor) -> None:
    visitor.opens("code")
    visitor.page.fill("#answer", "")
    visitor.rests()

    with visitor.page.expect_request(lambda request: request.method == "POST") as sent:
        visitor.page.keyboard.type("1234567890123456")
        visitor.page.keyboard.press("Enter")

    assert "answer=1234567890123456" in (sent.value.post_data or "")


def test_a_page_key_turns_the_sheet_and_takes_the_focus(visitor: Visitor) -> None:
    visitor.opens("choices", size="XXL")
    assert visitor.page.locator("#page").get_attribute("data-pages") == "2"

    visitor.page.click('[data-turn="1"]')

    assert visitor.focused().startswith("key")
    assert visitor.page.locator('[value="activate"]').is_visible()
    assert visitor.page.get_by_role("heading", level=1).count() == 1
    visitor.rests()
    visitor.page.keyboard.press("Escape")
    assert visitor.page.locator('[value="activate"]').is_hidden()


def test_the_voice_reads_the_page_then_the_control_and_a_dead_worker_does_not_stop_it(
    visitor: Visitor,
) -> None:
    visitor.opens("choices")
    visitor.page.evaluate(QUIET_ON)

    visitor.page.keyboard.press("F2")
    visitor.page.wait_for_function("() => window.spoken.length >= 10")
    spoken = visitor.spoken()
    assert spoken[0] == visitor.page.locator("h1").inner_text()
    assert spoken[1:3] == visitor.page.locator("#step .say > .line").all_inner_texts()
    assert visitor.page.locator("#status").inner_text()

    visitor.page.keyboard.press("ArrowDown")
    visitor.page.wait_for_function("() => !document.documentElement.hasAttribute('data-speaking')")
    assert visitor.page.locator('[value="activate"] .label').inner_text() in visitor.spoken()


def test_volume_is_shown_and_kept_even_when_nothing_plays(visitor: Visitor) -> None:
    visitor.opens("choices")

    with visitor.page.expect_request("**/comfort/volume"):
        visitor.page.keyboard.press("F10")

    assert "6" in visitor.page.locator("#status").inner_text()
    assert visitor.page.locator("#page").get_attribute("data-volume") == "6"


def test_nothing_personal_is_said_aloud(visitor: Visitor) -> None:
    visitor.opens("children")
    visitor.page.evaluate(QUIET_ON)

    visitor.page.keyboard.press("F2")
    visitor.page.wait_for_function("() => !document.documentElement.hasAttribute('data-speaking')")
    assert "Yanis" not in visitor.spoken()

    visitor.page.evaluate("window.dispatchEvent(new Event('headphones'))")
    visitor.page.wait_for_function("() => window.spoken.includes('Yanis')")


def test_silence_veils_then_asks_then_leaves_and_any_press_goes_on(visitor: Visitor) -> None:
    visitor.page.clock.install()
    visitor.page.goto(f"{visitor.address}/gallery/choices")
    visitor.page.wait_for_function("() => document.getElementById('page').dataset.pages")

    visitor.page.clock.run_for(121_000)
    assert visitor.page.locator("#veil").is_visible()
    visitor.page.keyboard.press("x")
    assert visitor.page.locator("#veil").is_hidden()

    visitor.page.clock.run_for(301_000)
    assert visitor.page.locator("#alert").is_visible()
    visitor.page.clock.run_for(30_000)
    assert 20 < int(visitor.page.locator("#seconds").inner_text().split()[0]) <= 30
    visitor.page.keyboard.press("x")
    assert visitor.page.locator("#alert").is_hidden()
    assert set(visitor.posted) == {"/here"}

    visitor.page.clock.run_for(301_000)
    assert "/end" not in visitor.posted
    with visitor.page.expect_request("**/end"):
        visitor.page.clock.run_for(61_000)
    assert visitor.posted.count("/end") == 1


def test_without_script_every_choice_is_a_plain_button(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{address}/gallery/code")

    assert page.locator("#answer").is_visible()
    assert page.locator(".signs").is_hidden()
    page.fill("#answer", "ABCD")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.press("#answer", "Enter")

    assert "answer=ABCD" in (sent.value.post_data or "")
    context.close()
