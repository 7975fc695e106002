"""QR squares hold short plain texts, and never the number of a person."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.code import digits_of, make_code
from carnet.domain.errors import Invalid
from carnet.domain.nir import key_for
from web.paper.qr import MOST_BYTES, qr_svg


def test_an_address_becomes_a_drawing_with_its_quiet_zone() -> None:
    drawing = ElementTree.fromstring(qr_svg("https://cdm.example/7K4M29PT"))

    side = int(drawing.attrib["viewBox"].split()[-1])
    strokes = drawing[1].attrib["d"]
    columns = [int(x) for x in re.findall(r"M(\d+) ", strokes)]
    rows = [int(y) for y in re.findall(r"M\d+ (\d+)h", strokes)]
    assert (min(columns), min(rows)) == (4, 4)
    assert max(rows) == side - 5


@given(st.binary(min_size=16, max_size=16))
def test_every_code_as_a_number_is_accepted(seed: bytes) -> None:
    assert qr_svg(digits_of(make_code(lambda _: seed)))


@given(
    st.from_regex(r"[12][0-9]{4}(2A|2B|[0-9]{2})[0-9]{6}", fullmatch=True),
    st.sampled_from(["", " ", ".", "-"]),
)
def test_no_number_of_a_person_enters_a_square(first: str, between: str) -> None:
    number = between.join(re.findall("..?", first))

    for text in (
        number,
        f"https://cdm.example/{number}",
        f"{number}{between}{key_for(first)}",
        f"x{number.lower()}x",
    ):
        with pytest.raises(Invalid) as refused:
            qr_svg(text)
        assert refused.value.reason == "identifier"


def test_sixteen_digits_that_are_no_code_are_refused_like_a_number() -> None:
    with pytest.raises(Invalid, match="identifier"):
        qr_svg("2510363999001180")


@pytest.mark.parametrize(
    "text", ["é", "a\N{RIGHT-TO-LEFT MARK}b", "a\x00b", "a\nb", "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_only_plain_ascii_enters_a_square(text: str) -> None:
    with pytest.raises(Invalid, match="characters"):
        qr_svg(text)


@pytest.mark.parametrize("text", ["", "x" * (MOST_BYTES + 1)])
def test_a_square_is_neither_empty_nor_crowded(text: str) -> None:
    with pytest.raises(Invalid, match="length"):
        qr_svg(text)


def test_the_longest_text_still_makes_a_square() -> None:
    assert qr_svg("x" * MOST_BYTES)
