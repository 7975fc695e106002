"""Filling the number and the serial without typing: reader, tray, camera; and what happens when nothing is read."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from carnet.domain.birth_date import BirthDate
from carnet.domain.nir import read_nir
from kiosk import cards
from kiosk import reading as reading_print
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from web.paper.cards import InventedCard, card_png

NIR = "251036399900118"
SERIAL = "29122444234"
BOXES = {"nir": (60, 400, 940, 500), "serial": (440, 40, 970, 90)}


@pytest.fixture(scope="module")
def strips() -> dict[str, bytes]:
    """The two printed numbers of an invented card, cut as the camera page cuts them."""
    from PIL import Image

    card = InventedCard(
        name="Jeanne Martin", nir=read_nir(NIR), printed=f"8025000002{SERIAL}", serial=SERIAL, has_photo=True,
        born=BirthDate(1951, 3, 8), made_on=date(2026, 11, 22),
    )  # fmt: skip
    picture = Image.open(io.BytesIO(card_png(card))).convert("L")
    cut = {}
    for kind, box in BOXES.items():
        kept = io.BytesIO()
        picture.crop(box).save(kept, "JPEG", quality=85)
        cut[kind] = kept.getvalue()
    return cut


@pytest.mark.parametrize(("kind", "number"), [("nir", NIR), ("serial", SERIAL)])
def test_a_printed_number_is_read_from_its_strip(kind, number, strips):
    assert reading_print.printed_number(strips[kind], kind) == number


def test_what_is_no_picture_or_no_number_is_not_read(strips):
    assert reading_print.printed_number(b"\x89PNG....", "nir") is None
    assert reading_print.printed_number(b"\xff\xd8\xff broken", "nir") is None
    assert reading_print.printed_number(strips["serial"], "nir") is None
    assert reading_print.printed_number(strips["nir"], "birth_date") is None


def test_a_machine_that_cannot_read_print_does_not_offer_it(robot, monkeypatch):
    monkeypatch.setattr(reading_print, "PROGRAM", "no-such-program")
    walk(robot, [*BEGIN, ("identify/code", "BVH87XCKR8DX")], "identify/nir")

    assert robot.press("/card") == "card"
    assert not robot.html.xpath('//button[@formaction="/camera"]')


def test_the_number_under_the_camera_fills_its_field(robot, world, strips):
    walk(robot, [*BEGIN, ("identify/code", "BVH87XCKR8DX")], "identify/nir")
    assert robot.press("/card") == "card"
    assert robot.press("/camera") == "camera"

    assert _send(robot, strips["nir"]).status_code == 200

    assert robot.start() == "identify/nir"
    assert robot.html.xpath('//input[@name="answer"]/@value') == [NIR]


def test_a_serial_is_believed_only_when_read_twice(robot, strips):
    walk(
        robot,
        [
            *BEGIN,
            ("identify/code", "BVH87XCKR8DX"),
            ("identify/nir", NIR),
            ("identify/birth_date", "08031951"),
        ],
        "identify/serial",
    )
    robot.press("/card")
    robot.press("/camera")

    assert [_send(robot, strips["serial"]).status_code for _ in range(2)] == [204, 200]
    robot.start()
    assert robot.html.xpath('//input[@name="answer"]/@value') == [SERIAL]


def test_a_card_in_the_tray_fills_number_and_serial_at_once_and_is_taken_away(robot, settings, world):
    with world() as db:
        someone = make_someone(db)
    tray = settings.data / "reader"
    tray.mkdir()
    (tray / "card.json").write_text(json.dumps({"nir": someone.nir, "serial": someone.serial}))
    walk(robot, [*BEGIN, ("identify/code", someone.code)], "identify/nir")

    assert robot.press("/card") == "identify/nir"
    assert robot.html.xpath('//input[@name="answer"]/@value') == [someone.nir]
    robot.give(someone.nir)
    robot.give(someone.born)
    assert robot.html.xpath('//input[@name="answer"]/@value') == [someone.serial]
    assert not (tray / "card.json").exists()


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        '{"nir": "1"}',
        '{"nir": 1, "serial": 2}',
        "\x00",
        '{"nir": "251036399900119", "serial": "29122444234"}',
    ],
)
def test_a_reader_that_says_nonsense_is_no_card(told, settings):
    (settings.data / "reader").mkdir(parents=True)
    (settings.data / "reader" / "card.json").write_text(told)

    assert cards.read(settings) is None


def test_the_insurers_program_is_asked_when_there_is_one(settings, tmp_path):
    program = tmp_path / "reader.sh"
    program.write_text(f'#!/bin/sh\necho \'{{"nir": "{NIR}", "serial": "{SERIAL}"}}\'\n')
    program.chmod(0o700)

    read = cards.read(replace(settings, card_reader=str(program)))

    assert read == cards.CardRead(NIR, SERIAL)
    assert cards.read(replace(settings, card_reader=str(tmp_path / "absent"))) is None


def _send(robot, strip: bytes):
    forgery = robot.html.xpath('//input[@name="forgery"]/@value')[0]
    data = {"forgery": forgery, "strip": (io.BytesIO(strip), "strip.jpg")}
    return robot.client.post("/card/strip", data=data, content_type="multipart/form-data")
