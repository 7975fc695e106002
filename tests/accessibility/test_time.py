"""Time: nobody is hurried, the alert speaks to two senses, nothing leaves the screen by itself. The clock is the test's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Request

from tests.accessibility.kept import Kept
from tests.accessibility.stage import Stage

LISTEN = """() => {
  window.said = []; window.rung = [];
  document.addEventListener('spoken', (event) => window.said.push(event.detail.text));
  document.addEventListener('earcon', (event) => window.rung.push(event.detail.name));
}"""
VEIL_S, ALERT_S, ANSWER_S = 120, 300, 60


def is_press(request: Request) -> bool:
    """Tell whether a request is what a press asked for: that somebody is there is told beside it."""
    return request.method == "POST" and not request.url.endswith("/here")


class Wait:
    """Somebody who does nothing for a while."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.page = stage.page
        self.posted: list[str] = []
        self.page.on("request", lambda each: is_press(each) and self.posted.append(each.url))

    def at(self, kept: Kept) -> None:
        self.stage.show(kept)
        self.page.evaluate(LISTEN)

    def passes(self, seconds: float) -> None:
        self.page.clock.run_for(seconds * 1000)

    def is_veiled(self) -> bool:
        return self.page.locator("#veil").is_visible()

    def is_asked(self) -> bool:
        return self.page.locator("#alert").is_visible()

    def ends(self) -> int:
        return sum(address.endswith("/end") for address in self.posted)


@pytest.fixture
def step(pages) -> Kept:
    return next(kept for kept in pages["fr"] if kept.place == "choices/notified")


@pytest.fixture
def wait(stage) -> Iterator[Wait]:
    stage.page.clock.install()
    return Wait(stage)


def test_a65_the_page_is_veiled_then_asks_and_leaves_a_minute(wait, step):
    wait.at(step)
    wait.passes(VEIL_S - 5)
    assert not wait.is_veiled()
    wait.passes(7)
    assert wait.is_veiled()
    wait.passes(ALERT_S - VEIL_S)
    assert wait.is_asked()
    wait.passes(ANSWER_S - 5)
    assert wait.ends() == 0
    with wait.page.expect_request(is_press):
        wait.passes(7)
    assert wait.ends() == 1


def test_a65_any_key_goes_on_ten_times_and_more(wait, step):
    wait.at(step)
    for _ in range(11):
        wait.passes(ALERT_S + 2)
        assert wait.is_asked()
        wait.page.keyboard.press("x")
        assert not wait.is_asked()

    assert wait.ends() == 0


def test_a65_more_time_doubles_every_delay(wait, step):
    wait.at(step)
    wait.page.evaluate("document.getElementById('page').dataset.pace = '2'")
    wait.passes(2 * VEIL_S - 5)
    assert not wait.is_veiled()
    wait.passes(2 * (ALERT_S - VEIL_S))
    assert not wait.is_asked()
    wait.passes(10)
    assert wait.is_asked()


def test_a66_the_alert_is_written_rung_and_spoken_and_counts_down_aloud(wait, step):
    wait.at(step)
    wait.page.evaluate("document.getElementById('page').dataset.voice = ''")
    wait.passes(ALERT_S + 2)

    assert wait.is_asked()
    assert wait.page.evaluate("window.rung") == ["bell"]
    question = wait.page.locator("#alert-title").inner_text()
    assert question in wait.page.evaluate("window.said")
    wait.passes(31)
    assert wait.page.evaluate("window.rung") == ["bell"] * 3
    assert wait.page.evaluate("window.said").count(question) == 3
    assert "Odette" not in " ".join(wait.page.evaluate("window.said"))


def test_a68_the_alert_offers_a_way_back_and_one_press_still_ends(wait, step):
    for command, address in (("later", "/help/answer"), ("end", "/end")):
        wait.at(step)
        wait.passes(ALERT_S + 2)
        wait.posted.clear()
        with wait.page.expect_request(is_press) as sent:
            wait.page.locator(f'#alert [data-command="{command}"]').click()
        assert sent.value.url.endswith(address)
        assert ("value=keep" in sent.value.post_data) is (command == "later")
        assert len(wait.posted) == 1


def test_a68_signs_that_were_never_sent_are_something_typed_too(wait, pages):
    kept = next(kept for kept in pages["fr"] if kept.place == "identify/code")
    later = wait.page.locator('#alert [data-command="later"]')
    wait.at(kept)
    wait.passes(ALERT_S + 2)
    assert wait.is_asked()
    assert not later.is_visible()
    wait.page.keyboard.press("x")
    wait.page.keyboard.type("AB")
    wait.passes(ALERT_S + 2)

    assert wait.is_asked()
    assert later.is_visible()


def test_a68_nobody_is_asked_whether_they_are_there_once_they_have_left(wait, pages):
    wait.at(next(kept for kept in pages["fr"] if kept.place == "leave/farewell"))
    with wait.page.expect_request(is_press):
        wait.passes(ALERT_S + 2)

    assert not wait.is_asked()
    assert wait.ends() == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a66_one_second_is_never_counted_as_many(language, wait, pages):
    wait.at(next(kept for kept in pages[language] if kept.place == "choices/notified"))
    said = {
        name: wait.page.locator(f'#words [data-word="seconds_{name}"]').text_content()
        for name in ("one", "many")
    }
    counted = []
    wait.passes(ALERT_S)
    while not wait.ends() and len(counted) < 2 * ANSWER_S:
        counted.append(wait.page.locator("#seconds").inner_text())
        wait.passes(1)

    assert said["one"] in counted
    assert said["many"].replace("%(count)s", "2") in counted
    assert said["many"].replace("%(count)s", "1") not in counted


@pytest.mark.parametrize("busy", ["data-speaking", "data-busy"])
def test_a67_speech_and_a_slow_answer_count_as_presence(busy, wait, step):
    wait.at(step)
    wait.page.evaluate("name => document.documentElement.setAttribute(name, '')", busy)
    wait.passes(2 * ALERT_S)
    assert not wait.is_veiled()
    assert not wait.is_asked()
    wait.page.evaluate("name => document.documentElement.removeAttribute(name)", busy)
    wait.passes(VEIL_S + 2)
    assert wait.is_veiled()


def test_a67_languages_that_call_are_no_presence(wait, step):
    wait.at(step)
    for name in ("data-speaking", "data-calling"):
        wait.page.evaluate("name => document.documentElement.setAttribute(name, '')", name)
    wait.passes(VEIL_S + 2)
    assert wait.is_veiled()


def test_a67_printing_counts_as_presence(wait, step):
    wait.at(step)
    wait.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    wait.passes(2 * ALERT_S)
    assert not wait.is_veiled()


@pytest.mark.parametrize(
    "place",
    ["choices/notified", "object/confirm", "receipt/activated", "problem at identify/code", "comfort/see"],
)
def test_a70_nothing_disappears_by_itself(place, wait, pages):
    wait.at(next(kept for kept in pages["fr"] if kept.place == place))
    wait.passes(1)
    before = wait.page.evaluate("document.getElementById('page').outerHTML")

    wait.passes(60)

    assert wait.page.evaluate("document.getElementById('page').outerHTML") == before


def test_a70_what_has_changed_stays_written_until_the_next_press(wait, step):
    wait.at(step)
    wait.page.keyboard.press("F10")
    told = wait.page.locator("#status").inner_text()
    assert told

    wait.passes(60)

    assert wait.page.locator("#status").inner_text() == told
