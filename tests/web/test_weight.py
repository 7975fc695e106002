"""What a page costs: questions to the database, bytes on the wire, fonts. Counted, never timed.

The two Arabic words of the welcome are cut out of the font that Arabic pages use, once, by hand:

    pyftsubset static/vendor/fonts/noto-arabic-400.woff2 --text="(name and greeting)" --no-hinting --flavor=woff2
        --layout-features=init,medi,fina,isol,rlig,ccmp,mark,mkmk,kern,liga,calt --name-IDs=0,1,2,13,14
        --output-file=static/fonts/greeting-arabic-400.woff2
"""

import gzip
import re

import pytest
from fontTools.ttLib import TTFont
from sqlalchemy import event

from setup import ROOT
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from web.locale import languages

FIRST_LOAD_BYTES = 95 * 1024
LATER_BYTES = 15 * 1024
HEAD_BYTES = 1_300  # the headers of one answer, the seven that protect included
FRENCH_FONTS = {"atkinson-latin.woff2", "greeting-arabic-400.woff2", "greeting-arabic-700.woff2"}
MOST_QUERIES = 1
MOST_REQUESTS = 8

STOPS = ("identify/code", "choices/notified", "receipt/activated")


@pytest.fixture
def at(robot, world):
    """Bring the robot to a step, and return its address."""

    def go(stop):
        with world() as db:
            someone = make_someone(db)
        answers = [
            *BEGIN,
            *someone.identified(),
            ("choices/notified", "activate"),
            ("activate/confirm", "yes"),
        ]
        places = [place for place, _ in answers]
        walk(robot, answers[: places.index(stop)] if stop in places else answers, stop)
        return f"/visit/{stop}"

    return go


@pytest.fixture
def queries(engine):
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("stop", STOPS[:2])
def test_a_step_asks_the_database_once_whoever_is_known(stop, robot, at, queries):
    address = at(stop)
    queries.clear()

    robot.client.get(address)

    assert len(queries) == MOST_QUERIES, queries


def test_a_page_that_only_shows_never_reads_a_number(robot, at, queries):
    address = at("choices/notified")
    queries.clear()

    robot.client.get(address)

    assert "identity_sealed" in queries[0]
    assert "nir" not in queries[0]


def test_a_receipt_asks_once_too_with_its_number(robot, at, queries):
    address = at("receipt/activated")
    queries.clear()

    robot.client.get(address)

    assert len(queries) == MOST_QUERIES, queries


@pytest.mark.parametrize("stop", STOPS)
def test_a_later_step_stays_light(stop, robot, at):
    answer = robot.client.get(at(stop), headers={"HX-Request": "true", "Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) + HEAD_BYTES <= LATER_BYTES
    assert b"<html" not in gzip.decompress(answer.data)


def test_a_page_is_compressed_only_for_those_who_can_read_it(robot):
    plain = robot.client.get("/")
    small = robot.client.get("/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(small.data) == plain.data
    assert {"Accept-Encoding", "HX-Request"} <= set(small.headers["Vary"].split(", "))


def test_the_first_load_in_french_holds_its_budget(robot):
    page = robot.client.get("/").get_data(as_text=True)
    found = set(re.findall(r'(?:href|src)="(/[^"#]+)"', page))
    sizes = {address: _weight(robot, address) for address in {"/", *found}}
    fonts = sum(
        path.stat().st_size + HEAD_BYTES
        for path in (ROOT / "static").rglob("*.woff2")
        if path.name in FRENCH_FONTS
    )

    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes.values()) + fonts <= FIRST_LOAD_BYTES, (sizes, fonts)


def test_the_arabic_words_of_a_french_page_have_every_letter_they_need():
    arabic = next(language for language in languages() if language.tag == "ar")

    for weight in (400, 700):
        font = TTFont(ROOT / "static" / "fonts" / f"greeting-arabic-{weight}.woff2")
        assert {ord(letter) for letter in arabic.name + arabic.greeting} <= set(font.getBestCmap())


def _weight(robot, address):
    answer = robot.client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, address
    return len(answer.data) + sum(len(name) + len(value) + 4 for name, value in answer.headers)
