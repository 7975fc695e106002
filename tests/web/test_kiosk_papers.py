"""Papers at the kiosk: ready before the first visitor, and when none comes out the screen says the same."""

import logging
import sys
import threading

import pytest
from flask import Flask

from carnet.store.database import transaction
from carnet.store.outbox import Receipt
from kiosk import __main__ as program
from kiosk import speech
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from web.paper import counter, workshop
from web.paper.workshop import Workshop
from web.speech.voices import Voices

OBJECT = [("choices/notified", "object"), ("object/confirm", "yes"), ("receipt/objected", "paper")]
LANGUAGES = {"fr": "1", "en": "2", "ar": "3"}
DIES = (sys.executable, "-c", "")


@pytest.fixture
def broken_press(monkeypatch):
    broken = Workshop(DIES)
    monkeypatch.setattr(workshop, "workshop", lambda: broken)
    monkeypatch.setattr(counter, "workshop", lambda: broken)


@pytest.fixture
def press(monkeypatch):
    """A workshop of this test alone."""
    own = Workshop()
    monkeypatch.setattr(workshop, "workshop", lambda: own)
    yield own
    own.close()


@pytest.mark.usefixtures("broken_press")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_that_cannot_be_printed_is_said_on_the_screen(language, robot, engine, keys):
    with transaction(engine, keys) as db:
        someone = make_someone(db)
    begin = [("welcome/language", LANGUAGES[language]), *BEGIN[1:]]
    walk(robot, [*begin, *someone.identified(), *OBJECT], "receipt/printed")

    answer = robot.client.get("/receipt.pdf")

    with transaction(engine, keys) as db:
        number = db.query(Receipt).one().proof_number
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert f'<html lang="{language}"' in page
    assert f"{number[:4]} {number[4:]}" in page
    assert 'data-place="proof/screen"' in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert robot.start() == "receipt/printed"


@pytest.mark.usefixtures("broken_press")
def test_a_resume_code_that_cannot_be_printed_stays_on_the_screen(robot):
    walk(robot, BEGIN, "identify/code")
    robot.press("/help")
    robot.press("/help/answer", "keep")
    [code] = robot.html.xpath('//p[contains(@class, "proof")]/text()')

    answer = robot.client.get("/slip.pdf")

    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert code in answer.get_data(as_text=True)


def test_the_page_that_stands_for_a_paper_may_be_looked_into_by_the_page_that_prints_and_no_other_may(
    robot, engine, keys, broken_press
):
    with transaction(engine, keys) as db:
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), *OBJECT], "receipt/printed")

    assert robot.client.get("/receipt.pdf").headers["X-Frame-Options"] == "SAMEORIGIN"
    assert robot.client.get("/").headers["X-Frame-Options"] == "DENY"


def test_a_kiosk_starts_its_voices_and_its_press(monkeypatch, press, caplog):
    with Voices(workers=1, patience_s=60) as voices:
        monkeypatch.setattr(speech, "voices", lambda: voices)
        program.wake()

    assert press.process_id is not None
    assert caplog.text == ""


def test_a_kiosk_without_a_voice_says_so_once_and_goes_on(monkeypatch, press, caplog):
    caplog.set_level(logging.WARNING)
    with Voices(workers=1, command=DIES) as voices:
        monkeypatch.setattr(speech, "voices", lambda: voices)
        program.wake()

    assert caplog.text.count("no voice") == 1
    assert press.process_id is not None


def test_the_program_returns_the_kiosk_without_waiting_for_either(monkeypatch, settings):
    woken = threading.Event()
    monkeypatch.setattr(program, "wake", woken.set)
    monkeypatch.setattr(program, "create_app", lambda settings: Flask("kiosk"))

    assert program.start(settings).name == "kiosk"
    assert woken.wait(timeout=20)
