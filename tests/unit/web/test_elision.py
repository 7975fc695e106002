"""« de » before a name, in French and in no other language."""

import pytest

from web.elision import elided, is_elided
from web.locale import Catalogue
from web.paper.tongue import Line, Tongue

MSGID = "Ce dossier est celui de %(whose)s."
ELIDED = [
    *("Emma", "Odette", "Éloïse", "Inès", "Ugo", "Aïcha", "Œdipe", "Yves", "Yvonne", "Oumar"),
    *(
        "Hélène",
        "Henri",
        "Hervé",
        "Hortense",
        "Hippolyte",
        "HONORINE",
        "emma",
        "E\N{COMBINING ACUTE ACCENT}lie",
    ),
]
WHOLE = ["Paul", "Hassan", "Harry", "Hugh", "Yasmine", "Yann", "Ouarda", "Oualid", "1957", "", "Zoé"]


@pytest.mark.parametrize("name", ELIDED)
def test_a_vowel_and_a_mute_h_take_the_apostrophe(name):
    assert is_elided(name)
    assert elided(MSGID, {"whose": f"{name}, 1957"}) == "Ce dossier est celui d’%(whose)s."


@pytest.mark.parametrize("name", WHOLE)
def test_other_names_keep_the_whole_word(name):
    assert not is_elided(name)
    assert elided(MSGID, {"whose": name}) == MSGID


def test_only_the_word_before_a_hole_is_touched():
    sentence = "De %(one)s à %(two)s : grande %(one)s, fin de mois de %(two)s."

    assert elided(sentence, {"one": "Emma", "two": "Paul"}) == (
        "D’%(one)s à %(two)s : grande %(one)s, fin de mois de %(two)s."
    )


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr", "Ce dossier est celui d’Emma."),
        ("fr@easy", "Ce dossier est celui d’Emma."),
        ("en", "Ce dossier est celui de Emma."),
        ("ar", "Ce dossier est celui de Emma."),
    ],
)
def test_french_alone_elides_on_screen_and_on_paper(tag, said):
    tongue, line = Tongue(tag, Catalogue({})), Line(MSGID, {"whose": "Emma"})

    assert tongue.say(line) == said
    assert ("d’<bdi" in tongue.show(line)) is tag.startswith("fr")
