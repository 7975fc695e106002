"""Finding a text by the words that somebody remembers: accents, case, number, order and one slip do not matter."""

import unicodedata
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.full_text import FullText

TEXTS = {
    "close": ("Fermer un dossier", "Personne ne pourra plus le lire. Appelez le 34 22."),
    "card": ("La carte Vitale est perdue", "Un guichet vérifie autrement. L’œil ne suffit pas."),
    "child": ("Le dossier d’un enfant", "Les parents décident. Les journaux en parlent."),
    "reopen": ("Rouvrir", "On peut rouvrir ce que l’on a fait fermer."),
}
SHELF = FullText(TEXTS)

words_of_a_text = st.sampled_from(
    ["Fermer", "dossier", "carte", "Vitale", "perdue", "guichet", "vérifie", "enfant"]
)
queries = st.lists(words_of_a_text, min_size=1, max_size=2, unique=True).map(" ".join)


def without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def slips(word: str) -> set[str]:
    """Every word that is one letter changed, lost, doubled or swapped away."""
    cuts = [(word[:place], word[place:]) for place in range(len(word))]
    changed = {f"{left}{letter}{right[1:]}" for left, right in cuts for letter in ascii_lowercase}
    added = {f"{left}{letter}{right}" for left, right in cuts for letter in ascii_lowercase}
    swapped = {f"{left}{right[1]}{right[0]}{right[2:]}" for left, right in cuts if len(right) > 1}
    return changed | added | swapped | {left + right[1:] for left, right in cuts}


@given(queries)
def test_accents_are_forgiven(query: str) -> None:
    assert SHELF.find(without_accents(query)) == SHELF.find(query) != []


@given(queries)
def test_case_is_forgiven(query: str) -> None:
    assert SHELF.find(query.upper()) == SHELF.find(query.lower()) != []


@given(queries, st.randoms(use_true_random=False))
def test_inverted_words_find_the_same_in_the_same_order(query, random) -> None:
    words = query.split()
    random.shuffle(words)

    assert SHELF.find(" ".join(words)) == SHELF.find(query)


@given(st.sampled_from(["dossier", "perdue", "guichet", "enfant", "parents", "décident"]), st.data())
def test_one_wrong_letter_is_forgiven(word: str, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from(sorted(slips(word))))

    assert set(SHELF.find(word)) <= set(SHELF.find(typed))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("journal", "child"),
        ("cartes", "card"),
        ("OEIL", "card"),
        ("œil", "card"),
        ("guichets", "card"),
        ("parent", "child"),
    ],
)
def test_singular_and_plural_are_one_word(typed: str, key: str) -> None:
    assert SHELF.find(typed) == [key]


@pytest.mark.parametrize("typed", ["34 22", "3422", "34\N{NO-BREAK SPACE}22"])
def test_a_number_is_found_however_it_is_grouped(typed: str) -> None:
    assert SHELF.find(typed) == ["close"]


def test_a_number_is_never_forgiven_a_digit() -> None:
    assert SHELF.find("3423") == []


def test_the_beginning_of_a_word_is_enough() -> None:
    assert SHELF.find("enf") == ["child"]


def test_a_title_comes_before_a_body() -> None:
    shelf = FullText({"body": ("Rouvrir", "On peut fermer."), "title": ("Fermer", "C’est un droit.")})

    assert shelf.find("fermer") == ["title", "body"]


def test_a_word_written_right_comes_before_one_written_nearly_so() -> None:
    shelf = FullText({"a": ("cadre", ""), "b": ("cadres", ""), "c": ("carde", "")})

    assert shelf.find("carde") == ["c", "a", "b"]


def test_a_rare_word_says_more_than_a_common_one() -> None:
    shelf = FullText({"a": ("Son dossier", ""), "b": ("Un dossier", ""), "c": ("Un enfant", "")})

    assert shelf.find("dossier enfant") == ["c", "a", "b"]


def test_a_text_that_holds_less_than_half_of_the_words_is_not_an_answer() -> None:
    assert SHELF.find("enfant bicyclette") == ["child"]
    assert SHELF.find("enfant bicyclette trottinette") == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzzz", "\0", "’"])
def test_nothing_asked_finds_nothing(query: str) -> None:
    assert SHELF.find(query) == []


def test_words_that_say_nothing_do_not_count_beside_others() -> None:
    assert SHELF.find("est-ce que la carte est perdue") == ["card"]


def test_words_that_say_nothing_are_looked_for_when_there_are_no_others() -> None:
    assert SHELF.find("la") == ["card"]


@given(st.text(max_size=400))
def test_whatever_is_typed_is_answered(query: str) -> None:
    assert set(SHELF.find(query)) <= set(TEXTS)
