"""Every pair of colours that the console writes with reads at 7 to 1, by day and by night."""

import re

import pytest

from web.assets import ROOT

PAIRS = [
    ("ink", "page"), ("ink", "card"), ("ink", "say"), ("ink", "quiet"), ("mute", "page"), ("mute", "card"),
    ("mute", "say"), ("link", "page"), ("link", "card"), ("on-pri", "pri"), ("on-info", "info"),
    ("on-good", "good"), ("on-warn", "warn"), ("on-danger", "danger"),
]  # fmt: skip
EDGES = [("line-strong", "card"), ("line-strong", "page"), ("pri", "card"), ("on-danger", "card")]
LIGHTS = ("day", "night")


def colours(light: str) -> dict[str, str]:
    text = (ROOT / "css" / "console-tokens.css").read_text("utf-8")
    day, night = text.split("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", day))
    if light == "night":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", night))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_reads_at_seven_to_one(ink, paper, light):
    known = colours(light)

    assert contrast(known[ink], known[paper]) >= 7


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize(("edge", "paper"), EDGES)
def test_what_can_be_pressed_has_an_edge_of_three_to_one(edge, paper, light):
    known = colours(light)

    assert contrast(known[edge], known[paper]) >= 3


def test_the_measure_knows_black_white_and_a_grey_that_is_too_pale():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#fff") < 7
