"""A49, A53: the French that people read is short, easy, in one voice for every channel, with one word for one thing."""

import pytest

from tests.unit.words.wordings import OF_ONE_DEVICE, faults, sources
from words import style
from words.reading import reading_of, words_of
from words.screens import marks_of, split_mark, steps

EASE = 70
WORDS_A_SENTENCE = 9


def french(domain="people"):
    return [text for _context, text in sources(domain)]


def test_a49_no_sentence_has_more_than_twelve_words():
    assert faults(style.length, french()) == []


def test_a49_sentences_have_nine_words_or_fewer_on_average():
    assert reading_of(french()).words_a_sentence <= WORDS_A_SENTENCE


def test_a49_the_whole_catalogue_is_easy_by_the_formula_of_kandel_and_moles():
    assert reading_of(french()).ease >= EASE


@pytest.mark.parametrize(("journey", "step"), [pytest.param(j, s, id=f"{j}/{s.id}") for j, s in steps()])
def test_a49_a_screen_has_sixty_words_or_fewer(journey, step):
    texts = [split_mark(mark)[1] for mark in marks_of(step)]

    assert sum(len(words_of(text)) for text in texts) <= style.LONGEST_SCREEN


def test_a53_one_thing_has_one_word_and_no_word_pushes():
    assert faults(style.synonyms, french()) == []


def test_every_sentence_serves_the_screen_the_voice_and_the_agent_alike():
    assert faults(style.channel, set(french()) - OF_ONE_DEVICE) == []


@pytest.mark.parametrize("domain", ["people", "helpers"])
def test_typography_is_french(domain):
    assert faults(style.typography, french(domain)) == []


@pytest.mark.parametrize("domain", ["people", "helpers"])
def test_no_sentence_is_a_piece_of_another(domain):
    assert faults(style.whole, french(domain)) == []


@pytest.mark.parametrize("domain", ["people", "helpers"])
def test_a_word_that_stands_alone_says_where_it_stands(domain):
    alone = [text for context, text in sources(domain) if list(style.context(text, context))]

    assert alone == []


def test_helpers_too_read_short_sentences():
    assert faults(style.length, french("helpers")) == []
