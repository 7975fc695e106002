"""Card sheets of invented people: readable, marked, apart from letters."""

import io
import re

from PIL import Image

from carnet.domain.birth_date import BirthDate
from tests.unit.paper.samples import CODE, make_card
from web.paper.cards import GAP, HEIGHT, WIDTH, card_page, card_png, card_svg
from web.paper.tongue import FRENCH


def told(card) -> str:
    return re.sub(r"<[^>]+>", "", card_page(card, FRENCH))


def test_a_sheet_gives_what_the_kiosk_asks_for() -> None:
    sheet = told(make_card())

    assert "2 51 03 63 999 001 18" in sheet
    assert "123 456 789 01" in sheet
    assert "12 03 1951" in sheet


def test_an_unknown_day_is_typed_as_zeros() -> None:
    assert "00 00 1951" in told(make_card(born=BirthDate(1951, None, None)))


def test_a_card_with_a_photo_carries_its_serial_on_its_only_face() -> None:
    drawing = card_svg(make_card())

    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in drawing
    assert ">8025000002<" in drawing
    assert ">123 456 789 01<" in drawing


def test_a_card_without_a_photo_carries_its_serial_on_the_back() -> None:
    drawing = card_svg(make_card(printed="12345678", serial="12345678", has_photo=False))

    assert f'viewBox="0 0 {2 * WIDTH + GAP} {HEIGHT}"' in drawing
    assert ">123 456 78<" in drawing


def test_card_and_sheet_say_that_they_are_invented() -> None:
    assert "cette carte n’existe pas" in card_svg(make_card())
    assert "Démonstration" in told(make_card())


def test_a_card_sheet_has_no_code() -> None:
    assert CODE not in card_page(make_card(), FRENCH)
    assert card_page(make_card(), FRENCH).count("<img") == 1


def test_the_picture_for_a_camera_has_the_shape_of_the_drawing() -> None:
    picture = Image.open(io.BytesIO(card_png(make_card())))

    assert picture.size == (WIDTH, HEIGHT)
    assert len(picture.convert("L").getcolors()) > 20


def test_a_name_cannot_bring_markup_into_the_drawing() -> None:
    assert "<script" not in card_svg(make_card(name="<script>"))
