"""The voice at the kiosk: what starts it, stops it, drives it, and what it never says aloud."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from setup import ROOT
from tests.accessibility.kept import Kept
from tests.accessibility.stage import Stage

LISTEN = """() => {
  window.said = []; window.rung = []; window.sounds = new Set(); window.together = 0;
  document.addEventListener('spoken', (event) => window.said.push(event.detail.text));
  document.addEventListener('earcon', (event) => window.rung.push(event.detail.name));
  // A sound that lasts until the test ends it: no clip, no loudspeaker, no waiting.
  Object.assign(HTMLMediaElement.prototype, {
    play() { window.sounds.add(this); this.isOn = true; window.together = Math.max(window.together, [...window.sounds].filter((each) => each.isOn).length); return Promise.resolve(); },
    pause() { this.isOn = false; this.onpause?.(); },
  });
  Object.defineProperty(HTMLMediaElement.prototype, 'src', { get() { return this.address ?? ''; }, set(address) { this.address = address; } });
  Object.defineProperty(HTMLMediaElement.prototype, 'paused', { get() { return !this.isOn; } });
  Object.defineProperty(HTMLMediaElement.prototype, 'ended', { get() { return false; } });
  window.finish = () => { const sound = [...window.sounds].find((each) => each.isOn); sound.isOn = false; sound.onended?.(); };
  window.isSounding = () => [...window.sounds].some((each) => each.isOn);
}"""
CLIPS = """() => document.querySelectorAll('[data-say]').forEach((each) => each.hasAttribute('data-personal') || (each.dataset.say = '/clips/fr/one.mp3'))"""


class Ear:
    """Somebody who listens. Every fixed sentence has a clip here, and a clip ends when the test says so."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.page = stage.page
        self.asked: list[str] = []
        self.page.on(
            "request", lambda each: each.url.endswith("/speech") and self.asked.append(each.post_data or "")
        )

    def at(self, kept: Kept, *, voice: bool = True, private: bool = False) -> None:
        self.stage.show(kept)
        self.page.evaluate(LISTEN)
        self.page.evaluate(CLIPS)
        for name, is_on in (("voice", voice), ("voicePrivate", private)):
            if is_on:
                self.page.evaluate("name => { document.getElementById('page').dataset[name] = ''; }", name)

    def said(self) -> list[str]:
        return list(self.page.evaluate("window.said"))

    def hears(self, count: int) -> list[str]:
        """Wait until ``count`` utterances have begun; return them."""
        self.page.wait_for_function("count => window.said.length >= count", arg=count)
        return self.said()

    def hears_all(self) -> list[str]:
        """Let every sound end until nothing more is said."""
        self.page.wait_for_function(
            """() => {
              if (window.isSounding()) window.finish();
              return !document.documentElement.hasAttribute('data-speaking');
            }"""
        )
        return self.said()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def is_sounding(self) -> bool:
        return bool(self.page.evaluate("window.isSounding()"))


@pytest.fixture
def ear(stage) -> Iterator[Ear]:
    return Ear(stage)


@pytest.fixture
def at(pages):
    return lambda place, language="fr": next(kept for kept in pages[language] if kept.place == place)


def test_a18_volume_is_shown_and_said_even_when_nothing_plays(ear, at):
    ear.at(at("choices/notified"), voice=False)
    for _ in range(12):
        ear.press("F10")

    told = ear.page.locator("#status").inner_text()
    assert ear.said()[-1] == told
    assert "9" in told
    assert len(set(ear.said())) == 4


def test_a69_the_first_sound_is_asked_for_in_the_press_itself(ear, at):
    ear.at(at("choices/notified"))
    took = ear.page.evaluate(
        """() => {
          const start = performance.now();
          document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
          return window.said.length && window.isSounding() ? performance.now() - start : Infinity;
        }"""
    )

    assert took < 100


def test_a71_on_the_loudspeaker_nothing_personal_is_said_nor_sent_to_be_said(ear, at):
    for place in ("choices/notified", "receipt/activated", "identify/representative", "new_code/route"):
        kept = at(place)
        ear.at(kept)
        personal = ear.page.eval_on_selector_all(
            "#step [data-personal]", "all => all.map((each) => each.textContent.trim())"
        )
        assert personal, place
        ear.press("F2")
        heard = ear.hears_all()
        for _ in range(12):
            ear.press("ArrowDown")
        heard = ear.hears_all()

        assert not set(personal) & set(heard), place
        assert not [one for one in personal if any(one in sent for sent in ear.asked)], place


