"""Checks of the list that one look at each page answers: order of keys, speech of everything, same places, directions."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from carnet.journeys.progress import WAYS
from setup import ROOT
from tests.accessibility.kept import UNREADABLE, Kept
from tests.accessibility.stage import SCREENS

FACTS = (Path(__file__).parent / "facts.js").read_text("utf-8")
PANELS = ("comfort/", "language")
CONFIRMATIONS = 7
ANSWER = re.compile(r'<button data-group class="key[^>]* name="(?:answer|way)" value="([^"]+)"')


@pytest.fixture(scope="session")
def facts() -> dict[str, dict[str, dict]]:
    """What was seen so far, by language and place: every test of this file shares one look."""
    return {}


@pytest.fixture(params=["fr", "ar"])
def seen(request, facts, pages, stage) -> dict[str, dict]:
    tag = request.param
    if tag not in facts:
        facts[tag] = {kept.place: look_at(stage, kept) for kept in pages[tag] if is_of_kiosk(kept)}
    return facts[tag]


def look_at(stage, kept: Kept) -> dict:
    stage.show(kept)
    return stage.page.evaluate(FACTS)


def is_of_kiosk(kept: Kept) -> bool:
    return not kept.place.startswith(("failure", "calibration"))


def where(seen: dict[str, dict], fact: str) -> dict[str, object]:
    return {place: look[fact] for place, look in seen.items() if look[fact]}


@cache
def offered() -> list[dict]:
    listed = tomllib.loads((ROOT / "translations" / "languages.toml").read_text("utf-8"))["language"]
    return [each for each in listed if each["state"] == "offered" and "@" not in each["tag"]]


def test_a10_what_is_chosen_or_wrong_is_said_by_a_mark_and_a_state_and_not_by_colour_alone(seen):
    chosen = [mark for look in seen.values() for mark in look["chosen"]]

    assert chosen
    assert all(mark["hasTick"] and mark["state"] == "true" for mark in chosen)
    assert all(look["problem"] for place, look in seen.items() if place.startswith("problem at"))


def test_a12_nothing_on_a_page_moves_or_plays_by_itself(seen):
    assert where(seen, "isRestless") == {}


def test_a13_every_key_carries_words_and_every_icon_is_mute(seen):
    assert where(seen, "wordless") == {}
    assert where(seen, "spokenIcons") == {}


def test_a15_what_is_spoken_of_a_page_is_written_on_it(seen):
    assert where(seen, "unseen") == {}


def test_a37_next_reaches_every_control_and_nothing_else(seen):
    assert where(seen, "unreached") == {}
    assert where(seen, "strangers") == {}


def test_a45_each_page_lands_on_its_field_or_title_with_a_live_region_ready(seen):
    assert {look["landedOn"] for look in seen.values()} <= {"H1", "INPUT#answer", "DIV#problem"}
    assert all(look["hasLive"] for look in seen.values())


def test_a52_a_page_asks_one_thing(seen):
    assert {look["headings"] for look in seen.values()} == {1}


@pytest.mark.parametrize(("size", "most"), [("L", 5), ("XXL", 4)])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a52_no_sheet_of_any_page_asks_more_than_five_answers_or_four_at_the_largest_text(
    language, size, most, stage, pages
):
    many = [kept for kept in pages[language] if len(ANSWER.findall(kept.html)) > most]
    asked = {}
    for kept in many:
        for screen in SCREENS:
            stage.show(kept, size=size, screen=screen)
            sheets = [answers_on(stage)]
            while len(sheets) < stage.sheets():
                stage.turn()
                sheets.append(answers_on(stage))
            asked[kept.place, screen] = sheets

    assert (len(many) > 0) == (size == "XXL")
    assert {where: sheets for where, sheets in asked.items() if max(map(len, sheets)) > most} == {}
    for kept in many:
        for screen in SCREENS:
            found = [answer for sheet in asked[kept.place, screen] for answer in sheet]
            assert found == ANSWER.findall(kept.html), kept.name


def test_a52_a_list_longer_than_five_is_cut_into_sheets(stage, pages):
    kept = next(kept for kept in pages["fr"] if kept.place == "welcome/language")
    first = re.search(r"<button data-group.*?</button>", kept.html, re.S)
    stage.show(replace(kept, html=kept.html.replace(first[0], 5 * first[0])), size="S")

    assert (stage.sheets(), len(answers_on(stage))) == (2, 5)


def answers_on(stage) -> list[str]:
    """Return the names of the answers that the present sheet shows."""
    return stage.page.eval_on_selector_all(
        "#step .table .key",
        """all => all.filter((key) => key.checkVisibility() && ['answer', 'way'].includes(key.name))
                    .map((key) => key.value)""",
    )


def test_a52_the_way_is_counted_in_words(seen):
    """Each thing to type, each page that only leads on, and what they lead to: whoever is on a way knows how far."""
    # What is dictated by telephone is no way of this screen.
    for way in (way for way in WAYS if way[0][0] != "by_phone"):
        shown = [seen["/".join(place)]["steps"] for place in way]
        assert all(len(words) == 1 for words in shown), way
        numbers = [re.findall(r"\d+", words[0]) for words in shown]
        assert numbers == [[str(number), str(len(way))] for number in range(1, len(way) + 1)]


def test_a55_a_problem_is_tied_to_its_field_focused_announced_spoken_and_keeps_what_was_typed(seen):
    wrong = {place: look for place, look in seen.items() if place.startswith("problem at")}

    assert len(wrong) == sum(map(len, UNREADABLE.values()))
    for place, look in wrong.items():
        field = look["field"]
        assert (field["invalid"], field["describedBy"], look["problemRole"]) == ("true", "problem", "alert")
        assert look["landedOn"] == "INPUT#answer"
        assert look["problem"] in look["queue"], place
        assert field["typed"], place


def test_a56_nothing_is_ticked_beforehand(seen):
    ticked = where(seen, "ticked")

    assert [place for place in ticked if not place.startswith(PANELS)] == []


def test_a57_each_confirmation_reads_back_and_has_a_third_answer(seen):
    asked = {place: look for place, look in seen.items() if place.endswith(("/confirm", "/again"))}

    assert len(asked) >= CONFIRMATIONS
    for place, look in asked.items():
        assert look["answers"] == ["yes", "no", "unknown"], place
        assert look["pictures"] == 3, place
        assert len(look["queue"]) > 4, place


def test_a58_no_field_must_be_remembered_or_copied_out(seen):
    """Camera, reader or another way stand beside each field; a birth date is nobody's to remember."""
    for place in ("identify/code", "identify/nir", "identify/serial"):
        ways = [name for name, *_box in seen[place]["bar"]]
        assert len(ways) == 6
        assert seen[place]["beside"], place


