"""What stands between a press and the first sound of the page that it brings: counted, never timed."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

import kiosk as kiosk_room
from carnet.settings import Settings
from carnet.store.keys import Keys
from tests.browser.conftest import Served, serve
from tests.browser.person import KioskPerson
from web import prompts
from web.speech.loudness import SAMPLE_RATE
from web.speech.manifest import write_manifest
from web.speech.sound import mp3

# A slow machine says "Patientez" first: only what sounds once the title is asked for counts.
HEARD = """() => {
  const clips = performance.getEntriesByType('resource').filter((each) => each.name.includes('/clips/'));
  const of = (element) => clips.find((each) => each.name === new URL(element.dataset.say, location).href);
  const title = of(document.querySelector('h1'));
  const others = [...document.querySelectorAll('#step [data-say]:not([data-say=""], h1)')].map(of);
  return {
    sounds: performance.getEntriesByName('sound').find((each) => each.startTime >= title.startTime).startTime,
    others: others.map((each) => each.startTime),
  };
}"""
FORGET = "() => { performance.clearMarks('sound'); performance.clearResourceTimings(); }"
ALL_ARE_FETCHED = """() => {
  const fetched = performance.getEntriesByType('resource').map((each) => each.name);
  return [...document.querySelectorAll('#step [data-say]:not([data-say=""])')].every((each) => fetched.includes(new URL(each.dataset.say, location).href));
}"""
SETTLING = """() => {
  window.order = [];
  document.addEventListener('htmx:afterSwap', () => { window.order.push('swapped'); setTimeout(() => window.order.push('anything else')); });
  document.addEventListener('htmx:afterSettle', () => window.order.push('settled'));
}"""


@pytest.fixture
def kiosk(tmp_path: Path, engine: Engine, keys: Keys) -> Iterator[Served]:
    """The kiosk with a sound for every French sentence: the same tone, under a name of its own each."""
    folder = tmp_path / "clips" / "fr"
    folder.mkdir(parents=True)
    tone = mp3(0.1 * np.sin(np.arange(5 * SAMPLE_RATE) * 0.2))
    french = {text: f"{number}.mp3" for number, (tag, text) in enumerate(prompts.prompts()) if tag == "fr"}
    for name in french.values():
        (folder / name).write_bytes(tone)
    write_manifest(folder, french)
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})
    yield from serve(kiosk_room.create_app(settings, engine=engine, keys=keys))


@pytest.fixture
def listener(person: KioskPerson) -> KioskPerson:
    """Somebody at the second page of a visit, with the voice on and sounding."""
    person.arrive()
    person.touch('[data-command="listen"]')
    person.at("welcome/language")
    person.answer("1", "welcome/comfort")
    person.page.wait_for_function(ALL_ARE_FETCHED)
    return person


def test_the_first_sound_of_a_page_waits_behind_no_other_clip(listener: KioskPerson) -> None:
    page = listener.page
    page.evaluate(FORGET)
    listener.answer("good", "start/what")
    page.wait_for_function(ALL_ARE_FETCHED)
    heard = page.evaluate(HEARD)

    assert len(heard["others"]) > 5
    assert min(heard["others"]) >= heard["sounds"]


def test_a_page_speaks_as_soon_as_it_is_there(listener: KioskPerson) -> None:
    listener.page.evaluate(SETTLING)
    listener.answer("good", "start/what")

    assert listener.page.evaluate("window.order") == ["swapped", "settled", "anything else"]


def test_with_the_voice_off_no_clip_is_fetched(person: KioskPerson) -> None:
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.arrive()
    person.answer("1", "welcome/comfort")
    person.answer("good", "start/what")

    assert asked
    assert not [address for address in asked if "/clips/" in address]
