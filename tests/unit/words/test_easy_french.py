"""A50, A51: the easy French says the same as the French, by the rules of easy-to-read text."""

from tests.unit.words.wordings import OF_ONE_DEVICE, easy_texts, faults
from words import catalogues, style
from words.reading import reading_of


def test_a50_each_sentence_has_its_easy_wording():
    assert catalogues.unfinished("fr@easy", "people") == []


def test_a51_easy_text_keeps_the_rules_of_easy_text():
    assert faults(style.easy, easy_texts()) == []


def test_a51_easy_text_is_easier_than_the_ordinary_one():
    easy = catalogues.translated("fr@easy", "people")
    ordinary = reading_of(str(message.id) for message in easy)

    assert reading_of(easy_texts()).ease > ordinary.ease


def test_easy_text_keeps_the_typography_the_words_and_the_channels_of_the_ordinary_one():
    texts = easy_texts()

    assert faults(style.typography, texts) == []
    assert faults(style.synonyms, texts) == []
    assert faults(style.whole, texts) == []
    assert faults(style.channel, set(texts) - OF_ONE_DEVICE) == []