def test_a71_in_headphones_it_is_said(ear, at):
    ear.at(at("receipt/activated"), private=True)
    personal = ear.page.locator(".proof").inner_text()
    ear.press("F2")

    assert personal in ear.hears_all()


def test_a72_what_is_typed_is_a_tick_on_the_loudspeaker_and_a_sign_in_headphones(ear, at):
    ear.at(at("identify/code"))
    ear.page.keyboard.type("AB")
    assert ear.page.evaluate("window.rung") == ["tick", "tick"]
    assert ear.said() == []
    assert ear.page.locator(".box.is-dot").count() == 1

    ear.at(at("identify/code"), private=True)
    ear.page.keyboard.type("AB")
    assert ear.said() == ["A", "B"]


def test_a79_plugging_headphones_starts_the_voice_and_asks_nothing_first(ear, at):
    ear.at(at("welcome/language"), voice=False)
    ear.page.evaluate("window.dispatchEvent(new Event('headphones'))")

    assert ear.hears(1)[0] == ear.page.locator("h1").inner_text()
    assert ear.is_sounding()
    assert ear.page.evaluate("window.rung") == ["bell"]


def test_a79_the_welcome_says_where_the_socket_is_before_the_answers(ear, at):
    ear.at(at("welcome/language"))
    where = ear.page.locator(".main .say > .line").last.inner_text()
    ear.press("F2")
    heard = ear.hears_all()

    assert "prise du casque" in where
    assert heard.index(where) < heard.index(ear.page.locator("#step .equal .label").first.inner_text())


def test_a79_without_headphones_the_key_to_listen_is_in_the_same_place_on_every_page(ear, at):
    places = ("welcome/language", "identify/code", "choices/notified", "help", "comfort/see")
    boxes = set()
    for place in places:
        ear.at(at(place))
        boxes.add(str(ear.page.locator('.bar [data-command="listen"]').bounding_box()))

    assert len(boxes) == 1


def test_a80_seven_speeds_from_a_half_to_double_without_a_change_of_pitch(ear, at):
    ear.at(at("choices/notified"))
    rates = []
    for _ in range(3):
        ear.press("F6")
    for _ in range(7):
        rates.append(ear.page.evaluate("[...window.sounds].at(-1)?.playbackRate ?? null"))
        ear.press("ArrowDown")
        rates[-1] = ear.page.evaluate("[...window.sounds].at(-1).playbackRate")
        assert ear.page.evaluate("[...window.sounds].at(-1).preservesPitch")
        ear.press("F7")

    assert (rates[0], rates[-1]) == (0.5, 2)
    assert 1 in rates
    assert all(slow < fast for slow, fast in pairwise(rates))


def test_a82_the_clips_of_a_page_are_fetched_before_they_are_needed(ear, at):
    kept = at("choices/notified")
    spoken = kept.html.replace('id="page"', 'id="page" data-voice').replace(
        'class="label" data-say', 'class="label" data-say="/clips/fr/label.mp3"'
    )

    with ear.page.expect_request("**/clips/fr/label.mp3"):
        ear.stage.show(replace(kept, html=spoken))


def test_a83_a_press_stops_speech_at_once_and_one_voice_speaks_at_a_time(ear, at):
    ear.at(at("choices/notified"))
    ear.press("F2")
    ear.hears(1)
    ear.press("ArrowDown")
    ear.press("ArrowDown")
    assert ear.page.evaluate("window.together") == 1

    assert ear.is_sounding()
    ear.page.evaluate(
        "document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, isPrimary: true, button: 0 }))"
    )
    assert not ear.is_sounding()


def test_a84_repeat_pause_sentence_before_and_after_and_where_am_i(ear, at):
    ear.at(at("choices/notified"))
    ear.press("F2")
    title = ear.hears(1)[0]
    ear.press("PageDown")
    second = ear.hears(2)[1]
    ear.press("PageUp")
    assert ear.hears(3)[2] == title != second
    ear.press("F3")
    assert not ear.is_sounding()
    ear.press("F3")
    assert ear.is_sounding()
    ear.press("F2")
    assert ear.hears(4)[3] == title
    before = len(ear.said())
    ear.press("F4")
    assert ear.hears(before + 2)[before + 1] == title


