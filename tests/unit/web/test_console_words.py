"""The console's words are spread over files, one a page: a name must mean one thing."""

from collections import Counter

from helpdesk.places import PLACES
from helpdesk.wording import PAGES, WORDS


def test_no_two_pages_use_one_name_for_different_words():
    names = Counter(name for page in PAGES for name in page.WORDS)

    assert [name for name, times in names.items() if times > 1] == []


def test_every_place_of_the_console_has_its_word():
    assert [place.word for place in PLACES if place.word not in WORDS] == []
