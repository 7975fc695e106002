"""Where a text is cut."""

from hypothesis import given
from hypothesis import strategies as st

from web.speech import sentences


def test_a_text_is_cut_at_the_ends_of_its_sentences() -> None:
    assert sentences("Bonjour. Ça va ? Oui ! Bien… Fin") == ["Bonjour.", "Ça va ?", "Oui !", "Bien…", "Fin"]
    assert sentences("مرحبا؟ نعم.") == ["مرحبا؟", "نعم."]
    assert sentences("Titre\nTexte") == ["Titre", "Texte"]


def test_a_title_or_an_initial_does_not_end_a_sentence() -> None:
    assert sentences("M. Ba et J. Lô, etc. et puis le Dr. Ly. Fin.") == [
        "M. Ba et J. Lô, etc. et puis le Dr. Ly.",
        "Fin.",
    ]


def test_a_number_is_not_cut() -> None:
    assert sentences("Le 3.3.2026 à 12.50.") == ["Le 3.3.2026 à 12.50."]


def test_a_sentence_without_end_is_cut_where_one_breathes() -> None:
    text = "un, deux et trois " * 40

    pieces = sentences(text)

    assert all(len(piece) <= 300 for piece in pieces)
    assert pieces[0].endswith("un,")
    assert " ".join(pieces) == text.strip()


def test_a_text_without_a_space_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in sentences("a" * 700)] == [300, 300, 100]


def test_nothing_has_no_sentence() -> None:
    assert sentences("") == sentences(" \n ") == []


@given(st.text(alphabet="aB.!?؟, \nM1", max_size=900))
def test_no_character_is_lost_and_none_is_added(text: str) -> None:
    pieces = sentences(text)

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < len(piece) <= 300 for piece in pieces)