def test_a60_help_stands_in_the_same_box_on_every_page(seen):
    for direction in ("ltr", "rtl"):
        boxes = {str(look["help"]) for look in seen.values() if look["dir"] == direction}
        assert len(boxes) <= 1

    assert all(look["help"] for look in seen.values())


def test_a63_each_page_has_its_language_and_its_direction(seen):
    places = {place: (look["lang"], look["dir"]) for place, look in seen.items()}
    places.pop("welcome/language")

    assert set(places.values()) in ({("fr", "ltr")}, {("ar", "rtl")})
    assert {look["field"]["dir"] for look in seen.values() if look["field"]} == {"ltr"}


def test_a68_the_way_back_to_default_is_two_presses_from_every_page(seen):
    assert [
        place for place, look in seen.items() if "/comfort" not in [name for name, *_ in look["bar"]]
    ] == []
    assert {place: look["reset"] for place, look in seen.items() if look["reset"]} == {
        f"comfort/{panel}": f"/comfort/{panel}/default" for panel in ("see", "hear", "understand")
    }


def test_a74_the_key_that_hides_is_on_every_page_in_one_place(seen):
    for direction in ("ltr", "rtl"):
        boxes = {str(look["hide"]) for look in seen.values() if look["dir"] == direction}
        assert len(boxes) <= 1

    assert all(look["hide"] for look in seen.values())


def test_a85_a_page_is_said_title_first_then_how_to_act(seen):
    for place, look in seen.items():
        assert look["queue"][0] == look["heading"], place
        assert len(look["queue"]) > 1, place


def test_a87_no_control_and_no_text_is_mute(seen):
    assert where(seen, "mute") == {}
    assert where(seen, "silent") == {}


def test_the_look_sees_a_mute_a_wordless_and_an_unreachable_control(stage, pages):
    stage.show(next(kept for kept in pages["fr"] if kept.place == "choices/notified"))
    stage.page.evaluate(
        """() => {
          const [one, other, third] = document.querySelectorAll('.equal .key');
          one.querySelectorAll('[data-say]').forEach((word) => word.removeAttribute('data-say'));
          other.replaceChildren();
          third.classList.remove('key');
        }"""
    )

    found = stage.page.evaluate(FACTS)

    assert found["wordless"]
    assert found["unreached"]
    assert found["mute"] or found["silent"]


def test_a61_only_complete_languages_are_offered(pages, stage):
    look = look_at(stage, next(kept for kept in pages["fr"] if kept.place == "language"))

    assert look["values"]["/comfort/language"] == [each["tag"] for each in offered()]


def test_a62_languages_are_listed_by_their_own_names_in_their_own_language_without_flags(pages, stage):
    stage.show(next(kept for kept in pages["fr"] if kept.place == "welcome/language"))
    names = stage.page.eval_on_selector_all(
        "#step .equal .label", "all => all.map((each) => [each.lang, each.textContent])"
    )

    assert names == [[each["tag"], each["name"]] for each in offered()]
    assert stage.page.locator("#step .equal img, #step .equal .icon").count() == 0


def test_a3_sizes_come_from_the_measured_scale_of_this_screen(kiosks):
    answer = kiosks["fr"].test_client().get("/screen.css").get_data(as_text=True)

    scale = kiosks["fr"].extensions["house"].settings.screen.px_per_mm
    assert answer.strip() == f":root{{--px-per-mm:{scale:g}}}"


def test_a63_styles_know_start_and_end_and_never_left_and_right():
    one_sided = ("-left", "-right", " left:", " right:", ": left", ": right")
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((ROOT / "static" / "css").glob("*.css"))
        for line in path.read_text("utf-8").splitlines()
        if any(word in line for word in one_sided) and "rtl" not in line
    ]

    assert found == []
