"""Pages drawn once and filled: the same page as drawn at once, and a memory that names nobody."""

import pytest
from flask import render_template

from kiosk import plate
from kiosk.frame import frame_in
from kiosk.gallery.screens import NAMES, screen
from kiosk.screen import Line
from kiosk.wording import wording_in
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from web.locale import languages

TEMPLATES = ("kiosk/step.html", "kiosk/_page.html")
ACTIVATE = (("choices/notified", "activate"), ("activate/confirm", "yes"))
ODD = 'L’enfant <b> & "Zoé" \ue0000\ue001 %(name)s'


@pytest.fixture
def drawn(monkeypatch):
    """Return what plates are made of from now on."""
    pages = []

    def note(*given, **known):
        pages.append(render_template(*given, **known))
        return pages[-1]

    monkeypatch.setattr(plate, "render_template", note)
    plate._plate.cache_clear()
    return pages


@pytest.fixture
def wordings(kiosk):
    return [wording_in(language, kiosk.extensions["clips"]) for language in languages()]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_filled_is_the_page_drawn_at_once(kiosk, wordings, name, template):
    for wording in wordings:
        whole = screen(name, language=wording.language.code, size="L", theme="light")
        odd = whole._replace(title=Line(ODD, personal=True), first_name="Zoé", forgery="f0")
        with kiosk.test_request_context("/"):
            filled = plate.filled(template, odd, wording).decode()
            at_once = render_template(template, screen=odd, frame=frame_in(wording))
        assert filled == at_once


def test_the_same_plate_serves_the_next_person(drawn, kiosk, wordings):
    first, second = (
        screen("confirm", language="fr", size="L", theme="light")._replace(
            title=Line(f"{name}, voulez-vous ouvrir ?", personal=True),
            first_name=name,
            forgery=name,
        )
        for name in ("Odette", "Farid")
    )
    with kiosk.test_request_context("/"):
        pages = [plate.filled("kiosk/step.html", each, wordings[0]).decode() for each in (first, second)]

    assert len(drawn) == 1
    assert [[name in page for name in ("Odette", "Farid")] for page in pages] == [
        [True, False],
        [False, True],
    ]


def test_no_plate_keeps_what_belongs_to_a_person(drawn, robot, world):
    with world() as db:
        make_someone(db)  # the first invented number is also the one on the drawing of a card
        someone = make_someone(db)
    walk(robot, [*BEGIN, *someone.identified(), *ACTIVATE], "receipt/activated")
    robot.press("/help")
    robot.press("/help/answer", "keep")
    proof = robot.html.xpath('//*[@class="proof"]')[0].text_content()
    kept = "".join(drawn)

    assert len(drawn) > len(ACTIVATE)
    for personal in (
        "Odette",
        someone.nir,
        someone.code,
        proof,
        robot.html.xpath('//*[@name="forgery"]/@value')[0],
    ):
        assert "".join(personal.split()) not in "".join(kept.split()), personal
