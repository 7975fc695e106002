"""A11: every sign of every catalogue can be drawn by the fonts that screens and papers bring along."""

import pytest
from fontTools.ttLib import TTFont

from setup.assets import VENDOR
from words import catalogues, files

LATIN = ("atkinson-latin", "atkinson-latin-ext")
# Screens draw Arabic with the first pair, papers with the second, each in two weights.
ARABIC = (("noto-arabic-400",), ("noto-arabic-700",), ("vazirmatn-400",), ("vazirmatn-700",))
FAMILIES = {"fr": (LATIN,), "en": (LATIN,), "ar": tuple((*LATIN, *arabic) for arabic in ARABIC)}
CASES = [
    (tag, domain, fonts)
    for tag in catalogues.tags()
    for domain in files.domains_of(tag)
    for fonts in FAMILIES[tag.partition("@")[0]]
]


def signs_of(fonts):
    drawn = [TTFont(VENDOR / "fonts" / f"{font}.woff2").getBestCmap() for font in fonts]
    return {chr(code) for cmap in drawn for code in cmap}


def undrawn(text, fonts):
    return set(text) - signs_of(fonts) - {"\n"}


@pytest.mark.parametrize(("tag", "domain", "fonts"), CASES)
def test_a11_each_sign_of_a_catalogue_is_in_its_fonts(tag, domain, fonts):
    text = "".join(str(message.string) for message in catalogues.translated(tag, domain))

    assert undrawn(text, fonts) == set()


def test_a_sign_that_no_font_has_is_found():
    assert undrawn("Suite \N{NARROW NO-BREAK SPACE}→", LATIN) == {"\N{NARROW NO-BREAK SPACE}", "→"}
    assert undrawn("نعم", LATIN) == set("نعم")
