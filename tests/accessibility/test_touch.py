"""Hands that tremble, rest, drift or hold: one press is one act, on release, and no gesture does anything."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.accessibility.stage import Stage

RESTED = "html:not([data-resting])"
OBJECT = '[value="object"]'


class Hand:
    """A hand before the page of three choices; ``sent`` is what left the page."""

    def __init__(self, stage: Stage) -> None:
        self.page: Page = stage.page
        self.sent: list[str] = []
        self.page.on(
            "request",
            lambda request: request.method == "POST" and self.sent.append(request.post_data or ""),
        )

    def rest(self) -> None:
        self.page.wait_for_selector(RESTED, state="attached")

    def goes_to(self, selector: str, *, by: float = 0) -> None:
        box = self.page.locator(selector).bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2 + by, box["y"] + box["height"] / 2)


class Fingers:
    """Real touches on the glass, as the browser gets them from a touch screen: it may make gestures of them."""

    def __init__(self, stage: Stage) -> None:
        self.page = stage.page
        self.glass = self.page.context.new_cdp_session(self.page)
        self.page.wait_for_selector(RESTED, state="attached")
        self.page.evaluate(
            """() => ['pointerup', 'pointercancel'].forEach((name) =>
                 addEventListener(name, () => (window.ended ??= name), true))"""
        )

    def do(self, gesture: str) -> str:
        """Return how the browser ended it: ``pointerup`` left it to the page, ``pointercancel`` took it."""
        ways = range(0, 300, 15)
        if gesture == "swipe":
            self._move([[(900, 1000 - way)] for way in ways])
        else:
            self._move([[(900 - way, 800), (1000 + way, 800)] for way in ways])
        return str(self.page.wait_for_function("window.ended").json_value())

    def drift(self) -> None:
        box = self.page.locator(OBJECT).bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._move([[(x, y - way)] for way in range(0, 31, 5)])

    def _move(self, steps: list[list[tuple[float, float]]]) -> None:
        for number, touches in enumerate(steps):
            points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(touches)]
            kind = "touchMove" if number else "touchStart"
            self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.fixture
def fingers(chromium, theatre, pages) -> Iterator[Fingers]:
    context = chromium.new_context(has_touch=True, is_mobile=True)
    stage = Stage(context.new_page(), theatre)
    stage.show(next(kept for kept in pages["fr"] if kept.place == "choices/notified"))
    yield Fingers(stage)
    context.close()


@pytest.fixture
def hand(stage, pages) -> Iterator[Hand]:
    stage.show(next(kept for kept in pages["fr"] if kept.place == "choices/notified"))
    hand = Hand(stage)
    hand.rest()
    return hand


def test_a26_a_press_acts_on_release_inside_and_sliding_off_cancels(hand):
    hand.goes_to('[value="activate"]')
    hand.page.mouse.down()
    assert hand.sent == []
    hand.goes_to(OBJECT)
    hand.page.mouse.up()
    assert hand.sent == []

    hand.page.mouse.down()
    with hand.page.expect_response("**/visit/**"):
        hand.page.mouse.up()
    assert len(hand.sent) == 1


def test_a26_a_resting_hand_does_nothing(hand):
    hand.page.clock.install()
    hand.goes_to(OBJECT)
    hand.page.mouse.down()

    hand.page.clock.run_for(30_000)

    assert hand.sent == []


def test_a27_a_double_tap_is_one_request(hand):
    with hand.page.expect_response("**/visit/**"):
        hand.page.dblclick(OBJECT)
    hand.rest()

    assert len(hand.sent) == 1


def test_a27_thirty_pixels_of_drift_are_still_a_tap(hand):
    hand.goes_to(OBJECT)
    hand.page.mouse.down()
    hand.goes_to(OBJECT, by=30)

    with hand.page.expect_response("**/visit/**"):
        hand.page.mouse.up()

    assert len(hand.sent) == 1


def test_a27_a_long_hold_is_one_press(hand):
    hand.page.clock.install()
    hand.goes_to(OBJECT)
    hand.page.mouse.down()
    hand.page.clock.run_for(20_000)

    with hand.page.expect_response("**/visit/**"):
        hand.page.mouse.up()

    assert len(hand.sent) == 1


def test_a28_a_long_press_opens_no_menu_and_a_drag_takes_nothing(hand):
    for name in ("contextmenu", "dragstart", "selectstart", "gesturestart"):
        assert hand.page.evaluate(
            """name => {
              const event = new Event(name, { bubbles: true, cancelable: true });
              document.querySelector('.equal .key .label').dispatchEvent(event);
              return event.defaultPrevented;
            }""",
            name,
        ), name


def test_a28_a_swipe_and_a_pinch_leave_page_and_zoom_as_they_were(hand):
    before = hand.page.url
    hand.page.mouse.move(200, 500)
    hand.page.mouse.down()
    hand.page.mouse.move(1700, 520, steps=5)
    hand.page.mouse.up()
    hand.page.keyboard.down("Control")
    hand.page.mouse.wheel(0, -400)
    hand.page.keyboard.up("Control")

    assert hand.page.url == before
    assert hand.page.evaluate("visualViewport.scale") == 1
    assert hand.page.evaluate("getComputedStyle(document.documentElement).overscrollBehaviorX") == "none"
    assert hand.sent == []


@pytest.mark.parametrize("gesture", ["swipe", "pinch"])
def test_a28_the_browser_takes_no_gesture_of_real_fingers(gesture, fingers):
    """One value of ``touch-action``, ``none``: whatever else lets a pan begin takes the tap away from its key."""
    assert fingers.page.evaluate("getComputedStyle(document.documentElement).touchAction") == "none"

    assert fingers.do(gesture) == "pointerup"
    assert fingers.page.evaluate("visualViewport.scale") == 1


def test_fingers_feel_a_page_that_lets_a_swipe_begin(fingers):
    fingers.page.evaluate(
        "() => { document.documentElement.style.touchAction = 'auto'; document.body.style.height = '3000px'; }"
    )

    assert fingers.do("swipe") == "pointercancel"


def test_a27_a_finger_that_drifts_thirty_pixels_on_the_glass_still_taps(fingers):
    with fingers.page.expect_response("**/visit/**"):
        fingers.drift()


def test_a35_a_press_shows_at_once_and_a_slow_answer_says_to_wait_in_words(hand):
    hand.page.clock.install()
    held: list = []
    hand.page.route("**/visit/**", lambda route: held.append(route))
    hand.page.evaluate(
        "() => { window.said = []; document.addEventListener('spoken', (e) => window.said.push(e.detail.text));"
        " document.getElementById('page').dataset.voice = '';"
        # No clip is here: that the voice does not answer may stand there a moment later.
        " window.shown = []; const status = document.getElementById('status');"
        " new MutationObserver(() => window.shown.push(status.innerText)).observe(status, { childList: true, subtree: true }); }"
    )
    wait = hand.page.locator('#words [data-word="wait"]').text_content()
    hand.goes_to(OBJECT)
    hand.page.mouse.down()
    assert hand.page.locator(OBJECT).get_attribute("data-pressed") is not None
    hand.page.mouse.up()

    hand.page.wait_for_selector("html[data-busy]", state="attached")
    assert hand.page.locator("#page").get_attribute("aria-busy") == "true"
    hand.page.clock.run_for(1_050)
    hand.page.wait_for_function("(wait) => window.shown.includes(wait)", arg=wait)
    assert hand.page.evaluate("window.shown[0]") == wait
    assert hand.page.evaluate("window.said").count(wait) == 1
    hand.page.clock.run_for(10_000)
    assert hand.page.evaluate("window.said").count(wait) == 2
    hand.page.click(OBJECT, force=True)
    held[0].fulfill(status=204)
    hand.page.wait_for_selector("html:not([data-busy])", state="attached")
    assert len(held) == 1


def test_a44_a_key_that_repeats_while_held_does_nothing_more(hand):
    hand.page.keyboard.press("ArrowDown")
    first = hand.page.evaluate("document.activeElement.value")
    for _ in range(4):
        hand.page.keyboard.down("ArrowDown")
    hand.page.keyboard.up("ArrowDown")
    second = hand.page.evaluate("document.activeElement.value")
    hand.page.keyboard.press("ArrowUp")

    assert first != second
    assert hand.page.evaluate("document.activeElement.value") == first


def test_a44_no_command_needs_two_keys_at_once(hand):
    hand.page.keyboard.press("ArrowDown")
    before = hand.page.evaluate("document.activeElement.value")
    for chord in ("Control+ArrowDown", "Alt+F8", "Meta+h"):
        hand.page.keyboard.press(chord)

    assert hand.page.evaluate("document.activeElement.value") == before
    assert hand.page.locator("#veil").is_hidden()


def test_a74_hiding_is_opaque_in_a_tenth_of_a_second_and_nothing_personal_stays(hand):
    took = hand.page.evaluate(
        """() => {
          const start = performance.now();
          document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }));
          for (let x = 20; x < innerWidth; x += 90)
            for (let y = 20; y < innerHeight; y += 60)
              if (!document.elementFromPoint(x, y)?.closest('#veil')) return Infinity;
          return performance.now() - start;
        }"""
    )

    assert took < 100
    assert hand.page.evaluate("document.getElementById('step').inert")
    assert "Odette" not in hand.page.locator("#veil").inner_text()
    hand.page.keyboard.press("F8")
    assert hand.page.locator("#veil").is_hidden()
