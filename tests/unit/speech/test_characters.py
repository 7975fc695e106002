"""Characters that must never reach the voice, and those that must stay."""

import pytest

from web.speech import Unvoiced, normalise


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Oui 😀👍🏽 merci", "Oui merci"),
        ("1\ufe0f\u20e3", "1"),
        ("te\u200bx\u00adte", "texte"),
        ("\u202etexte\u202c\u200f", "texte"),
        ("a\x07b\x01100r", "a b 100r"),
        ("mot\ud800mot", "mot mot"),
        ("ligne\nligne\tmot", "ligne ligne mot"),
        ("dix\u202f\u00a0mots", "dix mots"),
        ("e\u0301te\u0301", "été"),
        ("😀", ""),
        ("... — !", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_only_characters_that_can_be_said_stay(written: str, said: str) -> None:
    assert normalise(written, "fr") == said


def test_a_nul_is_refused_because_the_engine_would_drop_what_follows() -> None:
    with pytest.raises(Unvoiced, match="characters"):
        normalise("Ne prenez pas\0 ce médicament", "fr")


def test_vowel_signs_stay() -> None:
    assert normalise("كَتَبَ", "ar") == "كَتَبَ"