def test_a85_hints_come_last_shorten_after_three_pages_and_return_when_asked_where_one_is(ear, at):
    ear.at(at("choices/notified"))
    hint = ear.page.locator('#words [data-word="act_keys"]').text_content()
    ear.press("ArrowDown")
    assert ear.hears_all()[-1] == hint
    for _ in range(4):
        ear.press("F2")
    ear.hears_all()
    start = len(ear.said())
    ear.press("ArrowDown")
    assert hint not in ear.hears_all()[start:]
    ear.press("F4")
    start = len(ear.hears_all())
    ear.press("ArrowDown")
    assert hint in ear.hears_all()[start:]


def test_a85_every_act_has_a_spoken_closing(ear, pages):
    closings = [
        kept for kept in pages["fr"] if kept.place.startswith("receipt/") and 'class="done"' in kept.html
    ]
    assert len(closings) >= 4
    for kept in closings:
        ear.at(kept)
        ear.press("F2")
        assert ear.hears(1)[0] == ear.page.locator("h1").inner_text()


def test_a86_a_changing_sentence_is_made_by_the_server_in_the_language_of_the_page(ear, at):
    ear.at(at("receipt/activated", "ar"), private=True)
    ear.page.locator(".key").first.wait_for()
    ear.press("F2")
    ear.hears_all()

    assert ear.asked
    assert all("language=ar" in sent for sent in ear.asked)


def test_a62_each_language_greets_in_its_own_voice(ear, at):
    ear.at(at("welcome/language"))
    ear.page.evaluate(
        "() => { window.tongues = new Set(); document.addEventListener('spoken', (e) => window.tongues.add(e.detail.lang)); }"
    )
    ear.press("F2")
    ear.hears_all()

    assert set(ear.page.evaluate("[...window.tongues]")) >= {"fr", "en", "ar"}


CALLED = """() => { window.called = []; document.addEventListener('spoken', ({ detail }) => window.called.push([detail.lang, detail.text])); }"""
INVITED = [
    [each["tag"], each["invitation"]]
    for each in tomllib.loads((ROOT / "translations" / "languages.toml").read_text("utf-8"))["language"]
    if each["state"] == "offered" and "@" not in each["tag"]
]


def hears_calls(ear: Ear, rounds: int) -> list[list[str]]:
    """Let every sound end until the languages have called so many times; return what was said since the first call."""
    first, count = INVITED[0][1], rounds * len(INVITED)
    ear.page.wait_for_function(
        """([first, count]) => {
          if (window.isSounding()) window.finish();
          const start = window.called.findIndex(([, text]) => text === first);
          return start >= 0 && window.called.length - start >= count;
        }""",
        arg=[first, count],
    )
    called = ear.page.evaluate("window.called")
    return called[called.index(INVITED[0]) :][:count]


@pytest.mark.parametrize("place", ["welcome/language", "language"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a62_the_page_of_languages_calls_in_each_language_in_turn_until_a_press(ear, at, place, language):
    ear.at(at(place, language))
    ear.page.evaluate(CALLED)
    ear.press("F2")

    assert hears_calls(ear, 2) == INVITED * 2

    ear.page.wait_for_selector("html[data-calling]", state="attached")
    ear.page.mouse.click(5, 5)
    assert not ear.is_sounding()
    assert ear.page.locator("html[data-calling]").count() == 0


def test_a62_the_key_of_languages_calls_in_each_language_in_turn_until_one_moves_on(ear, at):
    ear.at(at("choices/notified", "ar"))
    ear.page.evaluate(CALLED)
    while ear.page.evaluate("document.activeElement.getAttribute('formaction')") != "/language":
        ear.press("ArrowDown")
        ear.hears_all()

    assert hears_calls(ear, 2) == INVITED * 2

    ear.press("ArrowDown")
    ear.hears_all()
    assert ear.page.locator("html[data-calling]").count() == 0


def test_a62_a_machine_without_a_voice_does_not_call(ear, at):
    ear.at(at("welcome/language"))
    ear.page.evaluate(CALLED)
    ear.page.evaluate(
        "Object.assign(HTMLMediaElement.prototype, { play() { return Promise.reject(new Error('mute')); } })"
    )
    ear.press("F2")
    ear.page.wait_for_selector("#status p")

    ear.page.wait_for_function("() => !document.documentElement.hasAttribute('data-speaking')")
    assert ear.page.locator("html[data-calling]").count() == 0


def test_a15_each_small_sound_has_its_twin_on_the_screen(ear, at):
    ear.at(at("identify/code"))
    ear.page.keyboard.type("A")

    assert ear.page.evaluate("window.rung") == ["tick"]
    assert ear.page.locator(".box").first.inner_text() == "A"
