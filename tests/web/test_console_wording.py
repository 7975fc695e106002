"""The script says what the kiosk says: the same sentences at every step, in every language, by their fingerprint."""

from hashlib import sha256
from pathlib import Path

import pytest

import helpdesk.drawing
import kiosk.drawing
from carnet.journeys import JOURNEYS
from carnet.services import visits
from carnet.services.visits import Position
from carnet.store.visits import Proof
from helpdesk.sheet import Sentence
from helpdesk.wording import Wording
from kiosk.wording import wording_in
from tests.builders import NOW, make_helper
from tests.scenarios import make_child, make_someone
from web.locale import offered
from web.speech.manifest import Clips

PLACES = [(journey.name, step.id) for journey in JOURNEYS.values() for step in journey.steps]
TAGS = [language.tag for language in offered()]


def fingerprint(sentences) -> str:
    return sha256("\n".join(sentences).encode()).hexdigest()


@pytest.fixture
def turn(db):
    """Somebody who has proved who they are, with a child: every fact has a value."""
    someone = make_someone(db, state="activated")
    make_child(db, someone)
    db.info["languages"] = ["fr", "en", "ar"]
    turn = visits.start(db, JOURNEYS, surface="kiosk", now=NOW, kiosk="kiosk-1")
    db.add(
        Proof(
            visit_id=turn.visit.id, person_id=someone.person.id, acting_id=None, level="P4", method="code:1:P4",
            at=NOW, surface="kiosk",
        )
    )  # fmt: skip
    db.flush()
    turn.renew()
    return turn


def on_both(turn, place, tag):
    """Return the sentences of one step at the kiosk, and those that a helper reads aloud."""
    turn.comfort.language, _, easy = tag.partition("@")
    turn.comfort.easy = bool(easy)
    here = Position(place, JOURNEYS.step(place), 1, may_go_back=False)
    turn.helper = None
    language = next(each for each in offered() if each.tag == tag)
    wording = wording_in(language, Clips(Path("nowhere")))
    screen = kiosk.drawing.Drawing(turn, wording, "", is_demonstration=False).step(here)
    turn.helper = make_helper(turn.db, role="agent")
    sheet = helpdesk.drawing.Drawing(turn, Wording("fr")).sheet(here)
    # A line that the kiosk keeps out of a table (the field to type in) stands in the definition all the same.
    told = wording.lines(here.step.says.screen, JOURNEYS[place[0]].facts(turn))
    assert {line.text for line in (screen.title, *screen.lines)} <= {line.text for line in told}
    return [line.text for line in told], sheet


def has_the_same_words(turn, place, tag) -> bool:
    at_kiosk, sheet = on_both(turn, place, tag)
    said, seen = [sentence.text for sentence in sheet.says], [sheet.view.title, *sheet.view.lines]
    return fingerprint(said) == fingerprint(seen) == fingerprint(at_kiosk)


@pytest.mark.parametrize("tag", TAGS)
def test_requirement_6_the_fingerprint_of_every_step_is_the_kiosks(tag, turn):
    assert [place for place in PLACES if not has_the_same_words(turn, place, tag)] == []


def test_a_single_sign_moves_the_fingerprint(turn):
    at_kiosk, _ = on_both(turn, ("object", "confirm"), "fr")

    assert fingerprint([at_kiosk[0].replace("?", "!"), *at_kiosk[1:]]) != fingerprint(at_kiosk)


def test_breaths_part_a_sentence_and_lose_no_word():
    sentence = Sentence("Bonjour, je vous rappelle : gardez votre téléphone, s’il vous plaît.")

    assert sentence.breaths == (
        "Bonjour,",
        "je vous rappelle :",
        "gardez votre téléphone,",
        "s’il vous plaît.",
    )
    assert " ".join(sentence.breaths) == sentence.text


def test_requirement_6_what_is_said_has_twelve_words_a_sentence_at_most():
    from words.reading import sentences_of, words_of

    lines = [line for place in PLACES for line in JOURNEYS.step(place).says.screen.split("\n")]

    assert [each for line in lines for each in sentences_of(line) if len(words_of(each)) > 12] == []
